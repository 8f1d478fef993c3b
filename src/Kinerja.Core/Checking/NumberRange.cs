namespace Kinerja.Core.Checking;

/// <summary>What is known of a number before any person is scored: bounds, and decimals it cannot exceed.</summary>
/// <param name="Low">Lowest value, or null for none.</param>
/// <param name="High">Highest value, or null for none.</param>
/// <param name="LowOpen">The lowest value itself is not reached.</param>
/// <param name="HighOpen">The highest value itself is not reached.</param>
/// <param name="Digits">Every value is a multiple of 10 to the minus this, or null when nothing is known.</param>
internal sealed record NumberRange(Rational? Low, Rational? High, bool LowOpen = false, bool HighOpen = false, int? Digits = null)
{
    /// <summary>A bound longer than any number may become says nothing, and a chain of squares would make it longer than memory.</summary>
    private const int MostBits = 4_096;

    public Rational? Low { get; init; } = Low is { BitLength: > MostBits } ? null : Low;

    public Rational? High { get; init; } = High is { BitLength: > MostBits } ? null : High;

    public static readonly NumberRange Any = new(null, null);

    public static NumberRange Exactly(Rational value) => new(value, value, Digits: DigitsOf(value));

    /// <summary>The only value possible, if there is one.</summary>
    public Rational? Constant => Low is { } low && High == low ? low : null;

    public bool Contains(Rational value) =>
        (Low is not { } low || value > low || (value == low && !LowOpen)) && (High is not { } high || value < high || (value == high && !HighOpen));

    public string LowText => Low?.ToText() ?? "−∞";

    public string HighText => High?.ToText() ?? "∞";

    public NumberRange Union(NumberRange other)
    {
        var low = Low is { } a && other.Low is { } b ? Rational.Min(a, b) : (Rational?)null;
        var high = High is { } c && other.High is { } d ? Rational.Max(c, d) : (Rational?)null;
        return new NumberRange(
            low,
            high,
            low is { } l && !(Low == l && !LowOpen) && !(other.Low == l && !other.LowOpen),
            high is { } h && !(High == h && !HighOpen) && !(other.High == h && !other.HighOpen),
            Coarser(other));
    }

    public NumberRange Plus(NumberRange other) =>
        new(Low + other.Low, High + other.High, LowOpen || other.LowOpen, HighOpen || other.HighOpen, Coarser(other));

    public NumberRange Negated() => new(-High, -Low, HighOpen, LowOpen, Digits);

    public NumberRange Times(NumberRange other)
    {
        var digits = Digits is { } a && other.Digits is { } b && a + b <= RoundingRule.MaximumDigits ? a + b : (int?)null;
        if (Low is { } low && High is { } high && other.Low is { } otherLow && other.High is { } otherHigh)
        {
            Rational[] corners = [low * otherLow, low * otherHigh, high * otherLow, high * otherHigh];
            return new NumberRange(corners.Min(), corners.Max(), NeverZero(other) && corners.Min() == Rational.Zero, Digits: digits);
        }

        // Without all four corners only the sign can be told.
        return Low is { } least && other.Low is { } otherLeast && least >= Rational.Zero && otherLeast >= Rational.Zero
            ? new NumberRange(least * otherLeast, null, NeverZero(other) && least * otherLeast == Rational.Zero, Digits: digits)
            : Any with { Digits = digits };
    }

    public NumberRange DividedBy(NumberRange other)
    {
        if (other.Contains(Rational.Zero))
            return Any;
        if (other.Low is { } low && other.High is { } high && low != Rational.Zero && high != Rational.Zero)
            return Times(new NumberRange(Rational.One / high, Rational.One / low)) with { Digits = DigitsOfQuotient(other) };
        return Low >= Rational.Zero && other.Low >= Rational.Zero ? new NumberRange(Rational.Zero, null, IsPositive) : Any;
    }

    public NumberRange Min(NumberRange other) => new(
        Low is { } a && other.Low is { } b ? Rational.Min(a, b) : null,
        High is { } c ? (other.High is { } d ? Rational.Min(c, d) : c) : other.High,
        Digits: Coarser(other));

    public NumberRange Max(NumberRange other) => Negated().Min(other.Negated()).Negated();

    public NumberRange Rounded(int digits, RoundingMode mode) => new(Low?.Round(digits, mode), High?.Round(digits, mode), Digits: Digits is { } had ? Math.Min(had, Math.Max(digits, 0)) : Math.Max(digits, 0));

    public NumberRange Absolute()
    {
        if (Low >= Rational.Zero)
            return this;
        var largest = Low is { } low && High is { } high ? Rational.Max(-low, high) : (Rational?)null;
        return new NumberRange(Rational.Zero, largest is { } most ? Rational.Max(most, Rational.Zero) : null, Digits: Digits);
    }

    /// <summary>A value of this range that lies between two edges, or null when there is none.</summary>
    public Rational? PointBetween(Rational? from, bool fromIncluded, Rational? to, bool toIncluded)
    {
        var (low, lowIncluded) = Low is { } bound && (from is not { } wanted || bound > wanted) ? (bound, !LowOpen) : (from, fromIncluded && (Low is null || from != Low || !LowOpen));
        var (high, highIncluded) = High is { } limit && (to is not { } asked || limit < asked) ? (limit, !HighOpen) : (to, toIncluded && (High is null || to != High || !HighOpen));
        var point = PointInside(low, lowIncluded, high, highIncluded);
        return point is { } found && (low is null || found > low || (found == low && lowIncluded)) && (high is null || found < high || (found == high && highIncluded)) ? found : null;
    }

    private Rational? PointInside(Rational? low, bool lowIncluded, Rational? high, bool highIncluded)
    {
        if (Digits is { } digits)
        {
            var step = Rational.One / Rational.PowerOfTen(digits);
            if (low is { } start)
                return start.Round(digits, RoundingMode.Ceiling) is var first && first == start && !lowIncluded ? first + step : first;
            if (high is { } end)
                return end.Round(digits, RoundingMode.Floor) is var last && last == end && !highIncluded ? last - step : last;
            return Rational.Zero;
        }

        return (low, high) switch
        {
            ({ } a, { } b) when a == b => a,
            ({ } a, { } b) => Readable(a, b),
            ({ } a, null) => lowIncluded ? a : a + Rational.One,
            (null, { } b) => highIncluded ? b : b - Rational.One,
            _ => Rational.Zero,
        };
    }

    // The shortest decimal strictly between two numbers, so that an example reads well.
    private static Rational Readable(Rational low, Rational high)
    {
        var middle = (low + high) / 2;
        for (var digits = 0; digits <= RoundingRule.MaximumDigits; digits++)
        {
            var rounded = middle.Round(digits);
            if (rounded > low && rounded < high)
                return rounded;
        }

        return middle;
    }

    private bool IsPositive => Low > Rational.Zero || (Low == Rational.Zero && LowOpen);

    // A product of two that are above zero is above zero, however small: a target that may not be 0 stays one when it is shared out by days.
    private bool NeverZero(NumberRange other) => IsPositive && other.IsPositive;

    private int? Coarser(NumberRange other) => Digits is { } a && other.Digits is { } b ? Math.Max(a, b) : null;

    private int? DigitsOfQuotient(NumberRange other) =>
        Digits is { } digits && other.Constant is { } divisor && DigitsOf(Rational.One / divisor) is { } more && digits + more <= RoundingRule.MaximumDigits ? digits + more : null;

    private static int? DigitsOf(Rational value)
    {
        for (var digits = 0; digits <= RoundingRule.MaximumDigits; digits++)
        {
            if (value.Round(digits) == value)
                return digits;
        }

        return null;
    }
}
