using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>A template value once filled: absent, or JSON, where null is a missing fact.</summary>
internal readonly record struct Filled(bool IsPresent, JsonNode? Json)
{
    internal static Filled Absent => default;

    internal static Filled Of(JsonNode? json) => new(true, json);
}

/// <summary>Fills the templates of domain-kinds.json from the inputs of a vector; its "templates" tells how.</summary>
internal sealed class VectorTemplate(JsonNode? inputs)
{
    internal Filled Fill(JsonNode? template) => Fill(template, null);

    /// <summary>The input at a path, changed by <paramref name="form"/>.</summary>
    internal Filled Input(string path, string? form)
    {
        var found = Find(path, null);
        return found is null ? Filled.Absent : Filled.Of(Changed(found, form));
    }

    private Filled Fill(JsonNode? template, JsonNode? item) => template switch
    {
        JsonObject reference when reference.ContainsKey("$from") => From(reference, item),
        JsonObject choice when choice.TryGetPropertyValue("$firstOf", out var templates) =>
            templates!.AsArray().Select(each => Fill(each, item)).FirstOrDefault(filled => filled.IsPresent),
        JsonObject list when list.ContainsKey("$each") => Each(list, item),
        JsonObject members => Filled.Of(Members(members, item)),
        JsonArray entries => Filled.Of(Entries(entries.Select(entry => Fill(entry, item)))),
        _ => Filled.Of(template?.DeepClone()),
    };

    private JsonObject Members(JsonObject template, JsonNode? item)
    {
        var members = new JsonObject();
        foreach (var (name, value) in template)
        {
            if (Fill(value, item) is { IsPresent: true } filled)
                members[name] = filled.Json;
        }

        return members;
    }

    private static JsonArray Entries(IEnumerable<Filled> entries) =>
        new([.. entries.Where(entry => entry.IsPresent).Select(entry => entry.Json)]);

    private Filled From(JsonObject reference, JsonNode? item)
    {
        var found = Find(reference["$from"]!.GetValue<string>(), item);
        if (found is null)
            return reference.TryGetPropertyValue("ifAbsent", out var standIn) ? Filled.Of(standIn?.DeepClone()) : Filled.Absent;
        if (reference["map"] is JsonObject map && map.TryGetPropertyValue(TextOf(found), out var mapped))
        {
            if (mapped is null)
                return Filled.Of(null);
            found = mapped;
        }

        return Filled.Of(Changed(found, reference["as"]?.GetValue<string>()));
    }

    private Filled Each(JsonObject template, JsonNode? item)
    {
        var elements = Find(template["$each"]!.GetValue<string>(), item) switch
        {
            JsonArray list => list.ToList(),
            JsonObject members => [.. members.Select(member => (JsonNode?)new JsonObject { ["key"] = member.Key, ["value"] = member.Value?.DeepClone() })],
            _ => null,
        };
        return elements is null ? Filled.Absent : Filled.Of(Entries(elements.Select(element => Fill(template["record"], element))));
    }

    private JsonNode? Find(string path, JsonNode? item)
    {
        var members = path.Split('.');
        var found = members[0] == "$item" ? item : Member(inputs, members[0]);
        return members.Skip(1).Aggregate(found, Member);
    }

    private static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?[name];

    private static JsonNode? Changed(JsonNode value, string? form) => form switch
    {
        null => value.DeepClone(),
        "number" => Number(TextOf(value)) ?? value.DeepClone(),
        "percent" when value.GetValueKind() == JsonValueKind.Number => value.DeepClone(),
        "percent" => Number(Percent(TextOf(value))) ?? value.DeepClone(),
        _ => throw new InvalidDataException($"domain-kinds.json: unknown form '{form}'."),
    };

    private static string TextOf(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    /// <summary>The JSON number with the digits of the text; a text that is none stays a text.</summary>
    private static JsonNode? Number(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

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
