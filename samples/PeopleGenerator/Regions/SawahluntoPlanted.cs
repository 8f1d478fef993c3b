using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>People whose facts are chosen, not drawn: what chance alone would hardly show.</summary>
internal static class SawahluntoPlanted
{
    public static void Apply(int index, JsonObject person)
    {
        var facts = person["facts"]!.AsObject();
        switch (index)
        {
            // Four equals at the top of the civil service police: attendance leaves three, the employee number decides between them.
            case 45 or 53 or 61 or 69:
                person["facts"] = Best((string)person["id"]!, absentDays: index == 45 ? 1 : 0);
                break;
            // A backlog at the permit office, enough to bring the whole office below its limit.
            case 17:
                facts["services"] = new JsonArray(new JsonObject { ["service"] = "businessPermit", ["inTime"] = 60, ["late"] = 200, ["totalHours"] = 13_520 });
                break;
        }
    }

    private static JsonObject Best(string number, int absentDays) => new()
    {
        ["identityNumber"] = number,
        ["planItems"] = new JsonArray(
            new JsonObject { ["indicator"] = "complaintHours", ["weight"] = 40, ["actual"] = 18 },
            new JsonObject { ["indicator"] = "other", ["title"] = "Patroli ketertiban umum", ["weight"] = 60, ["target"] = 60, ["actual"] = 72 }),
        ["behaviours"] = new JsonArray([.. Sawahlunto.CoreValues.Select(aspect => new JsonObject { ["aspect"] = aspect, ["score"] = 118 })]),
        ["presentDays"] = 61 - absentDays,
        ["absentDays"] = absentDays,
        ["previousPredicate"] = "sangatBaik",
        ["baseAllowance"] = 3_600_000,
    };
}
