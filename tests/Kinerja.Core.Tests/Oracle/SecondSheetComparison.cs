using System.Collections.Immutable;
using System.Text;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Scores divided periods and units of a generated case with the engine, and holds every answer against the oracle's.</summary>
internal sealed class SecondSheetComparison(GeneratedCase generated, string origin)
{
    private readonly List<string> _differences = [];

    internal int Comparisons { get; private set; }

    internal int Rejected { get; private set; }

    internal IReadOnlyList<string> Differences => _differences;

    internal SecondSheetComparison Run()
    {
        try
        {
            if (AppraisalPolicy.Load(generated.PolicyJson).Policy is { } policy)
            {
                CompareUnits(policy);
                CompareSegments(policy, OracleSegments.Load(generated.PolicyJson));
                CompareSegmentsUnderTwoPolicies();
            }
        }
        catch (Exception fault)
        {
            _differences.Add($"{origin}: {fault}\n{generated.PolicyJson}");
        }

        return this;
    }

    private void CompareUnits(AppraisalPolicy policy)
    {
        var (oracle, unit) = (OraclePolicy.Load(generated.PolicyJson), OracleUnit.Load(generated.PolicyJson));
        var results = policy.ScoreBatch([.. generated.FactsJson.Select((facts, row) => new Appraisal($"row-{row}", Read(facts), Text(generated.Period)))]);
        var expected = generated.FactsJson.Select((facts, row) => ($"row-{row}", oracle.Evaluate(facts, generated.Period with { AsOf = null }))).ToList();
        for (var at = 0; at < generated.UnitFactsJson.Length; at++)
        {
            var facts = generated.UnitFactsJson[at];
            ImmutableArray<AppraisalResult> people = [.. results.Skip(at * 8).Take(8)];
            var found = policy.ScoreUnit(new UnitAppraisal("unit", Read(facts), Text(generated.Period)), people);
            var answer = unit.Evaluate(facts, generated.Period with { AsOf = null }, [.. expected.Skip(at * 8).Take(8)]);
            Compare($"unit {at}", found.IsScored, found.Values, found.FollowUps, found.ToJson(), answer, $"{facts}\npeople: {string.Join('\n', generated.FactsJson.Skip(at * 8).Take(8))}");
            if (found.IsScored && found.IsBlocked != answer.FollowUps.Any(followUp => followUp.IsBlocking))
                Differ($"unit {at}, blocked", found.ToJson(), string.Join(", ", answer.FollowUps), facts);
        }
    }

    private void CompareSegments(AppraisalPolicy policy, OracleSegments oracle)
    {
        for (var row = 0; row < generated.FactsJson.Length; row++)
        {
            var (facts, segments) = (generated.FactsJson[row], generated.Segments[row]);
            var appraisal = new Appraisal($"row-{row}", Read(facts), Text(generated.Period))
            {
                Segments = [.. segments.Select(segment => new AppraisalSegment(Text(segment.Period), Read(segment.FactsJson)))],
            };
            var result = policy.Score(appraisal);
            var expected = oracle.Evaluate(facts, generated.Period with { AsOf = null }, segments);
            if (!oracle.IsWholeSound && !expected.IsRejected)
                continue; // whether a wrong fact of the whole matters depends on what is named, not only on what is computed

            var given = $"{facts}\nsegments: {string.Join('\n', segments.Select(segment => $"{Text(segment.Period)} {segment.FactsJson}"))}";
            Compare($"segments of row {row}", result.IsScored, result.Values, result.FollowUps, result.ToJson(), expected, given);
            if (row % 10 == 0 && policy.Explain(appraisal).Result.ToJson() != result.ToJson())
                Differ($"segments of row {row}, explained", policy.Explain(appraisal).Result.ToJson(), result.ToJson(), given);
        }
    }

    /// <summary>The same people, where the first part of each is under an older policy.</summary>
    private void CompareSegmentsUnderTwoPolicies()
    {
        var change = generated.Segments[0][0].Period.End.AddDays(1);
        var (newer, older) = RandomSegments.ChangeAt(generated.PolicyJson, change);
        var options = new PolicyOptions { FindBase = id => id == RandomSegments.OlderId ? new PolicySource("older.json", Encoding.UTF8.GetBytes(older)) : null };
        var load = AppraisalPolicy.Load(newer, options);
        if (load.Policy is { } policy)
            CompareSegments(policy, OracleSegments.Load(newer, older));
        else
            _differences.Add($"{origin}: the engine refuses two policies\n{string.Join('\n', load.Diagnostics)}\n{newer}\n{older}");
    }

    private void Compare(
        string what, bool isScored, ImmutableArray<ResultValue> values, ImmutableArray<FollowUp> followUps, string json, OracleResult expected, string given)
    {
        Comparisons++;
        Rejected += expected.IsRejected ? 1 : 0;
        if (isScored == expected.IsRejected)
        {
            Differ($"{what}, scored or rejected", json, $"issues: {string.Join("; ", expected.Issues)} printed: {string.Join(", ", expected.Printed)}", given);
            return;
        }

        if (!isScored)
            return;
        foreach (var value in values)
        {
            Comparisons++;
            var isSame = value.Text == expected.Printed[value.Name]
                && (value.Number is not { } number
                    || (expected.Outcomes.GetValueOrDefault(value.Name) is NumberOutcome exact && exact.Value.Numerator == number.Numerator && exact.Value.Denominator == number.Denominator));
            if (!isSame)
                Differ($"{what}, {value.Name}", $"{value.Text} = {value.Number?.ToFractionText()}", $"{expected.Printed[value.Name]} = {expected.Outcomes.GetValueOrDefault(value.Name)}", given);
        }

        Comparisons++;
        if (followUps.Length != expected.FollowUps.Count || !expected.FollowUps.Zip(followUps, (left, right) => left.IsSameAs(right)).All(isSame => isSame))
            Differ($"{what}, follow-ups", json, string.Join(", ", expected.FollowUps), given);
    }

    private FactRecord Read(string factsJson)
    {
        var (facts, diagnostics) = FactRecord.Read(Encoding.UTF8.GetBytes(factsJson));
        return facts ?? throw new InvalidOperationException($"{origin}: {string.Join('\n', diagnostics)}\n{factsJson}");
    }

    private static string Text(OraclePeriod period) => $"{period.Start:yyyy-MM-dd}/{period.End:yyyy-MM-dd}";

    private void Differ(string what, string? engine, string? oracle, string given)
    {
        if (_differences.Count < 3)
            _differences.Add($"{origin}, {what}\nengine: {engine ?? "not applicable"}\noracle: {oracle ?? "not applicable"}\nfacts:  {given}\npolicy: {generated.PolicyJson}");
    }
}
