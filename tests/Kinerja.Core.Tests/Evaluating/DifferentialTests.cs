using Kinerja.Core.Benchmarks;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>The small form of <c>benchmarks … -- differential</c>: columns against fractions of big integers, on the points where an answer turns.</summary>
public sealed class DifferentialTests
{
    [Fact]
    public void ColumnsOfPeople_AreTheExactAnswer()
    {
        var run = new Differential(File.ReadAllText(RepositoryFolder.At("benchmarks", "policies", "k10.json"))).Run(100_000, seed: 20_261_122);
        Assert.Equal(0, run.Differences);
        Assert.InRange(run.Cases, 100_000, 101_000);
        Assert.InRange(run.EdgeCases, 30_000, 31_000);
        // Each arithmetic is asked, and none of these people needs the plan.
        Assert.True(run.Tiers is { Doubles: > 50_000, WholeNumbers: > 2_000, DoublePairs: > 20, Fractions: > 2_000, Plan: 0 }, run.Tiers.ToString());
        Assert.Equal(run.Cases, run.Tiers.Doubles + run.Tiers.WholeNumbers + run.Tiers.DoublePairs + run.Tiers.Fractions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OneInThree_LiesOnThePoint_AndItsNeighboursBesideIt(bool isHalf)
    {
        var people = Edges.Create(3_000, 5, isHalf, 1_700_000_000);
        var onBandEdges = 0;
        for (var row = 0; row < people.Count; row++)
        {
            var (top, bottom) = K10.Unrounded(people, row);
            var isOn = isHalf ? (2 * top) % bottom == 0 && !(top % bottom).IsZero : (top % bottom).IsZero;
            Assert.True(isOn == (row % 3 == 1), $"row {row}");
            var turn = (int)((top + (isHalf ? bottom / 2 : 0)) / bottom);
            onBandEdges += isOn && turn is (5_000 or 7_000 or 9_000 or 11_000) ? 1 : 0;
        }

        Assert.InRange(onBandEdges, 100, 900);
    }
}
