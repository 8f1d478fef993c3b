using System.Text.Json;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Works out the ranges of items and cells; an edge left out of an item is found from its neighbours.</summary>
internal sealed class OracleEdges(OraclePolicyReader policy, IReadOnlyList<JsonElement> items)
{
    internal OracleInterval IntervalOf(JsonElement item)
    {
        var own = Declared(item);
        if (HasWhen(item))
            return own;

        var others = items.Where(other => !HasWhen(other)).Select(Declared).Where(other => other != own).ToList();
        if (own.From is not null && own.To is not null)
            return own;
        if (own.From is not null)
            return EndBelow(own, others.Where(other => other.From is not null && OracleOperators.Compare(other.From, own.From) > 0));
        if (own.To is not null)
            return BeginAbove(own, others.Where(other => other.To is not null && OracleOperators.Compare(other.To, own.To) < 0));

        var isTop = others.Any(other => other.From is null && other.To is not null);
        return isTop
            ? BeginAbove(own, others.Where(other => other.To is not null))
            : EndBelow(own, others.Where(other => other.From is not null));
    }

    internal OracleCell Cell(int input, JsonElement json, OracleType type) => json.ValueKind switch
    {
        JsonValueKind.Object => new OracleCell(input, [], Interval(json, type)),
        JsonValueKind.Array => new OracleCell(input, [.. json.EnumerateArray().Select(item => policy.Literal(item, type))], null),
        _ => new OracleCell(input, [policy.Literal(json, type)], null),
    };

    private static bool HasWhen(JsonElement item) => item.TryGetProperty("when", out _);

    private OracleInterval Declared(JsonElement item) => Interval(item, OracleType.Number);

    private OracleInterval Interval(JsonElement json, OracleType type)
    {
        var including = OraclePolicyReader.Text(json, "including") ?? "from";
        return new OracleInterval(
            Edge(json, "from", type), including is "from" or "both", Edge(json, "to", type), including is "to" or "both");
    }

    private OracleOutcome? Edge(JsonElement json, string name, OracleType type)
    {
        if (!json.TryGetProperty(name, out var edge))
            return null;

        return edge.ValueKind == JsonValueKind.String && type.Kind == OracleTypeKind.Number
            ? policy.Constant(edge.GetString()!)
            : policy.Literal(edge, type);
    }

    /// <summary>Ends the item where the nearest higher one begins, which owns the edge if it includes it.</summary>
    private static OracleInterval EndBelow(OracleInterval own, IEnumerable<OracleInterval> higher)
    {
        var ordered = higher.OrderBy(other => OracleOperators.Number(other.From!)).ToList();
        if (ordered.Count == 0)
            return own;

        var edge = ordered[0].From!;
        var isOwned = ordered.Any(other => other.From == edge && other.IsFromIncluded);
        return own with { To = edge, IsToIncluded = !isOwned };
    }

    /// <summary>Begins the item where the nearest lower one ends, which owns the edge if it includes it.</summary>
    private static OracleInterval BeginAbove(OracleInterval own, IEnumerable<OracleInterval> lower)
    {
        var ordered = lower.OrderByDescending(other => OracleOperators.Number(other.To!)).ToList();
        if (ordered.Count == 0)
            return own;

        var edge = ordered[0].To!;
        var isOwned = ordered.Any(other => other.To == edge && other.IsToIncluded);
        return own with { From = edge, IsFromIncluded = !isOwned };
    }
}
