using System.Text.Json.Nodes;

namespace Kinerja.Cli.Tests.Regions;

/// <summary>
/// The cases of each region: <c>{"id", "policy", "appraisal", "expect"}</c> for people, where the appraisal is the id of a line of people.ndjson or a whole
/// line, and <c>{"id", "unit", "expect"}</c> for units. Results are compared one by one, follow-ups as the whole list: each an id, or the members that are meant.
/// </summary>
public sealed class RegionCaseTests
{
    public static TheoryData<string> Names => [.. RegionFolder.Names];

    public static TheoryData<string, string> PeopleCases => CasesOf(aboutUnits: false);

    public static TheoryData<string, string> UnitCases => CasesOf(aboutUnits: true);

    [Theory]
    [MemberData(nameof(PeopleCases))]
    public void Person_ScoresAsWorkedByHand(string name, string id)
    {
        var region = new RegionFolder(name);
        var test = region.ReadCases(aboutUnits: false).Single(test => (string)test["id"]! == id);
        var person = test["appraisal"] is JsonObject whole ? whole : region.ReadPeople().Single(person => (string?)person["id"] == (string)test["appraisal"]!);
        var result = Assert.Single(region.Score((string?)test["policy"] ?? "policy.json", [person]));
        Compare(test["expect"]!.AsObject(), result);
    }

    [Theory]
    [MemberData(nameof(UnitCases))]
    public void Unit_ComesOutAsWorkedByHand(string name, string id)
    {
        var region = new RegionFolder(name);
        var test = region.ReadCases(aboutUnits: true).Single(test => (string)test["id"]! == id);
        Compare(test["expect"]!.AsObject(), region.ScoreUnit((string)test["unit"]!));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cases_CoverEveryResult(string name)
    {
        var region = new RegionFolder(name);
        var cases = region.ReadCases(aboutUnits: false).ToList();
        Assert.True(cases.Count >= 10, $"{name} has {cases.Count} cases of people.");
        var expected = cases.SelectMany(test => test["expect"]!["results"]?.AsObject() ?? []).Select(result => result.Key).ToHashSet();
        var results = region.ReadEffectivePolicy("policy.json")["results"]!.AsArray().Select(result => (string)result!);
        Assert.Empty(results.Except(expected));
    }

    private static TheoryData<string, string> CasesOf(bool aboutUnits)
    {
        var data = new TheoryData<string, string>();
        foreach (var name in RegionFolder.Names)
        {
            foreach (var test in new RegionFolder(name).ReadCases(aboutUnits))
                data.Add(name, (string)test["id"]!);
        }

        return data;
    }

    private static void Compare(JsonObject expect, JsonObject found)
    {
        foreach (var (member, expected) in expect)
        {
            switch (member)
            {
                case "results":
                    Assert.All(expected!.AsObject(), result => AssertSame(result.Value, found["results"]?[result.Key], $"results.{result.Key}", found));
                    break;
                case "issue":
                    Assert.Contains(found["issues"]?.AsArray() ?? [], issue => AreSame(expected!["code"], issue!["code"]) && AreSame(expected["path"], issue["path"]));
                    break;
                case "followUps":
                    CompareFollowUps(expected!.AsArray(), found["followUps"]?.AsArray() ?? [], found);
                    break;
                default:
                    AssertSame(expected, found[member], member, found);
                    break;
            }
        }
    }

    private static void CompareFollowUps(JsonArray expected, JsonArray found, JsonObject whole)
    {
        Assert.True(expected.Count == found.Count, whole.ToJsonString());
        foreach (var (wanted, followUp) in expected.Zip(found))
        {
            var members = wanted as JsonObject ?? new JsonObject { ["id"] = wanted!.DeepClone() };
            Assert.All(members, member => AssertSame(member.Value, followUp![member.Key], $"followUps.{member.Key}", whole));
        }
    }

    private static void AssertSame(JsonNode? expected, JsonNode? found, string place, JsonObject whole) =>
        Assert.True(AreSame(expected, found), $"{place} is {Text(found)}, not {Text(expected)}: {whole.ToJsonString()}");

    private static bool AreSame(JsonNode? expected, JsonNode? found) => JsonNode.DeepEquals(expected, found);

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
