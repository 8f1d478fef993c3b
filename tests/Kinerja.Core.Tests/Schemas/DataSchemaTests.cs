using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinerja.Core.Tests.Diagnostics;

namespace Kinerja.Core.Tests.Schemas;

/// <summary>The schemas of what goes in and comes out: appraisals, units and their results.</summary>
public sealed class DataSchemaTests
{
    private static readonly string FollowUpsInFull = PolicyText.Of("""
        "facts": { "items": { "type": "list", "of": { "x": { "type": "number" } } } },
        "values": { "v": { "formula": "sum(items, x)" } }, "results": ["v"],
        "followUps": { "f": { "kind": "training", "each": "items", "when": "x > 2", "due": "period.to", "causedBy": "officer" } },
        "unit": { "people": ["v"], "facts": { "staff": { "type": "number" } }, "values": { "share": { "formula": "count(people) / max(staff, 1)" } }, "results": ["share", "staff"],
          "followUps": { "high": { "kind": "distribution", "each": "people", "when": "v > 2", "of": "id" }, "open": { "kind": "finding", "when": "unscored > 0", "blocking": true } } }
        """);

    [Fact]
    public void Appraisals_agree()
    {
        var schema = SchemaAgreementTests.Read("appraisal-1");
        JsonNode[] good =
        [
            JsonNode.Parse("""{ "id": "a", "facts": {} }""")!,
            JsonNode.Parse("""{ "id": "198503152010011001", "unit": "bkpsdm", "period": "2026-S1", "facts": { "score": 1.5, "items": [{ "x": null }], "late": true } }""")!,
            JsonNode.Parse("""{ "id": "a", "period": "2026", "asOf": "2026-05-15", "facts": { "x": 1 }, "segments": [{ "period": "2026-Q1", "facts": {} }, { "period": "2026-04-01/2026-12-31", "facts": { "x": 2 } }] }""")!,
            JsonNode.Parse("""{ "id": "a", "facts": {}, "segments": [] }""")!,
        ];
        foreach (var json in good.SelectMany(DocumentChanges.Of).Select(mutation => mutation.Json).Concat(good.Select(node => node.ToJsonString())))
        {
            var isRead = Appraisal.Read(json).Appraisal is not null;
            Assert.True(isRead == schema.IsValid(json), json);
        }

        foreach (var line in File.ReadLines(Path.Combine(RefusedCase.Root, "samples", "national", "people.ndjson")))
            Assert.Equal(Appraisal.Read(line).Appraisal is not null, schema.IsValid(line));
    }

    [Fact]
    public void Units_agree()
    {
        var schema = SchemaAgreementTests.Read("unit-appraisal-1");
        JsonNode[] good =
        [
            JsonNode.Parse("""{ "unit": "bkpsdm" }""")!,
            JsonNode.Parse("""{ "unit": "bkpsdm", "period": "2026", "facts": { "achievement": "baik", "staff": 40 } }""")!,
        ];
        foreach (var json in good.SelectMany(DocumentChanges.Of).Select(mutation => mutation.Json).Concat(good.Select(node => node.ToJsonString())))
        {
            var isRead = UnitAppraisal.Read(Encoding.UTF8.GetBytes(json)).Unit is not null;
            Assert.True(isRead == schema.IsValid(json), json);
        }
    }

    [Fact]
    public void Every_provisional_result_and_every_follow_up_fits()
    {
        var schema = SchemaAgreementTests.Read("result-1");
        var policy = PolicyText.Sound(FollowUpsInFull);
        var appraisal = Appraisal.Read("""{ "id": "a", "period": "2026", "asOf": "2026-05-15", "facts": { "items": [{ "x": 1 }, { "x": 3 }] } }""").Appraisal!;
        foreach (var result in new[] { policy.Score(appraisal), policy.Score(appraisal with { AsOf = null }) })
            Assert.True(schema.FirstError(JsonDocument.Parse(result.ToJson()).RootElement) is null, result.ToJson());
        var json = policy.Score(appraisal).ToJson();
        Assert.Contains("\"status\":\"provisional\",\"asOf\":\"2026-05-15\"", json, StringComparison.Ordinal);
        Assert.Contains("\"for\":[\"items[1]\"],\"due\":\"2026-12-31\",\"causedBy\":\"officer\"", json, StringComparison.Ordinal);
        Assert.False(schema.IsValid(json.Replace("provisional", "scored", StringComparison.Ordinal)));
        Assert.False(schema.IsValid(json.Replace("[\"items[1]\"]", "[]", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_result_of_a_unit_fits()
    {
        var schema = SchemaAgreementTests.Read("unit-result-1");
        var policy = PolicyText.Sound(FollowUpsInFull);
        var person = policy.Score(Appraisal.Read("""{ "id": "a", "unit": "u", "period": "2026", "facts": { "items": [{ "x": 3 }] } }""").Appraisal!);
        var rejected = policy.Score(Appraisal.Read("""{ "id": "b", "unit": "u", "period": "2026", "facts": {} }""").Appraisal!);
        var unit = new UnitAppraisal("u", FactRecord.Empty.With("staff", 2), "2026");
        UnitResult[] results = [policy.ScoreUnit(unit, [person]), policy.ScoreUnit(unit, [person, rejected]), policy.ScoreUnit(unit with { Facts = FactRecord.Empty }, [person])];
        var statuses = results.Select(result => JsonNode.Parse(result.ToJson())!["status"]!.GetValue<string>());
        Assert.Equal(["accepted", "blocked", "rejected"], statuses);
        foreach (var json in results.SelectMany(result => Enum.GetValues<Language>().Select(result.ToJson)))
            Assert.True(schema.FirstError(JsonDocument.Parse(json).RootElement) is null, json);
        Assert.False(schema.IsValid(results[0].ToJson().Replace("accepted", "rejected", StringComparison.Ordinal)));
        Assert.False(schema.IsValid(results[2].ToJson().Replace("rejected", "accepted", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_result_fits()
    {
        var schema = SchemaAgreementTests.Read("result-1");
        var policy = AppraisalPolicy.LoadNational("pp-30-2019");
        var appraisals = File.ReadLines(Path.Combine(RefusedCase.Root, "samples", "national", "people.ndjson")).Select(line => Appraisal.Read(line).Appraisal).OfType<Appraisal>().ToList();
        var results = policy.ScoreBatch(appraisals);
        Assert.Contains(results, result => !result.IsScored);
        foreach (var json in results.SelectMany(result => Enum.GetValues<Language>().Select(result.ToJson)))
            Assert.True(schema.FirstError(JsonDocument.Parse(json).RootElement) is null, json);
        Assert.False(schema.IsValid(results.First(result => result.IsScored).ToJson().Replace("\"scored\"", "\"rejected\"", StringComparison.Ordinal)));
        Assert.False(schema.IsValid(results.First(result => !result.IsScored).ToJson().Replace("\"rejected\"", "\"scored\"", StringComparison.Ordinal)));
    }
}
