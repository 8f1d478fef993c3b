using System.Globalization;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Seeded rows for the hand-written policies; most rows fall on an edge, a midpoint or one step beside.</summary>
internal sealed class EdgeCases
{
    /// <summary>The seed chooses: years, shorter ones, one from month end to month end, one that still runs, the end of the calendar.</summary>
    private static readonly OraclePeriod[] Periods =
    [
        new(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)),
        new(new DateOnly(2024, 7, 1), new DateOnly(2024, 9, 30)),
        new(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31), new DateOnly(2024, 2, 29)),
        new(new DateOnly(2024, 1, 31), new DateOnly(2024, 2, 29)),
        new(new DateOnly(2024, 2, 29), new DateOnly(2024, 5, 30), new DateOnly(2024, 6, 1)),
        new(new DateOnly(9999, 12, 1), new DateOnly(9999, 12, 31)),
    ];
    private static readonly decimal[] Marks = [0, 50, 70, 90, 100, 110, 120, 33.33m, 66.67m];
    private static readonly decimal[] Offsets =
    [
        0, 0, 0, 0.01m, -0.01m, 0.005m, -0.005m, 0.000000000001m, -0.000000000001m, -0.004999999999m, -0.005000000001m, 1, -1,
    ];
    private static readonly int[] Targets = [1, 2, 3, 4, 5, 7, 8, 12, 21, 25, 40, 80, 100, 300, 0];
    private static readonly string[] Long =
    [
        "1234567890123456789012345678", "12345678901234567890123456785", "0.12345678901234567890123456785", "-1e28", "1e90",
        "1.00000000000000000000000000005", "9999999999999999999999999999.5", "99999999999999999999999999995", "1e-40", "-7e-12",
        "0.3333333333333333333333333333", "123456789.0000000000000000000625", "1e-100", "8",
    ];

    private readonly Random _random;

    private EdgeCases(int seed) => _random = new Random(seed);

    private static (string Name, string Json, Func<EdgeCases, string> Row)[] Policies { get; } =
    [
        ("achievement", EdgePolicies.Achievement, cases => cases.Achievement()),
        ("range", EdgePolicies.Range, cases => cases.Range()),
        ("thirds", EdgePolicies.Thirds, cases => cases.Thirds()),
        ("rounding", EdgePolicies.Rounding, cases => cases.Rounding()),
        ("weighted list", EdgePolicies.WeightedList, cases => cases.WeightedList()),
        ("weighted parts", EdgePolicies.WeightedParts, cases => cases.WeightedParts()),
        ("matrix", EdgePolicies.Matrix, cases => cases.Matrix()),
        ("discipline", EdgePolicies.Discipline, cases => cases.Discipline()),
        ("lines", EdgePolicies.Lines, cases => cases.Lines()),
        ("service", EdgePolicies.Service, cases => cases.Service()),
        ("limits", EdgePolicies.Limits, cases => cases.Limits()),
        ("logic", EdgePolicies.Logic, cases => cases.Logic()),
        ("calendar", EdgeRosterPolicies.Calendar, cases => new EdgeRosters(cases._random).Calendar()),
        ("catalogue", EdgeRosterPolicies.Catalogue, cases => new EdgeRosters(cases._random).Catalogue()),
        ("follow-ups", EdgeRosterPolicies.FollowUps, cases => new EdgeRosters(cases._random).FollowUps()),
        ("raters", EdgeRosterPolicies.Raters, cases => new EdgeRosters(cases._random).Raters()),
        ("effects", EdgeRosterPolicies.Effects, cases => new EdgeRosters(cases._random).Effects()),
        ("ranking", EdgeRosterPolicies.Ranking, cases => new EdgeRosters(cases._random).Ranking()),
    ];

    /// <summary>How many hand-written policies there are.</summary>
    internal static int Count => Policies.Length;

    /// <summary>Rows for the policy of this number, from 0 on; the same seed gives the same rows.</summary>
    internal static GeneratedCase Create(int policy, int seed, int rows)
    {
        var (name, json, row) = Policies[policy];
        var cases = new EdgeCases(seed * 31 + policy);
        return new GeneratedCase(json, [.. Enumerable.Range(0, rows).Select(_ => row(cases))], $"edge: {name}", Periods[seed % Periods.Length]);
    }

    private string Achievement()
    {
        var target = Pick(Targets);
        var actual = _random.Next(4) == 0 ? Plain() : Math.Abs(target * Near() / 100);
        var direction = Pick(["up", "down", "exact", "up", "up"]);
        return $$"""{ "actual": {{Text(actual)}}, "target": {{target}}, "newIdea": {{Bool()}}, "direction": "{{direction}}" }""";
    }

    private string Range()
    {
        var low = Pick(Targets);
        var width = Pick([0m, 1, 10, 0.01m]);
        var actual = _random.Next(3) switch { 0 => low + Pick(Offsets), 1 => low + width + Pick(Offsets), _ => low * Near() / 100 };
        return $$"""{ "actual": {{Text(actual)}}, "low": {{low}}, "width": {{Text(width)}}{{Optional("newIdea", Bool())}} }""";
    }

    private string Thirds()
    {
        var (a, b) = (Plain(), Plain());
        var c = _random.Next(3) == 0 ? Plain() : 3 * Near() - a - b;
        return $$"""{ "a": {{Text(a)}}, "b": {{Text(b)}}, "c": {{Text(c)}} }""";
    }

    private string Rounding()
    {
        var digits = _random.Next(-1, 4);
        var unit = digits switch { -1 => 10m, 0 => 1, 1 => 0.1m, 2 => 0.01m, _ => 0.001m };
        var x = (_random.Next(-2000, 2000) + Pick([0.5m, 0.5m, 0, 0.25m])) * unit + Pick([0, 0, 0, 0.000000000001m, -0.000000000001m]);
        return $$"""{ "x": {{Text(x)}}, "places": {{_random.Next(-3, 5)}} }""";
    }

    private string WeightedList()
    {
        var (a, b) = (Plain(), Plain());
        var c = _random.Next(3) == 0 ? Plain() : (Near() * 100 - 50 * a - 30 * b) / 20;
        var last = _random.Next(20) == 0 ? "19.99" : "20";
        return $$"""
            { "newIdea": {{Bool()}}, "items": [ { "score": {{Text(a)}}, "weight": 50 },
              { "score": {{Text(b)}}, "weight": 30 }, { "score": {{Text(c)}}, "weight": {{last}} } ] }
            """;
    }

    private string WeightedParts() =>
        $$"""
        { "extra": {{Text(Near())}}, "survey": {{Bool()}}{{Optional("work", Text(Near()))}}{{Optional("behaviour", Text(Near()))}} }
        """;

    private string Matrix() => $$"""{ "work": {{Text(Near())}}, "behaviour": {{Text(Near())}}, "newIdea": {{Bool()}} }""";

    private string Discipline() => $$"""
        { "score": {{Text(Near())}}, "absent": {{Pick([0, 0, 1, 5, 27, 28, 33, 34])}}, "newIdea": {{Bool()}},
          "discipline": "{{Pick(["none", "none", "none", "light", "light", "medium", "medium", "heavy", "heavy", "grave"])}}" }
        """;

    private string Lines() => $$"""{ "x": {{Text(Near() + Pick([0, 0, 0, 20, -20, 0.0001m]))}} }""";

    private string Service()
    {
        var code = Pick(["01", "02", "07", "12", "21", "24", "99", "00", "13", "20"]);
        var ending = Pick(["1001", "2999", "1017", "2100", "1002", "2003", "1000", "3001"]);
        var nip = $"{Day():yyyyMMdd}{_random.Next(2000, 2025)}{code}{ending}";
        var given = _random.Next(9) == 0 ? $"{nip[..8]} {nip[8..14]} {nip[14..]}" : nip;
        return $$"""{ "nip": "{{given}}", "day": "{{Day():yyyy-MM-dd}}"{{Optional("other", $"\"{Day():yyyy-MM-dd}\"")}} }""";
    }

    private string Limits()
    {
        var terms = string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => $$"""{ "base": {{Pick([2, 3, 5, 6])}} }"""));
        var k = _random.Next(3) == 0 ? _random.Next(-5, 60) : Pick([4094, 4095, 4096, 4097, 2584, 2585, 3000, -4095, -4096]);
        return $$"""{ "x": {{(_random.Next(4) == 0 ? Text(Near()) : Pick(Long))}}, "k": {{k}}, "terms": [{{terms}}] }""";
    }

    private string Logic()
    {
        var items = Enumerable.Range(0, _random.Next(4)).Select(_ =>
        {
            var inner = string.Join(", ", Enumerable.Range(0, _random.Next(3)).Select(_ => $$"""{ "y": {{Text(Near())}} }"""));
            return $$"""{ "inner": [{{inner}}]{{Optional("r", Bool())}}{{Optional("m", Text(Near()))}} }""";
        });
        var n = Optional("n", Text(Pick([0, 1, 2, 100, -3.5m])));
        return $$"""{ "items": [{{string.Join(", ", items)}}]{{Optional("p", Bool())}}{{Optional("q", Bool())}}{{n}} }""";
    }

    /// <summary>A band edge or midpoint, exactly or one step beside.</summary>
    private decimal Near() => Pick(Marks) + Pick(Offsets);

    private decimal Plain() => _random.Next(3) == 0 ? _random.Next(12_000) / 100m : _random.Next(121);

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private string Bool() => _random.Next(2) == 0 ? "false" : "true";

    private string Optional(string name, string json) => _random.Next(3) switch
    {
        0 => "",
        1 => $", \"{name}\": {(_random.Next(4) == 0 ? "null" : json)}",
        _ => $", \"{name}\": {json}",
    };

    private DateOnly Day()
    {
        var day = new DateOnly(_random.Next(1960, 2026), _random.Next(1, 13), 1);
        return _random.Next(2) == 0 ? day.AddDays(_random.Next(31)) : day.AddDays(-_random.Next(1, 4));
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
