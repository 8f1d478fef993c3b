using System.Collections.Concurrent;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>The engine and the oracle share no code, and agree on every answer.</summary>
public sealed class EngineAgainstOracleTests(ITestOutputHelper output)
{
    private const int RandomPolicies = 2_500;
    private const int RandomRows = 40;
    private const int SecondSheets = 500;
    private const int SecondSheetRows = 24;
    private const int EdgeSeeds = 24;
    private const int EdgeRows = 300;
    private const int DifferencesShown = 5;
    private const long ComparisonsWanted = 1_000_000;

    [Fact]
    public void TheEngine_AgreesWithTheOracle_OnRandomPoliciesAndOnEdges()
    {
        var differences = new ConcurrentQueue<string>();
        var edges = Compare(differences, EdgeCases.Count * EdgeSeeds, at => (
            EdgeCases.Create(at % EdgeCases.Count, at / EdgeCases.Count, EdgeRows),
            $"EdgeCases.Create({at % EdgeCases.Count}, {at / EdgeCases.Count}, {EdgeRows})"));
        var random = Compare(differences, RandomPolicies, seed => (RandomPolicy.Create(seed, RandomRows), $"RandomPolicy.Create({seed}, {RandomRows})"));

        output.WriteLine($"edges: {edges}");
        output.WriteLine($"random: {random}");
        Assert.True(differences.IsEmpty, $"{differences.Count} differences\n\n{string.Join("\n\n", differences.Take(DifferencesShown))}");
        Assert.True(random.Unsound * 100 < RandomPolicies, $"{random.Unsound} unsound policies");
        Assert.True(edges.Comparisons + random.Comparisons >= ComparisonsWanted, $"{edges} {random}");
        Assert.True(edges.Comparisons * 3 >= edges.Comparisons + random.Comparisons, $"{edges} {random}");
    }

    [Fact]
    public void DividedPeriodsAndUnits_AgreeToo()
    {
        var differences = new ConcurrentQueue<string>();
        var (comparisons, rejected) = (0, 0);
        Parallel.For(0, SecondSheets, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var comparison = new SecondSheetComparison(RandomPolicy.Create(seed + RandomPolicies, SecondSheetRows), $"RandomPolicy.Create({seed + RandomPolicies}, {SecondSheetRows})").Run();
            Interlocked.Add(ref comparisons, comparison.Comparisons);
            Interlocked.Add(ref rejected, comparison.Rejected);
            foreach (var difference in comparison.Differences)
                differences.Enqueue(difference);
        });

        output.WriteLine($"{comparisons} comparisons, {rejected} rejected");
        Assert.True(differences.IsEmpty, $"{differences.Count} differences\n\n{string.Join("\n\n", differences.Take(DifferencesShown))}");
        Assert.True(comparisons > 100_000, $"{comparisons}");
    }

    private static Totals Compare(ConcurrentQueue<string> differences, int cases, Func<int, (GeneratedCase Case, string Origin)> create)
    {
        var totals = new ConcurrentBag<Totals>();
        Parallel.For(0, cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, at =>
        {
            var (generated, origin) = create(at);
            var comparison = new EngineComparison(generated, origin).Run();
            totals.Add(new Totals(comparison.Comparisons, comparison.SelfComparisons, generated.FactsJson.Length, comparison.Rejected, comparison.IsUnsound ? 1 : 0));
            foreach (var difference in comparison.Differences)
                differences.Enqueue(difference);
        });
        return totals.Aggregate((left, right) => left + right);
    }

    private sealed record Totals(long Comparisons, long SelfComparisons, long Rows, long Rejected, long Unsound)
    {
        public static Totals operator +(Totals left, Totals right) => new(
            left.Comparisons + right.Comparisons, left.SelfComparisons + right.SelfComparisons, left.Rows + right.Rows, left.Rejected + right.Rejected, left.Unsound + right.Unsound);
    }
}
