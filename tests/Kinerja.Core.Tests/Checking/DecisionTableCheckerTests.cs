namespace Kinerja.Core.Tests.Checking;

/// <summary>Decision tables: complete, and without contradiction where they must be.</summary>
public sealed class DecisionTableCheckerTests
{
    [Theory]
    [InlineData("unique", """{ "id": "a", "when": { "c": "red" }, "value": 1 }, { "id": "b", "when": { "c": "blue" }, "value": 2 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "c": ["red", "blue"] }, "value": 1 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "c": "red" }, "value": 1 }""", "KIN3005")]
    [InlineData("first", """{ "id": "a", "when": { "c": "red" }, "value": 1 }""", "KIN3005")]
    [InlineData("first", """{ "id": "a", "when": { "c": "red" }, "value": 1 }, { "id": "b", "when": {}, "value": 2 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "c": "red" }, "value": 1 }, { "id": "b", "when": {}, "value": 2 }""", "KIN3006")]
    [InlineData("unique", """{ "id": "a", "when": { "c": "red" }, "value": 1 }, { "id": "b", "when": { "c": ["blue", "red"] }, "value": 2 }""", "KIN3006")]
    [InlineData("first", """{ "id": "a", "when": {}, "value": 1 }, { "id": "b", "when": { "c": "red" }, "value": 2 }""", "KIN3007")]
    [InlineData("first", """{ "id": "a", "when": { "c": "red" }, "value": 1 }, { "id": "b", "when": { "c": "blue" }, "value": 1 }, { "id": "z", "when": {}, "value": 2 }""", "KIN3007")]
    [InlineData("collect sum", """{ "id": "a", "when": { "c": "red" }, "value": 1 }, { "id": "b", "when": {}, "value": 2 }""", "")]
    [InlineData("collect count", """{ "id": "a", "when": { "c": "red" }, "value": 1 }""", "")]
    [InlineData("collect max", """{ "id": "a", "when": { "c": "red" }, "value": 1 }""", "")]
    [InlineData("collect sum", """{ "id": "a", "when": { "c": "red" }, "value": "b" }""", "KIN2003|KIN2010|KIN2007")]
    [InlineData("unique", """{ "id": "a", "when": { "c": "green" }, "value": 1 }, { "id": "b", "when": {}, "value": 1 }""", "KIN2005")]
    [InlineData("unique", """{ "id": "a", "when": { "d": "red" }, "value": 1 }, { "id": "b", "when": { "c": "red" }, "value": 1 }, { "id": "x", "when": { "c": "blue" }, "value": 1 }""", "KIN2014|KIN1004")]
    [InlineData("unique", """{ "id": "a", "when": { "b": true }, "value": 1 }, { "id": "b", "when": { "b": false }, "value": 2 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "b": true }, "value": 1 }, { "id": "b", "when": { "b": false, "c": "red" }, "value": 2 }""", "KIN3005")]
    [InlineData("unique", """{ "id": "a", "when": { "n": { "from": 50 } }, "value": 1 }, { "id": "b", "when": { "n": { "to": 50 } }, "value": 2 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "n": { "from": 50, "including": "neither" } }, "value": 1 }, { "id": "b", "when": { "n": { "to": 50 } }, "value": 2 }""", "KIN3005")]
    [InlineData("unique", """{ "id": "a", "when": { "n": { "from": 50 } }, "value": 1 }, { "id": "b", "when": { "n": { "to": 50, "including": "to" } }, "value": 2 }""", "KIN3006")]
    [InlineData("unique", """{ "id": "a", "when": { "n": { "from": 0, "to": 100, "including": "both" } }, "value": 1 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "n": 50 }, "value": 1 }, { "id": "b", "when": { "n": { "to": 50 } }, "value": 2 }, { "id": "x", "when": { "n": { "from": 50, "including": "neither" } }, "value": 3 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "r": "low" }, "value": 1 }, { "id": "b", "when": { "r": ["mid", "high"] }, "value": 2 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "r": "low" }, "value": 1 }, { "id": "b", "when": { "r": "high" }, "value": 2 }""", "KIN3005")]
    [InlineData("unique", """{ "id": "a", "when": { "t": "x" }, "value": 1 }, { "id": "b", "when": { "t": "y" }, "value": 2 }""", "KIN3005")]
    [InlineData("unique", """{ "id": "a", "when": { "t": "x" }, "value": 1 }, { "id": "a", "when": { "t": "y" }, "value": 2 }""", "KIN1003")]
    [InlineData("unique", """{ "id": "a", "when": { "c": "red" }, "value": 1 }, { "id": "b", "when": { "c": "blue" }, "value": true }""", "KIN2007")]
    [InlineData("best", """{ "id": "a", "when": {}, "value": 1 }""", "KIN1011")]
    public void Tables(string hitPolicy, string rules, string codes) => CheckerTable.AssertCodes(codes, Body(hitPolicy, rules, ""));

    [Theory]
    [InlineData("unique", """{ "id": "a", "when": { "c": "red" }, "value": 1 }""", "")]
    [InlineData("first", """{ "id": "a", "when": { "t": "x" }, "value": 1 }""", "")]
    [InlineData("unique", """{ "id": "a", "when": { "n": 1 }, "value": 1 }, { "id": "b", "when": { "n": [1, 2] }, "value": 1 }""", "KIN3006")]
    public void TablesWithDefault(string hitPolicy, string rules, string codes) =>
        CheckerTable.AssertCodes(codes, Body(hitPolicy, rules, """, "default": { "value": 0 }"""));

    private static string Body(string hitPolicy, string rules, string @default) => $$"""
        "scales": { "grade": { "ratings": { "low": {}, "mid": {}, "high": {} } } },
        "facts": { "c": { "type": "code", "codes": ["red", "blue"] }, "b": { "type": "boolean" }, "t": { "type": "text" },
          "n": { "type": "number", "min": 0, "max": 100 }, "r": { "type": "rating", "scale": "grade" } },
        "values": { "v": { "table": { "inputs": { {{Inputs(rules)}} }, "hitPolicy": "{{hitPolicy}}", "rules": [{{rules}}]{{@default}} } } }, "results": ["v"]
        """;

    // Only the inputs that the rules name, so that none is idle.
    private static string Inputs(string rules)
    {
        var used = ((string[])["c", "b", "t", "n", "r"]).Where(name => rules.Contains($"\"{name}\":", StringComparison.Ordinal)).DefaultIfEmpty("c");
        return string.Join(", ", used.Select(name => $"\"{name}\": \"{name}\""));
    }
}
