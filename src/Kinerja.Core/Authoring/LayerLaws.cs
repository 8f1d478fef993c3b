using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>What an upper layer may forbid or bound for the layers below it: <c>locked</c>, <c>between</c>, <c>oneOf</c>, <c>needsSource</c>.</summary>
internal static class LayerLaws
{
    /// <summary>Compares one part of the base with the part laid over it, and reports a breach with both places.</summary>
    public static void Check(JsonValue below, JsonValue above, string path, DiagnosticBag diagnostics)
    {
        var place = above.At(path);
        if (below is not JsonObject old)
        {
            if (above is JsonObject gone && gone["remove"] is JsonBoolean { Value: true })
                CheckLoss(below, place, diagnostics);
            return;
        }

        var name = path[(path.LastIndexOf('.') + 1)..];
        var changes = above is not JsonObject change || Changes(old, change);
        if (!changes)
            return;
        if (old["locked"] is JsonBoolean { Value: true } locked)
        {
            diagnostics.Report(DiagnosticCatalog.LockBreach, place, name, below.Source.Name, locked.At(path));
            return;
        }

        if (above is not JsonObject overlay || overlay["remove"] is JsonBoolean { Value: true })
        {
            CheckLoss(below, place, diagnostics);
            return;
        }

        if (old["needsSource"] is JsonBoolean { Value: true } needed && overlay["source"] is null && (overlay["value"] ?? overlay["dated"]) is not null)
            diagnostics.Report(DiagnosticCatalog.SourceNeeded, place, name, below.Source.Name, needed.At(path));
        CheckNarrowing(old, overlay, path, name, diagnostics);
    }

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
