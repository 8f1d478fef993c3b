namespace Kinerja.Core.Tests.Oracle;

/// <summary>Facts, parameters, records and follow-ups, worked by hand.</summary>
public sealed class OracleFactTests
{
    [Theory]
    [InlineData("""{ "type": "number" }""", "12.50", "12.5")]
    [InlineData("""{ "type": "number" }""", "-0", "0")]
    [InlineData("""{ "type": "number" }""", "1e101", null)]
    [InlineData("""{ "type": "number" }""", "\"87,5\"", null)]
    [InlineData("""{ "type": "number" }""", "null", null)]
    [InlineData("""{ "type": "number", "default": 3 }""", "null", "3")]
    [InlineData("""{ "type": "number", "ifMissing": "zero" }""", "null", "0")]
    [InlineData("""{ "type": "number", "ifMissing": { "value": 5 } }""", "null", "5")]
    [InlineData("""{ "type": "number", "min": 0, "max": 10 }""", "10", "10")]
    [InlineData("""{ "type": "number", "min": 0, "max": 10, "exclusiveMax": true }""", "10", null)]
    [InlineData("""{ "type": "number", "min": 0, "exclusiveMin": true }""", "0", null)]
    [InlineData("""{ "type": "number", "digits": 2 }""", "0.001", null)]
    [InlineData("""{ "type": "number", "digits": 2 }""", "90.49999999999999999999999999999999", null)]
    [InlineData("""{ "type": "boolean" }""", "true", "true")]
    [InlineData("""{ "type": "boolean" }""", "1", null)]
    [InlineData("""{ "type": "code", "codes": ["a", "b"] }""", "\"b\"", "b")]
    [InlineData("""{ "type": "code", "codes": ["a", "b"] }""", "\"c\"", null)]
    [InlineData("""{ "type": "rating", "scale": "s" }""", "\"best\"", "best")]
    [InlineData("""{ "type": "rating", "scale": "s" }""", "\"Best\"", null)]
    [InlineData("""{ "type": "text", "maxLength": 3 }""", "\"abcd\"", null)]
    [InlineData("""{ "type": "date", "max": "2024-02-29" }""", "\"2024-02-29\"", "2024-02-29")]
    [InlineData("""{ "type": "date" }""", "\"2023-02-29\"", null)]
    public void AFact_IsReadOrRejects(string declaration, string json, string? expected)
    {
        var policy = OraclePolicy.Load($$"""
            { "scales": { "s": { "ratings": { "poor": {}, "best": {} } } }, "facts": { "f": {{declaration}} }, "results": ["f"] }
            """);
        var result = policy.Evaluate($$"""{ "f": {{json}} }""");
        Assert.Equal(expected is null, result.IsRejected);
        Assert.Equal(expected, result.Printed["f"]);
    }

    [Fact]
    public void AnUndeclaredFact_Rejects() => Assert.True(OraclePolicy.Load("""{ "facts": {} }""").Evaluate("""{ "x": 1 }""").IsRejected);

    [Theory]
    [InlineData("kind", "198503152010011001", "nipPns")]
    [InlineData("birthDate", "19850315 201001 1 001", "1985-03-15")]
    [InlineData("sex", "198503152010012001", "female")]
    [InlineData("sequence", "198503152010012017", "017")]
    [InlineData("appointmentMonth", "198503152010122017", "12")]
    [InlineData("kind", "198503152022212017", "niPppk")]
    [InlineData("contractCode", "198503152022212017", "21")]
    [InlineData("appointmentYear", "198503152022212017", "2022")]
    [InlineData("appointmentMonth", "198503152022212017", null)]
    [InlineData("kind", "198502302010011001", "other")]
    [InlineData("kind", "198503152010131001", "other")]
    [InlineData("kind", "198503152010013001", "other")]
    [InlineData("kind", "198503152010011000", "other")]
    public void AnIdentityNumber_HasParts(string part, string number, string? expected)
    {
        var json = $$"""
            { "facts": { "nip": { "type": "identityNumber", "strict": STRICT } },
              "values": { "v": { "formula": "nip.{{part}}" } }, "results": ["v"] }
            """;
        var facts = $$"""{ "nip": "{{number}}" }""";
        var lenient = OraclePolicy.Load(json.Replace("STRICT", "false", StringComparison.Ordinal)).Evaluate(facts);
        Assert.False(lenient.IsRejected);
        Assert.Equal(expected, lenient.Printed["v"]);

        var strict = OraclePolicy.Load(json.Replace("STRICT", "true", StringComparison.Ordinal)).Evaluate(facts);
        Assert.Equal(expected == "other", strict.IsRejected);
    }

    [Theory]
    [InlineData("", "2020-01-01", "2020-12-31", "1")]
    [InlineData("", "2021-01-01", "2021-12-31", "2")]
    [InlineData("", "2020-07-01", "2021-01-01", null)]
    [InlineData("", "2018-01-01", "2018-12-31", null)]
    [InlineData("""
        "at": "start",
        """, "2020-07-01", "2021-06-30", "1")]
    [InlineData("""
        "at": "end",
        """, "2020-07-01", "2021-06-30", "2")]
    public void ADatedParameter_FollowsThePeriod(string at, string start, string end, string? expected)
    {
        var policy = OraclePolicy.Load($$"""
            { "parameters": { "p": { {{at}} "dated": [ { "from": "2019-04-26", "value": 1 }, { "from": "2021-01-01", "value": 2 } ] } },
              "values": { "v": { "formula": "p" } }, "results": ["v"] }
            """);
        var result = policy.Evaluate("{}", new OraclePeriod(DateOnly.Parse(start), DateOnly.Parse(end)));
        Assert.Equal(expected, result.Printed["v"]);
        Assert.Equal(expected is null, result.IsRejected);
        Assert.True(policy.Evaluate("{}").IsRejected);
    }

    [Fact]
    public void ValuesOfRecords_SeeTheirOwnFieldsFirst()
    {
        var policy = OraclePolicy.Load("""
            { "facts": {
                "top": { "type": "number" },
                "items": { "type": "list", "of": { "x": { "type": "number" },
                  "inner": { "type": "list", "default": [], "of": { "y": { "type": "number" } } } } } },
              "values": {
                "items.inner.z": { "formula": "y * x + top" },
                "items.total": { "formula": "sum(inner, z)" },
                "share": { "formula": "sum(items, total) / count(items.inner)" } },
              "results": ["share"],
              "followUps": { "more": { "kind": "award", "when": "share > 10" }, "less": { "kind": "training", "when": "share <= 10" } } }
            """);
        var result = policy.Evaluate("""{ "top": 1, "items": [ { "x": 2, "inner": [ { "y": 3 }, { "y": 4 } ] }, { "x": 9 } ] }""");
        Assert.Empty(result.Issues);
        Assert.Equal("9", result.Outcomes["items[0].inner[1].z"].Print(null));
        Assert.Equal("16", result.Outcomes["items[0].total"].Print(null));
        Assert.Equal("0", result.Outcomes["items[1].total"].Print(null));
        Assert.Equal("8", result.Printed["share"]);
        Assert.Equal("less", Assert.Single(result.FollowUps).Key);
        Assert.True(policy.Evaluate("""{ "top": 1, "items": [ { "x": 2, "q": 2 } ] }""").IsRejected);
    }
}
