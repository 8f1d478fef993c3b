using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>A sound policy, rows of facts for it, and the period they share.</summary>
internal sealed record GeneratedCase(string PolicyJson, ImmutableArray<string> FactsJson, string Kind, OraclePeriod Period)
{
    /// <summary>For each row a division of the period, with the facts of the parts.</summary>
    internal ImmutableArray<ImmutableArray<OracleSegment>> Segments { get; init; } = [];

    /// <summary>Facts of units whose people are eight rows each.</summary>
    internal ImmutableArray<string> UnitFactsJson { get; init; } = [];
}

/// <summary>Builds a small random policy with facts of every type and values of every kind. The same seed gives the same case.</summary>
internal sealed class RandomPolicy
{
    internal static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static readonly string[] Ratings = ["low", "fair", "good", "high", "top"];
    internal static readonly string[] Codes = ["alpha", "beta", "gamma", "delta"];
    private static readonly string[] Texts = ["", "one", "two words", "it's"];

    private readonly Random _random;
    private readonly RandomFormulas _formulas;
    private readonly List<string> _ratings;
    private readonly JsonObject _parameters = [];
    private readonly List<RandomFact> _facts = [];
    private readonly Dictionary<string, RandomFact> _numberFacts = [];
    private readonly List<RandomName> _edgeParameters = [];
    private readonly RandomScope _sheet = new(null, "");
    private readonly RandomSheet _values;
    private readonly JsonObject _segments;
    private readonly RandomUnit _unit;
    private int _names;

    private RandomPolicy(int seed)
    {
        _random = new Random(seed);
        _formulas = new RandomFormulas(_random);
        _ratings = [.. Ratings.Take(_random.Next(3, 6))];
        _values = new RandomSheet(_random, _formulas, Kinds(), _ratings, _sheet, Name);
        DeclareFacts();
        DeclareParameters();
        NamePeriod();
        _values.DefineValues(_random.Next(4, 13));
        _values.DefineFollowUps(_random.Next(4));
        _segments = RandomSegments.Define(_random, _sheet, _values);
        _unit = new RandomUnit(_random, _formulas, Kinds(), Name, _sheet, _facts, _numberFacts);
    }

    internal static GeneratedCase Create(int seed, int rows)
    {
        var policy = new RandomPolicy(seed);
        var maker = new RandomRows(policy._random, policy._facts);
        var facts = Enumerable.Range(0, rows).Select(maker.Create).ToImmutableArray();
        var period = policy.Period();
        return new GeneratedCase(policy.Write(seed), facts, "random", period)
        {
            Segments = [.. facts.Select(_ => RandomSegments.Parts(policy._random, period, maker))],
            UnitFactsJson = [.. Enumerable.Range(0, rows / 8).Select(policy._unit.CreateFacts)],
        };
    }

    private string Write(int seed) => new JsonObject
    {
        ["id"] = $"random-{seed}",
        ["version"] = "1.0.0",
        ["title"] = new JsonObject { ["en"] = $"Random policy {seed}" },
        ["effective"] = new JsonObject { ["from"] = "2015-01-01" },
        ["scales"] = new JsonObject
        {
            ["grade"] = new JsonObject
            {
                ["ratings"] = new JsonObject(_ratings.Select(rating => KeyValuePair.Create(rating, (JsonNode?)new JsonObject()))),
            },
        },
        ["facts"] = Declarations(_facts),
        ["parameters"] = _parameters,
        ["values"] = _values.Values,
        ["followUps"] = _values.FollowUps,
        ["results"] = _values.Results,
        ["segments"] = _segments,
        ["unit"] = _unit.Json,
    }.ToJsonString(Readable);

    /// <summary>A calendar year or days within one, every fourth still running; one in forty reaches over a change of the dated parameter.</summary>
    private OraclePeriod Period()
    {
        if (_random.Next(40) == 0)
            return new OraclePeriod(new DateOnly(2020, 7, 1), new DateOnly(2021, 6, 30));

        var year = 2020 + _random.Next(3);
        var (start, end) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        if (_random.Next(2) == 0)
        {
            start = start.AddMonths(_random.Next(6)).AddDays(_random.Next(3) == 0 ? _random.Next(31) : 0);
            end = start.AddMonths(_random.Next(1, 6)).AddDays(_random.Next(3) == 0 ? _random.Next(-15, 1) : -1);
        }

        DateOnly? asOf = _random.Next(4) == 0 ? start.AddDays(_random.Next(end.DayNumber - start.DayNumber + 20)) : null;
        return new OraclePeriod(start, end, asOf);
    }

    /// <summary>In every other policy, formulas may use the names of the period.</summary>
    private void NamePeriod()
    {
        if (_random.Next(2) == 0)
            return;

        foreach (var (name, type) in OraclePeriod.Names)
            _sheet.Own.Add(new RandomName($"period.{name}", type == OracleType.Date ? RandomType.Date : RandomType.Number, false, []));
    }

    private RandomKinds Kinds() => new(_random, _formulas, _ratings, _numberFacts, _edgeParameters);

    private string Name(string prefix) => $"{prefix}{++_names}";

    private void DeclareFacts()
    {
        for (var count = _random.Next(2, 5); count > 0; count--)
            _facts.Add(Fact(_sheet, "number", mayBeMissing: count > 1));

        _facts.Add(Fact(_sheet, "code", mayBeMissing: false));
        foreach (var type in (string[])["boolean", "rating", "date", "text", "identityNumber", "code", "boolean"])
        {
            if (_random.Next(2) == 0)
                _facts.Add(Fact(_sheet, type, mayBeMissing: true));
        }

        RandomCatalogue.Fill(_random, _facts);
        for (var count = _random.Next(3); count > 0; count--)
            _facts.Add(List(_sheet, depth: 1));
    }

    private RandomFact List(RandomScope outer, int depth)
    {
        var name = Name("list");
        var inside = new RandomScope(outer, $"{outer.Path}{name}.");
        var share = Fact(inside, "number", mayBeMissing: false, isShare: true);
        List<RandomFact> fields = [share, Fact(inside, "number", mayBeMissing: true), Fact(inside, "code", mayBeMissing: true)];
        if (_random.Next(2) == 0)
            fields.Add(Fact(inside, "number", mayBeMissing: false));
        RandomCatalogue.Fill(_random, fields);
        if (depth < 2 && _random.Next(2) == 0)
            fields.Add(List(inside, depth + 1));

        var least = _random.Next(4) == 0 ? 0 : 1;
        outer.Lists.Add(new RandomList(name, inside, least == 0));
        var declaration = new JsonObject { ["type"] = "list", ["of"] = Declarations(fields) };
        if (least == 0)
            declaration["default"] = new JsonArray();
        else
            declaration["min"] = least;

        return new RandomFact(name, "list", declaration, [], fields);
    }

    private static JsonObject Declarations(IEnumerable<RandomFact> facts) =>
        new(facts.Select(fact => KeyValuePair.Create(fact.Name, (JsonNode?)fact.Declaration)));

    private RandomFact Fact(RandomScope scope, string type, bool mayBeMissing, bool isShare = false)
    {
        var name = Name(type == "boolean" ? "flag" : type);
        var declaration = new JsonObject { ["type"] = type };
        var words = type switch
        {
            "code" => Codes,
            "rating" => [.. _ratings],
            "text" => Texts,
            _ => Array.Empty<string>(),
        };
        if (type == "code")
            declaration["codes"] = new JsonArray([.. Codes.Select(code => (JsonNode)code)]);
        if (type == "rating")
            declaration["scale"] = "grade";
        if (type == "number")
            Limit(declaration, isShare);
        if (mayBeMissing && _random.Next(2) == 0)
            Replace(declaration, type, words);

        var mayBeNotApplicable = declaration["ifMissing"]?.ToJsonString() == "\"exclude\"";
        if (type == "identityNumber")
        {
            scope.Own.Add(new RandomName($"{name}.birthDate", RandomType.Date, mayBeNotApplicable, []));
            scope.Own.Add(new RandomName($"{name}.appointmentYear", RandomType.Number, mayBeNotApplicable, []));
            scope.Own.Add(new RandomName($"{name}.sex", RandomType.Text, mayBeNotApplicable, ["male", "female"]));
            scope.Own.Add(new RandomName($"{name}.appointmentMonth", RandomType.Number, true, []));
        }
        else
        {
            scope.Own.Add(new RandomName(name, TypeOf(type), mayBeNotApplicable, [.. words.Where(word => !word.Contains('\''))]));
        }

        var fact = new RandomFact(name, type, declaration, words, []) { IsShare = isShare };
        if (type == "number")
            _numberFacts[name] = fact;

        return fact;
    }

    private static RandomType TypeOf(string type) => type switch
    {
        "number" => RandomType.Number,
        "boolean" => RandomType.Boolean,
        "code" => RandomType.Code,
        "rating" => RandomType.Rating,
        "date" => RandomType.Date,
        _ => RandomType.Text,
    };

    private void Limit(JsonObject declaration, bool isShare)
    {
        if (isShare || _random.Next(2) == 0)
            declaration["min"] = 0;
        if (isShare)
            return;

        if (_random.Next(3) == 0)
            declaration["max"] = 500;
        if (declaration.ContainsKey("min") && _random.Next(3) == 0)
            declaration["exclusiveMin"] = true;
        if (_random.Next(4) == 0)
            declaration["digits"] = 2;
    }

    private void Replace(JsonObject declaration, string type, IReadOnlyList<string> words)
    {
        var isNumber = type == "number";
        var zero = isNumber && !declaration.ContainsKey("exclusiveMin") ? "zero" : "exclude";
        switch (_random.Next(4))
        {
            case 0 when isNumber:
                declaration["default"] = 75;
                break;
            case 0 when words.Count > 0:
                declaration["default"] = words[0];
                break;
            case 1 when isNumber:
                declaration["ifMissing"] = new JsonObject { ["value"] = 5 };
                break;
            case 2:
                declaration["ifMissing"] = zero;
                break;
            default:
                declaration["ifMissing"] = "exclude";
                break;
        }
    }

    private void DeclareParameters()
    {
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            AddParameter("parameter", RandomType.Number, new JsonObject { ["value"] = _formulas.Pick([100, 120, 200]) });
            _edgeParameters.Add(_sheet.Own[^1]);
        }

        var share = new JsonObject { ["value"] = _formulas.Pick([60, 70]), ["between"] = new JsonArray(50, 80) };
        AddParameter("share", RandomType.Number, share);
        if (_random.Next(4) == 0)
            AddParameter("standard", RandomType.Rating, new JsonObject { ["value"] = "fair", ["type"] = "rating", ["scale"] = "grade" });
        if (_random.Next(4) == 0)
            AddParameter("start", RandomType.Date, new JsonObject { ["value"] = "2020-02-29", ["type"] = "date" });
        if (_random.Next(3) == 0)
            AddDatedParameter();
    }

    /// <summary>A parameter that changes with the year; a value uses it always, so that it is never idle.</summary>
    private void AddDatedParameter()
    {
        AddParameter("dated", RandomType.Number, new JsonObject
        {
            ["dated"] = new JsonArray(
                new JsonObject { ["from"] = "2019-04-26", ["value"] = 70 },
                new JsonObject { ["from"] = "2021-01-01", ["value"] = 60.5 }),
        });
        _values.AddValue(_sheet, new JsonObject { ["formula"] = $"{_sheet.Own[^1].Name} * 2" }, RandomType.Number, false);
    }

    private void AddParameter(string prefix, RandomType type, JsonObject json)
    {
        var name = Name(prefix);
        _parameters[name] = json;
        IReadOnlyList<string> words = type == RandomType.Rating ? _ratings : [];
        _sheet.Own.Add(new RandomName(name, type, false, words) { IsParameter = true });
    }
}
