using System.Numerics;

namespace Kinerja.Core.Tests;

/// <summary>Numbers worked by hand; laws over many numbers are in Oracle/EngineProperties.</summary>
public sealed class RationalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("0e5", "0")]
    [InlineData("12", "12")]
    [InlineData("-12.50", "-25/2")]
    [InlineData(".5", "1/2")]
    [InlineData("12.", "12")]
    [InlineData("1e2", "100")]
    [InlineData("1E-2", "1/100")]
    [InlineData("1.5e+1", "15")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("0.000000000000000001", "1/1000000000000000000")]
    [InlineData("1e-0100", "1/10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")]
    public void Reading(string text, string fraction)
    {
        Assert.True(Rational.TryParse(text, out var number));
        Assert.Equal(fraction, number.ToFractionText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("1_000")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("1e 5")]
    [InlineData("--1")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("１")]
    [InlineData("1e101")]
    [InlineData("1e-101")]
    [InlineData("1e99999999999999999999")]
    public void OtherTexts_AreNoNumber(string text) => Assert.False(Rational.TryParse(text, out _));

    [Theory]
    [InlineData("1", "3", "0.3333333333333333333333333333")]
    [InlineData("2", "3", "0.6666666666666666666666666667")]
    [InlineData("-2000", "3", "-666.6666666666666666666666667")]
    [InlineData("1", "8", "0.125")]
    [InlineData("-1", "8", "-0.125")]
    [InlineData("100", "1", "100")]
    [InlineData("99999999999999999999999999999", "1", "100000000000000000000000000000")]
    [InlineData("9999999999999999999999999999", "1", "9999999999999999999999999999")]
    [InlineData("299999999999999999999999999999", "3", "100000000000000000000000000000")]
    [InlineData("1", "300000000000000000000", "0.000000000000000000003333333333333333333333333333")]
    public void Printing(string numerator, string denominator, string expected) =>
        Assert.Equal(expected, Rational.Fraction(BigInteger.Parse(numerator), BigInteger.Parse(denominator)).ToText());

    [Theory]
    [InlineData("1.005", 2, "1.01")]
    [InlineData("-1.005", 2, "-1.01")]
    [InlineData("1", 2, "1.00")]
    [InlineData("0.004", 2, "0.00")]
    [InlineData("-0.004", 2, "0.00")]
    [InlineData("999.995", 2, "1000.00")]
    [InlineData("12.5", 0, "13")]
    [InlineData("1250", -2, "1300")]
    public void PrintingWithDigits(string number, int digits, string expected)
    {
        Assert.True(Rational.TryParse(number, out var value));
        Assert.Equal(expected, value.ToText(digits));
    }

    [Fact]
    public void TheDefault_IsZero()
    {
        Assert.Equal(Rational.Zero, default);
        Assert.Equal("0", default(Rational).ToText());
        Assert.Equal(BigInteger.One, default(Rational).Denominator);
    }

    [Fact]
    public void DividingByZero_Throws()
    {
        Assert.Throws<DivideByZeroException>(() => Rational.One / Rational.Zero);
        Assert.Throws<DivideByZeroException>(() => Rational.One % Rational.Zero);
        Assert.Throws<DivideByZeroException>(() => Rational.Zero.Power(-1));
        Assert.Throws<DivideByZeroException>(() => Rational.Fraction(1, 0));
    }

    [Fact]
    public void TheLowestLong_IsANumberLikeAnyOther()
    {
        Rational lowest = long.MinValue;
        Assert.Equal("9223372036854775808", (-lowest).ToText());
        Assert.Equal(lowest, -(-lowest));
        Assert.Equal(lowest, Rational.Fraction(long.MinValue, 1));
        Assert.Equal(Rational.One, lowest / lowest);
        Assert.Equal(lowest.GetHashCode(), (lowest + 1 - 1).GetHashCode());
    }

    [Fact]
    public void Decimals_RoundTrip()
    {
        foreach (var number in (decimal[])[0, -0.0m, 1.10m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m])
            Assert.Equal(number, ((Rational)number).ToDecimal());
        Assert.Throws<OverflowException>(() => ((Rational)decimal.MaxValue + 1).ToDecimal());
    }
}
