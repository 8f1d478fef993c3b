namespace Kinerja.Core.Tests.Schemas;

/// <summary>The small validator itself, keyword by keyword.</summary>
public sealed class SchemaValidatorTests
{
    [Theory]
    [InlineData("""{ "type": "integer" }""", "2.0", "2.5")]
    [InlineData("""{ "type": ["string", "null"] }""", "null", "1")]
    [InlineData("""{ "enum": ["a", 1] }""", "1.0", "\"b\"")]
    [InlineData("""{ "const": true }""", "true", "1")]
    [InlineData("""{ "pattern": "^a+$" }""", "\"aa\"", "\"ab\"")]
    [InlineData("""{ "pattern": "^a+$" }""", "7", "\"\"")]
    [InlineData("""{ "minLength": 1, "maxLength": 2 }""", "\"é\"", "\"abc\"")]
    [InlineData("""{ "minimum": 0, "maximum": 28 }""", "28", "28.01")]
    [InlineData("""{ "exclusiveMinimum": 0 }""", "0.1", "0")]
    [InlineData("""{ "exclusiveMaximum": 0 }""", "-0.1", "0")]
    [InlineData("""{ "required": ["a"] }""", """{ "a": null }""", "{}")]
    [InlineData("""{ "properties": { "a": { "type": "number" } } }""", """{ "b": "x" }""", """{ "a": "x" }""")]
    [InlineData("""{ "properties": { "a": true }, "additionalProperties": false }""", """{ "a": 1 }""", """{ "b": 1 }""")]
    [InlineData("""{ "properties": { "a": false } }""", "{}", """{ "a": 1 }""")]
    [InlineData("""{ "patternProperties": { "^x": { "type": "number" } }, "additionalProperties": { "type": "string" } }""", """{ "x1": 1, "y": "t" }""", """{ "x1": "t" }""")]
    [InlineData("""{ "propertyNames": { "pattern": "^[a-z]+$" } }""", """{ "ab": 1 }""", """{ "a1": 1 }""")]
    [InlineData("""{ "minProperties": 1 }""", """{ "a": 1 }""", "{}")]
    [InlineData("""{ "dependentRequired": { "a": ["b"] } }""", """{ "b": 1 }""", """{ "a": 1 }""")]
    [InlineData("""{ "items": { "type": "number" } }""", "[1, 2]", "[1, \"2\"]")]
    [InlineData("""{ "prefixItems": [{ "type": "string" }], "items": { "type": "number" } }""", "[\"a\", 1]", "[\"a\", \"b\"]")]
    [InlineData("""{ "minItems": 1, "maxItems": 2 }""", "[1]", "[1, 2, 3]")]
    [InlineData("""{ "allOf": [{ "type": "number" }, { "minimum": 1 }] }""", "1", "0")]
    [InlineData("""{ "anyOf": [{ "type": "number" }, { "type": "string" }] }""", "\"a\"", "null")]
    [InlineData("""{ "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] }""", """{ "a": 1 }""", """{ "a": 1, "b": 1 }""")]
    [InlineData("""{ "not": { "required": ["a", "b"] } }""", """{ "a": 1 }""", """{ "a": 1, "b": 1 }""")]
    [InlineData("""{ "if": { "required": ["a"] }, "then": { "required": ["b"] }, "else": { "required": ["c"] } }""", """{ "a": 1, "b": 1 }""", """{ "b": 1 }""")]
    [InlineData("""{ "$ref": "#/$defs/n", "$defs": { "n": { "type": "number" } } }""", "1", "\"1\"")]
    public void Tells_good_from_bad(string schema, string good, string bad)
    {
        var validator = new SchemaValidator(schema);
        Assert.True(validator.IsValid(good));
        Assert.False(validator.IsValid(bad));
    }

    [Fact]
    public void Refuses_a_keyword_that_it_does_not_know() =>
        Assert.Throws<NotSupportedException>(() => new SchemaValidator("""{ "contains": {} }""").IsValid("[1]"));
}
