namespace Kinerja.Core.Evaluating;

/// <summary>That a lane lies between two ends: what a comparison with a constant says. From it follows which of two claims says more.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="From">Where it begins; null for nowhere.</param>
/// <param name="To">Where it ends; null for nowhere.</param>
internal readonly record struct LaneInterval(int Lane, LaneEnd? From, LaneEnd? To)
{
    /// <summary>What a comparison says; null where it is not with a constant.</summary>
    public static LaneInterval? Of(LaneOperator comparison, int first, Rational? firstValue, int second, Rational? secondValue) => (comparison, firstValue, secondValue) switch
    {
        (LaneOperator.Equal, { } value, null) => new(second, new(value, 0), new(value, 0)),
        (LaneOperator.Equal, null, { } value) => new(first, new(value, 0), new(value, 0)),
        (LaneOperator.LessOrEqual, { } value, null) => new(second, new(value, 0), null),
        (LaneOperator.LessOrEqual, null, { } value) => new(first, null, new(value, 0)),
        (LaneOperator.Less, { } value, null) => new(second, new(value, 1), null),
        (LaneOperator.Less, null, { } value) => new(first, null, new(value, -1)),
        _ => null,
    };

    /// <summary>What holds where this does not; null where that is no interval.</summary>
    public LaneInterval? Not => (From, To) switch
    {
        ({ } from, null) => new(Lane, null, new(from.Value, from.Side - 1)),
        (null, { } to) => new(Lane, new(to.Value, to.Side + 1), null),
        _ => null,
    };

    /// <summary>What both say.</summary>
    public LaneInterval And(LaneInterval other) => new(Lane, From is null || other.From > From ? other.From : From, To is null || other.To < To ? other.To : To);

    /// <summary>Whether no number lies in it.</summary>
    public bool IsEmpty => From is { } from && To is { } to && from > to;

    /// <summary>Whether it holds wherever the other does.</summary>
    public bool Contains(LaneInterval other) => And(other) == other;
}

/// <summary>An end of an interval.</summary>
/// <param name="Value">The number.</param>
/// <param name="Side">Zero at the number, one just above it, minus one just below.</param>
internal readonly record struct LaneEnd(Rational Value, int Side) : IComparable<LaneEnd>
{
    public int CompareTo(LaneEnd other) => Value != other.Value ? Value.CompareTo(other.Value) : Side.CompareTo(other.Side);

    public static bool operator <(LaneEnd left, LaneEnd right) => left.CompareTo(right) < 0;

    public static bool operator >(LaneEnd left, LaneEnd right) => left.CompareTo(right) > 0;
}
