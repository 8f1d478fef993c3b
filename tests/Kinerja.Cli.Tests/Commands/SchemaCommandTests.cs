using System.Text.Json;

namespace Kinerja.Cli.Tests.Commands;

public sealed class SchemaCommandTests
{
    [Fact]
    public void ThePolicysSchema_SaysWhatThePolicyDeclares()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("schema", "appraisal", "-p", folder.Write("small.json", SmallPolicy.Json));
        Assert.Equal(0, run.Code);
        using var schema = JsonDocument.Parse(run.Output);
        var facts = schema.RootElement.GetProperty("properties").GetProperty("facts");
        var whole = schema.RootElement.GetProperty("else").GetProperty("properties").GetProperty("facts");
        Assert.Equal(["base", "items"], Texts(whole.GetProperty("required")));
        Assert.False(facts.TryGetProperty("required", out _));
        Assert.False(facts.GetProperty("additionalProperties").GetBoolean());
        var fields = facts.GetProperty("properties");
        Assert.Equal(("number", 100, "Base"), (fields.GetProperty("base").GetProperty("type").GetString(), fields.GetProperty("base").GetProperty("maximum").GetInt32(), fields.GetProperty("base").GetProperty("title").GetString()));
        Assert.Equal(["boolean", "null"], Texts(fields.GetProperty("isNew").GetProperty("type")));
        Assert.Equal(["a", "b", null], Texts(fields.GetProperty("kind").GetProperty("enum")));
        Assert.Equal(["low", "middle", "high", null], Texts(fields.GetProperty("before").GetProperty("enum")));
        Assert.Equal("date", fields.GetProperty("since").GetProperty("format").GetString());
        Assert.Equal(5, fields.GetProperty("items").GetProperty("maxItems").GetInt32());
        var points = fields.GetProperty("items").GetProperty("items").GetProperty("properties").GetProperty("parts").GetProperty("items").GetProperty("properties").GetProperty("points");
        Assert.Equal(-10, points.GetProperty("exclusiveMinimum").GetInt32());
    }

    [Fact]
    public void EveryShippedPolicy_HasASchema() => Assert.All(Kinerja.Core.NationalPolicies.Ids, id =>
    {
        var run = CommandRun.Of("schema", "appraisal", "-p", id, "--lang", "id");
        Assert.Equal(0, run.Code);
        using var schema = JsonDocument.Parse(run.Output);
    });

    [Fact]
    public void TheSchemaOfDividedPeriods_AsksForNoFactTwice()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("schema", "appraisal", "-p", folder.Write("small.json", SmallPolicy.Json));
        using var schema = JsonDocument.Parse(run.Output);
        Assert.Equal(["segments"], Texts(schema.RootElement.GetProperty("if").GetProperty("required")));
        var part = schema.RootElement.GetProperty("properties").GetProperty("segments").GetProperty("items");
        Assert.Equal(["period", "facts"], Texts(part.GetProperty("required")));
        var facts = part.GetProperty("properties").GetProperty("facts");
        Assert.False(facts.TryGetProperty("required", out _));
        Assert.Equal("number", facts.GetProperty("properties").GetProperty("base").GetProperty("type").GetString());
    }

    [Fact]
    public void TheUnitsSchema_SaysWhatTheRulesOverAUnitDeclare()
    {
        using var folder = new TemporaryFolder();
        var policy = folder.Write("unit.json", """
            { "id": "unit-rules", "version": "1.0.0", "facts": { "score": { "type": "number" } }, "results": ["score"],
              "unit": { "people": ["score"], "facts": { "staff": { "type": "number", "min": 1 }, "head": { "type": "text", "ifMissing": "exclude" } },
                "values": { "mean": { "formula": "avg(people, score)" }, "share": { "formula": "count(people) / staff" } }, "results": ["mean", "share", "head"] } }
            """);
        var run = CommandRun.Of("schema", "unit-appraisal", "-p", policy);
        Assert.Equal(0, run.Code);
        using var schema = JsonDocument.Parse(run.Output);
        Assert.Equal(["unit", "facts"], Texts(schema.RootElement.GetProperty("required")));
        var facts = schema.RootElement.GetProperty("properties").GetProperty("facts");
        Assert.Equal(["staff"], Texts(facts.GetProperty("required")));
        Assert.Equal(["string", "null"], Texts(facts.GetProperty("properties").GetProperty("head").GetProperty("type")));
    }

    [Fact]
    public void APolicyWithoutRulesOverAUnit_HasNoSchemaOfUnits()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(2, CommandRun.Of("schema", "unit-appraisal", "-p", folder.Write("small.json", SmallPolicy.Json)).Code);
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("appraisal")]
    [InlineData("result")]
    [InlineData("unit-appraisal")]
    [InlineData("unit-result")]
    public void TheGeneralSchemas_ArePrinted(string name)
    {
        var run = CommandRun.Of("schema", name);
        Assert.Equal(0, run.Code);
        Assert.Equal(File.ReadAllBytes(Path.Combine(TestFiles.Root, "schemas", $"{name}-1.schema.json")), run.OutputBytes);
    }

    private static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(item => item.GetString());
}
