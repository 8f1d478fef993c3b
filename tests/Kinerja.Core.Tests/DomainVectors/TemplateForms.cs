using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>How an input is written once it is copied: the same digits or letters in another form, never another value.</summary>
internal static class TemplateForms
{
    internal static JsonNode? Changed(JsonNode value, string? form) => form switch
    {
        null => value.DeepClone(),
        "number" => Number(TextOf(value)) ?? value.DeepClone(),
        "percent" when value.GetValueKind() == JsonValueKind.Number => value.DeepClone(),
        "percent" => Number(Percent(TextOf(value))) ?? value.DeepClone(),
        "text" => TextOf(value),
        "literal" => $"'{TextOf(value).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
        "rounding" => new JsonObject { ["digits"] = Changed(value["decimals"]!, "number"), ["mode"] = value["mode"]!.DeepClone() },
        _ => throw new InvalidDataException($"domain-kinds.json: unknown form '{form}'."),
    };

    internal static string TextOf(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    /// <summary>The JSON number with the digits of the text; a text that is none stays a text.</summary>
    private static JsonNode? Number(string text)
    {
        try
        {
            return JsonNode.Parse(WithoutLeadingZeros(text)) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The 05 of a clock or a month.
    private static string WithoutLeadingZeros(string text) =>
        text.Length > 1 && text.All(char.IsAsciiDigit) ? text.TrimStart('0').PadLeft(1, '0') : text;

    /// <summary>Moves the decimal mark two places, without arithmetic: 0.65 becomes 65.</summary>
    private static string Percent(string fraction)
    {
        var parts = fraction.Split('.');
        var decimals = (parts.Length > 1 ? parts[1] : "").PadRight(2, '0');
        var whole = $"{parts[0]}{decimals[..2]}".TrimStart('0').PadLeft(1, '0');
        var rest = decimals[2..].TrimEnd('0');
        return rest.Length == 0 ? whole : $"{whole}.{rest}";
    }
}
