using System.Text.RegularExpressions;

namespace Kinerja.Core.Tests.House;

/// <summary>What the README shows is what there is.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(RepositoryFolder.At("README.md"));

    [Fact]
    public void CSharpShown_IsTheQuickStartSample() =>
        Assert.Equal(File.ReadAllText(RepositoryFolder.At("samples", "QuickStart", "Program.cs")), Block("csharp"));

    [Fact]
    public void PolicyShown_LoadsWithoutAnyDiagnostic()
    {
        var load = AppraisalPolicy.Load(Block("json"));
        Assert.Empty(load.Diagnostics);
        Assert.NotNull(load.Policy);
    }

    [Fact]
    public void LinksShown_LeadSomewhere()
    {
        foreach (Match link in Link().Matches(Readme))
            Assert.True(Path.Exists(RepositoryFolder.At(link.Groups[1].Value.Split('/'))), $"README links to {link.Groups[1].Value}.");
    }

    private static string Block(string language)
    {
        var start = Readme.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Readme[start..Readme.IndexOf("```", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"\]\((docs/[^)#]+)\)")]
    private static partial Regex Link();
}
