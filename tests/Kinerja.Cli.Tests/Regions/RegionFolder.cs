using System.Text;
using System.Text.Json.Nodes;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Regions;

/// <summary>One folder of samples/regions, as its files say it.</summary>
internal sealed class RegionFolder(string name)
{
    private static readonly string AllFolder = Path.Combine(TestFiles.Root, "samples", "regions");

    public static IEnumerable<string> Names { get; } = [.. Directory.GetDirectories(AllFolder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public string Folder { get; } = Path.Combine(AllFolder, name);

    public string this[string file] => Path.Combine(Folder, file);

    /// <summary>policy.json and the policies beside it.</summary>
    public IEnumerable<string> PolicyFiles =>
        Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Where(file => file != "cases.json").Order(StringComparer.Ordinal);

    public bool HasUnits => File.Exists(this["units.ndjson"]);

    public IEnumerable<JsonObject> ReadPeople() => File.ReadLines(this["people.ndjson"]).Select(Parse);

    /// <summary>The cases about people, or those about units.</summary>
    public IEnumerable<JsonObject> ReadCases(bool aboutUnits) =>
        JsonNode.Parse(File.ReadAllText(this["cases.json"]))!.AsArray().Select(node => node!.AsObject()).Where(test => test.ContainsKey("unit") == aboutUnits);

    /// <summary>A policy with all its layers, as the engine merged them.</summary>
    public JsonObject ReadEffectivePolicy(string file)
    {
        var run = CommandRun.Of("check", this[file], "--effective", "--json");
        Assert.True(run.Code == 0, run.Error);
        return Parse(run.Output);
    }

    /// <summary>Scores lines of people and gives their results in the same order.</summary>
    public IReadOnlyList<JsonObject> Score(string policyFile, IEnumerable<JsonObject> people)
    {
        var run = CommandRun.With(string.Join('\n', people.Select(person => person.ToJsonString())), "score", "-p", this[policyFile]);
        Assert.True(run.Code is 0 or 1, run.Error);
        return [.. run.Lines.Select(Parse)];
    }

    /// <summary>Applies the rules over one unit to its people.</summary>
    public JsonObject ScoreUnit(string unit)
    {
        var policy = AppraisalPolicy.Load(new PolicySource("policy.json", File.ReadAllBytes(this["policy.json"]))).Policy;
        Assert.NotNull(policy);
        var facts = UnitAppraisal.Read(Encoding.UTF8.GetBytes(File.ReadLines(this["units.ndjson"]).Single(line => (string?)Parse(line)["unit"] == unit))).Unit;
        Assert.NotNull(facts);
        var people = ReadPeople().Where(person => (string?)person["unit"] == unit).Select(person => Appraisal.Read(person.ToJsonString()).Appraisal!);
        return Parse(policy.ScoreUnit(facts, [.. people.Select(policy.Score)]).ToJson());
    }

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public override string ToString() => name;
}
