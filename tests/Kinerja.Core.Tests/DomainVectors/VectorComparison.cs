using System.Text.Json;
using System.Text.Json.Nodes;
using Kinerja.Core.Tests.Oracle;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>Compares what a policy answered with what a vector expects, exactly.</summary>
internal static class VectorComparison
{
    internal static bool IsEqual(string compare, JsonNode expected, ResultValue value)
    {
        var text = TemplateForms.TextOf(expected);
        return compare switch
        {
            "number" => value.Number is { } number && Number(text) is { } exact && exact.Equals(new Fraction(number.Numerator, number.Denominator)),
            "text" => value.Text == text,
            "boolean" => value.Text == text,
            "prefix" => value.Text!.StartsWith(text, StringComparison.Ordinal),
            _ => throw new InvalidDataException($"domain-kinds.json: unknown comparison '{compare}'."),
        };
    }

    /// <summary>The follow-ups that an entry asks about, told as the vector tells them.</summary>
    internal static bool IsEqual(JsonObject entry, JsonObject? map, JsonNode? expected, IReadOnlyList<FollowUp> followUps)
    {
        if (entry["for"]?.GetValue<string>() is { } key)
            return Texts(expected).SequenceEqual(followUps.FirstOrDefault(followUp => followUp.Id == key)?.For ?? []);
        var prefix = entry["followUps"]!.GetValue<string>();
        var wanted = Texts(expected).Select(text => map?[text]?.GetValue<string>() ?? $"{prefix}{text}");
        var found = followUps.Select(followUp => followUp.Id).Where(id => id.StartsWith(prefix, StringComparison.Ordinal));
        return wanted.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(text => TemplateForms.TextOf(text!));

    internal static Fraction? Number(string text) => Fraction.Parse(text);
}
