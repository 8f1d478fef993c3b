using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Kinerja.Core.Tests.Oracle.OracleOperators;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>A part of a divided period, with its own facts.</summary>
internal sealed record OracleSegment(OraclePeriod Period, string FactsJson);

/// <summary>Scores the parts of a divided period, takes values together, and computes what follows from them once more.</summary>
internal sealed class OracleSegments
{
    private readonly OraclePolicy _policy;
    private readonly IReadOnlyList<(string Name, string Rule)> _combine;
    private readonly IReadOnlyList<(OraclePolicy Policy, DateOnly From, DateOnly To)> _candidates;

    private OracleSegments(OraclePolicy policy, JsonElement json, IEnumerable<JsonElement> others)
    {
        _policy = policy;
        _combine = [.. OraclePolicyReader.Members(json.GetProperty("segments"), "combine").Select(entry => (entry.Name, entry.Value.GetString()!))];
        _candidates = [(policy, Day(json, "from", DateOnly.MinValue), Day(json, "to", DateOnly.MaxValue)), .. others.Select(other => (OraclePolicy.Of(other), Day(other, "from", DateOnly.MinValue), Day(other, "to", DateOnly.MaxValue)))];
    }

    /// <summary>Whether the facts of the whole, last looked at, are complete and right by themselves.</summary>
    internal bool IsWholeSound { get; private set; }

    /// <param name="policyJson">The policy with a section for segments.</param>
    /// <param name="others">The policies that the section names, in order.</param>
    internal static OracleSegments Load(string policyJson, params IEnumerable<string> others)
    {
        var json = JsonElement.Parse(policyJson);
        return new OracleSegments(OraclePolicy.Of(json), json, others.Select(other => JsonElement.Parse(other)));
    }

    internal OracleResult Evaluate(string factsJson, OraclePeriod period, IReadOnlyList<OracleSegment> segments)
    {
        var issues = new List<string>();
        var last = period.Start;
        var parts = new List<(OracleSegment Segment, OracleRecord Sheet)>();
        foreach (var segment in segments)
        {
            if (segment.Period.Start < last || segment.Period.End > period.End)
                issues.Add("a part outside the period, or not after the one before it");
            last = segment.Period.End.AddDays(1);
            if (_combine.Any(entry => entry.Rule == "byMonths") && Number(segment.Period.Value("months")).Equals(Fraction.Zero))
                issues.Add("a part without a complete month, weighed by months");
            if (_candidates.FirstOrDefault(each => segment.Period.Start >= each.From && segment.Period.End <= each.To).Policy is not { } policy)
            {
                issues.Add("no policy is in force in a part");
                continue;
            }

            var result = policy.Evaluate(Merge(factsJson, segment.FactsJson), segment.Period);
            issues.AddRange(result.Issues);
            parts.Add((segment, result.Sheet));
        }

        // The facts of the whole may be incomplete; only what results and follow-ups ask for must be there.
        var whole = new List<string>();
        var sheet = _policy.Sheet(factsJson, whole);
        IsWholeSound = whole.Count == 0;
        _policy.SetParameters(sheet, period, []);
        if (issues.Count > 0)
            return new OracleResult(issues, new Dictionary<string, OracleOutcome>(), new Dictionary<string, string?>(), [], sheet);

        foreach (var (name, rule) in _combine)
            sheet.Outcomes[name] = _policy.Round(name, Combine(rule, [.. parts.Select(part => (part.Segment.Period, part.Sheet.Outcomes[name]))]));

        return _policy.RunResults(sheet, period, issues);
    }

    private static OracleOutcome Combine(string rule, List<(OraclePeriod Period, OracleOutcome Value)> parts)
    {
        if (rule == "last")
            return parts[^1].Value;

        var known = parts.Where(part => part.Value is not NotApplicableOutcome).ToList();
        if (known.Count == 0)
            return OracleOutcome.NotApplicable;

        var weights = known.Select(part => rule switch
        {
            "byMonths" => Number(part.Period.Value("months")),
            "byDays" => Number(part.Period.Value("days")),
            _ => Fraction.One,
        }).ToList();
        return Divide(Sum([.. known.Select((part, at) => Number(part.Value) * weights[at])]), Sum(weights));
    }

    /// <summary>The facts of the whole, and those of the part on top.</summary>
    private static string Merge(string whole, string part)
    {
        var merged = JsonNode.Parse(whole)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(part)!.AsObject())
            merged[name] = value?.DeepClone();
        return merged.ToJsonString();
    }

    private static DateOnly Day(JsonElement policy, string edge, DateOnly otherwise) =>
        policy.TryGetProperty("effective", out var effective) && effective.TryGetProperty(edge, out var day)
            ? DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : otherwise;
}
