using Kinerja.Core.Checking;

namespace Kinerja.Core.Tests.Checking;

/// <summary>A range holds every number that its operation can give.</summary>
public sealed class NumberRangeTests
{
    [Fact]
    public void EveryResult_LiesInTheRangeOfTheOperation()
    {
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var (left, right) = (Range(random), Range(random));
            var (a, b) = (Inside(left, random), Inside(right, random));
            Holds(left.Plus(right), a + b, left, right);
            Holds(left.Negated(), -a, left, right);
            Holds(left.Times(right), a * b, left, right);
            Holds(left.Union(right), random.Next(2) == 0 ? a : b, left, right);
            Holds(left.Min(right), Rational.Min(a, b), left, right);
            Holds(left.Max(right), Rational.Max(a, b), left, right);
            Holds(left.Absolute(), a.Abs(), left, right);
            if (b.Sign != 0)
                Holds(left.DividedBy(right), a / b, left, right);
            var (digits, mode) = (random.Next(-2, 3), (RoundingMode)random.Next(9));
            Holds(left.Rounded(digits, mode), a.Round(digits, mode), left, right);
        }
    }

    [Theory]
    [InlineData(0, true, 10, true, "0", true)]
    [InlineData(10, false, 10, false, null, true)]
    [InlineData(10, true, 10, true, "10", true)]
    [InlineData(10, false, 11, false, null, false)]
    [InlineData(10, true, 11, false, "10", false)]
    [InlineData(10, false, 11, true, "11", false)]
    [InlineData(101, true, 200, true, null, true)]
    public void PointBetween_IsInsideOrNull(int from, bool fromIncluded, int to, bool toIncluded, string? expected, bool isFine)
    {
        var range = new NumberRange(0, 100, Digits: isFine ? 2 : 0);
        var point = range.PointBetween(from, fromIncluded, to, toIncluded);
        Assert.Equal(expected, point?.ToText());
    }

    [Fact]
    public void AboveZero_StaysAboveZero_InProductsAndQuotients()
    {
        var target = new NumberRange(0, null, LowOpen: true);
        var days = new NumberRange(1, 366);
        Assert.False(target.Times(days).Contains(Rational.Zero));
        Assert.False(target.Times(days).DividedBy(days).Contains(Rational.Zero));
        Assert.False(new NumberRange(0, 5, LowOpen: true).Times(days).Contains(Rational.Zero));
        Assert.False(days.DividedBy(target).Contains(Rational.Zero));
        Assert.True(new NumberRange(0, null).Times(days).Contains(Rational.Zero));
        Assert.True(new NumberRange(-1, 5).Times(target).Contains(Rational.Zero));
    }

    private static void Holds(NumberRange range, Rational value, NumberRange left, NumberRange right)
    {
        Assert.True(range.Contains(value), $"{value.ToFractionText()} is not in {range}; from {left} and {right}");
        if (range.Digits is { } digits)
            Assert.True((value * ((Rational)10).Power(digits)).IsWhole, $"{value.ToFractionText()} has more than {digits} decimals; from {left} and {right}");
    }

    private static NumberRange Range(Random random)
    {
        var digits = random.Next(3) == 0 ? (int?)null : random.Next(0, 3);
        var scale = ((Rational)10).Power(digits ?? 0);
        var low = (Rational)random.Next(-30, 30) / scale;
        var high = low + ((Rational)random.Next(2, 40) / scale);
        return new NumberRange(random.Next(4) == 0 ? null : low, random.Next(4) == 0 ? null : high, random.Next(3) == 0, random.Next(3) == 0, digits);
    }

    private static Rational Inside(NumberRange range, Random random)
    {
        var step = Rational.One / ((Rational)10).Power(range.Digits ?? 0) / (range.Digits is null ? 7 : 1);
        var start = range.Low ?? (range.High - (step * 50)) ?? -step * 20;
        for (var attempt = 0; ; attempt++)
        {
            var value = start + (step * random.Next(0, 60));
            if (range.Contains(value))
                return value;
        }
    }
}
