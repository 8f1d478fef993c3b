using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>What an upper layer may forbid or bound for the layers below it: <c>locked</c>, <c>between</c>, <c>oneOf</c>, <c>needsSource</c>.</summary>
internal static class LayerLaws
{
    /// <summary>Compares one part of the base with the part laid over it, and reports a breach with both places.</summary>
    /// <param name="below">The part of the base.</param>
    /// <param name="above">The part laid over it.</param>
    /// <param name="path">Path of the part above.</param>
    /// <param name="diagnostics">Takes the breaches.</param>
    /// <param name="pathBelow">Path in the base, where it is another: an item may stand at another position.</param>
    public static void Check(JsonValue below, JsonValue above, string path, DiagnosticBag diagnostics, string? pathBelow = null)
    {
        var place = above.At(path);
        if (below is not JsonObject old)
        {
            if (above is JsonObject gone && gone["remove"] is JsonBoolean { Value: true })
                CheckLoss(below, place, diagnostics);
            return;
        }

        var name = path.EndsWith(']') && (old["id"] ?? old["rating"]) is JsonText id ? id.Value : path[(path.LastIndexOf('.') + 1)..];
        var changes = above is not JsonObject change || Changes(old, change);
        if (!changes)
            return;
        if (old["locked"] is JsonBoolean { Value: true } locked)
        {
            diagnostics.Report(DiagnosticCatalog.LockBreach, place, name, locked.Source.Name, locked.At(pathBelow ?? path));
            return;
        }

        if (above is not JsonObject overlay || overlay["remove"] is JsonBoolean { Value: true })
        {
            CheckLoss(below, place, diagnostics);
            return;
        }

        if (old["needsSource"] is JsonBoolean { Value: true } needed && overlay["source"] is null && (overlay["value"] ?? overlay["dated"]) is not null)
            diagnostics.Report(DiagnosticCatalog.SourceNeeded, place, name, needed.Source.Name, needed.At(path));
        CheckNarrowing(old, overlay, path, name, diagnostics);
        if (path.EndsWith(".weighted", StringComparison.Ordinal))
            CheckWeights(old, overlay, path, diagnostics);
    }

    /// <summary>No exception from above may silence a locked one of the base.</summary>
    public static void CheckOverrides(JsonArray below, JsonArray above, string path, DiagnosticBag diagnostics)
    {
        var ids = below.Items.Select(item => ((item as JsonObject)?["id"] as JsonText)?.Value).ToList();
        for (var position = 0; position < above.Items.Length; position++)
        {
            if (above.Items[position] is not JsonObject item || item["overrides"] is not JsonArray overrides)
                continue;
            var own = ids.IndexOf((item["id"] as JsonText)?.Value);
            var before = own < 0 ? [] : ((below.Items[own] as JsonObject)?["overrides"] as JsonArray)?.Items ?? [];
            for (var index = 0; index < overrides.Items.Length; index++)
            {
                var silenced = ids.IndexOf((overrides.Items[index] as JsonText)?.Value);
                if (silenced >= 0 && ids[silenced] is { } id && Lock(below.Items[silenced]) is { } locked && !before.Any(old => JsonValue.SameConstant(old, overrides.Items[index])))
                    diagnostics.Report(DiagnosticCatalog.LockBreach, overrides.Items[index].At($"{path}[{position}].overrides[{index}]"), id, locked.Source.Name, locked.At($"{path}[{silenced}]"));
            }
        }
    }

    /// <summary>Warns of an overlay that says it is in force on days when its base is not.</summary>
    public static void CheckEffective(JsonValue below, JsonValue above, string path, DiagnosticBag diagnostics)
    {
        if (Span(below) is not { } old || Span(above) is not { } span)
            return;
        var member = span.From < old.From ? "from" : old.To is { } last && (span.To is null || span.To > last) ? "to" : null;
        if (member is null)
            return;
        var place = ((JsonObject)above)[member] is { } day ? day.At($"{path}.{member}") : above.At(path);
        diagnostics.Report(DiagnosticCatalog.OutsideBase, place, span.ToString(), below.Source.Name, old.ToString(), below.At(path));
    }

    // Weights are shares of their sum: another sum would be another weight of a locked part.
    private static void CheckWeights(JsonObject old, JsonObject overlay, string path, DiagnosticBag diagnostics)
    {
        if (overlay["weightsSumTo"] is not { } sum || old["of"] is not JsonArray parts)
            return;
        var isSame = old["weightsSumTo"] is { } before ? !Differ(before, sum) : sum is JsonNumber number && number.Value == 100;
        for (var position = 0; !isSame && position < parts.Items.Length; position++)
        {
            if (Lock(parts.Items[position]) is { } locked)
                diagnostics.Report(DiagnosticCatalog.LockBreach, sum.At($"{path}.weightsSumTo"), "weightsSumTo", locked.Source.Name, locked.At($"{path}.of[{position}]"));
        }
    }

    private static JsonBoolean? Lock(JsonValue part) => (part as JsonObject)?["locked"] is JsonBoolean { Value: true } locked ? locked : null;

    private static EffectivePeriod? Span(JsonValue value) =>
        value is JsonObject effective && effective["from"] is JsonText first && Period.TryParseDay(first.Value, out var from)
            ? new EffectivePeriod(from, effective["to"] is JsonText last && Period.TryParseDay(last.Value, out var to) ? to : null)
            : null;

    /// <summary>Reports locked parts inside something that a layer takes out or replaces as a whole.</summary>
    public static void CheckLoss(JsonValue lost, Place place, DiagnosticBag diagnostics)
    {
        switch (lost)
        {
            case JsonObject json:
                foreach (var law in new[] { json["locked"], json["needsSource"] }.Where(law => law is JsonBoolean { Value: true }))
                    diagnostics.Report(DiagnosticCatalog.LockBreach, place, place.Path, json.Source.Name, law!.At(place.Path));
                if (json["value"] is not null || json["dated"] is not null)
                {
                    foreach (var bound in new[] { json["between"], json["oneOf"] }.OfType<JsonArray>())
                        diagnostics.Report(DiagnosticCatalog.BoundWidened, place, place.Path, bound.At(place.Path));
                }

                foreach (var member in json.Members)
                    CheckLoss(member.Value, place, diagnostics);
                break;
            case JsonArray array:
                foreach (var item in array.Items)
                    CheckLoss(item, place, diagnostics);
                break;
        }
    }

    /// <summary>A parameter's values against its own bound, wherever the two were written.</summary>
    public static void CheckBounds(ParameterDeclaration parameter, JsonObject json, DiagnosticBag diagnostics)
    {
        foreach (var dated in parameter.Values)
        {
            if (parameter.Between is [var low, var high] && low <= high && dated.Value is JsonNumber number && (number.Value < low || number.Value > high))
                diagnostics.Report(DiagnosticCatalog.BoundBreach, dated.Place, number.Text, $"{low.ToText()}…{high.ToText()}", json["between"]!.At(parameter.Place.Path));
            if (!parameter.OneOf.IsEmpty && !parameter.OneOf.Any(allowed => JsonValue.SameConstant(allowed, dated.Value)))
                diagnostics.Report(DiagnosticCatalog.BoundBreach, dated.Place, JsonValue.Print(dated.Value), string.Join(" | ", parameter.OneOf.Select(JsonValue.Print)), json["oneOf"]!.At(parameter.Place.Path));
        }
    }

    private static void CheckNarrowing(JsonObject old, JsonObject overlay, string path, string name, DiagnosticBag diagnostics)
    {
        if (Interval(old["between"]) is { } outer && overlay["between"] is { } newBetween
            && (Interval(newBetween) is not { } inner || inner.Low < outer.Low || inner.High > outer.High))
            diagnostics.Report(DiagnosticCatalog.BoundWidened, newBetween.At($"{path}.between"), name, old["between"]!.At($"{path}.between"));
        if (old["oneOf"] is JsonArray allowed && overlay["oneOf"] is { } newOneOf
            && (newOneOf is not JsonArray chosen || chosen.Items.Any(item => !allowed.Items.Any(other => JsonValue.SameConstant(item, other)))))
            diagnostics.Report(DiagnosticCatalog.BoundWidened, newOneOf.At($"{path}.oneOf"), name, allowed.At($"{path}.oneOf"));
        if (old["needsSource"] is JsonBoolean { Value: true } needed && overlay["needsSource"] is { } dropped and not JsonBoolean { Value: true })
            diagnostics.Report(DiagnosticCatalog.BoundWidened, dropped.At($"{path}.needsSource"), name, needed.At($"{path}.needsSource"));
    }

    private static (Rational Low, Rational High)? Interval(JsonValue? value) =>
        value is JsonArray { Items: [JsonNumber low, JsonNumber high] } ? (low.Value, high.Value) : null;

    // Writing the same again is no change.
    private static bool Changes(JsonObject old, JsonObject overlay) => overlay.Members.Any(member => old[member.Name] is not { } before || Differ(before, member.Value));

    private static bool Differ(JsonValue before, JsonValue after) => (before, after) switch
    {
        (JsonObject left, JsonObject right) => Changes(left, right),
        (JsonArray left, JsonArray right) => left.Items.Length != right.Items.Length || left.Items.Zip(right.Items).Any(pair => Differ(pair.First, pair.Second)),
        _ => !JsonValue.SameConstant(before, after),
    };
}
