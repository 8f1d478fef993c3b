using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Kinerja.Core;

/// <summary>An exact number: a fraction of two whole numbers, always reduced. Every number of a policy means one of these.</summary>
/// <remarks>
/// Held as two 64-bit integers while they fit and as two <see cref="BigInteger"/>s otherwise; the representation never shows.
/// Rounding: none, except where <see cref="Round"/> or a method that prints says so. The default value is 0.
/// </remarks>
public readonly partial struct Rational : IEquatable<Rational>, IComparable<Rational>, IComparable
{
    private readonly long _numerator;
    private readonly long _denominatorLessOne; // so that default(Rational) is 0/1
    private readonly Large? _large;

    private const int MostShortDecimals = 18;

    private static ReadOnlySpan<long> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ];

    private sealed record Large(BigInteger Numerator, BigInteger Denominator);

    private Rational(long numerator, long denominator)
    {
        _numerator = numerator;
        _denominatorLessOne = denominator - 1;
    }

    private Rational(BigInteger numerator, BigInteger denominator) => _large = new Large(numerator, denominator);

    /// <summary>The number 0.</summary>
    public static Rational Zero => default;

    /// <summary>The number 1.</summary>
    public static Rational One => new(1, 1);

    /// <summary>The number above the fraction stroke; it carries the sign.</summary>
    public BigInteger Numerator => _large?.Numerator ?? _numerator;

    /// <summary>The number below the fraction stroke; at least 1, with no factor in common with <see cref="Numerator"/>.</summary>
    public BigInteger Denominator => _large?.Denominator ?? (BigInteger)_denominatorLessOne + 1;

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => _large?.Numerator.Sign ?? Math.Sign(_numerator);

    /// <summary>Whether the number is whole.</summary>
    public bool IsWhole => _large is null ? _denominatorLessOne == 0 : _large.Denominator.IsOne;

    /// <summary>The larger bit length of numerator and denominator: the size that the limit of 4,096 bits speaks of.</summary>
    public long BitLength => _large is null ? 64 : Math.Max(BigInteger.Abs(_large.Numerator).GetBitLength(), _large.Denominator.GetBitLength());

    private bool IsSmall => _large is null;

    private long SmallDenominator => _denominatorLessOne + 1;

    // So small that the product of any two of their parts, and the sum of two such products, fit 64 bits.
    private bool IsNarrow => _large is null && _numerator >= int.MinValue && _numerator <= int.MaxValue && _denominatorLessOne < int.MaxValue;

    /// <summary>The fraction of two whole numbers.</summary>
    /// <exception cref="DivideByZeroException">The denominator is 0.</exception>
    public static Rational Fraction(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException("A fraction needs a denominator other than 0.");
        if (denominator.Sign < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor.IsOne ? FromReduced(numerator, denominator) : FromReduced(numerator / divisor, denominator / divisor);
    }

    /// <summary>Digits at a scale: 1234 with two decimals is 12.34.</summary>
    internal static Rational OfDigits(long digits, int decimals)
    {
        if (decimals <= 0 || decimals > MostShortDecimals || digits == long.MinValue)
            return decimals == 0 ? digits : Fraction(digits * BigInteger.Pow(10, Math.Max(0, -decimals)), BigInteger.Pow(10, Math.Max(0, decimals)));
        var power = PowersOfTen[decimals];
        var shared = GreatestCommonDivisor((ulong)Math.Abs(digits), (ulong)power);
        return new Rational(digits / shared, power / shared);
    }

    /// <summary>Ten to a whole power.</summary>
    internal static Rational PowerOfTen(int exponent) => exponent is < -MostShortDecimals or > MostShortDecimals ? ((Rational)10).Power(exponent)
        : exponent < 0 ? new Rational(1, PowersOfTen[-exponent])
        : PowersOfTen[exponent];

    /// <summary>The number as digits at the smallest scale, if it has no more decimals than asked for and digits that a double holds.</summary>
    internal bool TryGetDigits(int mostDecimals, out long digits, out int decimals)
    {
        (digits, decimals) = (_numerator, 0);
        if (!IsSmall)
            return false;
        while (PowersOfTen[decimals] % SmallDenominator != 0)
        {
            if (++decimals > mostDecimals)
                return false;
        }

        var factor = PowersOfTen[decimals] / SmallDenominator;
        digits = _numerator * factor;
        return Math.Abs(_numerator) <= (1L << 53) / factor;
    }

    private static Rational FromReduced(BigInteger numerator, BigInteger denominator) =>
        denominator <= long.MaxValue && numerator <= long.MaxValue && numerator > long.MinValue
            ? new Rational((long)numerator, (long)denominator)
            : new Rational(numerator, denominator);

    private static Rational FromReduced(Int128 numerator, Int128 denominator) =>
        denominator <= long.MaxValue && numerator <= long.MaxValue && numerator > long.MinValue
            ? new Rational((long)numerator, (long)denominator)
            : new Rational((BigInteger)numerator, (BigInteger)denominator);

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(int value) => new(value, 1);

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(long value) => value == long.MinValue ? new Rational(value, BigInteger.One) : new Rational(value, 1);

    /// <summary>A whole number.</summary>
    public static implicit operator Rational(BigInteger value) => FromReduced(value, BigInteger.One);

    /// <summary>The exact value of a decimal.</summary>
    public static implicit operator Rational(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var scale = (parts[3] >> 16) & 0xFF;
        if (parts[2] == 0 && parts[1] >= 0 && scale <= MostShortDecimals)
        {
            var digits = ((long)parts[1] << 32) | (uint)parts[0];
            return OfDigits(parts[3] < 0 ? -digits : digits, scale);
        }

        var mantissa = new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        var numerator = (BigInteger)mantissa;
        return Fraction(parts[3] < 0 ? -numerator : numerator, BigInteger.Pow(10, scale));
    }

    /// <summary>The nearest decimal, rounded half away from zero at its last place.</summary>
    /// <exception cref="OverflowException">The number is beyond the range of decimal.</exception>
    public decimal ToDecimal() =>
        decimal.Parse(ToText(28), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Sum.</summary>
    public static Rational operator +(Rational left, Rational right)
    {
        if (!left.IsSmall || !right.IsSmall)
            return Fraction((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);
        return left.IsNarrow && right.IsNarrow ? NarrowSum(left, right) : SmallSum(left, right);
    }

    private static Rational NarrowSum(Rational left, Rational right)
    {
        var common = GreatestCommonDivisor((ulong)left.SmallDenominator, (ulong)right.SmallDenominator);
        var numerator = (left._numerator * (right.SmallDenominator / common)) + (right._numerator * (left.SmallDenominator / common));
        var shared = common == 1 ? 1 : GreatestCommonDivisor((ulong)Math.Abs(numerator), (ulong)common);
        return new Rational(numerator / shared, left.SmallDenominator / common * (right.SmallDenominator / shared));
    }

    private static Rational SmallSum(Rational left, Rational right)
    {
        var common = GreatestCommonDivisor((ulong)left.SmallDenominator, (ulong)right.SmallDenominator);
        var numerator = ((Int128)left._numerator * (right.SmallDenominator / common)) + ((Int128)right._numerator * (left.SmallDenominator / common));
        var shared = common == 1 ? 1 : GreatestCommonDivisor((ulong)Int128.Abs(numerator % common), (ulong)common);
        return FromReduced(numerator / shared, (Int128)(left.SmallDenominator / common) * (right.SmallDenominator / shared));
    }

    /// <summary>Difference.</summary>
    public static Rational operator -(Rational left, Rational right) => left + -right;

    /// <summary>The number with the other sign.</summary>
    public static Rational operator -(Rational value) =>
        value.IsSmall ? new Rational(-value._numerator, value.SmallDenominator) : FromReduced(-value.Numerator, value.Denominator);

    /// <summary>Product.</summary>
    public static Rational operator *(Rational left, Rational right)
    {
        if (!left.IsSmall || !right.IsSmall)
            return Fraction(left.Numerator * right.Numerator, left.Denominator * right.Denominator);
        var first = GreatestCommonDivisor((ulong)Math.Abs(left._numerator), (ulong)right.SmallDenominator);
        var second = GreatestCommonDivisor((ulong)Math.Abs(right._numerator), (ulong)left.SmallDenominator);
        return left.IsNarrow && right.IsNarrow
            ? new Rational(left._numerator / first * (right._numerator / second), left.SmallDenominator / second * (right.SmallDenominator / first))
            : SmallProduct(left._numerator / first, right._numerator / second, left.SmallDenominator / second, right.SmallDenominator / first);
    }

    private static Rational SmallProduct(long left, long right, long leftDenominator, long rightDenominator) =>
        FromReduced((Int128)left * right, (Int128)leftDenominator * rightDenominator);

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException">The right side is 0.</exception>
    public static Rational operator /(Rational left, Rational right) => left * right.Reciprocal();

    /// <summary>The remainder of the division cut to a whole quotient; it has the sign of the left side.</summary>
    /// <exception cref="DivideByZeroException">The right side is 0.</exception>
    public static Rational operator %(Rational left, Rational right) => left - (right * (left / right).Truncate());

    private Rational Reciprocal()
    {
        if (Sign == 0)
            throw new DivideByZeroException();
        if (!IsSmall)
            return Fraction(Denominator, Numerator);
        return _numerator < 0 ? new Rational(-SmallDenominator, -_numerator) : new Rational(SmallDenominator, _numerator);
    }

    /// <summary>The whole power of the number; a negative exponent gives the reciprocal.</summary>
    /// <exception cref="DivideByZeroException">0 to a negative power.</exception>
    public Rational Power(int exponent)
    {
        var root = exponent < 0 ? Reciprocal() : this;
        var times = Math.Abs(exponent);
        return FromReduced(BigInteger.Pow(root.Numerator, times), BigInteger.Pow(root.Denominator, times));
    }

    /// <summary>The number without its sign.</summary>
    public Rational Abs() => Sign < 0 ? -this : this;

    /// <summary>The nearest whole number towards zero.</summary>
    public Rational Truncate() => IsWhole ? this : IsSmall ? new Rational(_numerator / SmallDenominator, 1) : BigInteger.Divide(Numerator, Denominator);

    /// <summary>The smaller of two numbers.</summary>
    public static Rational Min(Rational left, Rational right) => left <= right ? left : right;

    /// <summary>The larger of two numbers.</summary>
    public static Rational Max(Rational left, Rational right) => left >= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Rational other) =>
        IsNarrow && other.IsNarrow ? (_numerator * other.SmallDenominator).CompareTo(other._numerator * SmallDenominator)
        : IsSmall && other.IsSmall ? CompareSmall(this, other)
        : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    private static int CompareSmall(Rational left, Rational right) =>
        ((Int128)left._numerator * right.SmallDenominator).CompareTo((Int128)right._numerator * left.SmallDenominator);

    int IComparable.CompareTo(object? obj) => obj is Rational other ? CompareTo(other) : throw new ArgumentException("Only numbers compare with numbers.", nameof(obj));

    /// <inheritdoc/>
    public bool Equals(Rational other) => _large is null
        ? other._large is null && _numerator == other._numerator && _denominatorLessOne == other._denominatorLessOne
        : other._large is not null && _large == other._large;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_numerator, _denominatorLessOne, _large);

    /// <summary>Whether two numbers are equal.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Whether two numbers differ.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Whether the left side is smaller.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left side is larger.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left side is not larger.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left side is not smaller.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    private static long GreatestCommonDivisor(ulong left, ulong right)
    {
        if (left == 1 || right == 1)
            return 1;
        while (right != 0)
            (left, right) = (right, left % right);
        return (long)left;
    }
}
