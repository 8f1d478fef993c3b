using System.Text.Json.Nodes;
using PeopleGenerator.Regions;

namespace Kinerja.Cli.Tests.Regions;

/// <summary>What every sample region promises about its files.</summary>
public sealed class RegionTests
{
    public static TheoryData<string> Names => [.. RegionFolder.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Policies_LoadWithoutErrorOrWarning(string name)
    {
        var region = new RegionFolder(name);
        Assert.Contains("policy.json", region.PolicyFiles);
        Assert.All(region.PolicyFiles, file =>
        {
            var run = CommandRun.Of("check", region[file], "--json");
            Assert.Equal("", run.Output);
            Assert.Equal(0, run.Code);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_AreWhatTheGeneratorWrites(string name)
    {
        var region = new RegionFolder(name);
        using var written = new TemporaryFolder();
        var inventor = RegionFiles.Find(name);
        Assert.NotNull(inventor);
        var (people, units) = RegionFiles.Write(inventor, written.Path, inventor.PeopleCount);
        Assert.InRange(people, 300, 500);
        Assert.Equal(units > 0, region.HasUnits);
        Assert.All(Directory.GetFiles(written.Path), file => Assert.Equal(File.ReadAllText(file), File.ReadAllText(region[Path.GetFileName(file)])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void People_AreMostlyScored_AndSomeHaveGaps(string name)
    {
        var region = new RegionFolder(name);
        var statuses = region.Score("policy.json", region.ReadPeople()).CountBy(result => (string)result["status"]!).ToDictionary();
        var rejected = statuses.GetValueOrDefault("rejected");
        Assert.InRange(rejected, 1, statuses.Values.Sum() / 5);
    }

    // A number without a verified source is illustrative: whoever reads the folder has to learn it there, not in the JSON alone.
    [Theory]
    [MemberData(nameof(Names))]
    public void Readme_NamesEveryIllustrativeParameter(string name)
    {
        var region = new RegionFolder(name);
        var readme = File.ReadAllText(region["README.md"]);
        foreach (var file in region.PolicyFiles)
        {
            var sources = region.ReadEffectivePolicy(file)["sources"]!.AsObject();
            var own = RegionFolder.Parse(File.ReadAllText(region[file]));
            var illustrative = (own["parameters"]?.AsObject() ?? []).Where(parameter => SourcesOf(parameter.Value!).Any(IsUnverified)).Select(parameter => parameter.Key).ToList();
            Assert.All(illustrative, parameter => Assert.Contains($"`{parameter}`", readme, StringComparison.Ordinal));

            bool IsUnverified(string source) => (string?)sources[source]!["status"] == "unverified";
        }
    }

    // A parameter that says nothing about where it comes from would slip past the README.
    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_CiteASource(string name)
    {
        var region = new RegionFolder(name);
        var parameters = RegionFolder.Parse(File.ReadAllText(region["policy.json"]))["parameters"]!.AsObject();
        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.NotEmpty(SourcesOf(parameter.Value!)));
    }

    // On the parameter, and on each of its dated values.
    private static IEnumerable<string> SourcesOf(JsonNode parameter) =>
        (parameter["dated"]?.AsArray() ?? []).Append(parameter).Select(part => part!["source"]).SelectMany(source => source switch
        {
            null => [],
            JsonArray keys => keys.Select(key => (string)key!),
            _ => [(string)source!],
        });
}
