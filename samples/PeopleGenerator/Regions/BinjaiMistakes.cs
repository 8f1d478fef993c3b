using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>What is forgotten or mistyped in the web application, one mistake a person.</summary>
internal static class BinjaiMistakes
{
    public static readonly Action<JsonObject>[] All =
    [
        facts => Target(facts).Remove("actual"),
        facts => Target(facts)["weight"] = (int)Target(facts)["weight"]! - 5,
        facts => Target(facts)["indicator"] = "posyandoe",
        facts => Month(facts).Remove("entries"),
        facts => facts.Remove("position"),
        facts => Month(facts)["workDays"] = 0,
        facts => Target(facts)["target"] = "dua puluh",
        facts => facts["hukuman"] = new JsonArray(),
        facts => Target(facts)["polarity"] = (string)Target(facts)["indicator"]! is "stunting" or "putusSekolah" ? "higher" : "lower",
        facts => facts.Remove("months"),
    ];

    private static JsonObject Target(JsonObject facts) => facts["targets"]![1]!.AsObject();

    private static JsonObject Month(JsonObject facts) => facts["months"]![4]!.AsObject();
}
