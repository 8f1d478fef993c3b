using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>What is missing or wrong in the data of Sawahlunto, one mistake a person.</summary>
internal static class SawahluntoMistakes
{
    public static readonly Action<JsonObject>[] All =
    [
        person => Item(person).Remove("actual"),
        person => Facts(person).Remove("presentDays"),
        person => Item(person)["polarity"] = Item(person)["indicator"]!.GetValue<string>() is "auditFindings" or "complaintHours" or "waitingMinutes" ? "higher" : "naik",
        person => Item(person)["indicator"] = "documentsPrinted",
        person => Item(person)["weight"] = (int)Item(person)["weight"]! - 5,
        person => Facts(person)["sanctions"] = new JsonArray(new JsonObject { ["degree"] = "medium6" }),
        person => Facts(person)["services"] = new JsonArray(new JsonObject { ["service"] = "birthCertificate", ["inTime"] = 40, ["late"] = 2 }),
        person => Facts(person)["behaviours"]!.AsArray().RemoveAt(3),
        person => Facts(person)["lateness"] = new JsonArray(new JsonObject { ["kind"] = "TL" }),
        person => Facts(person)["absentDays"] = -1,
        person => Facts(person)["services"] = new JsonArray(new JsonObject { ["service"] = "birthCertificate", ["limitHours"] = 12, ["inTime"] = 40, ["late"] = 2, ["totalHours"] = 260 }),
        person => Facts(person)["wajibLhkpn"] = true,
        person => Item(person)["actual"] = "1.250",
    ];

    private static JsonObject Facts(JsonObject person) => person["facts"]!.AsObject();

    private static JsonObject Item(JsonObject person) => Facts(person)["planItems"]!.AsArray()[0]!.AsObject();
}
