using System.Collections.Immutable;
using Kinerja.Core.Authoring;

namespace Kinerja.Core.Checking;

/// <summary>Completes the edges that the author left out: an item ends where the next one begins.</summary>
internal sealed class PieceLayout
{
    private sealed record Edges(Rational? From, Rational? To, Including Including)
    {
        public bool IncludesFrom => Including is Including.From or Including.Both;

        public bool IncludesTo => Including is Including.To or Including.Both;
    }

    private readonly Dictionary<PieceDeclaration, Edges> _edges;
    private readonly List<Edges> _beginnings; // items without a condition, by rising beginning
    private readonly List<Edges> _ends;

    public PieceLayout(ImmutableArray<PieceDeclaration> items, Func<Formula, Rational?> edge)
    {
        _edges = items.ToDictionary(
            item => item,
            item => new Edges(item.From is null ? null : edge(item.From), item.To is null ? null : edge(item.To), item.Including),
            (IEqualityComparer<PieceDeclaration>)ReferenceEqualityComparer.Instance);
        var unconditional = items.Where(item => item.When is null).Select(item => _edges[item]).ToList();
        _beginnings = [.. unconditional.Where(edges => edges.From is not null).OrderBy(edges => edges.From)];
        _ends = [.. unconditional.Where(edges => edges.To is not null).OrderBy(edges => edges.To)];
    }

    /// <summary>The whole interval of an item; a null edge is open.</summary>
    public (Rational? From, bool FromIncluded, Rational? To, bool ToIncluded) IntervalOf(PieceDeclaration item)
    {
        var own = _edges[item];
        var (from, fromIncluded, to, toIncluded) = (own.From, own.From is not null && own.IncludesFrom, own.To, own.To is not null && own.IncludesTo);
        if (item.When is not null)
            return (from, fromIncluded, to, toIncluded);
        // Without edges of its own an item is the bottom below the lowest beginning, or else the top above the highest end.
        if (to is null && Above(from) is { } higher)
            (to, toIncluded) = (higher.From, !higher.IncludesFrom);
        if (own.From is null && !(own.To is null && to is not null) && Below(own.To) is { } lower)
            (from, fromIncluded) = (lower.To, !lower.IncludesTo);
        return (from, fromIncluded, to, toIncluded);
    }

    private Edges? Above(Rational? from)
    {
        var index = from is { } edge ? FirstIndex(_beginnings, edges => edges.From > edge) : 0;
        return index < _beginnings.Count ? _beginnings[index] : null;
    }

    private Edges? Below(Rational? to)
    {
        var index = to is { } edge ? FirstIndex(_ends, edges => edges.To >= edge) : _ends.Count;
        return index > 0 ? _ends[index - 1] : null;
    }

    // In a list where the claim turns from false to true once: where it does.
    private static int FirstIndex(List<Edges> sorted, Func<Edges, bool> holds)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(sorted[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
