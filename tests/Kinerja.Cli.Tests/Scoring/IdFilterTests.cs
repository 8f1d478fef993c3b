using System.Text;
using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Tests.Scoring;

public sealed class IdFilterTests
{
    [Fact]
    public void EveryRepeatedId_IsFoundAndHardlyAnyOther()
    {
        var filter = new IdFilter(2_000_000);
        var candidates = new HashSet<ulong>();
        var hashes = Enumerable.Range(0, 2_000_000).Select(number => Hash($"198503152010{number:D7}")).ToArray();
        filter.Add(hashes, candidates);
        Assert.InRange(candidates.Count, 0, 2);
        filter.Add(hashes.AsSpan(1_000, 500), candidates);
        Assert.Subset(candidates, new HashSet<ulong>(hashes[1_000..1_500]));
        Assert.InRange(candidates.Count, 500, 502);
    }

    [Theory]
    [InlineData(900)] // some lines are full
    [InlineData(1_024)] // all of them
    [InlineData(50_000)] // far more than was thought
    public void EveryRepeatedId_IsFoundInAFullFilter(int count)
    {
        var filter = new IdFilter(1);
        var hashes = Enumerable.Range(0, count).Select(number => Hash($"{number}")).ToArray();
        filter.Add(hashes, []);
        var candidates = new HashSet<ulong>();
        filter.Add(hashes, candidates);
        Assert.Equal(hashes.ToHashSet(), candidates);
    }

    [Fact]
    public void FewIds_AreNotTakenForSeen_WhereSomeLinesAreFull()
    {
        var candidates = new HashSet<ulong>();
        new IdFilter(1).Add([.. Enumerable.Range(0, 900).Select(number => Hash($"{number}"))], candidates);
        Assert.Empty(candidates);
    }

    [Fact]
    public void TwinsBesideEachOther_AreFound()
    {
        var candidates = new HashSet<ulong>();
        new IdFilter(2).Add([Hash("a"), Hash("b"), Hash("b")], candidates);
        Assert.Equal([Hash("b")], candidates);
    }

    [Fact]
    public void Hashes_DifferForIdsThatHardlyDo()
    {
        var ids = Enumerable.Range(0, 50_000).SelectMany(number => new[] { $"{number}", $"{number}\0", $"0{number}", $"{number:D16}", $"{number:D17}", $"{number}-abcdefgh" });
        Assert.Equal(ids.Distinct().Count(), ids.Select(Hash).Distinct().Count());
    }

    private static ulong Hash(string id) => IdFilter.Hash(Encoding.UTF8.GetBytes(id));
}
