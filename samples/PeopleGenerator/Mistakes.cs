using System.Text.Json.Nodes;

namespace PeopleGenerator;

/// <summary>What goes wrong in real data, one mistake a person.</summary>
internal static class Mistakes
{
    /// <summary>The mistakes in turn; the first ones can also be written in a CSV file.</summary>
    public static readonly Action<JsonObject, JsonObject>[] All =
    [
        (person, _) => Item(person).Remove("actual"),
        (person, _) => LowerLargestWeight(person),
        (person, _) => Item(person)["actual"] = "tiga puluh",
        (person, _) => Item(person)["polarity"] = "naik",
        (person, _) => Behaviour(person)["score"] = 135,
        (person, earlier) => person["id"] = earlier["id"]!.DeepClone(),
        (person, _) => Facts(person)["newIdeas"] = true,
        (person, _) => Item(person)["target"] = -12,
        (person, _) => Item(person)["target"] = 0,
        (person, _) => Facts(person)["planItems"] = new JsonArray(),
        (person, _) => Facts(person).Remove("behaviours"),
        (person, _) => Item(person)["bobot"] = 20,
        (person, _) => Facts(person)["identityNumber"] = Number(person)[..4] + "13" + Number(person)[6..],
        (person, _) => Facts(person)["identityNumber"] = Number(person)[..17],
        (person, _) => Item(person)["weight"] = null,
        (person, _) => Facts(person)["newIdea"] = "ya",
        (person, _) => Behaviour(person)["aspect"] = "disiplin",
        (person, _) => Item(person)["weight"] = Weight(Item(person)) + 5,
        (person, _) => Item(person)["actual"] = -1,
        (person, _) => Item(person)["weight"] = $"{Weight(Item(person))}",
        (person, _) => Item(person)["actual"] = "87,5",
        (person, _) => Behaviour(person).Remove("score"),
        (person, _) => Facts(person)["behaviours"] = new JsonObject { ["komitmen"] = 100 },
        (person, _) => Facts(person)["identityNumber"] = Number(person)[..14] + "3" + Number(person)[15..],
        (person, _) => Facts(person)["newIdea"] = 1,
    ];

    private static JsonObject Facts(JsonObject person) => (JsonObject)person["facts"]!;

    private static JsonObject Item(JsonObject person) => (JsonObject)Facts(person)["planItems"]![1]!;

    private static JsonObject Behaviour(JsonObject person) => (JsonObject)Facts(person)["behaviours"]![2]!;

    private static string Number(JsonObject person) => (string)person["id"]!;

    private static int Weight(JsonObject item) => (int)item["weight"]!;

    private static void LowerLargestWeight(JsonObject person)
    {
        var largest = ((JsonArray)Facts(person)["planItems"]!).Select(item => (JsonObject)item!).MaxBy(Weight)!;
        largest["weight"] = Weight(largest) - 5;
    }
}
