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
    [InlineData("""{ "id": "a", "when": "b", "then": "n * 2" }, { "id": "z", "when": "c = 'red'", "then": "n + n" }""", "KIN3008")]
    [InlineData("""{ "id": "a", "when": "n <= 50", "then": "n" }, { "id": "z", "when": "b", "then": "min(n, 50)" }""", "")]
    [InlineData("""{ "id": "a", "when": "n <= 60", "then": "n" }, { "id": "z", "when": "b", "then": "min(n, 50)" }""", "KIN3008")]
    [InlineData("""{ "id": "a", "when": "n >= 50", "then": "n" }, { "id": "z", "when": "n <= 50", "then": 50 }""", "")]
    [InlineData("""{ "id": "a", "when": "n + 0 > 50", "then": 1 }, { "id": "z", "when": "b", "then": 2 }""", "KIN3009")]
    [InlineData("""{ "id": "a", "when": "n + 0 > 50", "then": 1 }, { "id": "z", "when": "b", "then": 1 }""", "")]
    [InlineData("""{ "id": "a", "when": "n > m", "then": 1 }, { "id": "z", "when": "b", "then": 2 }""", "KIN3009")]
    [InlineData("""{ "id": "a", "when": "b", "then": "n" }, { "id": "z", "when": "c = 'red'", "then": "m" }""", "KIN3008")]
    [InlineData("""{ "id": "a", "when": "b", "then": "n" }, { "id": "z", "when": "c = 'red'", "then": "min(n, m)" }""", "KIN3008")]
    [InlineData("""{ "id": "a", "when": "max(n, 0) < m", "then": 1 }, { "id": "z", "when": "b", "then": 2 }""", "KIN3009")]
    public void Exceptions(string exceptions, string codes) => CheckerTable.AssertCodes(codes, $$"""
        "facts": { "c": { "type": "code", "codes": ["red", "blue", "green"] }, "b": { "type": "boolean" }, "n": { "type": "number", "min": 0, "max": 100 }, "m": { "type": "number" },
          "maybe": { "type": "number", "ifMissing": "exclude" } },
        "values": { "v": { "rules": { "base": 0, "exceptions": [{{exceptions}}] } } }, "results": ["v"]
        """);

    // A value is tried with all that its type and range allow, whatever it is made of; where it could not be so, the author still says which one holds.
    [Theory]
    [InlineData("""{ "id": "a", "when": "b", "then": "w" }, { "id": "z", "when": "n > 0", "then": "n"@ }""")]
    [InlineData("""{ "id": "a", "when": "g = 'low'", "then": 1 }, { "id": "z", "when": "n > 90", "then": 2@ }""")]
    public void ValuesAreTriedFreely_SoOneExceptionHasToSayThatItOverridesTheOther(string exceptions)
    {
        CheckerTable.AssertCodes("KIN3008", Body(""));
        CheckerTable.AssertCodes("", Body(""", "overrides": ["a"] """));

        string Body(string overrides) => $$"""
            "scales": { "grade": { "ratings": { "low": {}, "high": {} } } }, "facts": { "b": { "type": "boolean" }, "n": { "type": "number", "min": 0, "max": 100 } },
            "values": { "w": { "formula": "n * 1" }, "g": { "bands": { "of": "n", "scale": "grade", "items": [{ "from": 50, "rating": "high" }, { "rating": "low" }] } },
              "v": { "rules": { "base": 0, "exceptions": [{{exceptions.Replace("@", overrides, StringComparison.Ordinal)}}] } } }, "results": ["v", "w", "g", "b"]
            """;
    }

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
