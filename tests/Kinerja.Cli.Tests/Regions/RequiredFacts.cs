using System.Text.Json.Nodes;

namespace Kinerja.Cli.Tests.Regions;

/// <summary>One fact of one person that the policy cannot do without.</summary>
/// <param name="Names">Names of facts and positions of records, from the outside in.</param>
internal sealed record FactPlace(object[] Names)
{
    /// <summary>As issues write it: <c>facts.planItems[1].actual</c>.</summary>
    public string Path => Names.Aggregate("facts", (path, name) => name is int position ? $"{path}[{position}]" : $"{path}.{name}");

    /// <summary>The same for all records of a list: <c>planItems.actual</c>.</summary>
    public string Fact => string.Join('.', Names.OfType<string>());

    public void Remove(JsonObject person) => Holder(person).Remove((string)Names[^1]);

    public void Blank(JsonObject person) => Holder(person)[(string)Names[^1]] = null;

    private JsonObject Holder(JsonObject person) =>
        Names[..^1].Aggregate(person["facts"]!, (node, name) => name is int position ? node[position]! : node[(string)name]!).AsObject();
}

/// <summary>Reads off a policy which facts must be there: no default, no other word for a missing one, and no code of the record that sets them.</summary>
internal static class RequiredFacts
{
    public static IEnumerable<FactPlace> Of(JsonObject person, JsonObject policy) =>
        InRecord(person["facts"]!.AsObject(), policy["facts"]!.AsObject(), []);

    private static IEnumerable<FactPlace> InRecord(JsonObject record, JsonObject declarations, object[] place)
    {
        var set = SetByCodes(record, declarations);
        foreach (var (name, declaration) in declarations)
        {
            object[] here = [.. place, name];
            if (record[name] is not { } given)
                continue;
            if (IsRequired(declaration!) && !set.Contains(name))
                yield return new FactPlace(here);
            if (given is not JsonArray records || declaration!["of"] is not JsonObject fields)
                continue;
            foreach (var inner in records.Index().SelectMany(item => InRecord(item.Item!.AsObject(), fields, [.. here, item.Index])))
                yield return inner;
        }
    }

    private static bool IsRequired(JsonNode declaration) =>
        !declaration.AsObject().ContainsKey("default") && (declaration["ifMissing"] is not { } ifMissing || (ifMissing is JsonValue && (string?)ifMissing == "reject"));

    // A code that completes the record also answers for the facts it sets.
    private static HashSet<string> SetByCodes(JsonObject record, JsonObject declarations) =>
    [
        .. declarations
            .Where(declaration => declaration.Value!["codes"] is JsonObject && record[declaration.Key] is JsonValue)
            .SelectMany(declaration => declaration.Value!["codes"]![(string)record[declaration.Key]!]?["sets"]?.AsObject() ?? [])
            .Select(fact => fact.Key),
    ];
}
