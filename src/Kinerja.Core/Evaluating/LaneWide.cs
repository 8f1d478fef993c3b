namespace Kinerja.Core.Evaluating;

/// <summary>A number held as the sum of two doubles, with the greatest distance from the exact value; shifted by powers of ten as lanes are.</summary>
/// <remarks>
/// Each operation is good to about 2^-100 of its operands; the bound adds 2^-96, which leaves room for the rounding of the bound itself. An operation of whole numbers
/// that loses nothing stays exact. What lies within the bound of a decision is left open.
/// </remarks>
internal readonly struct LaneWide
{
    private const double Unit = 1.2621774483536189e-29; // 2^-96
    private const double MostRounded = 2_251_799_813_685_248; // 2^51

    private readonly double _high;
    private readonly double _low;
    private readonly double _error;

    private LaneWide(double high, double low, double error)
    {
        _high = high;
        _low = low;
        _error = error;
    }

    private bool IsExact => _error == 0;

    private double Size => Math.Abs(_high);

    public static LaneWide FromInteger(int value, int decimals) => new(value, 0, 0);

    public static LaneWide FromConstant(Rational value, int decimals)
    {
        var shifted = value * Rational.PowerOfTen(decimals);
        if (shifted.IsWhole && shifted.Abs() <= (long)LaneState.MostExact)
            return new LaneWide((double)(long)shifted.Numerator, 0, 0);
        // No short decimal: a quotient of two whole numbers if they are small, otherwise nothing is known of it.
        return shifted.Numerator.GetBitLength() <= 53 && shifted.Denominator.GetBitLength() <= 53
            && TryDivide(new LaneWide((double)shifted.Numerator, 0, 0), new LaneWide((double)shifted.Denominator, 0, 0), out var quotient)
            ? quotient
            : new LaneWide(0, 0, double.PositiveInfinity);
    }

    public static LaneWide Shift(LaneWide value, int decimals) =>
        LanePowers.OfTen(decimals) is var power && double.IsNaN(power) ? new LaneWide(0, 0, double.PositiveInfinity) : Multiply(value, new LaneWide(power, 0, 0));

    public static LaneWide Add(LaneWide left, LaneWide right)
    {
        var (sum, rest) = TwoSum(left._high, right._high);
        var low = left._low + right._low;
        var isExact = left.IsExact && right.IsExact && left._low == 0 && right._low == 0;
        return Normal(sum, rest + low, isExact ? 0 : left._error + right._error + ((left.Size + right.Size) * Unit));
    }

    public static LaneWide Subtract(LaneWide left, LaneWide right) => Add(left, new LaneWide(-right._high, -right._low, right._error));

    public static LaneWide Multiply(LaneWide left, LaneWide right)
    {
        var product = left._high * right._high;
        var rest = Math.FusedMultiplyAdd(left._high, right._high, -product);
        var low = rest + ((left._high * right._low) + (left._low * right._high));
        var isExact = left.IsExact && right.IsExact && left._low == 0 && right._low == 0;
        var error = isExact ? 0 : (left.Size * right._error) + (right.Size * left._error) + (left._error * right._error) + (2 * Math.Abs(product) * Unit);
        return Normal(product, low, error);
    }

    /// <summary>The quotient; false where the divisor may be zero.</summary>
    public static bool TryDivide(LaneWide left, LaneWide right, out LaneWide quotient)
    {
        var least = right.Size - Math.Abs(right._low) - right._error;
        quotient = default;
        if (!(least > 0))
            return false;
        var divisor = new LaneWide(right._high, right._low, 0);
        var first = left._high / right._high;
        var rest = Subtract(new LaneWide(left._high, left._low, 0), Multiply(divisor, new LaneWide(first, 0, 0)));
        var second = rest._high / right._high;
        rest = Subtract(rest, Multiply(divisor, new LaneWide(second, 0, 0)));
        var third = rest._high / right._high;
        var (high, low) = TwoSum(first, second);
        var error = ((left._error + ((Math.Abs(high) + Math.Abs(second)) * right._error)) / least) + (4 * Math.Abs(high) * Unit) + (4 * left.Size / least * Unit);
        quotient = Normal(high, low + third, error);
        return double.IsFinite(quotient._error);
    }

    /// <summary>Which is larger; false where it cannot be told.</summary>
    public static bool TryCompare(LaneWide left, LaneWide right, out int sign)
    {
        var difference = Subtract(left, right);
        sign = Math.Sign(difference._high);
        // Two exact numbers that differ by nothing are equal; everything else must differ by more than the bound.
        return difference.IsExact || difference.Size - Math.Abs(difference._low) > difference._error;
    }

    /// <summary>A number with so many decimals rounded to the digits of the rule; false where it cannot be told which way.</summary>
    public static bool TryRound(LaneWide value, int decimals, RoundingRule rule, out LaneWide rounded)
    {
        rounded = default;
        var shift = rule.Digits - decimals;
        LaneWide moved;
        if (shift >= 0)
            moved = Shift(value, shift);
        else if (double.IsNaN(LanePowers.OfTen(-shift)) || !TryDivide(value, new LaneWide(LanePowers.OfTen(-shift), 0, 0), out moved))
            return false;
        if (!(moved.Size < MostRounded) || rule.Mode > RoundingMode.HalfDown)
            return false;
        // The whole number nearest to the sum; what is left over tells on which side of the half the number lies.
        var whole = Math.Floor(moved._high + 0.5);
        var rest = moved._high - whole + moved._low;
        if (rest > 0.5)
            (whole, rest) = (whole + 1, rest - 1);
        else if (rest < -0.5)
            (whole, rest) = (whole - 1, rest + 1);
        rounded = new LaneWide(whole, 0, 0);
        return 0.5 - Math.Abs(rest) > moved._error + (Math.Abs(rest) * 1e-15);
    }

    /// <summary>The number times ten to the digits; false where that is no 64-bit integer for certain.</summary>
    public static bool TryGetInteger(LaneWide value, int decimals, int digits, out long integer)
    {
        var moved = digits >= decimals ? Shift(value, digits - decimals) : new LaneWide(0, 0, double.PositiveInfinity);
        integer = moved.IsExact && moved._low == 0 && moved.Size <= LaneState.MostExact ? (long)moved._high : 0;
        return moved.IsExact && moved._low == 0 && moved.Size <= LaneState.MostExact && moved._high == integer;
    }

    private static (double Sum, double Lost) TwoSum(double left, double right)
    {
        var sum = left + right;
        var part = sum - left;
        return (sum, (left - (sum - part)) + (right - part));
    }

    private static LaneWide Normal(double high, double low, double error)
    {
        var sum = high + low;
        return new LaneWide(sum, low - (sum - high), error);
    }
}
