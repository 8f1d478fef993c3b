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
    private readonly List<Edges> _unconditional;

    public PieceLayout(ImmutableArray<PieceDeclaration> items, Func<Formula, Rational?> edge)
    {
        _edges = items.ToDictionary(
            item => item,
            item => new Edges(item.From is null ? null : edge(item.From), item.To is null ? null : edge(item.To), item.Including),
            (IEqualityComparer<PieceDeclaration>)ReferenceEqualityComparer.Instance);
        _unconditional = [.. items.Where(item => item.When is null).Select(item => _edges[item])];
    }

    /// <summary>The whole interval of an item; a null edge is open.</summary>
    public (Rational? From, bool FromIncluded, Rational? To, bool ToIncluded) IntervalOf(PieceDeclaration item)
    {
        var own = _edges[item];
        var (from, fromIncluded, to, toIncluded) = (own.From, own.From is not null && own.IncludesFrom, own.To, own.To is not null && own.IncludesTo);
        if (item.When is not null)
            return (from, fromIncluded, to, toIncluded);
        var others = _unconditional.Where(other => !ReferenceEquals(other, own)).ToList();
        // Without edges of its own an item is the bottom below the lowest beginning, or else the top above the highest end.
        if (to is null && (from is not null || others.Any(other => other.From is not null))
            && others.Where(other => other.From is not null && (from is null || other.From > from)).MinBy(other => other.From) is { } higher)
            (to, toIncluded) = (higher.From, !higher.IncludesFrom);
        if (from is null && !(own.To is null && to is not null)
            && others.Where(other => other.To is not null && (own.To is null || other.To < own.To)).MaxBy(other => other.To) is { } lower)
            (from, fromIncluded) = (lower.To, !lower.IncludesTo);
        return (from, fromIncluded, to, toIncluded);
    }
}
