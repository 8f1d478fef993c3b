using System.Globalization;
using System.Numerics;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Digits and mode of a value's <c>round</c>.</summary>
internal sealed record OracleRound(int Digits, string Mode)
{
    internal const string DefaultMode = "halfAwayFromZero";
}

/// <summary>Rounds by the nine modes, and writes numbers.</summary>
internal static class OracleRounding
{
    private const int SignificantDigits = 28;

    internal static readonly string[] Modes =
    [
        "halfAwayFromZero", "halfToEven", "halfTowardZero", "halfUp", "halfDown",
        "awayFromZero", "towardZero", "ceiling", "floor",
    ];

    internal static Fraction Round(Fraction value, int digits, string mode) =>
        new Fraction(RoundToWhole(value * Fraction.PowerOfTen(digits), mode)) * Fraction.PowerOfTen(-digits);

    /// <summary>Writes a number with exactly these digits or, without digits, as an exact decimal of up to 28 significant digits.</summary>
    internal static string Print(Fraction value, int? digits)
    {
        if (digits is { } declared)
            return Print(RoundToWhole(value * Fraction.PowerOfTen(Math.Max(declared, 0)), OracleRound.DefaultMode), Math.Max(declared, 0));

        return DecimalsNeeded(value) is { } decimals && IsShort(value, decimals)
            ? PrintWithoutTrailingZeros(value, decimals)
            : PrintSignificant(value);
    }

    private static BigInteger RoundToWhole(Fraction value, string mode)
    {
        var below = Fraction.Floor(value);
        if (value.IsWhole)
            return below;

        var above = below + 1;
        var nearerZero = value.Sign < 0 ? above : below;
        var fartherFromZero = value.Sign < 0 ? below : above;
        var half = (value - new Fraction(below)).CompareTo(new Fraction(1, 2));
        var nearest = half < 0 ? below : above;
        var isTie = half == 0;
        return mode switch
        {
            "halfAwayFromZero" => isTie ? fartherFromZero : nearest,
            "halfToEven" => isTie ? (below.IsEven ? below : above) : nearest,
            "halfTowardZero" => isTie ? nearerZero : nearest,
            "halfUp" => isTie ? above : nearest,
            "halfDown" => isTie ? below : nearest,
            "awayFromZero" => fartherFromZero,
            "towardZero" => nearerZero,
            "ceiling" => above,
            "floor" => below,
            _ => throw new InvalidOperationException($"Unknown rounding mode {mode}."),
        };
    }

    /// <summary>The decimals of the expansion, or null when it never ends.</summary>
    private static int? DecimalsNeeded(Fraction value)
    {
        var rest = value.Denominator;
        var twos = 0;
        while (rest.IsEven)
        {
            rest >>= 1;
            twos++;
        }

        var fives = 0;
        while ((rest % 5).IsZero)
        {
            rest /= 5;
            fives++;
        }

        return rest.IsOne ? Math.Max(twos, fives) : null;
    }

    private static bool IsShort(Fraction value, int decimals)
    {
        var whole = (value * Fraction.PowerOfTen(decimals)).Numerator;
        return BigInteger.Abs(whole).ToString(CultureInfo.InvariantCulture).TrimEnd('0').Length <= SignificantDigits;
    }

    private static string PrintSignificant(Fraction value)
    {
        var size = Fraction.Abs(value);
        var decimals = SignificantDigits - DigitsBeforePoint(size);
        var rounded = Round(value, decimals, OracleRound.DefaultMode);
        return PrintWithoutTrailingZeros(rounded, Math.Max(decimals, 0));
    }

    /// <summary>The n for which 10^(n-1) ≤ size &lt; 10^n; 0 or below for numbers under 1.</summary>
    private static int DigitsBeforePoint(Fraction size)
    {
        var guess = (int)((Fraction.Bits(size.Numerator) - Fraction.Bits(size.Denominator)) * 0.30103) - 2;
        while (size.CompareTo(Fraction.PowerOfTen(guess)) >= 0)
            guess++;

        return guess;
    }

    private static string PrintWithoutTrailingZeros(Fraction value, int decimals)
    {
        var text = Print((value * Fraction.PowerOfTen(decimals)).Numerator, decimals);
        return decimals == 0 ? text : text.TrimEnd('0').TrimEnd('.');
    }

    private static string Print(BigInteger scaled, int decimals)
    {
        var digits = BigInteger.Abs(scaled).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = scaled.Sign < 0 ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }
}
