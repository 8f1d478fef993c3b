using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>A fact of many people as scaled integers, and how one of them is written in JSON.</summary>
internal sealed record RandomColumn(string Name, int[] Values, int Scale, Func<int, string> Write);

/// <summary>A random policy over single facts that everybody has, with people in columns and, the same ones, in JSON. The same seed gives the same case.</summary>
internal sealed class RandomColumns
{
    private static readonly int[] Percents = [0, 40, 50, 60, 75, 90, 100, 105, 110, 120, 121];

    private readonly Random _random;
    private readonly int _rows;
    private readonly RandomScope _sheet = new(null, "");
    private readonly JsonObject _facts = [];
    private readonly Dictionary<string, RandomFact> _numbers = [];
    private readonly List<(string Name, int Low, int High, int Digits)> _ranges = [];

    private RandomColumns(int seed, int rows)
    {
        (_random, _rows) = (new Random(seed), rows);
        DeclareNumber(0, 500_00, 2);
        DeclareNumber(1, 500_00, 2);
        DeclareNumber(-1_000_0, 1_000_0, 1);
        DeclareNumber(0, 12, 0);
        Declare("code", "code", new JsonObject { ["codes"] = new JsonArray([.. RandomPolicy.Codes.Select(code => (JsonNode)code)]) }, RandomType.Code, RandomPolicy.Codes);
        Declare("flag", "boolean", [], RandomType.Boolean, []);
        Declare("grade", "rating", new JsonObject { ["scale"] = "grade" }, RandomType.Rating, RandomPolicy.Ratings);
        Declare("day", "date", [], RandomType.Date, []);
        _sheet.Own.Add(new RandomName("share", RandomType.Number, false, []) { IsParameter = true });
        PolicyJson = Write(seed);
        Columns = [.. Numbers(), .. Others()];
    }

    public static RandomColumns Create(int seed, int rows) => new(seed, rows);

    public string PolicyJson { get; }

    public ImmutableArray<RandomColumn> Columns { get; }

    /// <summary>The facts of one person as JSON.</summary>
    public string FactsJson(int row) => $"{{{string.Join(',', Columns.Select(column => $"\"{column.Name}\":{column.Write(column.Values[row])}"))}}}";

    private string Write(int seed)
    {
        var formulas = new RandomFormulas(_random);
        var kinds = new RandomKinds(_random, formulas, RandomPolicy.Ratings, _numbers, []);
        var count = 0;
        var values = new RandomSheet(_random, formulas, kinds, RandomPolicy.Ratings, _sheet, prefix => $"{prefix}{++count}");
        for (var left = _random.Next(1, 5); left > 0; left--)
        {
            var (json, type, mayBeNotApplicable) = kinds.Create(_sheet);
            if (type == RandomType.Number && !json.ContainsKey("round"))
                json["round"] = kinds.Round(_random.Next(4));
            values.AddValue(_sheet, json, type, mayBeNotApplicable);
        }

        values.DefineFollowUps(_random.Next(2));
        return new JsonObject
        {
            ["id"] = $"columns-{seed}",
            ["version"] = "1.0.0",
            ["scales"] = new JsonObject { ["grade"] = new JsonObject { ["ratings"] = new JsonObject(RandomPolicy.Ratings.Select(rating => KeyValuePair.Create(rating, (JsonNode?)new JsonObject()))) } },
            ["facts"] = _facts,
            ["parameters"] = new JsonObject { ["share"] = new JsonObject { ["value"] = 60 } },
            ["values"] = values.Values,
            ["followUps"] = values.FollowUps,
            ["results"] = values.Results,
        }.ToJsonString(RandomPolicy.Readable);
    }

    private void DeclareNumber(int low, int high, int digits)
    {
        var name = $"number{_ranges.Count + 1}";
        var declaration = new JsonObject { ["type"] = "number", ["min"] = RandomRows.Json(Scaled(low, digits)), ["max"] = RandomRows.Json(Scaled(high, digits)), ["digits"] = digits };
        _facts[name] = declaration;
        _numbers[name] = new RandomFact(name, "number", declaration, [], []);
        _ranges.Add((name, low, high, digits));
        _sheet.Own.Add(new RandomName(name, RandomType.Number, false, []));
    }

    private void Declare(string name, string type, JsonObject declaration, RandomType scopeType, IReadOnlyList<string> words)
    {
        declaration["type"] = type;
        _facts[name] = declaration;
        _sheet.Own.Add(new RandomName(name, scopeType, false, words));
    }

    private static decimal Scaled(int value, int digits) => new(Math.Abs(value), 0, 0, value < 0, (byte)digits);

    private IEnumerable<RandomColumn> Numbers()
    {
        var made = new Dictionary<string, int[]>();
        foreach (var (name, low, high, digits) in _ranges)
            made[name] = [.. Enumerable.Range(0, _rows).Select(row => row % 3 == 0 ? NearEdge(_numbers[name], low, high, digits) : _random.Next(low, high + 1))];
        // Percentages of the target, where an achievement divides the two.
        foreach (var (name, low, high, digits) in _ranges.Where(range => _numbers[range.Name].Target is not null))
        {
            var target = _ranges.Find(range => range.Name == _numbers[name].Target!.Name);
            for (var row = 0; row < _rows; row += 2)
            {
                var met = Scaled(made[target.Name][row], target.Digits) * Percents[_random.Next(Percents.Length)] / 100;
                made[name][row] = (int)Math.Clamp(Math.Round(met * (int)Math.Pow(10, digits)) + _random.Next(-1, 2), low, high);
            }
        }

        return _ranges.Select(range => new RandomColumn(range.Name, made[range.Name], range.Digits, value => Scaled(value, range.Digits).ToString(CultureInfo.InvariantCulture)));
    }

    // On an edge of a band, a midpoint of a rounding, or one step beside it.
    private int NearEdge(RandomFact fact, int low, int high, int digits)
    {
        var edge = fact.Edges[_random.Next(fact.Edges.Count)] * (decimal)Math.Pow(10, digits);
        return (int)Math.Clamp(Math.Round(edge) + _random.Next(-1, 2), low, high);
    }

    private IEnumerable<RandomColumn> Others()
    {
        int[] Draw(int low, int high) => [.. Enumerable.Range(0, _rows).Select(_ => _random.Next(low, high))];
        yield return new RandomColumn("code", Draw(0, RandomPolicy.Codes.Length), 0, value => $"\"{RandomPolicy.Codes[value]}\"");
        yield return new RandomColumn("flag", Draw(0, 2), 0, value => value == 1 ? "true" : "false");
        yield return new RandomColumn("grade", Draw(0, RandomPolicy.Ratings.Length), 0, value => $"\"{RandomPolicy.Ratings[value]}\"");
        yield return new RandomColumn("day", Draw(new DateOnly(2015, 1, 1).DayNumber, new DateOnly(2025, 1, 1).DayNumber), 0, value => $"\"{DateOnly.FromDayNumber(value):yyyy-MM-dd}\"");
    }
}
