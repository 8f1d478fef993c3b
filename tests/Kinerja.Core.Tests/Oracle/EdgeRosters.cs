namespace Kinerja.Core.Tests.Oracle;

/// <summary>Rows for the policies over days and lists: month ends and leap days, ties, groups of raters with too few, first and last periods of effects.</summary>
internal sealed class EdgeRosters(Random random)
{
    private static readonly string[] Days =
    [
        "2024-01-31", "2024-02-29", "2024-02-28", "2024-03-01", "2023-12-31", "2024-01-01", "2023-07-01", "2024-07-01", "2024-06-30", "2023-08-31",
        "2024-12-31", "2025-01-01", "2024-09-30", "2024-10-01", "2023-07-31", "2023-01-01", "9999-12-31", "9999-12-01", "0001-01-01", "2000-02-29", "9999-06-01",
    ];

    internal string Calendar()
    {
        var items = Records(6, () => $$"""{ "ok": {{Bool()}}{{Optional("x", Pick(["0", "1", "2.5", "-7", "100", "33.33", "1e-9"]))}} }""");
        return $$"""
            { "day": {{Day()}}, "n": {{Pick(["0", "1", "-1", "12", "-12", "13", "24", "1", "29", "31", "366", "-365", "0.5", "119987", "2932896", "1e20"])}},
              "target": {{Pick(["60", "0", "7.3"])}}, "items": {{items}}{{Optional("other", Day())}} }
            """;
    }

    internal string Catalogue()
    {
        var items = Records(4, () => Members(
            Mainly("indicator", Pick(["\"certificate\"", "\"certificate\"", "\"letter\"", "\"free\"", "\"chained\""])),
            Rarely("polarity", Pick(["\"down\"", "\"exact\"", "\"up\""])),
            Rarely("extra", "\"some\""),
            Rarely("target", Pick(["8", "8.0", "12.5", "3"])),
            Rarely("weight", Pick(["40", "10", "null"])),
            Rarely("bonus", Pick(["7", "5"])),
            Rarely("isOpen", Bool()),
            Rarely("remark", Pick(["\"it's set\"", "\"own\""])),
            Rarely("since", Pick(["\"2024-02-29\"", "\"2024-03-01\""]))));
        return Members(
            $", \"items\": {items}",
            Optional("grade", Pick(["\"plain\"", "\"chief\"", "\"clerk\""])),
            Rarely("allowance", Pick(["100.5", "0", "12"])),
            Rarely("level", Pick(["\"good\"", "\"fair\""])));
    }

    internal string FollowUps()
    {
        var behaviours = Records(5, () =>
        {
            var notes = Records(3, () => $$"""{ "x": {{Pick(["0", "-45", "10", "-10"])}} }""");
            return $$"""
                { "aspect": "{{Pick(["service", "loyalty", "harmony", "skill"])}}", "score": {{Pick(["90", "89.999", "45", "45", "100", "12", "13.5", "89.5", "13"])}}, "notes": {{notes}}{{Optional("remark", Pick(["\"a; b\"", "\"\"", "\"x\""]))}} }
                """;
        });
        var list = random.Next(12) == 0 ? "" : $", \"behaviours\": {behaviours}";
        return $$"""{ "decided": {{Day()}}, "late": {{Bool()}}{{list}} }""";
    }

    internal string Raters()
    {
        var ratings = Records(9, () => $$"""{ "by": "{{Pick(["superior", "peer", "peer", "subordinate", "subordinate", "self"])}}"{{Optional("level", Pick(["100", "33.335", "0", "90", "120", "7", "-1"]))}} }""");
        if (random.Next(8) > 0)
            ratings = $"[{{ \"by\": \"superior\", \"level\": 95.5 }}, {{ \"by\": \"self\", \"level\": 100 }}{(ratings.Length > 2 ? ", " : "")}{ratings[1..]}";
        var list = random.Next(12) == 0 ? "" : $", \"ratings\": {ratings}";
        return $$"""{ "needed": {{Pick(["1", "2", "2.5", "3", "0", "-1"])}}{{Optional("position", Pick(["\"head\"", "\"staff\"", "\"single\""]))}}{{list}} }""";
    }

    internal string Effects()
    {
        var penalties = Records(3, () => $$"""
            { "since": {{Day()}}, "months": {{Pick(["6", "12", "1", "0", "18", "3", "120000", "-2"])}}, "percent": {{Pick(["25", "33.335", "0", "100", "60"])}}, "level": "{{Pick(["light", "medium", "heavy"])}}"{{Optional("lifted", Day())}} }
            """);
        return $$"""
            { "part": {{Pick(["300", "0", "100", "100.01", "1000"])}}, "isObliged": {{Pick(["true", "true", "true", "false"])}}, "reported": {{Bool()}}, "penalties": {{penalties}}{{Optional("released", Day())}}{{Mainly("pay", Pick(["1000", "0", "333.33", "99.99", "-5"]))}} }
            """;
    }

    internal string Ranking()
    {
        var people = Records(7, () =>
        {
            var inner = Records(3, () => $$"""{ "x": {{Pick(["1", "2", "2", "0.5"])}} }""");
            return $$"""
                { "grade": "{{Pick(["poor", "fair", "good", "veryGood"])}}", "since": {{Day()}}, "name": "{{Pick(["Adi", "adi", "Ada", "Budi", "Budi", "", "Çelik", "zeni", "Adi 2"])}}",
                  "office": "{{Pick(["zulu", "alpha", "mike"])}}", "inner": {{inner}}{{Mainly("score", Pick(["90", "90", "90.001", "89.999", "50", "0", "120"]))}} }
                """;
        });
        return $$"""{ "least": {{Pick(["0", "50", "90", "90.001"])}}, "people": {{people}} }""";
    }

    private string Records(int most, Func<string> record) =>
        $"[{string.Join(", ", Enumerable.Range(0, random.Next(most + 1)).Select(_ => record()))}]";

    private static string Members(params ReadOnlySpan<string> members) => $"{{ {string.Concat(members).TrimStart(',', ' ')} }}";

    private string Pick(ReadOnlySpan<string> items) => items[random.Next(items.Length)];

    private string Day() => $"\"{Pick(Days)}\"";

    private string Bool() => random.Next(2) == 0 ? "false" : "true";

    private string Optional(string name, string json) => random.Next(3) == 0 ? "" : $", \"{name}\": {json}";

    private string Mainly(string name, string json) => random.Next(8) == 0 ? "" : $", \"{name}\": {json}";

    private string Rarely(string name, string json) => random.Next(8) > 0 ? "" : $", \"{name}\": {json}";
}
