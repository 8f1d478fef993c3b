namespace Kinerja.Core.Tests.Checking;

/// <summary>Bands, points and interpolation: every number in exactly one item.</summary>
public sealed class PiecewiseCheckerTests
{
    // x runs from 0 to 120 with two decimals.
    [Theory]
    [InlineData("""{ "from": 90, "points": 2 }, { "points": 1 }""", "")]
    [InlineData("""{ "points": 1 }""", "")]
    [InlineData("""{ "points": 1 }, { "from": 90, "points": 2 }, { "from": 100, "points": 3 }""", "")]
    [InlineData("""{ "from": 90, "to": 120, "including": "both", "points": 2 }, { "from": 0, "to": 90, "points": 1 }""", "")]
    [InlineData("""{ "from": 91, "to": 120, "including": "both", "points": 2 }, { "from": 0, "to": 90, "points": 1 }""", "KIN3002")]
    [InlineData("""{ "from": 90, "to": 120, "points": 2 }, { "points": 1 }""", "KIN3002")]
    [InlineData("""{ "from": 90, "points": 2 }, { "from": 10, "points": 1 }""", "KIN3002")]
    [InlineData("""{ "from": 90, "including": "neither", "points": 2 }, { "to": 90, "points": 1 }""", "KIN3002")]
    [InlineData("""{ "from": 90, "points": 2 }, { "to": 90, "including": "both", "points": 1 }""", "KIN3003")]
    [InlineData("""{ "from": 80, "to": 120, "including": "both", "points": 2 }, { "from": 0, "to": 90, "points": 1 }""", "KIN3003")]
    [InlineData("""{ "points": 1 }, { "points": 2 }""", "KIN3003")]
    [InlineData("""{ "from": 90, "points": 1 }, { "from": 90, "points": 2 }, { "points": 0 }""", "KIN3003")]
    [InlineData("""{ "from": 90, "to": 90, "including": "both", "points": 5 }, { "from": 90, "including": "neither", "points": 2 }, { "to": 90, "points": 1 }""", "")]
    [InlineData("""{ "from": 90, "to": 90, "points": 5 }, { "points": 1 }""", "KIN3002 KIN3019")]
    [InlineData("""{ "from": 90, "to": 80, "points": 5 }, { "points": 1 }""", "KIN3002 KIN3019")]
    [InlineData("""{ "from": 90, "to": 90, "including": "neither", "points": 5 }, { "points": 1 }""", "KIN3002 KIN3019")]
    [InlineData("""{ "from": 200, "points": 2 }, { "points": 1 }""", "KIN3004")]
    [InlineData("""{ "to": -1, "points": 2 }, { "points": 1 }""", "KIN3004")]
    [InlineData("""{ "from": 120, "including": "neither", "points": 2 }, { "points": 1 }""", "KIN3004")]
    [InlineData("""{ "from": 120, "points": 2 }, { "points": 1 }""", "")]
    [InlineData("""{ "from": 50, "to": 60, "when": "flag", "points": 9 }, { "points": 1 }""", "")]
    [InlineData("""{ "from": 50, "to": 60, "when": "flag", "points": 9 }""", "KIN3002")]
    [InlineData("""{ "when": "flag", "points": 9 }, { "points": 1 }""", "")]
    [InlineData("""{ "when": "x", "points": 9 }, { "points": 1 }""", "KIN2010")]
    [InlineData("""{ "when": "maybe > 1", "points": 9 }, { "points": 1 }""", "KIN2011")]
    [InlineData("""{ "when": "(maybe > 1) ?? false", "points": 9 }, { "points": 1 }""", "")]
    [InlineData("""{ "from": "edge", "points": 2 }, { "points": 1 }""", "")]
    [InlineData("""{ "from": "x", "points": 2 }, { "points": 1 }""", "KIN2015")]
    [InlineData("""{ "from": "dated", "points": 2 }, { "points": 1 }""", "KIN2015")]
    [InlineData("""{ "from": "word", "points": 2 }, { "points": 1 }""", "KIN2010|KIN2015")]
    [InlineData("""{ "from": "edge + 1", "points": 2 }, { "points": 1 }""", "KIN2015")]
    [InlineData("""{ "from": "nothing", "points": 2 }, { "points": 1 }""", "KIN2001")]
    [InlineData("""{ "from": 90, "points": "x * 2" }, { "points": "edge" }""", "")]
    [InlineData("""{ "from": 90, "points": "flag" }, { "points": 1 }""", "KIN2007|KIN2003|KIN2010")]
    public void Points(string items, string codes) => AssertCodes(codes, $$"""{ "points": { "of": "x", "items": [{{items}}] } }""");

    [Theory]
    [InlineData("""{ "from": 90, "rating": "good" }, { "rating": "poor" }""", "")]
    [InlineData("""{ "from": 90, "rating": "great" }, { "rating": "poor" }""", "KIN2005")]
    [InlineData("""{ "from": 90, "value": "flag ? 'good' : 'poor'" }, { "rating": "poor" }""", "")]
    [InlineData("""{ "from": 90, "value": "'great'" }, { "rating": "poor" }""", "KIN2005")]
    public void Bands(string items, string codes) => AssertCodes(codes, $$"""{ "bands": { "of": "x", "scale": "grade", "items": [{{items}}] } }""");

    [Theory]
    [InlineData("""{ "from": 50, "line": [[50, 0], [120, 100]] }, { "value": 0 }""", "")]
    [InlineData("""{ "line": [[50, 0], [50, 100]] }""", "KIN1016|KIN3019")]
    [InlineData("""{ "value": "x / 2" }""", "")]
    public void Interpolation(string items, string codes) => AssertCodes(codes, $$"""{ "interpolate": { "of": "x", "items": [{{items}}] } }""");

    [Theory]
    [InlineData("whole", """{ "from": 61, "to": 120, "including": "both", "points": 2 }, { "from": 0, "to": 60, "including": "both", "points": 1 }""", "")]
    [InlineData("whole", """{ "from": 60, "including": "neither", "points": 2 }, { "from": 0, "to": 61, "points": 1 }""", "")]
    [InlineData("whole", """{ "from": 59, "including": "neither", "points": 2 }, { "from": 0, "to": 61, "points": 1 }""", "KIN3003")]
    [InlineData("x", """{ "from": 60, "including": "neither", "points": 2 }, { "from": 0, "to": 61, "points": 1 }""", "KIN3003")]
    [InlineData("whole", """{ "from": 0, "to": 120, "including": "both", "points": 1 }, { "from": 120, "points": 2 }""", "KIN3003")]
    [InlineData("x", """{ "from": 61, "to": 120, "including": "both", "points": 2 }, { "from": 0, "to": 60.99, "including": "both", "points": 1 }""", "")]
    [InlineData("x / 3", """{ "from": 20.01, "points": 2 }, { "to": 20, "including": "both", "points": 1 }""", "KIN3002")]
    [InlineData("round(x / 3, 2)", """{ "from": 20.01, "points": 2 }, { "to": 20, "including": "both", "points": 1 }""", "")]
    [InlineData("clamp(x, 10, 20)", """{ "from": 10, "to": 20, "including": "both", "points": 2 }""", "")]
    [InlineData("-x", """{ "from": -120, "to": 0, "including": "both", "points": 2 }""", "")]
    [InlineData("x * 2 + 1", """{ "from": 1, "to": 241, "including": "both", "points": 2 }""", "")]
    [InlineData("free", """{ "from": 0, "points": 2 }""", "KIN3002")]
    [InlineData("flag", """{ "points": 2 }""", "KIN2003|KIN2010")]
    public void TheRangeOfTheInput_IsKnown(string of, string items, string codes) =>
        AssertCodes(codes, $$"""{ "points": { "of": "{{of}}", "items": [{{items}}] } }""");

    private static void AssertCodes(string codes, string value) => CheckerTable.AssertCodes(codes, $$"""
        "scales": { "grade": { "ratings": { "poor": {}, "good": {} } } },
        "facts": { "x": { "type": "number", "min": 0, "max": 120, "digits": 2 }, "whole": { "type": "number", "min": 0, "max": 120, "digits": 0 },
          "free": { "type": "number" }, "flag": { "type": "boolean" }, "maybe": { "type": "number", "ifMissing": "exclude" } },
        "parameters": { "edge": { "value": 90 }, "word": { "value": "a" }, "dated": { "dated": [{ "from": "2020-01-01", "value": 90 }] } },
        "values": { "v": {{value}} }, "results": ["v", "edge", "dated", "word"]
        """);
}
