namespace Kinerja.Core.Tests.Oracle;

/// <summary>Each kind of value, worked by hand.</summary>
public sealed class OracleKindTests
{
    private const string Failed = "failed";

    [Theory]
    [InlineData("""{ "achievement": { "actual": 90, "target": 80, "polarity": "higher" } }""", "112.5")]
    [InlineData("""{ "achievement": { "actual": 90, "target": 80, "polarity": "higher", "cap": 110 } }""", "110")]
    [InlineData("""{ "achievement": { "actual": 90, "target": 80, "polarity": "lower" } }""", "87.5")]
    [InlineData("""{ "achievement": { "actual": 90, "target": 80, "polarity": "onTarget" } }""", "87.5")]
    [InlineData("""{ "achievement": { "actual": 9, "target": 8, "polarity": "c = 'r' ? 'lower' : 'higher'" } }""", "87.5")]
    [InlineData("""{ "achievement": { "actual": 9, "target": 0, "polarity": "higher" } }""", Failed)]
    [InlineData("""{ "achievement": { "actual": 9, "target": 0, "polarity": "higher", "zeroTarget": 70 } }""", "70")]
    [InlineData("""{ "achievement": { "actual": 50, "targetLower": 50, "targetUpper": 60, "polarity": "onTarget", "insideRange": 95 } }""", "95")]
    [InlineData("""{ "achievement": { "actual": 66, "targetLower": 50, "targetUpper": 60, "polarity": "onTarget" } }""", "90")]
    [InlineData("""{ "achievement": { "actual": 45, "targetLower": 50, "targetUpper": 60, "polarity": "higher" } }""", "90")]
    public void Achievement(string value, string expected) => Assert.Equal(expected, Print(value));

    [Theory]
    [InlineData("""{ "weighted": { "of": { "a": 60, "b": "100 - 60" } } }""", "14")]
    [InlineData("""{ "weighted": { "of": { "a": 60, "b": 30 } } }""", Failed)]
    [InlineData("""{ "weighted": { "of": { "a": 1, "b": 2 }, "weightsSumTo": "any" } }""", "16.66666666666666666666666667")]
    [InlineData("""{ "weighted": { "of": { "a": 0.6, "b": 0.4 }, "weightsSumTo": 1 } }""", "14")]
    [InlineData("""{ "weighted": { "of": [ { "value": "a", "weight": 100, "cap": 8 }, { "value": "1/0", "weight": 5, "when": false } ] } }""", "8")]
    [InlineData("""{ "weighted": { "of": { "a": 60, "none": 40 } } }""", Failed)]
    [InlineData("""{ "weighted": { "of": { "a": 60, "none": 40 }, "ifNotApplicable": "zero" } }""", "6")]
    [InlineData("""{ "weighted": { "of": { "a": 60, "none": 40 }, "ifNotApplicable": "reweight" } }""", "10")]
    [InlineData("""{ "weighted": { "of": { "a": 120, "b": -20 } } }""", Failed)]
    [InlineData("""{ "weighted": { "each": "items", "value": "x", "weight": "w" } }""", "3.5")]
    [InlineData("""{ "weighted": { "each": "items", "value": "x", "weight": "w", "when": "x > 2", "weightsSumTo": "any" } }""", "5")]
    public void Weighted(string value, string expected) => Assert.Equal(expected, Print(value));

    [Theory]
    [InlineData("89.999", "poor")]
    [InlineData("90", "good")]
    [InlineData("109.999999999999", "good")]
    [InlineData("110", "best")]
    [InlineData("-5", "poor")]
    [InlineData("120", "best")]
    public void BandsWithoutEnds(string of, string expected) => Assert.Equal(expected, Print($$"""
        { "bands": { "of": "{{of}}", "scale": "s", "items": [
          { "from": 110, "rating": "best" }, { "from": 90, "rating": "good" }, { "rating": "poor" } ] } }
        """));

    [Theory]
    [InlineData("90", "1")]
    [InlineData("90.01", "2")]
    [InlineData("100", "2")]
    [InlineData("100.01", "3")]
    public void BandsThatIncludeTheirUpperEdge(string of, string expected) => Assert.Equal(expected, Print($$"""
        { "points": { "of": "{{of}}", "items": [
          { "to": 90, "including": "to", "points": 1 }, { "to": "p", "including": "to", "points": "1 + 1" }, { "points": 3 } ] } }
        """));

    [Theory]
    [InlineData("99", "good")]
    [InlineData("100", "best")]
    [InlineData("120", "best")]
    [InlineData("120.1", "good")]
    public void AnItemWithACondition_IsTriedFirst(string of, string expected) => Assert.Equal(expected, Print($$"""
        { "bands": { "of": "{{of}}", "scale": "s", "items": [
          { "rating": "poor" }, { "from": 90, "rating": "good" },
          { "from": 100, "to": 120, "including": "both", "when": "c = 'r'", "rating": "best" },
          { "from": 50, "when": "c = 'g'", "rating": "poor" } ] } }
        """));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("25", "2.5")]
    [InlineData("50", "7")]
    [InlineData("60", "7.333333333333333333333333333")]
    [InlineData("80", "9")]
    public void Interpolate(string of, string expected) => Assert.Equal(expected, Print($$"""
        { "interpolate": { "of": "{{of}}", "items": [
          { "to": 50, "line": [[0, 0], [10, 1]] }, { "from": 50, "to": 80, "line": [[50, 7], [80, 8]] }, { "from": 80, "value": 9 } ] } }
        """));

    [Theory]
    [InlineData("unique", "r", 5, "1")]
    [InlineData("unique", "g", 10, "2")]
    [InlineData("unique", "b", 10, "2")]
    [InlineData("unique", "b", 3, "0")]
    [InlineData("collect count", "b", 10, "1")]
    [InlineData("collect sum", "r", 10, "0")]
    public void Table(string hitPolicy, string code, int number, string expected) => Assert.Equal(expected, Print($$"""
        { "table": { "inputs": { "code": "'{{code}}'", "size": {{number}} }, "hitPolicy": "{{hitPolicy}}", "rules": [
          { "when": { "code": "r", "size": { "to": 10 } }, "value": 1 },
          { "when": { "code": ["g", "b"], "size": { "from": 10 } }, "value": 2 } ], "default": { "value": 0 } } }
        """));

    [Theory]
    [InlineData("first", "1")]
    [InlineData("collect sum", "7")]
    [InlineData("collect min", "1")]
    [InlineData("collect max", "4")]
    [InlineData("collect count", "3")]
    public void HitPolicies(string hitPolicy, string expected) => Assert.Equal(expected, Print($$"""
        { "table": { "inputs": { "size": 7 }, "hitPolicy": "{{hitPolicy}}", "rules": [
          { "when": { "size": 7 }, "value": 1 }, { "when": {}, "value": 2 },
          { "when": { "size": 8 }, "value": 3 }, { "when": { "size": { "from": 7, "to": 7, "including": "both" } }, "value": 4 } ] } }
        """));

    [Theory]
    [InlineData("false", "false", "7")]
    [InlineData("true", "false", "1")]
    [InlineData("false", "true", "2")]
    [InlineData("true", "true", "2")]
    public void AnException_SilencesThoseItOverrides(string first, string second, string expected) => Assert.Equal(expected, Print($$"""
        { "rules": { "base": 7, "exceptions": [
          { "id": "one", "when": {{first}}, "then": 1 }, { "id": "two", "when": {{second}}, "then": 2, "overrides": ["one"] } ] } }
        """));

    [Theory]
    [InlineData(2, "2")]
    [InlineData(3, Failed)]
    public void ExceptionsThatApplyTogether_MustAgree(int second, string expected) => Assert.Equal(expected, Print($$"""
        { "rules": { "base": 7, "exceptions": [ { "when": true, "then": 2 }, { "when": true, "then": {{second}} } ] } }
        """));

    [Theory]
    [InlineData("""{ "formula": "1/0", "when": false }""", null)]
    [InlineData("""{ "formula": "2/3", "round": { "digits": 2 } }""", "0.67")]
    [InlineData("""{ "formula": "2/3", "round": { "digits": 2, "mode": "floor" } }""", "0.66")]
    [InlineData("""{ "formula": "-0.001", "round": { "digits": 2 } }""", "0.00")]
    [InlineData("""{ "formula": "1251", "round": { "digits": -2 } }""", "1300")]
    [InlineData("""{ "formula": "5.004", "cap": "5.002", "floor": 1, "round": { "digits": 2 } }""", "5.00")]
    [InlineData("""{ "formula": "none", "cap": 5 }""", null)]
    [InlineData("""{ "formula": "'good'", "scale": "s" }""", "good")]
    [InlineData("""{ "rules": { "base": "'good'", "exceptions": [] }, "scale": "s", "cap": "'poor'" }""", "poor")]
    public void CommonMembers(string value, string? expected) => Assert.Equal(expected, Print(value));

    private static string? Print(string value)
    {
        var policy = OraclePolicy.Load($$"""
            { "scales": { "s": { "ratings": { "poor": {}, "good": {}, "best": {} } } },
              "facts": {
                "none": { "type": "number", "ifMissing": "exclude" },
                "c": { "type": "code", "codes": { "r": {}, "g": {} }, "default": "r" },
                "items": { "type": "list", "of": { "x": { "type": "number" }, "w": { "type": "number" } } } },
              "parameters": { "a": { "value": 10 }, "b": { "value": 20 }, "p": { "value": 100 } },
              "values": { "v": {{value}} }, "results": ["v"] }
            """);
        var result = policy.Evaluate("""{ "items": [ { "x": 2, "w": 50 }, { "x": 5, "w": 50 } ] }""");
        return result.IsRejected ? Failed : result.Printed["v"];
    }
}
