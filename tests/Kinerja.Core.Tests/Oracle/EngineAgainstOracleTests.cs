using System.Collections.Concurrent;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>The engine and the oracle share no code, and agree on every answer.</summary>
public sealed class EngineAgainstOracleTests(ITestOutputHelper output)
{
    private const int RandomPolicies = 2_500;
    private const int RandomRows = 40;
    private const int EdgeSeeds = 24;
    private const int EdgeRows = 300;
    private const long ComparisonsWanted = 1_000_000;

    [Fact]
    public void TheEngine_AgreesWithTheOracle_OnRandomPoliciesAndOnEdges()
    {
        var edges = Compare(EdgeCases.Count * EdgeSeeds, at => (
            EdgeCases.Create(at % EdgeCases.Count, at / EdgeCases.Count, EdgeRows),
            $"EdgeCases.Create({at % EdgeCases.Count}, {at / EdgeCases.Count}, {EdgeRows})"));
        var random = Compare(RandomPolicies, seed => (RandomPolicy.Create(seed, RandomRows), $"RandomPolicy.Create({seed}, {RandomRows})"));

        output.WriteLine($"edges: {edges}");
        output.WriteLine($"random: {random}");
        Assert.True(edges.Comparisons + random.Comparisons >= ComparisonsWanted, $"{edges} {random}");
        Assert.True(edges.Comparisons * 3 >= edges.Comparisons + random.Comparisons, $"{edges} {random}");
    }

    private static Totals Compare(int cases, Func<int, (GeneratedCase Case, string Origin)> create)
    {
        var totals = new ConcurrentBag<Totals>();
        var differences = new ConcurrentQueue<string>();
        Parallel.For(0, cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, (at, loop) =>
        {
            var (generated, origin) = create(at);
            var comparison = new EngineComparison(generated, origin).Run();
            totals.Add(new Totals(comparison.Comparisons, comparison.SelfComparisons, generated.FactsJson.Length, comparison.Rejected));
            foreach (var difference in comparison.Differences)
                differences.Enqueue(difference);
            if (differences.Count >= 5)
                loop.Stop();
        });
        Assert.True(differences.IsEmpty, string.Join("\n\n", differences));
        return totals.Aggregate((left, right) => left + right);
    }

    private sealed record Totals(long Comparisons, long SelfComparisons, long Rows, long Rejected)
    {
        public static Totals operator +(Totals left, Totals right) => new(
            left.Comparisons + right.Comparisons, left.SelfComparisons + right.SelfComparisons, left.Rows + right.Rows, left.Rejected + right.Rejected);
    }
}
