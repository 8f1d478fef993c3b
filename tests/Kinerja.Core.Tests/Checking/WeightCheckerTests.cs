namespace Kinerja.Core.Tests.Checking;

/// <summary>Weights: their sum where it is known, at load and for a person.</summary>
public sealed class WeightCheckerTests
{
    [Theory]
    [InlineData("""{ "of": { "a": 60, "b": 40 } }""", "")]
    [InlineData("""{ "of": { "a": 60, "b": 30 } }""", "KIN3001")]
    [InlineData("""{ "of": { "a": 60, "b": 50 } }""", "KIN3001")]
    [InlineData("""{ "of": { "a": 33.333, "b": 66.667 } }""", "")]
    [InlineData("""{ "of": { "a": "100 / 3", "b": "200 / 3" } }""", "")]
    [InlineData("""{ "of": { "a": "share", "b": "100 - share" } }""", "")]
    [InlineData("""{ "of": { "a": "share", "b": 30 } }""", "KIN3001")]
    [InlineData("""{ "of": { "a": 0.6, "b": 0.4 }, "weightsSumTo": 1 }""", "")]
    [InlineData("""{ "of": { "a": 0.6, "b": 0.4 } }""", "KIN3001")]
    [InlineData("""{ "of": { "a": 3, "b": 4 }, "weightsSumTo": "any" }""", "")]
    [InlineData("""{ "of": { "a": 120, "b": -20 } }""", "KIN3021")]
    [InlineData("""{ "of": { "a": -1, "b": 2 }, "weightsSumTo": "any" }""", "KIN3021")]
    [InlineData("""{ "of": { "a": "a", "b": 50 } }""", "")]
    [InlineData("""{ "of": { "flag": 100 } }""", "KIN2003|KIN2010")]
    [InlineData("""{ "of": { "a": "flag" } }""", "KIN2003|KIN2010")]
    [InlineData("""{ "of": { "nothing": 100 } }""", "KIN2001")]
    [InlineData("""{ "of": [{ "value": "a", "weight": 100 }, { "value": "b", "weight": 50, "when": "flag" }] }""", "")]
    [InlineData("""{ "of": [{ "value": "a", "weight": 60, "when": "flag" }, { "value": "b", "weight": 70, "when": "not flag" }, { "value": "b", "weight": "flag ? 40 : 30" }] }""", "")]
    [InlineData("""{ "of": { "a": 60, "b": 40 }, "ifNotApplicable": "skip" }""", "KIN1011")]
    [InlineData("""{ "of": { "a": 60, "b": 40 }, "weightsSumTo": "none" }""", "KIN1011|KIN1006")]
    [InlineData("""{ "of": {} }""", "KIN1016|KIN1005|KIN3001")]
    public void WeightsOfParts(string weighted, string codes) => CheckerTable.AssertCodes(codes, $$"""
        "facts": { "a": { "type": "number" }, "b": { "type": "number" }, "flag": { "type": "boolean" } }, "parameters": { "share": { "value": 60 } },
        "values": { "v": { "weighted": {{weighted}} } }, "results": ["v", "share"]
        """);

    [Theory]
    [InlineData("[60, 40]", "14")]
    [InlineData("[60, 39.99]", "KIN5004")]
    [InlineData("[60, 40.0000000000000000000001]", "KIN5004")]
    [InlineData("[100]", "10")]
    [InlineData("[]", "KIN5004")]
    [InlineData("[120, -20]", "KIN5025")]
    [InlineData("[33.3, 33.3, 33.4]", "20.01")]
    public void WeightsOfRecords(string weights, string outcome)
    {
        var policy = PolicyText.Sound(PolicyText.Of("""
            "facts": { "items": { "type": "list", "min": 0, "of": { "x": { "type": "number" }, "w": { "type": "number" } } } },
            "values": { "v": { "weighted": { "each": "items", "value": "x", "weight": "w" } } }, "results": ["v"]
            """));
        var records = weights.Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries).Select((weight, at) => $$"""{ "x": {{(at + 1) * 10}}, "w": {{weight}} }""");
        Assert.Equal(outcome, PolicyText.Outcome(policy, $$"""{ "items": [{{string.Join(',', records)}}] }"""));
    }

    [Theory]
    [InlineData("reject", "10", "KIN5005")]
    [InlineData("zero", "10", "6")]
    [InlineData("reweight", "10", "10")]
    [InlineData("reweight", "null", "KIN5002")]
    [InlineData("zero", "null", "0")]
    public void PartsThatAreNotApplicable(string ifNotApplicable, string a, string outcome) => Assert.Equal(outcome, PolicyText.Outcome(
        PolicyText.Sound(PolicyText.Of($$"""
            "facts": { "a": { "type": "number", "ifMissing": "exclude" }, "b": { "type": "number", "ifMissing": "exclude" } },
            "values": { "v": { "weighted": { "of": { "a": 60, "b": 40 }, "ifNotApplicable": "{{ifNotApplicable}}" } } }, "results": ["v"]
            """)),
        $$"""{ "a": {{a}} }"""));
}
