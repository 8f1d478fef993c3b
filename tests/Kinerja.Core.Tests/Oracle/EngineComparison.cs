using System.Collections.Immutable;
using System.Text;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Scores a generated case with the engine in several ways and holds every answer against the oracle's.</summary>
internal sealed class EngineComparison(GeneratedCase generated, string origin)
{
    private static readonly int[] BlockSizes = [3, 16, 50];

    private const int Repeats = 20;
    private const int RepeatedRows = 12;

    private readonly List<string> _differences = [];

    /// <summary>Answers of the engine that were compared with the oracle's.</summary>
    internal long Comparisons { get; private set; }

    /// <summary>Answers of the engine that were compared with other answers of the engine.</summary>
    internal long SelfComparisons { get; private set; }

    internal int Rejected { get; private set; }

    /// <summary>True where the generator made a policy that nobody could use.</summary>
    internal bool IsUnsound { get; private set; }

    internal IReadOnlyList<string> Differences => _differences;

    internal EngineComparison Run()
    {
        try
        {
            Compare();
        }
        catch (Exception fault)
        {
            _differences.Add($"{origin}: {fault}\n{generated.PolicyJson}");
        }

        return this;
    }

    private void Compare()
    {
        var load = AppraisalPolicy.Load(generated.PolicyJson);
        if (load.Policy is not { } policy)
        {
            // Some random divisors are always 0, which the engine proves and refuses.
            if (load.Diagnostics.Where(problem => problem.Severity == Severity.Error).All(problem => problem.Code is "KIN3017"))
            {
                IsUnsound = true;
                return;
            }

            _differences.Add($"{origin}: the engine refuses\n{string.Join('\n', load.Diagnostics)}\n{generated.PolicyJson}");
            return;
        }

        var oracle = OraclePolicy.Load(generated.PolicyJson);
        var appraisals = generated.FactsJson.Select(Appraisal).ToImmutableArray();
        var results = policy.ScoreBatch(appraisals);
        for (var row = 0; row < appraisals.Length; row++)
            CompareWithOracle(row, results[row], oracle.Evaluate(generated.FactsJson[row], generated.Period));
        CompareOrders(policy, appraisals, results);
        CompareExplained(policy, appraisals, results);
    }

    private Appraisal Appraisal(string factsJson, int row)
    {
        var (facts, diagnostics) = FactRecord.Read(Encoding.UTF8.GetBytes(factsJson));
        if (facts is null)
            throw new InvalidOperationException($"{origin}: {string.Join('\n', diagnostics)}\n{factsJson}");
        return new Appraisal($"row-{row}", facts, $"{generated.Period.Start:yyyy-MM-dd}/{generated.Period.End:yyyy-MM-dd}") { AsOf = generated.Period.AsOf };
    }

    private void CompareWithOracle(int row, AppraisalResult result, OracleResult expected)
    {
        Comparisons++;
        Rejected += expected.IsRejected ? 1 : 0;
        if (result.IsScored == expected.IsRejected)
        {
            Differ(row, "scored or rejected", result.ToJson(), $"issues: {string.Join("; ", expected.Issues)} printed: {string.Join(", ", expected.Printed)}");
            return;
        }

        if (!result.IsScored)
            return;
        Comparisons++;
        if (result.IsProvisional != generated.Period.IsRunning)
            Differ(row, "provisional", $"{result.IsProvisional}", $"{generated.Period.IsRunning}");
        foreach (var value in result.Values)
            CompareValue(row, value, expected);
        Comparisons++;
        if (result.FollowUps.Length != expected.FollowUps.Count || !expected.FollowUps.Zip(result.FollowUps, (left, right) => left.IsSameAs(right)).All(isSame => isSame))
            Differ(row, "follow-ups", result.ToJson(), string.Join(", ", expected.FollowUps));
    }

    private void CompareValue(int row, ResultValue value, OracleResult expected)
    {
        Comparisons++;
        if (value.Text != expected.Printed[value.Name])
            Differ(row, value.Name, value.Text, expected.Printed[value.Name]);
        if (value.Number is not { } number || !expected.Outcomes.TryGetValue(value.Name, out var outcome))
            return;
        Comparisons++;
        if (outcome is not NumberOutcome exact || exact.Value.Numerator != number.Numerator || exact.Value.Denominator != number.Denominator)
            Differ(row, $"{value.Name}, exactly", number.ToFractionText(), outcome.ToString());
    }

    /// <summary>One by one, in reversed order, and in blocks of several sizes.</summary>
    private void CompareOrders(AppraisalPolicy policy, ImmutableArray<Appraisal> appraisals, ImmutableArray<AppraisalResult> results)
    {
        var expected = results.Select(result => result.ToJson()).ToList();
        var reversed = policy.ScoreBatch([.. appraisals.Reverse()]).Reverse();
        CompareAll("reversed", expected, reversed);
        policy.Objects.TryCompile(); // where the policy has lanes, these now answer instead of the plan
        CompareAll("one by one", expected, appraisals.Select(policy.Score));
        if (policy.SlowValues.IsEmpty)
            CompareRepeated(policy, appraisals, expected);
        foreach (var size in BlockSizes)
            CompareAll($"in blocks of {size}", expected, appraisals.Chunk(size).SelectMany(block => policy.ScoreBatch(block)));
    }

    // So often that people with the same lists are scored in lanes together.
    private void CompareRepeated(AppraisalPolicy policy, ImmutableArray<Appraisal> appraisals, List<string> expected)
    {
        var few = Math.Min(appraisals.Length, RepeatedRows);
        var results = policy.ScoreBatch([.. Enumerable.Range(0, few * Repeats).Select(row => appraisals[row % few])]);
        for (var repeat = 0; repeat < Repeats; repeat++)
            CompareAll("repeated", expected[..few], results.Skip(repeat * few).Take(few));
    }

    private void CompareExplained(AppraisalPolicy policy, ImmutableArray<Appraisal> appraisals, ImmutableArray<AppraisalResult> results)
    {
        for (var row = 0; row < appraisals.Length; row += 10)
        {
            SelfComparisons++;
            var expected = results[row].ToJson();
            var explained = Explained(policy, appraisals[row]);
            if (explained != expected)
                Differ(row, "explained", explained, expected);
        }
    }

    private static string Explained(AppraisalPolicy policy, Appraisal appraisal)
    {
        try
        {
            return policy.Explain(appraisal).Result.ToJson();
        }
        catch (Exception fault)
        {
            return fault.ToString();
        }
    }

    private void CompareAll(string how, List<string> expected, IEnumerable<AppraisalResult> results)
    {
        var row = 0;
        foreach (var json in results.Select(result => result.ToJson()))
        {
            SelfComparisons++;
            if (json != expected[row])
                Differ(row, how, json, expected[row]);
            row++;
        }

        if (row != expected.Count)
            Differ(0, how, $"{row} results", $"{expected.Count} results");
    }

    private void Differ(int row, string what, string? engine, string? oracle)
    {
        if (_differences.Count < 3)
            _differences.Add($"{origin}, row {row}, {what}\nengine: {engine ?? "not applicable"}\noracle: {oracle ?? "not applicable"}\nfacts:  {generated.FactsJson[row]}\npolicy: {generated.PolicyJson}");
    }
}
