namespace Kinerja.Core.Evaluating;

/// <summary>Exact fractions as lane numbers: every decision is made, unless a number grows past what the plan allows.</summary>
internal readonly struct LaneExact : ILaneNumber<LaneExact>
{
    private readonly Rational _value;

    private LaneExact(Rational value) => _value = value;

    public static bool IsShifted => false;

    public static LaneExact FromInteger(int value, int decimals) => new(decimals == 0 ? value : Rational.Fraction(value, (long)LanePowers.OfTen(decimals)));

    public static LaneExact FromConstant(Rational value, int decimals) => new(value);

    public static LaneExact Shift(LaneExact value, int decimals) => value;

    public static LaneExact Add(LaneExact left, LaneExact right) => new(left._value + right._value);

    public static LaneExact Subtract(LaneExact left, LaneExact right) => new(left._value - right._value);

    public static LaneExact Multiply(LaneExact left, LaneExact right) => new(left._value * right._value);

    public static bool TryDivide(LaneExact left, LaneExact right, out LaneExact quotient)
    {
        quotient = right._value.Sign == 0 ? default : new LaneExact(left._value / right._value);
        return right._value.Sign != 0 && quotient._value.BitLength <= ElementKernels.MaximumBits;
    }

    public static bool TryCompare(LaneExact left, LaneExact right, out int sign)
    {
        sign = left._value.CompareTo(right._value);
        return left._value.BitLength <= ElementKernels.MaximumBits && right._value.BitLength <= ElementKernels.MaximumBits;
    }

    public static bool TryRound(LaneExact value, int decimals, RoundingRule rule, out LaneExact rounded)
    {
        rounded = new LaneExact(value._value.Round(rule.Digits, rule.Mode));
        return value._value.BitLength <= ElementKernels.MaximumBits;
    }

    public static bool TryGetInteger(LaneExact value, int decimals, int digits, out long integer)
    {
        var shifted = value._value * ((Rational)10).Power(digits);
        var fits = shifted.IsWhole && shifted.BitLength <= 64 && shifted.Numerator >= long.MinValue && shifted.Numerator <= long.MaxValue;
        integer = fits ? (long)shifted.Numerator : 0;
        return fits;
    }
}
