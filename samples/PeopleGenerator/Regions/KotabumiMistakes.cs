using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>What is missing or wrong in the data of Kotabumi, one mistake a person.</summary>
internal static class KotabumiMistakes
{
    public static readonly Action<JsonObject>[] All =
    [
        person => Item(person).Remove("target"),
        person => { Facts(person)["state"] = "final"; Item(person).Remove("actual"); },
        person => Facts(person).Remove("state"),
        person => Item(person)["weight"] = (int)Item(person)["weight"]! + 5,
        person => Behaviours(person)[2]!["aspect"] = "disiplin",
        person => { Facts(person)["state"] = "feedbackAcknowledged"; Behaviours(person)[4]!.AsObject().Remove("superior"); },
        person => Behaviours(person)[0]!["superior"] = 105,
        person => Facts(person)["dialogDate"] = "2026-12-28",
        person => { Facts(person)["state"] = "final"; Behaviours(person).RemoveAt(6); },
        person => Facts(person)["feedbackOn"] = "2027-02-30",
        person => Item(person)["actual"] = "87,5",
        person => Facts(person)["position"] = null,
    ];

    private static JsonObject Facts(JsonObject person) => person["facts"]!.AsObject();

    private static JsonArray Behaviours(JsonObject person) => Facts(person)["behaviours"]!.AsArray();

    // The first item of the plan, of the last part where the year is divided.
    private static JsonObject Item(JsonObject person) =>
        ((person["segments"]?.AsArray()[^1]!["facts"] ?? person["facts"])!["planItems"] ?? person["facts"]!["planItems"])!.AsArray()[0]!.AsObject();
}
