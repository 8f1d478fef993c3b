using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Kinerja.Core.Tests.Oracle;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>Compares why a policy was refused with the places that a vector names: every place has its diagnostic, every diagnostic its place.</summary>
internal static class RefusalComparison
{
    internal static void Check(string id, JsonArray rules, ExpectedElement expected, VectorTemplate template, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var rule in rules.Select(rule => rule!.AsObject()))
        {
            var code = rule["code"]!.GetValue<string>();
            var found = diagnostics.Where(diagnostic => diagnostic.Code == code).ToList();
            var places = (expected.Field(rule["expected"]!.GetValue<string>()).Json as JsonArray ?? []).Select(place => template.With("$item", place)).ToList();
            Assert.Distinct(places.Select(place => place.Find("$item")!.ToJsonString()));
            foreach (var place in places)
                Assert.True(found.Any(diagnostic => Names(rule, place, diagnostic)), $"{id}: no {code} for {place.Find("$item")!.ToJsonString()}: {string.Join("; ", diagnostics)}");
            foreach (var diagnostic in found)
                Assert.True(places.Any(place => Names(rule, place, diagnostic)), $"{id}: nothing expects {diagnostic}");
        }
    }

    private static bool Names(JsonObject rule, VectorTemplate place, Diagnostic diagnostic)
    {
        if (rule["path"] is { } path && TemplateForms.TextOf(place.Fill(path).Json!) is var start && diagnostic.Path != start && !diagnostic.Path.StartsWith($"{start}.", StringComparison.Ordinal))
            return false;
        if (VectorComparison.Number(diagnostic.Arguments[rule["argument"]!.GetValue<int>()].ToString()!) is not { } example)
            return false;
        return (Edge(rule, "above", place) is not { } above || example.CompareTo(above) > 0)
            && (Edge(rule, "below", place) is not { } below || example.CompareTo(below) < 0)
            && (Edge(rule, "from", place) is not { } from || example.CompareTo(from) >= 0)
            && (Edge(rule, "to", place) is not { } to || example.CompareTo(to) <= 0)
            && IsListed(rule, place, example);
    }

    private static bool IsListed(JsonObject rule, VectorTemplate place, Fraction example) =>
        rule["listed"]?.GetValue<string>() is not { } path || place.Elements(path)!.Any(number => VectorComparison.Number(TemplateForms.TextOf(number!)) is { } listed && listed.Equals(example));

    private static Fraction? Edge(JsonObject rule, string side, VectorTemplate place) =>
        rule[side]?.GetValue<string>() is { } path && place.Find(path) is { } edge ? VectorComparison.Number(TemplateForms.TextOf(edge)) : null;
}
