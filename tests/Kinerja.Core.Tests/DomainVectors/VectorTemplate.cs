using System.Collections.Immutable;
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
internal sealed class VectorTemplate
{
    private readonly JsonNode? _inputs;
    private readonly ImmutableDictionary<string, JsonNode?> _names;

    internal VectorTemplate(JsonNode? inputs)
        : this(inputs, ImmutableDictionary<string, JsonNode?>.Empty)
    {
    }

    private VectorTemplate(JsonNode? inputs, ImmutableDictionary<string, JsonNode?> names)
    {
        _inputs = inputs;
        _names = names;
    }

    /// <summary>The same templates, with one more name that paths can begin with, such as $case.</summary>
    internal VectorTemplate With(string name, JsonNode? value) => new(_inputs, _names.SetItem(name, value));

    /// <summary>What stands at a path: members and positions in lists, separated by dots; null where there is nothing.</summary>
    internal JsonNode? Find(string path)
    {
        var members = path.Split('.');
        var found = members[0].StartsWith('$') ? _names.GetValueOrDefault(members[0]) : Member(_inputs, members[0]);
        return members.Skip(1).Aggregate(found, Member);
    }

    /// <summary>The elements of the list at a path, or the members of the object there as { key, value }; null where there is neither.</summary>
    internal IReadOnlyList<JsonNode?>? Elements(string path) => Elements(Find(path));

    private static IReadOnlyList<JsonNode?>? Elements(JsonNode? node) => node switch
    {
        JsonArray list => [.. list],
        JsonObject members => [.. members.Select(member => (JsonNode?)new JsonObject { ["key"] = member.Key, ["value"] = member.Value?.DeepClone() })],
        _ => null,
    };

    internal Filled Fill(JsonNode? template) => template switch
    {
        JsonObject reference when reference.ContainsKey("$from") => From(reference),
        JsonObject choice when choice.TryGetPropertyValue("$firstOf", out var templates) =>
            templates!.AsArray().Select(Fill).FirstOrDefault(filled => filled.IsPresent),
        JsonObject condition when condition.ContainsKey("$if") => If(condition),
        JsonObject list when list.ContainsKey("$each") => Each(list),
        JsonObject lists when lists.TryGetPropertyValue("$join", out var parts) => Filled.Of(Joined(parts!.AsArray().Select(Fill))),
        JsonObject objects when objects.TryGetPropertyValue("$merge", out var parts) => Filled.Of(Merged(Fill(parts).Json!.AsArray())),
        JsonObject text when text.TryGetPropertyValue("$text", out var parts) => Text(parts!, text["separator"]?.GetValue<string>() ?? ""),
        JsonObject members => Filled.Of(Members(members)),
        JsonArray entries => Filled.Of(Entries(entries.Select(Fill))),
        _ => Filled.Of(template?.DeepClone()),
    };

    private Filled From(JsonObject reference)
    {
        var found = At(Find(reference["$from"]!.GetValue<string>()), reference);
        if (found is null)
            return reference.TryGetPropertyValue("ifAbsent", out var standIn) ? Filled.Of(standIn?.DeepClone()) : Filled.Absent;
        if (reference["split"]?.GetValue<string>() is { } separator)
        {
            var parts = TemplateForms.TextOf(found).Split(separator);
            var position = reference["part"]!.GetValue<int>();
            if (position >= parts.Length)
                return Filled.Absent;
            found = JsonValue.Create(parts[position]);
        }

        if (reference["map"] is JsonObject map && map.TryGetPropertyValue(TemplateForms.TextOf(found), out var mapped))
        {
            if (mapped is null)
                return Filled.Of(null);
            found = mapped;
        }

        return Filled.Of(TemplateForms.Changed(found!, reference["as"]?.GetValue<string>()));
    }

    // The member that another input names.
    private JsonNode? At(JsonNode? found, JsonObject template) => template["at"]?.GetValue<string>() is { } path
        ? Find(path) is { } name ? Member(found, TemplateForms.TextOf(name)) : null
        : found;

    private Filled If(JsonObject condition)
    {
        var found = Find(condition["$if"]!.GetValue<string>());
        var holds = condition.TryGetPropertyValue("is", out var wanted) ? JsonNode.DeepEquals(found, wanted) : found is not null;
        return condition.TryGetPropertyValue(holds ? "then" : "else", out var branch) ? Fill(branch) : Filled.Absent;
    }

    private Filled Each(JsonObject template)
    {
        if (Elements(At(Find(template["$each"]!.GetValue<string>()), template)) is not { } elements)
            return Filled.Absent;
        var within = elements.SelectMany((element, position) => Copies(template, Named(template, element, position))).ToList();
        if (template["member"] is { } member)
        {
            var named = new JsonObject();
            foreach (var each in within)
                named[TemplateForms.TextOf(each.Fill(member).Json!)] = each.Fill(template["record"]).Json;
            return Filled.Of(named);
        }

        var filled = within.Select(each => each.Fill(template["record"]));
        return Filled.Of(template["flat"]?.GetValue<bool>() == true ? Joined(filled) : Entries(filled));
    }

    private VectorTemplate Named(JsonObject template, JsonNode? element, int position)
    {
        var name = template["name"]?.GetValue<string>() ?? "$item";
        return With(name, element).With($"{name}Position", position);
    }

    private static IEnumerable<VectorTemplate> Copies(JsonObject template, VectorTemplate within)
    {
        if (template["times"]?.GetValue<string>() is not { } path)
            return [within];
        return Enumerable.Range(0, within.Find(path) is { } times ? int.Parse(TemplateForms.TextOf(times)) : 0).Select(copy => within.With("$copy", copy));
    }

    private Filled Text(JsonNode parts, string separator)
    {
        var filled = Fill(parts).Json!.AsArray();
        // A part that is absent makes the whole text absent: half a formula is none.
        return parts is JsonArray wanted && wanted.Count != filled.Count
            ? Filled.Absent
            : Filled.Of(string.Join(separator, filled.Select(part => TemplateForms.TextOf(part!))));
    }

    private JsonObject Members(JsonObject template)
    {
        var members = new JsonObject();
        foreach (var (name, value) in template)
        {
            if (Fill(value) is { IsPresent: true } filled)
                members[name] = filled.Json;
        }

        return members;
    }

    private static JsonArray Entries(IEnumerable<Filled> entries) =>
        new([.. entries.Where(entry => entry.IsPresent).Select(entry => entry.Json)]);

    private static JsonArray Joined(IEnumerable<Filled> lists) =>
        new([.. lists.Where(list => list.IsPresent).SelectMany(list => list.Json!.AsArray()).Select(element => element?.DeepClone())]);

    private static JsonObject Merged(JsonArray objects)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in objects.SelectMany(each => each!.AsObject()))
            merged[name] = value?.DeepClone();
        return merged;
    }

    private static JsonNode? Member(JsonNode? node, string name) => node switch
    {
        JsonObject members => members[name],
        JsonArray list when int.TryParse(name, out var position) && position < list.Count => list[position],
        _ => null,
    };
}
