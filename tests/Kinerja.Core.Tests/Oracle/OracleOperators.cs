using System.Numerics;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Operators and functions on outcomes that are neither failed nor not applicable.</summary>
internal static class OracleOperators
{
    /// <summary>Failed if one operand failed, otherwise not applicable if one is not applicable, otherwise null.</summary>
    internal static OracleOutcome? Blocked(params ReadOnlySpan<OracleOutcome> operands)
    {
        OracleOutcome? blocked = null;
        foreach (var operand in operands)
        {
            if (operand is FailedOutcome)
                return operand;
            if (operand is NotApplicableOutcome)
                blocked = operand;
        }

        return blocked;
    }

    internal static Fraction Number(OracleOutcome outcome) => ((NumberOutcome)outcome).Value;

    internal static bool Boolean(OracleOutcome outcome) => ((BooleanOutcome)outcome).Value;

    /// <summary>Below, at or above 0, for two numbers, two dates or two ratings.</summary>
    internal static int Compare(OracleOutcome left, OracleOutcome right) => (left, right) switch
    {
        (NumberOutcome a, NumberOutcome b) => a.Value.CompareTo(b.Value),
        (DateOutcome a, DateOutcome b) => a.Value.CompareTo(b.Value),
        (RatingOutcome a, RatingOutcome b) when a.Scale == b.Scale => a.Order.CompareTo(b.Order),
        _ => throw new InvalidOperationException($"{left} and {right} have no order."),
    };

    internal static OracleOutcome Add(OracleOutcome left, OracleOutcome right) =>
        Blocked(left, right) ?? OracleOutcome.Of(Number(left) + Number(right));

    internal static OracleOutcome Subtract(OracleOutcome left, OracleOutcome right) =>
        Blocked(left, right) ?? OracleOutcome.Of(Number(left) - Number(right));

    internal static OracleOutcome Multiply(OracleOutcome left, OracleOutcome right) =>
        Blocked(left, right) ?? OracleOutcome.Of(Number(left) * Number(right));

    internal static OracleOutcome Divide(OracleOutcome left, OracleOutcome right)
    {
        if (Blocked(left, right) is { } blocked)
            return blocked;

        return Number(right).Sign == 0
            ? OracleOutcome.Failed("division by zero")
            : OracleOutcome.Of(Number(left) / Number(right));
    }

    internal static OracleOutcome Remainder(OracleOutcome left, OracleOutcome right)
    {
        if (Blocked(left, right) is { } blocked)
            return blocked;

        var (a, b) = (Number(left), Number(right));
        return b.Sign == 0
            ? OracleOutcome.Failed("remainder by zero")
            : OracleOutcome.Of(a - b * new Fraction(Fraction.Truncate(a / b)));
    }

    internal static OracleOutcome Power(OracleOutcome left, OracleOutcome right)
    {
        if (Blocked(left, right) is { } blocked)
            return blocked;

        var (number, exponent) = (Number(left), Number(right));
        if (!exponent.IsWhole)
            return OracleOutcome.Failed("an exponent that is not whole");
        if (exponent.Sign == 0)
            return OracleOutcome.Of(1);
        if (number.Sign == 0)
            return exponent.Sign < 0 ? OracleOutcome.Failed("zero to a negative power") : left;
        if (Fraction.Abs(number).Equals(Fraction.One))
            return number.Sign > 0 || exponent.Numerator.IsEven ? OracleOutcome.Of(1) : OracleOutcome.Of(-1);
        if (BigInteger.Abs(exponent.Numerator) > Fraction.BitLimit)
            return OracleOutcome.Failed("a number past 4,096 bits");

        var size = (int)BigInteger.Abs(exponent.Numerator);
        if (PowerIsTooLong(number.Numerator, size) || PowerIsTooLong(number.Denominator, size))
            return OracleOutcome.Failed("a number past 4,096 bits");

        var power = new Fraction(BigInteger.Pow(number.Numerator, size), BigInteger.Pow(number.Denominator, size));
        return OracleOutcome.Of(exponent.Sign < 0 ? Fraction.One / power : power);
    }

    internal static OracleOutcome Round(OracleOutcome value, OracleOutcome digits, string mode)
    {
        if (Blocked(value, digits) is { } blocked)
            return blocked;

        var places = Number(digits);
        return places.IsWhole && BigInteger.Abs(places.Numerator) <= 28
            ? OracleOutcome.Of(OracleRounding.Round(Number(value), (int)places.Numerator, mode))
            : OracleOutcome.Failed("digits out of range");
    }

    internal static OracleOutcome Minimum(params ReadOnlySpan<OracleOutcome> operands) => Extreme(operands, -1);

    internal static OracleOutcome Maximum(params ReadOnlySpan<OracleOutcome> operands) => Extreme(operands, 1);

    /// <summary>Adds over the least common denominator, so that the order never matters.</summary>
    internal static OracleOutcome Sum(IReadOnlyList<Fraction> terms)
    {
        var denominator = BigInteger.One;
        foreach (var term in terms)
            denominator = denominator / BigInteger.GreatestCommonDivisor(denominator, term.Denominator) * term.Denominator;

        if (Fraction.Bits(denominator) > Fraction.BitLimit)
            return OracleOutcome.Failed("a least common denominator past 4,096 bits");

        var numerator = BigInteger.Zero;
        foreach (var term in terms)
            numerator += term.Numerator * (denominator / term.Denominator);

        return OracleOutcome.Of(new Fraction(numerator, denominator));
    }

    private static OracleOutcome Extreme(ReadOnlySpan<OracleOutcome> operands, int side)
    {
        if (Blocked(operands) is { } blocked)
            return blocked;

        var extreme = operands[0];
        foreach (var operand in operands)
        {
            if (Compare(operand, extreme) == side)
                extreme = operand;
        }

        return extreme;
    }

    /// <summary>A number of n bits has a power of at least (n - 1) · exponent + 1 bits.</summary>
    private static bool PowerIsTooLong(BigInteger number, int exponent) =>
        (Fraction.Bits(number) - 1) * exponent + 1 > Fraction.BitLimit;
}
