using Kinerja.Core.Tests.DomainVectors;

namespace Kinerja.Core.Tests;

/// <summary>The worked cases of the regulations, as data. KINERJA_VECTORS names another folder of vectors in place of conformance/domain.</summary>
public sealed class DomainVectorTests
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("KINERJA_VECTORS") is { Length: > 0 } folder
        ? folder
        : RepositoryFolder.At("tests", "conformance", "domain");

    private static readonly string MoreFolder = RepositoryFolder.At("tests", "conformance", "domain-more");

    public static IEnumerable<TheoryDataRow<string, int, string>> Vectors => Rows(Folder);

    public static IEnumerable<TheoryDataRow<string, int, string>> MoreVectors => Rows(MoreFolder);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Vector(string file, int index, string id) => Check(Folder, file, index, id);

    [Theory]
    [MemberData(nameof(MoreVectors))]
    public void OwnVector(string file, int index, string id) => Check(MoreFolder, file, index, id);

    [Fact]
    public void EveryKind_HasOwnVectors()
    {
        var kinds = DomainVector.InFolder(MoreFolder).Select(vector => DomainVector.KindOf(vector.Json)).ToHashSet();
        Assert.Empty(VectorKinds.Shipped.Names.Except(kinds));
    }

    public static TheoryData<string> RegionalPolicies => [.. Directory.EnumerateFiles(VectorPolicies.RegionalFolder).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(RegionalPolicies))]
    public void RegionalPolicy_LoadsByItself(string id)
    {
        var load = VectorPolicies.Load(id, null);
        Assert.True(load.Policy is not null, string.Join(Environment.NewLine, load.Diagnostics));
        Assert.Equal(id, load.Policy.Id);
    }

    private static IEnumerable<TheoryDataRow<string, int, string>> Rows(string folder) =>
        from vector in DomainVector.InFolder(folder)
        select new TheoryDataRow<string, int, string>(vector.File, vector.Index, DomainVector.IdOf(vector.Json));

    private static void Check(string folder, string file, int index, string id)
    {
        var json = DomainVector.InFolder(folder).Single(vector => vector.File == file && vector.Index == index).Json;
        var vector = DomainVector.Read(json);
        Assert.Equal(id, vector.Id);
        new VectorRun(VectorKinds.Shipped, vector).Check();
    }
}
