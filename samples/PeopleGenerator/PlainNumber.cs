using System.Globalization;
using System.Text.Json.Nodes;

namespace PeopleGenerator;

/// <summary>Numbers as people write them: 12.5, never 12.50.</summary>
internal static class PlainNumber
{
    public static JsonNode Of(decimal number) => JsonNode.Parse(number.ToString("0.####", CultureInfo.InvariantCulture))!;
}
