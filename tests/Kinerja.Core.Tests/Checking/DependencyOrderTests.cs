namespace Kinerja.Core.Tests.Checking;

/// <summary>The order follows from the names; a circle is told whole.</summary>
public sealed class DependencyOrderTests
{
    [Theory]
    [InlineData("""{ "a": { "formula": "b" }, "b": { "formula": "c" }, "c": { "formula": "x" } }""", "3")]
    [InlineData("""{ "c": { "formula": "x" }, "b": { "formula": "c" }, "a": { "formula": "b" } }""", "3")]
    [InlineData("""{ "a": { "formula": "1", "when": "b = 3" }, "b": { "formula": "x" } }""", "1")]
    [InlineData("""{ "a": { "formula": "100", "cap": "b" }, "b": { "formula": "x" } }""", "3")]
    [InlineData("""{ "a": { "weighted": { "of": { "b": 100 } } }, "b": { "formula": "x" } }""", "3")]
    [InlineData("""{ "a": { "points": { "of": "b", "items": [{ "points": "c" }] } }, "b": { "formula": "x" }, "c": { "formula": "b + 1" } }""", "4")]
    [InlineData("""{ "a": { "formula": "sum(items, b)" }, "items.b": { "formula": "c * y" }, "c": { "formula": "x" } }""", "9")]
    [InlineData("""{ "a": { "formula": "sum(items.b)" }, "items.b": { "formula": "y / total" }, "total": { "formula": "sum(items.y)" } }""", "1")]
    [InlineData("""{ "a": { "formula": "max(items, b)" }, "items.b": { "formula": "x + y" } }""", "5")]
    public void Values_AreOrderedByTheirNames(string values, string expected) =>
        Assert.Equal(expected, PolicyText.Outcome(PolicyText.Sound(Policy(values)), """{ "x": 3, "items": [{ "y": 1 }, { "y": 2 }] }""", "a"));

    [Theory]
    [InlineData("""{ "a": { "formula": "a" } }""", "a → a")]
    [InlineData("""{ "a": { "formula": "b" }, "b": { "formula": "a" } }""", "a → b → a")]
    [InlineData("""{ "a": { "formula": "b" }, "b": { "formula": "c" }, "c": { "formula": "b" } }""", "b → c → b")]
    [InlineData("""{ "a": { "formula": "1", "when": "a = 1" } }""", "a → a")]
    [InlineData("""{ "a": { "formula": "1", "floor": "b" }, "b": { "formula": "a" } }""", "a → b → a")]
    [InlineData("""{ "a": { "formula": "sum(items, b)" }, "items.b": { "formula": "a" } }""", "a → items.b → a")]
    [InlineData("""{ "a": { "formula": "false ? a : 1" } }""", "a → a")]
    public void ACircle_IsToldWhole(string values, string circle)
    {
        var load = PolicyText.Load(Policy(values));
        Assert.Null(load.Policy);
        var problem = Assert.Single(load.Diagnostics, problem => problem.Code == "KIN2013");
        Assert.Equal(circle, problem.Arguments[0]);
    }

    private static string Policy(string values) => PolicyText.Of($$"""
        "facts": { "x": { "type": "number" }, "items": { "type": "list", "of": { "y": { "type": "number" } } } }, "values": {{values}}, "results": ["a"]
        """);
}
