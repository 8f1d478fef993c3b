using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Lays a policy over its base: objects by key, lists of items with ids by id, everything else replaced.</summary>
/// <remarks>
/// The parts keep the document they come from, so that each effective value knows its origin. Breaches of locks and bounds are found here,
/// where both sides are at hand.
/// </remarks>
internal sealed class LayerMerger(DiagnosticBag diagnostics)
{
    private static readonly ImmutableHashSet<string> OwnMembers = ["$schema", "id", "version", "title", "extends", "effective"];

    /// <summary>Members of a declared thing of which a later one drives out the earlier ones.</summary>
    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> AlternativesBySection = new Dictionary<string, ImmutableHashSet<string>>
    {
        ["values"] = ["formula", "achievement", "weighted", "bands", "points", "interpolate", "table", "rules", "raters", "effects", "ranking"],
        ["parameters"] = ["value", "dated"],
        ["facts"] = ["default", "ifMissing"],
    }.ToImmutableDictionary();

    private static readonly ImmutableHashSet<string> OutcomesOfItems = ["rating", "value", "points", "line"];

    public JsonObject Merge(JsonObject below, JsonObject above) => MergeObjects(below, above, "", 0, null);

    // Depth counts objects from the sheet: values.x has depth 2, facts.list.of.field depth 4. Names chosen by the author may look like
    // members of the format, so depth and not spelling tells them apart.
    private JsonObject MergeObjects(JsonObject below, JsonObject above, string path, int depth, ImmutableHashSet<string>? alternatives)
    {
        // Members keep their order; one that is taken out stays as an empty place until the end.
        var members = new OrderedDictionary<string, JsonMember?>(below.Members.Select(member => KeyValuePair.Create(member.Name, (JsonMember?)member)), StringComparer.Ordinal);
        foreach (var member in above.Members)
        {
            var at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var old = members.GetValueOrDefault(member.Name);
            if (path.Length == 0 && OwnMembers.Contains(member.Name))
            {
                if (old is not null && member.Name == "effective")
                    LayerLaws.CheckEffective(old.Value, member.Value, at, diagnostics);
                members[member.Name] = member;
                continue;
            }

            if (old is not null)
                LayerLaws.Check(old.Value, member.Value, at, diagnostics);
            if (IsRemoval(member.Value))
            {
                if (old is null)
                    diagnostics.Report(DiagnosticCatalog.UnknownReference, member.Value.At(at), new LocalizedText("anggota", "member"), member.Name, Suggestion.For(member.Name, below.Members.Select(other => other.Name)));
                CheckRemoval((JsonObject)member.Value, at, null);
                members[member.Name] = null;
                continue;
            }

            if (alternatives is not null && alternatives.Contains(member.Name))
                DriveOut(members, alternatives, member, above, at);
            var merged = old is null ? Clean(member.Value, at) : MergeValues(old.Value, member.Value, at, depth + 1, SectionOf(path, member.Name));
            members[member.Name] = member with { Value = merged };
        }

        return new JsonObject(above.Source, above.Start, [.. members.Values.OfType<JsonMember>()]);
    }

    private void DriveOut(OrderedDictionary<string, JsonMember?> members, ImmutableHashSet<string> alternatives, JsonMember newcomer, JsonObject above, string path)
    {
        foreach (var name in alternatives.Where(name => name != newcomer.Name && above[name] is null))
        {
            if (members.GetValueOrDefault(name) is not { } rival)
                continue;
            LayerLaws.CheckLoss(rival.Value, newcomer.Value.At(path), diagnostics);
            members[name] = null;
        }
    }

    private static string SectionOf(string path, string member) => path.Length == 0 ? member : path.Split('.')[0];

    private JsonValue MergeValues(JsonValue below, JsonValue above, string path, int depth, string section)
    {
        switch (below, above)
        {
            case (JsonObject left, JsonObject right):
                // The sheet of a unit has the sections of a sheet, one level further in.
                var (within, inside) = section == "unit" && path.Split('.') is [_, var inner, ..] ? (inner, depth - 1) : (section, depth);
                var declares = inside == 2 || (within == "facts" && inside is 4 or 6);
                return MergeObjects(left, right, path, depth, declares ? AlternativesBySection.GetValueOrDefault(within) : null);
            case (JsonArray left, JsonArray right) when Key(left, right) is { } key:
                if (path.EndsWith(".rules.exceptions", StringComparison.Ordinal))
                    LayerLaws.CheckOverrides(left, right, path, diagnostics);
                return MergeLists(left, right, key, path, depth);
            case (JsonArray left, JsonArray right) when path == "unit.people":
                return Join(left, right);
            default:
                if (below is not JsonObject) // of an object the laws were checked already
                    LayerLaws.CheckLoss(below, above.At(path), diagnostics);
                return Clean(above, path);
        }
    }

    // What the unit rules of the base are told of people they go on being told; a layer adds to it.
    private static JsonArray Join(JsonArray below, JsonArray above) =>
        new(above.Source, above.Start, [.. above.Items, .. below.Items.Where(item => !above.Items.Any(other => JsonValue.SameConstant(item, other)))]);

    // Items are merged by "id", or by "rating" where they have no id, if every item has one and no two share it.
    private static string? Key(JsonArray left, JsonArray right) => new[] { "id", "rating" }.FirstOrDefault(key =>
        new[] { left, right }.All(list =>
        {
            var keys = list.Items.Select(item => KeyOf(item, key)).ToList();
            return keys.All(text => text is not null) && keys.Distinct().Count() == keys.Count;
        }));

    private static string? KeyOf(JsonValue item, string key) => ((item as JsonObject)?[key] as JsonText)?.Value;

    private JsonArray MergeLists(JsonArray below, JsonArray above, string key, string path, int depth)
    {
        var items = new OrderedDictionary<string, JsonValue?>(below.Items.Select(item => KeyValuePair.Create(KeyOf(item, key)!, (JsonValue?)item)), StringComparer.Ordinal);
        for (var position = 0; position < above.Items.Length; position++)
        {
            var item = (JsonObject)above.Items[position];
            var name = KeyOf(item, key)!;
            var at = $"{path}[{position}]";
            var old = items.GetValueOrDefault(name);
            if (old is null && IsRemoval(item))
                diagnostics.Report(DiagnosticCatalog.UnknownReference, item.At(at), new LocalizedText("butir", "item"), name, Suggestion.For(name, below.Items.Select(other => KeyOf(other, key)!)));
            if (IsRemoval(item))
                CheckRemoval(item, at, key);
            if (old is not null)
                LayerLaws.Check(old, item, at, diagnostics, $"{path}[{below.Items.IndexOf(old)}]");
            items[name] = IsRemoval(item) ? null : old is null ? item : MergeObjects((JsonObject)old, item, at, depth + 1, OutcomesOfItems);
        }

        return new JsonArray(above.Source, above.Start, [.. items.Values.OfType<JsonValue>()]);
    }

    private static bool IsRemoval(JsonValue value) => value is JsonObject item && item["remove"] is JsonBoolean { Value: true };

    // What goes cannot say anything more of itself.
    private void CheckRemoval(JsonObject removal, string path, string? key)
    {
        foreach (var member in removal.Members.Where(member => member.Name != "remove" && member.Name != key))
            diagnostics.Report(DiagnosticCatalog.UnknownMember, new Place(member.Value.Source, member.NameStart, $"{path}.{member.Name}"), member.Name, new LocalizedText("", ""));
    }

    // A removal of something that the base does not have, deep inside a new part, is a slip worth a message.
    private JsonValue Clean(JsonValue value, string path)
    {
        if (value is not JsonObject parts || !parts.Members.Any(member => IsRemoval(member.Value)))
            return value;
        foreach (var member in parts.Members.Where(member => IsRemoval(member.Value)))
            diagnostics.Report(DiagnosticCatalog.UnknownReference, member.Value.At($"{path}.{member.Name}"), new LocalizedText("anggota", "member"), member.Name, new LocalizedText("", ""));
        return new JsonObject(value.Source, value.Start, [.. parts.Members.Where(member => !IsRemoval(member.Value))]);
    }
}
