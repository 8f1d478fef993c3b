using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Laws that hold for any numbers: the engine's arithmetic against fractions of big integers.</summary>
public sealed class EngineProperties
{
    private static readonly BigInteger[] Corners =
    [
        0, 1, 2, 3, 5, 7, 10, 100, 999_999_999_989, int.MaxValue, long.MaxValue, (BigInteger)long.MaxValue + 1, (BigInteger)long.MaxValue + 2,
        ulong.MaxValue, 4_294_967_296, BigInteger.Pow(10, 18), BigInteger.Pow(10, 19), BigInteger.Pow(10, 28), BigInteger.Pow(2, 126), BigInteger.Pow(2, 127), BigInteger.Pow(10, 60),
    ];

    private static readonly Gen<BigInteger> Magnitudes = Gen.OneOf(
        Gen.Elements(Corners),
        Gen.Choose(0, 1_000).Select(number => (BigInteger)number),
        Gen.Elements(Corners).Zip(Gen.Choose(-3, 3), (corner, step) => BigInteger.Abs(corner + step)),
        Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, int.MaxValue), (high, low) => ((BigInteger)high << 31) + low));

    private static readonly Gen<Fraction> Fractions =
        from magnitude in Magnitudes
        from divisor in Magnitudes
        from isNegative in Gen.Elements(true, false)
        select new Fraction(isNegative ? -magnitude : magnitude, divisor.IsZero ? BigInteger.One : divisor);

    private static readonly Arbitrary<Fraction> One = Fractions.ToArbitrary();
    private static readonly Arbitrary<(Fraction Left, Fraction Right)> Two = Fractions.Zip(Fractions, (left, right) => (left, right)).ToArbitrary();

    [Fact]
    public void Sums() => Hold(Two, pair => Same(pair.Left + pair.Right, Engine(pair.Left) + Engine(pair.Right)));

    [Fact]
    public void Differences() => Hold(Two, pair => Same(pair.Left - pair.Right, Engine(pair.Left) - Engine(pair.Right)));

    [Fact]
    public void Products() => Hold(Two, pair => Same(pair.Left * pair.Right, Engine(pair.Left) * Engine(pair.Right)));

    [Fact]
    public void Quotients() => Hold(Two, pair => pair.Right.Sign == 0 || Same(pair.Left / pair.Right, Engine(pair.Left) / Engine(pair.Right)));

    [Fact]
    public void Remainders() => Hold(Two, pair => pair.Right.Sign == 0 || Same(
        pair.Left - pair.Right * new Fraction(Fraction.Truncate(pair.Left / pair.Right)), Engine(pair.Left) % Engine(pair.Right)));

    [Fact]
    public void Comparisons() => Hold(Two, pair =>
        Math.Sign(pair.Left.CompareTo(pair.Right)) == Math.Sign(Engine(pair.Left).CompareTo(Engine(pair.Right)))
        && pair.Left.Equals(pair.Right) == (Engine(pair.Left) == Engine(pair.Right))
        && (pair.Left.CompareTo(pair.Right) < 0) == (Engine(pair.Left) < Engine(pair.Right)));

    [Fact]
    public void EqualNumbers_HaveOneHash() => Hold(Two, pair =>
        pair.Right.Sign == 0 || (Engine(pair.Left) * Engine(pair.Right) / Engine(pair.Right)).GetHashCode() == Engine(pair.Left).GetHashCode());

    [Fact]
    public void SignsAndWholes() => Hold(One, number =>
        Engine(number).Sign == number.Sign && Same(Fraction.Abs(number), Engine(number).Abs())
        && Same(new Fraction(Fraction.Truncate(number)), Engine(number).Truncate()) && Engine(number).IsWhole == number.IsWhole);

    [Fact]
    public void Powers() => Hold(
        Fractions.Zip(Gen.Choose(-6, 6), (root, exponent) => (root, exponent)).ToArbitrary(),
        power => (power.root.Sign == 0 && power.exponent < 0) || Same(Power(power.root, power.exponent), Engine(power.root).Power(power.exponent)));

    [Fact]
    public void Roundings() => Hold(
        (from number in Gen.OneOf(Fractions, Halves) from digits in Gen.Choose(-28, 28) from mode in Gen.Choose(0, 8) select (number, digits, mode)).ToArbitrary(),
        rounding => Same(
            OracleRounding.Round(rounding.number, rounding.digits, OracleRounding.Modes[rounding.mode]),
            Engine(rounding.number).Round(rounding.digits, (RoundingMode)rounding.mode)));

    [Fact]
    public void PrintedNumbers() => Hold(
        Gen.OneOf(Fractions, Halves, Decimals).Zip(Gen.Choose(-3, 28), (number, digits) => (number, digits)).ToArbitrary(),
        printing => Engine(printing.number).ToText() == OracleRounding.Print(printing.number, null)
            && Engine(printing.number).ToText(printing.digits) == OracleRounding.Print(OracleRounding.Round(printing.number, printing.digits, "halfAwayFromZero"), printing.digits));

    [Fact]
    public void ReadNumbers() => Hold(
        (from digits in Gen.Choose(0, 9).Select(digit => (char)('0' + digit)).NonEmptyListOf()
         from point in Gen.Choose(0, 20)
         from exponent in Gen.Choose(-110, 110)
         from hasExponent in Gen.Elements(true, false)
         select Written(string.Concat(digits), point, hasExponent ? exponent : null)).ToArbitrary(),
        text => Fraction.Parse(text) is { } exact
            ? Rational.TryParse(text, out var read) && Same(exact, read)
            : !Rational.TryParse(text, out _));

    [Fact]
    public void Decimals_KeepTheirValue() => Hold(
        (from low in Gen.Choose(int.MinValue, int.MaxValue)
         from middle in Gen.Choose(int.MinValue, int.MaxValue)
         from high in Gen.Choose(int.MinValue, int.MaxValue)
         from scale in Gen.Choose(0, 28)
         from isNegative in Gen.Elements(true, false)
         select new decimal(low, middle, high, isNegative, (byte)scale)).ToArbitrary(),
        number => Same(Fraction.Parse(number.ToString(CultureInfo.InvariantCulture))!.Value, number));

    [Fact]
    public void Formulas() => Hold(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => ArithmeticFormula.Create(seed).IsTheSameInBoth(), 4_000);

    [Fact]
    public void TheOrderOfRecords_NeverMatters() => Hold(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var records = Enumerable.Range(0, random.Next(1, 12))
            .Select(_ => FactRecord.Empty.With("x", Engine(new Fraction(random.Next(-1000, 1000), random.Next(1, 1000)))).With("w", random.Next(1, 100)))
            .ToArray();
        string[] formulas = ["sum(list, x)", "avg(list, x / w)", "min(list, x)", "max(list, x * w)", "count(list, x > 0)", "sum(list, x * w) / sum(list.w)"];
        var before = formulas.Select(formula => Evaluate(formula, records)).ToList();
        random.Shuffle(records);
        return before.SequenceEqual(formulas.Select(formula => Evaluate(formula, records)));
    }, 400);

    private static Gen<Fraction> Halves =>
        from whole in Gen.Choose(-2000, 2000)
        from place in Gen.Choose(-4, 12)
        from step in Gen.Elements(0, 0, 1, -1)
        select (new Fraction((2 * whole) + 1, 2) + new Fraction(step, BigInteger.Pow(10, 20))) * Fraction.PowerOfTen(-place);

    private static Gen<Fraction> Decimals =>
        from mantissa in Magnitudes
        from place in Gen.Choose(-40, 60)
        select new Fraction(mantissa) * Fraction.PowerOfTen(-place);

    private static void Hold<T>(Arbitrary<T> values, Func<T, bool> law, int times = 10_000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(1784UL, 1713UL), Prop.ForAll(values, law));

    private static Rational Engine(Fraction number) => Rational.Fraction(number.Numerator, number.Denominator);

    private static bool Same(Fraction expected, Rational actual) => expected.Numerator == actual.Numerator && expected.Denominator == actual.Denominator;

    private static Fraction Power(Fraction root, int exponent)
    {
        var result = Enumerable.Repeat(root, Math.Abs(exponent)).Aggregate(Fraction.One, (left, right) => left * right);
        return exponent < 0 ? Fraction.One / result : result;
    }

    private static string Written(string digits, int point, int? exponent)
    {
        var text = point < digits.Length ? $"{digits[..point]}.{digits[point..]}" : digits;
        return exponent is null ? text : $"{text}e{exponent}";
    }

    private static string? Evaluate(string formula, FactRecord[] records)
    {
        var result = FormulaEvaluation.Evaluate(formula, FactRecord.Empty.With("list", FactValue.List(records)));
        return result.Problem?.ToString() ?? result.Value!.Number?.ToFractionText();
    }
}
