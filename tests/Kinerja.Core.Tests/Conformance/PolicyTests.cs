using System.Text;
using System.Text.Json.Nodes;
using Kinerja.Core.Tests.Oracle;

namespace Kinerja.Core.Tests.Conformance;

/// <summary>
/// Policies over lists, times, divided periods and units with cases worked by hand, in conformance/policies. A case expects results (null for
/// not applicable) and all follow-ups, or the codes of all issues. The oracle answers the same cases.
/// </summary>
public sealed class PolicyTests
{
    private const string Folder = "policies";

    public static IEnumerable<TheoryDataRow<string, int, string>> Cases =>
        from folder in Directory.EnumerateDirectories(RepositoryFolder.At("tests", "conformance", Folder)).Order(StringComparer.Ordinal)
        where File.Exists(Path.Combine(folder, "cases.json"))
        from row in Read(Path.GetFileName(folder)).Select((json, index) => (Json: json, Index: index))
        select new TheoryDataRow<string, int, string>(Path.GetFileName(folder), row.Index, row.Json!["name"]!.GetValue<string>());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Policy(string folder, int index, string name)
    {
        var text = File.ReadAllText(RepositoryFolder.At("tests", "conformance", Folder, folder, "policy.json"));
        var json = Read(folder)[index]!.AsObject();
        Assert.Equal(name, json["name"]!.GetValue<string>());
        var policy = PolicyText.Sound(text);
        var (found, expected) = json["people"] is JsonArray people
            ? Unit(policy, text, json, people)
            : Person(policy, text, json);
        Check(json["expect"]!.AsObject(), found, expected);
    }

    [Fact]
    public void EveryNewKindOfRule_HasCases() =>
        Assert.Superset(
            new HashSet<string> { "raters", "effects", "ranking", "catalogue", "follow-ups", "segments", "segments-dated", "unit" },
            Cases.Select(row => row.Data.Item1).ToHashSet());

    private static (JsonNode Found, OracleResult Expected) Person(AppraisalPolicy policy, string text, JsonObject json)
    {
        var (facts, segments, period) = (json["facts"]!.ToJsonString(), json["segments"] as JsonArray ?? [], json["period"]?.GetValue<string>());
        var result = policy.Score(new Appraisal("person", Facts(json["facts"]!), period)
        {
            Segments = [.. segments.Select(part => new AppraisalSegment(part!["period"]!.GetValue<string>(), Facts(part["facts"]!)))],
        });
        var expected = segments.Count == 0
            ? OraclePolicy.Load(text).Evaluate(facts, Period(json))
            : OracleSegments.Load(text).Evaluate(facts, Period(json)!, [.. segments.Select(part => new OracleSegment(Period(part!.AsObject())!, part["facts"]!.ToJsonString()))]);
        return (JsonNode.Parse(result.ToJson())!, expected);
    }

    private static (JsonNode Found, OracleResult Expected) Unit(AppraisalPolicy policy, string text, JsonObject json, JsonArray people)
    {
        var results = policy.ScoreBatch([.. people.Select(person => new Appraisal(person!["id"]!.GetValue<string>(), Facts(person["facts"]!), json["period"]!.GetValue<string>()))]);
        var oracle = OraclePolicy.Load(text);
        var result = policy.ScoreUnit(new UnitAppraisal("unit", Facts(json["unit"]!), json["period"]!.GetValue<string>()), results);
        var expected = OracleUnit.Load(text).Evaluate(
            json["unit"]!.ToJsonString(),
            Period(json),
            [.. people.Select(person => (person!["id"]!.GetValue<string>(), oracle.Evaluate(person["facts"]!.ToJsonString(), Period(json))))]);
        Assert.Equal(result.IsBlocked, json["expect"]!["followUps"]?.AsArray().Any(followUp => followUp!["blocking"] is not null) ?? false);
        return (JsonNode.Parse(result.ToJson())!, expected);
    }

    private static void Check(JsonObject expect, JsonNode found, OracleResult expected)
    {
        if (expect["issues"] is JsonArray issues)
        {
            Assert.Equal(issues.Select(code => code!.GetValue<string>()), found["issues"]!.AsArray().Select(issue => issue!["code"]!.GetValue<string>()).Distinct());
            Assert.True(expected.IsRejected);
            return;
        }

        Assert.True(found["results"] is not null, found.ToJsonString());
        Assert.Empty(expected.Issues);
        foreach (var (value, wanted) in expect["results"]!.AsObject())
        {
            Assert.Equal(wanted?.GetValue<string>(), found["results"]![value]?.ToString());
            Assert.Equal(wanted?.GetValue<string>(), expected.Printed[value]);
        }

        Assert.Equal(expect["followUps"]!.ToJsonString(), found["followUps"]!.ToJsonString());
        Assert.Equal(expect["followUps"]!.AsArray().Select(followUp => followUp!["id"]!.GetValue<string>()), expected.FollowUps.Select(followUp => followUp.Key));
    }

    private static JsonArray Read(string folder) => JsonNode.Parse(File.ReadAllText(RepositoryFolder.At("tests", "conformance", Folder, folder, "cases.json")))!.AsArray();

    private static FactRecord Facts(JsonNode json)
    {
        var (facts, diagnostics) = FactRecord.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Empty(diagnostics);
        return facts!;
    }

    private static OraclePeriod? Period(JsonObject json) =>
        json["period"]?.GetValue<string>() is { } text && Core.Period.TryParse(text, out var period) ? new OraclePeriod(period!.From, period.To) : null;
}
