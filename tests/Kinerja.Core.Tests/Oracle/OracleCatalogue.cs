using System.Text.Json;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Codes that set facts beside them, in a record or on the sheet.</summary>
internal static class OracleCatalogue
{
    /// <summary>The codes of a fact in the order in which they are declared.</summary>
    internal static IReadOnlyList<string> Codes(JsonElement fact)
    {
        var codes = fact.GetProperty("codes");
        return codes.ValueKind == JsonValueKind.Object
            ? [.. codes.EnumerateObject().Select(code => code.Name)]
            : [.. codes.EnumerateArray().Select(code => code.GetString()!)];
    }

    internal static JsonElement? Given(JsonElement json, string name) =>
        json.TryGetProperty(name, out var given) && given.ValueKind != JsonValueKind.Null ? given : null;

    /// <summary>What codes set, by fact. Codes that are given come first, then those that other codes set, last those that stand for a missing one.</summary>
    internal static Dictionary<string, List<JsonElement>> Complete(IReadOnlyList<OracleFact> facts, JsonElement json)
    {
        var set = new Dictionary<string, List<JsonElement>>();
        var waiting = facts.Where(fact => fact.Type == "code").ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(fact => Given(json, fact.Name) is not null || set.ContainsKey(fact.Name)) ?? waiting[0];
            waiting.Remove(next);
            var code = Given(json, next.Name)
                ?? (set.TryGetValue(next.Name, out var from) ? from[0] : OracleFactReader.InsteadOfMissing(next));
            foreach (var entry in Sets(next.Json, code))
            {
                if (!set.TryGetValue(entry.Name, out var said))
                    set[entry.Name] = said = [];
                said.Add(entry.Value);
            }
        }

        return set;
    }

    private static IEnumerable<JsonProperty> Sets(JsonElement fact, JsonElement? code)
    {
        var codes = fact.GetProperty("codes");
        return code is { ValueKind: JsonValueKind.String } text && codes.ValueKind == JsonValueKind.Object && codes.TryGetProperty(text.GetString()!, out var entry)
            ? OraclePolicyReader.Members(entry, "sets")
            : [];
    }
}
