using System.Globalization;
using System.Text.Json;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Reads the declarations of a policy: scales, facts and parameters; values are read by name when first asked for.</summary>
internal sealed class OraclePolicyReader : IOracleNames
{
    private readonly JsonElement _policy;
    private readonly Dictionary<string, string[]> _scales = [];
    private readonly Dictionary<string, OracleType> _types = [];
    private readonly Dictionary<string, JsonElement> _valuesJson = [];
    private readonly Dictionary<string, OracleValue> _values = [];

    internal OraclePolicyReader(JsonElement policy)
    {
        _policy = policy;
        foreach (var scale in Members(policy, "scales"))
            _scales[scale.Name] = [.. Members(scale.Value, "ratings").Select(rating => rating.Name)];

        Facts = [.. Members(policy, "facts").Select(fact => ReadFact(fact, []))];
        Parameters = [.. Members(policy, "parameters").Select(ReadParameter)];
        foreach (var value in Members(policy, "values"))
            _valuesJson[value.Name] = value.Value;
    }

    /// <summary>Whether anything read so far depends on the period.</summary>
    internal bool NeedsPeriod { get; private set; }

    public void NeedPeriod() => NeedsPeriod = true;

    internal IReadOnlyList<OracleFact> Facts { get; }

    internal IReadOnlyList<OracleParameter> Parameters { get; }

    internal IReadOnlyList<OracleValue> Values() => [.. _valuesJson.Keys.Select(Value)];

    internal IReadOnlyList<OracleFollowUpRule> FollowUps() =>
        [.. Members(_policy, "followUps").Select(followUp => new OracleValueReader(this, []).ReadFollowUp(followUp.Name, followUp.Value))];

    internal IReadOnlyList<string> Results() => _policy.TryGetProperty("results", out var results)
        ? [.. results.EnumerateArray().Select(name => name.GetString()!)]
        : [];

    /// <summary>The constant that an undated number parameter holds.</summary>
    internal OracleOutcome Constant(string parameter) =>
        Parameters.Single(candidate => candidate.Name == parameter).Value
        ?? throw new FormatException($"The parameter {parameter} is dated.");

    public OracleType? TypeOf(string path)
    {
        if (_types.TryGetValue(path, out var type))
            return type;

        return _valuesJson.ContainsKey(path) ? Value(path).Type : null;
    }

    public OracleOutcome Rating(string scale, string code)
    {
        var order = Array.IndexOf(_scales[scale], code);
        return order >= 0
            ? new RatingOutcome(scale, code, order)
            : OracleOutcome.Failed($"'{code}' is no rating of {scale}");
    }

    internal static IEnumerable<JsonProperty> Members(JsonElement json, string name) =>
        json.TryGetProperty(name, out var members) ? members.EnumerateObject() : [];

    internal static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private OracleValue Value(string path)
    {
        if (_values.TryGetValue(path, out var value))
            return value;

        var names = path.Split('.');
        value = new OracleValueReader(this, names[..^1]).Read(names[^1], _valuesJson[path]);
        _values[path] = value;
        return value;
    }

    private OracleFact ReadFact(JsonProperty json, IReadOnlyList<string> lists)
    {
        var type = json.Value.GetProperty("type").GetString()!;
        var path = string.Join('.', [.. lists, json.Name]);
        _types[path] = type switch
        {
            "number" => OracleType.Number,
            "boolean" => OracleType.Boolean,
            "text" or "identityNumber" => OracleType.Text,
            "code" => OracleType.Code(OracleCatalogue.Codes(json.Value)),
            "rating" => OracleType.Rating(Text(json.Value, "scale")!),
            "date" => OracleType.Date,
            "list" => OracleType.List,
            _ => throw new FormatException($"Unknown type {type}."),
        };

        if (type == "identityNumber")
        {
            foreach (var part in OracleIdentity.Parts)
                _types[$"{path}.{part.Name}"] = part.Type;
        }

        return new OracleFact(
            json.Name,
            type,
            json.Value,
            [.. Members(json.Value, "of").Select(field => ReadFact(field, [.. lists, json.Name]))]);
    }

    private OracleParameter ReadParameter(JsonProperty json)
    {
        var dated = json.Value.TryGetProperty("dated", out var entries) ? entries.EnumerateArray().ToList() : [];
        var first = dated.Count > 0 ? dated[0].GetProperty("value") : json.Value.GetProperty("value");
        var type = Text(json.Value, "type") switch
        {
            "date" => OracleType.Date,
            "rating" => OracleType.Rating(Text(json.Value, "scale")!),
            _ => first.ValueKind switch
            {
                JsonValueKind.Number => OracleType.Number,
                JsonValueKind.String => OracleType.Text,
                _ => OracleType.Boolean,
            },
        };
        _types[json.Name] = type;
        return new OracleParameter(
            json.Name,
            dated.Count > 0 ? null : Literal(first, type),
            [.. dated.Select(entry => new OracleDatedValue(Date(entry.GetProperty("from")), Literal(entry.GetProperty("value"), type)))],
            Text(json.Value, "at"));
    }

    /// <summary>A JSON constant read as a value of this type.</summary>
    internal OracleOutcome Literal(JsonElement json, OracleType type) => (json.ValueKind, type.Kind) switch
    {
        (JsonValueKind.Number, _) => new NumberOutcome(Fraction.Parse(json.GetRawText())!.Value),
        (JsonValueKind.True or JsonValueKind.False, _) => OracleOutcome.Of(json.GetBoolean()),
        (_, OracleTypeKind.Rating) => Rating(type.Scale!, json.GetString()!),
        (_, OracleTypeKind.Date) => OracleDates.Parse(json.GetString()!),
        _ => new TextOutcome(json.GetString()!),
    };

    private static DateOnly Date(JsonElement json) =>
        DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
