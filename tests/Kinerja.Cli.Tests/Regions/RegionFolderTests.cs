using System.Text.Json;

namespace Kinerja.Cli.Tests.Regions;

/// <summary>Commands that are given the folder of a region in place of a policy and people.</summary>
public sealed class RegionFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void AFolder_IsScoredByItsOwnPolicy()
    {
        var region = Region("utara", people: ("people.ndjson", SmallPolicy.Person("a") + "\n" + SmallPolicy.Person("b", "60")));
        var run = CommandRun.Of("score", region);
        Assert.Equal(0, run.Code);
        Assert.Equal(["a", "b"], run.Lines.Select(IdOf));
        Assert.Contains("2 people: 2 scored, 0 rejected.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appraisals.csv", "items.csv")]
    [InlineData("people/appraisals.csv", "people/items.csv")]
    public void PeopleInCsv_LieInTheFolderOrBelowIt(string appraisals, string items)
    {
        var region = Region("utara", ("policy.json", SmallPolicy.Json), (appraisals, "id,base\na,1\nb,60\n"), (items, "id,name\n"));
        var run = CommandRun.Of("score", region, "--summary");
        Assert.Equal((0, 2), (run.Code, run.Lines.Length));
        Assert.Contains($"kinerja explain {region} --id a", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherPolicy_IsTheFileNamedOrOneOfTheFolder()
    {
        var strict = SmallPolicy.Json.Replace("\"from\": 50", "\"from\": 70", StringComparison.Ordinal).Replace("\"small\"", "\"strict\"", StringComparison.Ordinal);
        var region = Region("utara", ("policy.json", SmallPolicy.Json), ("people.ndjson", SmallPolicy.Person("a", "60")), ("strict.json", strict));
        var outside = _folder.Write("outside.json", strict.Replace("\"strict\"", "\"outside\"", StringComparison.Ordinal));
        Assert.Contains("\"policy\":\"small@1.2.0\"", CommandRun.Of("score", region).Output, StringComparison.Ordinal);
        Assert.Contains("\"policy\":\"strict@1.2.0\"", CommandRun.Of("score", "-p", "strict.json", region).Output, StringComparison.Ordinal);
        Assert.Contains("\"policy\":\"outside@1.2.0\"", CommandRun.Of("score", "-p", outside, region).Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("score", "-p", "nowhere.json", region).Code);
    }

    [Fact]
    public void SeveralFolders_GiveOneOutputInTheirOrder()
    {
        var north = Region("utara", people: ("people.ndjson", SmallPolicy.Person("a") + "\n" + SmallPolicy.Person("b")));
        var south = Region("selatan", people: ("people.ndjson", SmallPolicy.Person("a", "-1")));
        var run = CommandRun.Of("score", south, north, "--rejects", _folder["rejects.ndjson"]);
        Assert.Equal(1, run.Code);
        Assert.Equal(["a", "a", "b"], run.Lines.Select(IdOf));
        Assert.DoesNotContain("KIN5024", run.Output, StringComparison.Ordinal); // an id counts within its region
        Assert.Equal([run.Lines[0]], File.ReadAllLines(_folder["rejects.ndjson"]));
        Assert.Contains("selatan: 1 person: 0 scored, 1 rejected.\nutara: 2 people: 2 scored, 0 rejected.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Output, CommandRun.Of("score", south, north, "--threads", "1").Output);
    }

    [Fact]
    public void SeveralFolders_AsCsv_AreRefused()
    {
        var (north, south) = (Region("utara"), Region("selatan"));
        var run = CommandRun.Of("score", north, south, "-o", _folder["out.csv"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("NDJSON", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out.csv"]));
        Assert.Equal(0, CommandRun.Of("score", north, "-o", _folder["out.csv"]).Code);
    }

    [Fact]
    public void WhatIsWrongInOneFolder_IsFoundBeforeAnythingIsWritten()
    {
        var north = Region("utara");
        Assert.Equal((2, 0), Shape(CommandRun.Of("score", north, Region("kosong", ("policy.json", SmallPolicy.Json)))));
        Assert.Equal((2, 0), Shape(CommandRun.Of("score", north, Region("tanpa", ("people.ndjson", "")))));
        Assert.Equal((1, 0), Shape(CommandRun.Of("score", north, Region("salah", ("policy.json", """{"id":"x","version":"1.0.0","results":["y"]}"""), ("people.ndjson", "")))));
        Assert.Equal((2, 0), Shape(CommandRun.Of("score", north, Region("ganda", ("policy.json", SmallPolicy.Json), ("people.ndjson", ""), ("appraisals.csv", "id\n")))));
        Assert.Equal((2, 0), Shape(CommandRun.Of("score", north, north)));
        Assert.Equal((2, 0), Shape(CommandRun.Of("score", north, Path.Combine(north, "people.ndjson"))));
        Assert.Equal((2, 0), Shape(CommandRun.Of("score", Path.Combine(north, "people.ndjson"))));
        Assert.Equal((2, 0), Shape(CommandRun.With(SmallPolicy.Person("a"), "score", "-")));

        static (int, int) Shape(CommandRun run) => (run.Code, run.OutputBytes.Length);
    }

    [Fact]
    public void AnOutput_MayReplaceNothingThatIsRead()
    {
        var region = Region("utara", ("policy.json", SmallPolicy.Json), ("people.ndjson", SmallPolicy.Person("a")), ("units.ndjson", ""));
        foreach (var file in new[] { "policy.json", "people.ndjson", "units.ndjson" })
            Assert.Equal(2, CommandRun.Of("score", region, "-o", Path.Combine(region, file)).Code);
        Assert.Equal(SmallPolicy.Person("a"), File.ReadAllText(Path.Combine(region, "people.ndjson")));
        Assert.Equal(0, CommandRun.Of("score", region, "-o", Path.Combine(region, "results.csv")).Code);
    }

    [Fact]
    public void Explain_TakesAFolder()
    {
        var region = Region("utara", people: ("people.ndjson", SmallPolicy.Person("a", "60")));
        var run = CommandRun.Of("explain", region, "--id", "a", "--lang", "en");
        Assert.Equal(0, run.Code);
        Assert.Contains("60", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("explain", region, "--id", "z").Code);
    }

    [Fact]
    public void Check_LooksAtThePoliciesOfAFolderOnly()
    {
        var region = Region("utara", ("policy.json", SmallPolicy.Json), ("overlay.json", """{"id":"overlay","version":"1.0.0","extends":"small"}"""), ("cases.json", """[{"id":"a"}]"""), ("notes.json", """{"id":"x","cases":[]}"""));
        var run = CommandRun.Of("check", region);
        Assert.Equal(0, run.Code);
        Assert.Contains("2 policies checked", run.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(region, "broken.json"), "{ \"id\": \"broken\", ");
        Assert.Contains("broken.json:1:", CommandRun.Of("check", region).Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("check", Region("kosong", ("cases.json", "[]"))).Code);
    }

    public void Dispose() => _folder.Dispose();

    private string Region(string name, (string Name, string Text)? people = null) =>
        Region(name, ("policy.json", SmallPolicy.Json), people ?? ("people.ndjson", SmallPolicy.Person("a")));

    private string Region(string name, params (string Name, string Text)[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(_folder[name], file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }

        return _folder[name];
    }

    private static string? IdOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString();
}
