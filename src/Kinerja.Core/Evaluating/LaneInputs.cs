using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>What a column may hold for the policy to accept it, in the column's own scaled integers.</summary>
/// <param name="Scale">Decimals of the column.</param>
/// <param name="Low">Lowest integer allowed.</param>
/// <param name="High">Highest integer allowed.</param>
/// <param name="Step">Every value must be a multiple of this: more decimals than declared are an issue.</param>
internal readonly record struct LaneDomain(int Scale, long Low, long High, int Step)
{
    public static LaneDomain Of(FactSymbol symbol, int scale)
    {
        var fact = symbol.Declaration;
        var power = Rational.PowerOfTen(scale);
        if (fact.Type == FactType.Number)
        {
            var low = fact.Min is { } min ? Whole((min * power).Round(0, RoundingMode.Ceiling), fact.ExclusiveMin && (min * power).IsWhole ? 1 : 0) : int.MinValue;
            var high = fact.Max is { } max ? Whole((max * power).Round(0, RoundingMode.Floor), fact.ExclusiveMax && (max * power).IsWhole ? -1 : 0) : int.MaxValue;
            var step = fact.Digits is { } digits && digits < scale ? (int)Whole(Rational.PowerOfTen(scale - digits), 0) : 1;
            return new LaneDomain(scale, low, high, step);
        }

        return fact.Type switch
        {
            FactType.Boolean => new LaneDomain(0, 0, 1, 1),
            FactType.Date => new LaneDomain(0, (fact.MinDate ?? DateOnly.MinValue).DayNumber, (fact.MaxDate ?? DateOnly.MaxValue).DayNumber, 1),
            _ => new LaneDomain(0, 0, symbol.Type.Words!.Words.Length - 1, 1),
        };
    }

    /// <summary>A value with which a row that is set aside computes on and does no harm.</summary>
    public int Harmless => (int)Math.Clamp(Step, Low, Math.Max(Low, High));

    public bool Contains(int value) => value >= Low && value <= High && (Step == 1 || value % Step == 0);

    private static long Whole(Rational number, int more) =>
        number.Abs() > int.MaxValue ? (number.Sign < 0 ? int.MinValue : int.MaxValue) : (long)number.Numerator + more;
}

/// <summary>What a scorer knows of one fact from the columns it has seen; shared by the lanes of all shapes.</summary>
internal sealed unsafe class LaneFact(FactInput input)
{
    private const int Margin = 16;

    private bool _isGiven;
    private bool _isMissing;
    private readonly LanePin _pin = new();

    public FactSymbol Symbol => input.Fact;

    public bool IsText { get; } = input.Fact.Declaration.Type is FactType.Text or FactType.IdentityNumber;

    /// <summary>A part of an identity number, which has no column.</summary>
    public bool IsPart => input.Fact.Part != IdentityPart.Number;

    /// <summary>The column of the batch; null where the fact is given for nobody.</summary>
    public FactColumn? Column { get; private set; }

    public LaneDomain Domain { get; private set; } = new(0, 0, 0, 1);

    public int Scale { get; private set; } = -1;

    /// <summary>Lowest and highest value that bindings must hold for.</summary>
    public InputRange Seen { get; private set; } = InputRange.None;

    /// <summary>What a missing fact counts as, scaled; null where that is nothing, or nothing that the column could hold.</summary>
    public int? StandIn { get; private set; }

    /// <summary>Whether a missing fact has an issue.</summary>
    public bool IsNeeded { get; } = input.Fact.Declaration.IfMissing == MissingFact.Reject && input.Fact.SetBy.IsEmpty;

    /// <summary>Whether only the plan knows what holds where the fact is missing.</summary>
    public bool IsForPlanWithout => IsNeeded || (Symbol.Declaration.IfMissing == MissingFact.UseValue && StandIn is null);

    public LanePresence Presence => !_isMissing || IsNeeded ? LanePresence.Always : _isGiven ? LanePresence.Sometimes : LanePresence.Never;

    /// <summary>Where the column begins while it is pinned.</summary>
    public int* Start => _pin.Start;

    public void Pin()
    {
        if (Column is not null)
            _pin.Pin(Column.Values);
    }

    public void Unpin() => _pin.Unpin();

    /// <summary>Takes the column of a batch.</summary>
    /// <param name="column">The column, or null.</param>
    /// <param name="rows">Rows that it has.</param>
    /// <returns>Whether what was bound or compiled before no longer holds.</returns>
    public bool Take(FactColumn? column, int rows)
    {
        Column = column;
        var (presence, scale) = (Presence, Scale);
        var missing = column is null ? default : column.IsMissing.Span;
        _isMissing |= rows > 0 && (column is null || missing.IndexOf(true) >= 0);
        _isGiven |= rows > 0 && column is not null && (missing.IsEmpty || missing.IndexOf(false) >= 0);
        if (column is not null && !IsText && column.Scale != Scale)
        {
            (Scale, Domain, Seen) = (column.Scale, LaneDomain.Of(Symbol, column.Scale), InputRange.None);
            StandIn = FindStandIn();
        }

        return presence != Presence || scale != Scale;
    }

    /// <summary>Whether something is divided by it: then how near it comes to zero says how large quotients get.</summary>
    public bool IsDivisor { get; set; }

    /// <summary>Widens the range, and a sixteenth more, so that bindings are made anew a few times only. A low number that nothing is divided by goes down to zero, which loosens no bound; how near a divisor comes to zero loosens many.</summary>
    public void Widen(int low, int high)
    {
        if (low < Seen.Low)
            low = (int)Math.Max(Domain.Low, IsDivisor || low <= 0 ? low - (Math.Abs((long)low) / Margin) : 0);
        if (high > Seen.High)
            high = (int)Math.Min(Domain.High, high + (Math.Abs((long)high) / Margin));
        Seen = Seen.With(new InputRange(low, high));
    }

    private int? FindStandIn()
    {
        if (Symbol.Declaration.IfMissing != MissingFact.UseValue || new FactReading(Symbol).Read(FactValue.Missing, out var value, out _) != RowStatus.Value)
            return null;
        var scaled = LaneCompiler.Encode(value!)!.Value * Rational.PowerOfTen(Scale);
        return scaled.IsWhole && scaled.Abs() <= int.MaxValue ? (int)scaled.Numerator : null;
    }
}
