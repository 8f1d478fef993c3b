using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kinerja.Core.Tests.Schemas;

/// <summary>Validates JSON against the part of JSON Schema 2020-12 that the schemas of this repository use; any other keyword throws.</summary>
internal sealed class SchemaValidator
{
    private static readonly HashSet<string> Annotations = ["$schema", "$id", "$defs", "title", "description"];

    private readonly JsonElement _root;
    private readonly Dictionary<string, Regex> _patterns = [];

    public SchemaValidator(string schema) => _root = JsonDocument.Parse(schema).RootElement;

    public JsonElement Root => _root;

    /// <summary>Names of <c>$defs</c> that some part of an instance has satisfied so far.</summary>
    public HashSet<string> SatisfiedDefinitions { get; } = [];

    /// <summary>The first place that breaks the schema, or null.</summary>
    public string? FirstError(JsonElement instance) => Check(_root, instance, "$");

    public bool IsValid(string json) => FirstError(JsonDocument.Parse(json).RootElement) is null;

    private string? Check(JsonElement schema, JsonElement value, string path)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return schema.ValueKind == JsonValueKind.True ? null : $"{path}: nothing is allowed here";
        foreach (var keyword in schema.EnumerateObject())
        {
            if (CheckKeyword(schema, keyword.Name, keyword.Value, value, path) is { } error)
                return error;
        }

        return null;
    }

    private string? CheckKeyword(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string path) => keyword switch
    {
        _ when Annotations.Contains(keyword) => null,
        "$ref" => CheckReference(argument.GetString()!, value, path),
        "type" => Types(argument).Any(type => Is(type, value)) ? null : $"{path}: not of type {argument}",
        "enum" => argument.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)) ? null : $"{path}: none of {argument}",
        "const" => JsonElement.DeepEquals(argument, value) ? null : $"{path}: not {argument}",
        "allOf" => argument.EnumerateArray().Select(part => Check(part, value, path)).FirstOrDefault(error => error is not null),
        "anyOf" => argument.EnumerateArray().Any(part => Check(part, value, path) is null) ? null : $"{path}: fits none of the alternatives",
        "oneOf" => argument.EnumerateArray().Count(part => Check(part, value, path) is null) is var count && count == 1 ? null : $"{path}: fits {count} of the alternatives",
        "not" => Check(argument, value, path) is null ? $"{path}: is what it must not be" : null,
        "if" => CheckIf(schema, argument, value, path),
        "then" or "else" => null, // read with if
        _ => value.ValueKind switch
        {
            JsonValueKind.Object => CheckObject(schema, keyword, argument, value, path),
            JsonValueKind.Array => CheckArray(schema, keyword, argument, value, path),
            JsonValueKind.String => CheckText(keyword, argument, value, path),
            JsonValueKind.Number => CheckNumber(keyword, argument, value, path),
            _ => Known(keyword),
        },
    };

    private string? CheckReference(string reference, JsonElement value, string path)
    {
        const string prefix = "#/$defs/";
        if (!reference.StartsWith(prefix, StringComparison.Ordinal))
            throw new NotSupportedException($"Reference '{reference}'.");
        var error = Check(_root.GetProperty("$defs").GetProperty(reference[prefix.Length..]), value, path);
        if (error is null)
            SatisfiedDefinitions.Add(reference[prefix.Length..]);
        return error;
    }

    private string? CheckIf(JsonElement schema, JsonElement condition, JsonElement value, string path)
    {
        var branch = Check(condition, value, path) is null ? "then" : "else";
        return schema.TryGetProperty(branch, out var chosen) ? Check(chosen, value, path) : null;
    }

    private string? CheckObject(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string path)
    {
        switch (keyword)
        {
            case "required":
                return argument.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _)) is { ValueKind: JsonValueKind.String } missing ? $"{path}: lacks {missing}" : null;
            case "properties":
                return First(argument.EnumerateObject(), property => value.TryGetProperty(property.Name, out var member) ? Check(property.Value, member, $"{path}.{property.Name}") : null);
            case "patternProperties":
                return First(argument.EnumerateObject(), pattern => First(value.EnumerateObject(), member => Matches(pattern.Name, member.Name) ? Check(pattern.Value, member.Value, $"{path}.{member.Name}") : null));
            case "additionalProperties":
                return First(value.EnumerateObject(), member => IsNamed(schema, member.Name) ? null : Check(argument, member.Value, $"{path}.{member.Name}"));
            case "propertyNames":
                return First(value.EnumerateObject(), member => Check(argument, JsonSerializer.SerializeToElement(member.Name), $"{path}.{member.Name} (name)"));
            case "minProperties":
                return value.EnumerateObject().Count() >= argument.GetInt32() ? null : $"{path}: fewer than {argument} members";
            case "dependentRequired":
                return First(argument.EnumerateObject(), dependency => value.TryGetProperty(dependency.Name, out _) ? CheckObject(schema, "required", dependency.Value, value, path) : null);
            default:
                return Known(keyword);
        }
    }

    private string? CheckArray(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string path)
    {
        var prefix = schema.TryGetProperty("prefixItems", out var listed) ? listed.GetArrayLength() : 0;
        var items = value.EnumerateArray().Select((item, index) => (Item: item, Index: index)).ToList();
        return keyword switch
        {
            "prefixItems" => First(items.Take(prefix), item => Check(argument[item.Index], item.Item, $"{path}[{item.Index}]")),
            "items" => First(items.Skip(prefix), item => Check(argument, item.Item, $"{path}[{item.Index}]")),
            "minItems" => items.Count >= argument.GetInt32() ? null : $"{path}: fewer than {argument} items",
            "maxItems" => items.Count <= argument.GetInt32() ? null : $"{path}: more than {argument} items",
            _ => Known(keyword),
        };
    }

    private string? CheckText(string keyword, JsonElement argument, JsonElement value, string path)
    {
        var text = value.GetString()!;
        return keyword switch
        {
            "pattern" => Matches(argument.GetString()!, text) ? null : $"{path}: does not match {argument}",
            "minLength" => new StringInfo(text).LengthInTextElements >= argument.GetInt32() ? null : $"{path}: shorter than {argument}",
            "maxLength" => new StringInfo(text).LengthInTextElements <= argument.GetInt32() ? null : $"{path}: longer than {argument}",
            _ => Known(keyword),
        };
    }

    private static string? CheckNumber(string keyword, JsonElement argument, JsonElement value, string path)
    {
        if (!keyword.Contains("inimum", StringComparison.Ordinal) && !keyword.Contains("aximum", StringComparison.Ordinal))
            return Known(keyword);
        var (number, limit) = (Number(value), Number(argument));
        return keyword switch
        {
            "minimum" => number >= limit,
            "maximum" => number <= limit,
            "exclusiveMinimum" => number > limit,
            "exclusiveMaximum" => number < limit,
            _ => throw new NotSupportedException($"Keyword '{keyword}'."),
        } ? null : $"{path}: breaks {keyword} {argument}";
    }

    // A keyword of another type of value says nothing; an unknown one is a mistake of the schema.
    private static string? Known(string keyword) => keyword is "required" or "properties" or "patternProperties" or "additionalProperties" or "propertyNames" or "minProperties"
        or "dependentRequired" or "prefixItems" or "items" or "minItems" or "maxItems" or "pattern" or "minLength" or "maxLength" or "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum"
        ? null
        : throw new NotSupportedException($"Keyword '{keyword}'.");

    private bool IsNamed(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(pattern => Matches(pattern.Name, name)));

    private bool Matches(string pattern, string text)
    {
        if (!_patterns.TryGetValue(pattern, out var regex))
            _patterns[pattern] = regex = new Regex(pattern, RegexOptions.CultureInvariant);
        return regex.IsMatch(text);
    }

    private static IEnumerable<string> Types(JsonElement argument) =>
        argument.ValueKind == JsonValueKind.String ? [argument.GetString()!] : argument.EnumerateArray().Select(type => type.GetString()!);

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && Number(value).IsWhole,
        _ => throw new NotSupportedException($"Type '{type}'."),
    };

    private static Rational Number(JsonElement value) =>
        Rational.TryParse(value.GetRawText(), out var number) ? number : throw new NotSupportedException($"Number {value.GetRawText()}.");

    private static string? First<T>(IEnumerable<T> items, Func<T, string?> check) => items.Select(check).FirstOrDefault(error => error is not null);
}
