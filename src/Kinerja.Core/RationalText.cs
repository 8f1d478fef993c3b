using System.Globalization;
using System.Numerics;

namespace Kinerja.Core;

/// <summary>Why a text is not a number.</summary>
internal enum NumberFault
{
    None,
    Malformed,
    TooManyDigits,
    ExponentTooLarge,
}

// Reading, rounding and printing; the arithmetic is in Rational.cs.
public readonly partial struct Rational
{
    /// <summary>The most digits that a number may be written with.</summary>
    internal const int MaximumDigits = 100;

    /// <summary>The largest exponent, without its sign, that a number may be written with.</summary>
    internal const int MaximumExponent = 100;

    /// <summary>The digits to which a number without end is printed.</summary>
    internal const int PrintedDigits = 28;

    /// <summary>Rounds to a number of decimals; negative digits round left of the decimal mark.</summary>
    public Rational Round(int digits, RoundingMode mode = RoundingMode.HalfAwayFromZero)
    {
        if (digits >= 0 && IsWhole)
            return this;
        var scale = BigInteger.Pow(10, Math.Abs(digits));
        var (numerator, denominator) = digits >= 0 ? (Numerator * scale, Denominator) : (Numerator, Denominator * scale);
        var whole = RoundToWhole(numerator, denominator, mode);
        return digits >= 0 ? Fraction(whole, scale) : whole * scale;
    }

    private static BigInteger RoundToWhole(BigInteger numerator, BigInteger denominator, RoundingMode mode)
    {
        var magnitude = BigInteger.DivRem(BigInteger.Abs(numerator), denominator, out var remainder);
        if (remainder.IsZero)
            return numerator.Sign < 0 ? -magnitude : magnitude;
        var negative = numerator.Sign < 0;
        var half = (remainder * 2).CompareTo(denominator); // how the part cut off compares with a half
        var away = mode switch
        {
            RoundingMode.HalfAwayFromZero => half >= 0,
            RoundingMode.HalfTowardZero => half > 0,
            RoundingMode.HalfToEven => half > 0 || (half == 0 && !magnitude.IsEven),
            RoundingMode.HalfUp => half > 0 || (half == 0 && !negative),
            RoundingMode.HalfDown => half > 0 || (half == 0 && negative),
            RoundingMode.AwayFromZero => true,
            RoundingMode.TowardZero => false,
            RoundingMode.Ceiling => !negative,
            RoundingMode.Floor => negative,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };
        if (away)
            magnitude += 1;
        return negative ? -magnitude : magnitude;
    }

    /// <summary>Reads a number as JSON writes it; also <c>.5</c> and <c>12.</c>, as formulas write it. The value is exact.</summary>
    /// <returns>False for anything else, for more than 100 digits and for an exponent beyond ±100.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Rational value) => Parse(text, out value) == NumberFault.None;

    internal static NumberFault Parse(ReadOnlySpan<char> text, out Rational value)
    {
        value = default;
        var position = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (negative)
            position++;
        Span<char> digits = stackalloc char[MaximumDigits];
        var count = 0;
        var decimals = 0;
        var seenPoint = false;
        for (; position < text.Length && text[position] is '.' or (>= '0' and <= '9'); position++)
        {
            if (text[position] == '.')
            {
                if (seenPoint)
                    return NumberFault.Malformed;
                seenPoint = true;
                continue;
            }

            if (count == MaximumDigits)
                return NumberFault.TooManyDigits;
            digits[count++] = text[position];
            if (seenPoint)
                decimals++;
        }

        if (count == 0)
            return NumberFault.Malformed;
        var exponent = 0;
        if (position < text.Length && text[position] is 'e' or 'E')
        {
            var fault = ParseExponent(text[(position + 1)..], out exponent);
            if (fault != NumberFault.None)
                return fault;
            position = text.Length;
        }

        if (position != text.Length)
            return NumberFault.Malformed;
        var mantissa = count <= 18
            ? long.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture)
            : BigInteger.Parse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        if (negative)
            mantissa = -mantissa;
        var shift = exponent - decimals;
        value = shift >= 0 ? mantissa * BigInteger.Pow(10, shift) : Fraction(mantissa, BigInteger.Pow(10, -shift));
        return NumberFault.None;
    }

    private static NumberFault ParseExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '-' or '+')
            text = text[1..];
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
            return NumberFault.Malformed;
        text = text.TrimStart('0');
        if (text.Length > 3)
            return NumberFault.ExponentTooLarge;
        exponent = text.IsEmpty ? 0 : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        if (exponent > MaximumExponent)
            return NumberFault.ExponentTooLarge;
        if (negative)
            exponent = -exponent;
        return NumberFault.None;
    }

    /// <summary>Whether the decimal expansion ends within 28 significant digits, so that <see cref="ToText()"/> prints the number exactly.</summary>
    public bool IsPrintedExactly => TryGetTerminating(out _, out _);

    /// <summary>Prints the number with <c>.</c> as the decimal mark: exactly if the expansion ends within 28 significant digits, otherwise rounded half away from zero to 28.</summary>
    public string ToText()
    {
        if (TryGetTerminating(out var mantissa, out var decimals))
            return Digits(mantissa, decimals);
        var digits = PrintedDigits - IntegerDigits();
        var rounded = Round(digits);
        var scale = BigInteger.Pow(10, Math.Abs(digits));
        var whole = digits >= 0 ? (rounded * scale).Numerator : rounded.Numerator / scale;
        while (!whole.IsZero && (whole % 10).IsZero)
            (whole, digits) = (whole / 10, digits - 1);
        return digits >= 0 ? Digits(whole, digits) : Digits(whole * BigInteger.Pow(10, -digits), 0);
    }

    /// <summary>Prints the number rounded half away from zero, with exactly so many decimals.</summary>
    public string ToText(int decimals)
    {
        if (decimals < 0)
            return Digits(Round(decimals).Numerator, 0);
        var scaled = Round(decimals) * BigInteger.Pow(10, decimals);
        return Digits(scaled.Numerator, decimals);
    }

    /// <summary>Prints digits at a scale: 1234 with two decimals is 12.34.</summary>
    internal static string TextOf(long digits, int decimals)
    {
        if (decimals < 0 || decimals > MostShortDecimals)
            return OfDigits(digits, decimals).ToText(decimals);
        Span<char> text = stackalloc char[24];
        var position = text.Length;
        var rest = digits < 0 ? (ulong)-digits : (ulong)digits;
        for (var printed = 0; printed <= decimals || rest != 0; printed++)
        {
            if (printed == decimals && decimals > 0)
                text[--position] = '.';
            (rest, var digit) = Math.DivRem(rest, 10);
            text[--position] = (char)('0' + digit);
        }

        if (digits < 0)
            text[--position] = '-';
        return new string(text[position..]);
    }

    /// <summary>Prints the fraction, as in <c>1/3</c>; a whole number has no stroke.</summary>
    public string ToFractionText() => IsWhole
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    /// <inheritdoc cref="ToText()"/>
    public override string ToString() => ToText();

    private bool TryGetTerminating(out BigInteger mantissa, out int decimals)
    {
        // A reduced fraction ends exactly when its denominator is 2^a 5^b; it then needs max(a, b) decimals.
        mantissa = default;
        decimals = 0;
        var denominator = Denominator;
        var twos = 0;
        while (denominator.IsEven)
            (denominator, twos) = (denominator >> 1, twos + 1);
        var fives = 0;
        while (!denominator.IsOne)
        {
            var quotient = BigInteger.DivRem(denominator, 5, out var remainder);
            if (!remainder.IsZero)
                return false;
            (denominator, fives) = (quotient, fives + 1);
        }

        decimals = Math.Max(twos, fives);
        mantissa = Numerator * BigInteger.Pow(2, decimals - twos) * BigInteger.Pow(5, decimals - fives);
        var significant = mantissa;
        if (decimals == 0)
        {
            while (!significant.IsZero && (significant % 10).IsZero)
                significant /= 10;
        }

        return CountDigits(significant) <= PrintedDigits;
    }

    // The number of digits left of the decimal mark; 0 or less for numbers below 1: 0.05 has −1.
    private int IntegerDigits()
    {
        var absolute = Abs();
        if (absolute >= One)
            return CountDigits(BigInteger.Divide(absolute.Numerator, absolute.Denominator));
        var shift = Math.Max(0, CountDigits(absolute.Denominator) - CountDigits(absolute.Numerator) - 1);
        while ((absolute * BigInteger.Pow(10, shift + 1)) < One)
            shift++;
        return -shift;
    }

    private static int CountDigits(BigInteger value) => BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).Length;

    private static string Digits(BigInteger mantissa, int decimals)
    {
        var text = BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var whole = text[..(text.Length - decimals)];
        var sign = mantissa.Sign < 0 ? "-" : "";
        return decimals == 0 ? sign + whole : $"{sign}{whole}.{text[^decimals..]}";
    }
}
