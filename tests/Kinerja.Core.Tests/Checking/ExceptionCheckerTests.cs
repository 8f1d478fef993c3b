namespace Kinerja.Core.Tests.Checking;

/// <summary>Exceptions: two that can apply together must agree, or one must silence the other.</summary>
public sealed class ExceptionCheckerTests
{
    [Theory]
    [InlineData("""{ "id": "a", "when": "b", "then": 1 }""", "")]
    [InlineData("""{ "id": "a", "when": "b", "then": 1 }, { "id": "z", "when": "c = 'red'", "then": 2 }""", "KIN3008")]
    [InlineData("""{ "id": "a", "when": "b", "then": 1 }, { "id": "z", "when": "c = 'red'", "then": 1 }""", "")]
    [InlineData("""{ "id": "a", "when": "b", "then": 1 }, { "id": "z", "when": "c = 'red'", "then": 2, "overrides": ["a"] }""", "")]
    [InlineData("""{ "id": "a", "when": "b", "then": 1 }, { "id": "z", "when": "not b", "then": 2 }""", "")]
    [InlineData("""{ "id": "a", "when": "c = 'red'", "then": 1 }, { "id": "z", "when": "c = 'blue'", "then": 2 }""", "")]
    [InlineData("""{ "id": "a", "when": "n > 50", "then": 1 }, { "id": "z", "when": "n < 50", "then": 2 }""", "")]
    [InlineData("""{ "id": "a", "when": "n >= 50", "then": 1 }, { "id": "z", "when": "n <= 50", "then": 2 }""", "KIN3008")]
    [InlineData("""{ "id": "a", "when": "b", "then": 1, "overrides": ["nobody"] }""", "KIN2014")]
    [InlineData("""{ "id": "a", "when": "b", "then": 1 }, { "id": "a", "when": "b", "then": 1 }""", "KIN1003")]
    [InlineData("""{ "id": "a", "when": "n", "then": 1 }""", "KIN2010")]
    [InlineData("""{ "id": "a", "when": "maybe > 1", "then": 1 }""", "KIN2011")]
    [InlineData("""{ "id": "a", "when": "b", "then": true }""", "KIN2010")]
    [InlineData("""{ "id": "a", "when": "b", "then": "n * 2" }, { "id": "z", "when": "c = 'red'", "then": "n + n" }""", "KIN3009|KIN3008")]
    public void Exceptions(string exceptions, string codes) => CheckerTable.AssertCodes(codes, $$"""
        "facts": { "c": { "type": "code", "codes": ["red", "blue", "green"] }, "b": { "type": "boolean" }, "n": { "type": "number", "min": 0, "max": 100 },
          "maybe": { "type": "number", "ifMissing": "exclude" } },
        "values": { "v": { "rules": { "base": 0, "exceptions": [{{exceptions}}] } } }, "results": ["v"]
        """);

    // The sampler takes every name as free and computed outcomes as different: the author then says which one overrides.
    [Theory]
    [InlineData("""{ "id": "a", "when": "b", "then": "w" }, { "id": "z", "when": "n > 0", "then": "n" }""", "KIN3008")]
    [InlineData("""{ "id": "a", "when": "g = 'low'", "then": 1 }, { "id": "z", "when": "n > 90", "then": 2 }""", "KIN3008")]
    public void ExceptionsOverComputedValues_NeedAnOverride(string exceptions, string codes) => CheckerTable.AssertCodes(codes, $$"""
        "scales": { "grade": { "ratings": { "low": {}, "high": {} } } }, "facts": { "b": { "type": "boolean" }, "n": { "type": "number", "min": 0, "max": 100 } },
        "values": { "w": { "formula": "n * 1" }, "g": { "bands": { "of": "n", "scale": "grade", "items": [{ "from": 50, "rating": "high" }, { "rating": "low" }] } },
          "v": { "rules": { "base": 0, "exceptions": [{{exceptions}}] } } }, "results": ["v", "w", "g", "b"]
        """);

    [Theory]
    [InlineData("true", "5", "KIN5009")]
    [InlineData("true", "1", "1")]
    [InlineData("false", "5", "5")]
    public void ExceptionsThatDisagreeForOnePerson_RejectThisPerson(string b, string n, string outcome) => Assert.Equal(outcome, PolicyText.Outcome(
        PolicyText.Sound(PolicyText.Of("""
            "facts": { "b": { "type": "boolean" }, "n": { "type": "number" } },
            "values": { "w": { "formula": "n * 1" }, "v": { "rules": { "base": 0, "exceptions": [
              { "id": "a", "when": "b", "then": "w ** 2" }, { "id": "z", "when": "n + 0 > 0", "then": "w" } ] } } }, "results": ["v"]
            """)),
        $$"""{ "b": {{b}}, "n": {{n}} }"""));
}
