using System.Text.Json;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>
/// A policy read once, slow and simple, to be compared with the engine. It expects a sound policy without <c>extends</c>;
/// an unsound one throws. Safe to share between threads once loaded.
/// </summary>
internal sealed class OraclePolicy
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly OraclePolicyReader _reader;
    private readonly IReadOnlyList<OracleValue> _values;
    private readonly Dictionary<string, OracleValue> _valuesByPath;
    private readonly IReadOnlyList<OracleFollowUpRule> _followUps;
    private readonly IReadOnlyList<string> _results;

    private OraclePolicy(OraclePolicyReader reader)
    {
        _reader = reader;
        _values = reader.Values();
        _valuesByPath = _values.ToDictionary(value => string.Join('.', [.. value.Lists, value.Name]));
        _followUps = reader.FollowUps();
        _results = reader.Results();
    }

    internal static OraclePolicy Load(string policyJson) => new(new OraclePolicyReader(JsonDocument.Parse(policyJson, Strict).RootElement));

    internal static OraclePolicy Of(JsonElement policy) => new(new OraclePolicyReader(policy));

    internal OraclePolicyReader Reader => _reader;

    /// <param name="factsJson">An object from fact to value, and nothing around it.</param>
    internal OracleResult Evaluate(string factsJson, OraclePeriod? period = null)
    {
        var issues = new List<string>();
        var sheet = Sheet(factsJson, issues);
        SetParameters(sheet, period, issues);
        return Run(sheet, period, issues);
    }

    /// <summary>The sheet with the facts alone.</summary>
    internal OracleRecord Sheet(string factsJson, List<string> issues)
    {
        var sheet = new OracleRecord(null, "");
        ReadFacts(factsJson, sheet, issues);
        return sheet;
    }

    /// <summary>Rounds as the value of this name does.</summary>
    internal OracleOutcome Round(string name, OracleOutcome outcome) => _valuesByPath[name].Round is { } round
        ? OracleOperators.Round(outcome, OracleOutcome.Of(round.Digits), round.Mode)
        : outcome;

    internal void SetParameters(OracleRecord sheet, OraclePeriod? period, List<string> issues)
    {
        foreach (var parameter in _reader.Parameters)
            sheet.Outcomes[parameter.Name] = Note(InForce(parameter, period), parameter.Name, issues);
    }

    /// <summary>Computes every value for facts and parameters that are known.</summary>
    internal OracleResult Run(OracleRecord sheet, OraclePeriod? period, List<string> issues)
    {
        if (period is null && _reader.NeedsPeriod)
            issues.Add("no period");
        var evaluator = new OracleEvaluator(_valuesByPath, period);
        var outcomes = new Dictionary<string, OracleOutcome>();
        foreach (var value in _values)
            Compute(value, sheet, 0, value.Name, evaluator, outcomes);

        foreach (var (path, outcome) in outcomes)
            Note(outcome, path, issues);

        return Result(sheet, evaluator, outcomes, issues);
    }

    /// <summary>Computes only what results and follow-ups ask for.</summary>
    internal OracleResult RunResults(OracleRecord sheet, OraclePeriod? period, List<string> issues)
    {
        var evaluator = new OracleEvaluator(_valuesByPath, period);
        var outcomes = _results.ToDictionary(name => name, name => Note(evaluator.Evaluate(new ReferenceNode(0, name), sheet), name, issues));
        return Result(sheet, evaluator, outcomes, issues);
    }

    private OracleResult Result(OracleRecord sheet, OracleEvaluator evaluator, Dictionary<string, OracleOutcome> outcomes, List<string> issues)
    {
        var rules = new OracleFollowUps(evaluator, sheet, issues);
        var followUps = _followUps.Select(rules.Evaluate).OfType<OracleFollowUp>()
            .Concat(_values.SelectMany(value => evaluator.Effects.GetValueOrDefault(value.Name) ?? []))
            .ToList();
        return new OracleResult(issues, outcomes, PrintResults(sheet), followUps, sheet);
    }

    private void ReadFacts(string factsJson, OracleRecord sheet, List<string> issues)
    {
        try
        {
            using var facts = JsonDocument.Parse(factsJson, Strict);
            new OracleFactReader(_reader, issues).Read(_reader.Facts, facts.RootElement, sheet);
        }
        catch (JsonException exception)
        {
            issues.Add(exception.Message);
            using var nothing = JsonDocument.Parse("{}");
            new OracleFactReader(_reader, issues).Read(_reader.Facts, nothing.RootElement, sheet);
        }
    }

    /// <summary>Computes the value for every record it belongs to; a list that failed or is not applicable has no records.</summary>
    private static void Compute(
        OracleValue value,
        OracleRecord record,
        int depth,
        string path,
        OracleEvaluator evaluator,
        Dictionary<string, OracleOutcome> outcomes)
    {
        if (depth == value.Lists.Count)
        {
            outcomes[path] = evaluator.Value(value, record);
            return;
        }

        if (!record.Lists.TryGetValue(value.Lists[depth], out var records))
            return;

        var prefix = path[..^value.Name.Length];
        for (var at = 0; at < records.Count; at++)
            Compute(value, records[at], depth + 1, $"{prefix}{value.Lists[depth]}[{at}].{value.Name}", evaluator, outcomes);
    }

    private Dictionary<string, string?> PrintResults(OracleRecord sheet) => _results.ToDictionary(
        name => name,
        name => sheet.Outcomes[name].Print(_valuesByPath.GetValueOrDefault(name)?.Round?.Digits));

    private static OracleOutcome Note(OracleOutcome outcome, string name, List<string> issues)
    {
        if (outcome is FailedOutcome failed)
            issues.Add($"{name}: {failed.Reason}");

        return outcome;
    }

    private static OracleOutcome InForce(OracleParameter parameter, OraclePeriod? period)
    {
        if (parameter.Value is not null)
            return parameter.Value;
        if (period is null)
            return OracleOutcome.Failed("no period");

        var day = parameter.At == "end" ? period.End : period.Start;
        if (parameter.Dated.LastOrDefault(entry => entry.From <= day) is not { } entry)
            return OracleOutcome.Failed("a period before the first date");

        var changes = parameter.Dated.Any(later => later.From > period.Start && later.From <= period.End);
        return changes && parameter.At is null
            ? OracleOutcome.Failed("changes inside the period")
            : entry.Value;
    }
}
