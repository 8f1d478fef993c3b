using System.Globalization;
using System.Numerics;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>An exact number: numerator over denominator, in lowest terms, the denominator above zero.</summary>
internal readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    /// <summary>The most bits that a numerator or denominator may have.</summary>
    internal const int BitLimit = 4096;

    internal static readonly Fraction Zero = new(0);
    internal static readonly Fraction One = new(1);
    internal static readonly Fraction Hundred = new(100);

    internal Fraction(BigInteger whole) : this(whole, BigInteger.One)
    {
    }

    internal Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException();

        if (denominator.Sign < 0)
        {
            numerator = -numerator;
            denominator = -denominator;
        }

        var common = denominator.IsOne ? BigInteger.One : BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = common.IsOne ? numerator : numerator / common;
        Denominator = common.IsOne ? denominator : denominator / common;
    }

    internal BigInteger Numerator { get; }

    internal BigInteger Denominator { get; }

    internal int Sign => Numerator.Sign;

    internal bool IsWhole => Denominator.IsOne;

    internal bool IsWithinLimit => Bits(Numerator) <= BitLimit && Bits(Denominator) <= BitLimit;

    public static Fraction operator +(Fraction left, Fraction right) => new(
        left.Numerator * right.Denominator + right.Numerator * left.Denominator,
        left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) => left + -right;

    public static Fraction operator -(Fraction value) => new(-value.Numerator, value.Denominator);

    public static Fraction operator *(Fraction left, Fraction right) => new(
        left.Numerator * right.Numerator,
        left.Denominator * right.Denominator);

    public static Fraction operator /(Fraction left, Fraction right) => new(
        left.Numerator * right.Denominator,
        left.Denominator * right.Numerator);

    internal static Fraction Abs(Fraction value) => value.Sign < 0 ? -value : value;

    internal static BigInteger Floor(Fraction value)
    {
        var quotient = BigInteger.DivRem(value.Numerator, value.Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    internal static BigInteger Ceiling(Fraction value) => -Floor(-value);

    internal static BigInteger Truncate(Fraction value) => BigInteger.Divide(value.Numerator, value.Denominator);

    internal static Fraction PowerOfTen(int exponent) => exponent >= 0
        ? new Fraction(BigInteger.Pow(10, exponent))
        : new Fraction(1, BigInteger.Pow(10, -exponent));

    /// <summary>The bits of the absolute value; 0 has none.</summary>
    internal static long Bits(BigInteger value) => BigInteger.Abs(value).GetBitLength();

    /// <summary>Reads a JSON number or a formula literal exactly.</summary>
    /// <returns>Null when it has more than 100 digits or an exponent beyond ±100.</returns>
    internal static Fraction? Parse(string text)
    {
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var exponent = BigInteger.Zero;
        if (exponentAt >= 0)
        {
            exponent = BigInteger.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..exponentAt];
        }

        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        if (digits.Count(char.IsAsciiDigit) > 100 || BigInteger.Abs(exponent) > 100)
            return null;

        var whole = BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new Fraction(whole) * PowerOfTen((int)exponent - decimals);
    }

    public int CompareTo(Fraction other) => Denominator == other.Denominator
        ? Numerator.CompareTo(other.Numerator)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public bool Equals(Fraction other) => Numerator == other.Numerator && Denominator == other.Denominator;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public override string ToString() => IsWhole
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
