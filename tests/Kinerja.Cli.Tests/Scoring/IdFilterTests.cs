using System.Text;
using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Tests.Scoring;

public sealed class IdFilterTests
{
    [Fact]
    public void EveryRepeatedId_IsFoundAndHardlyAnyOther()
    {
        var filter = new IdFilter(200_000);
        var candidates = new HashSet<ulong>();
        var hashes = Enumerable.Range(0, 200_000).Select(number => Hash($"1985031520101{number:D5}")).ToArray();
        filter.Add(hashes, candidates);
        Assert.InRange(candidates.Count, 0, 5);
        filter.Add(hashes.AsSpan(1_000, 500), candidates);
        Assert.Subset(candidates, new HashSet<ulong>(hashes[1_000..1_500]));
        Assert.InRange(candidates.Count, 500, 505);
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
