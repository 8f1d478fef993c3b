namespace Kinerja.Core.Tests.Oracle;

/// <summary>Formulas worked by hand, so that the oracle itself rests on something.</summary>
public sealed class OracleTests
{
    private const string Declarations = """
        "scales": { "predicate": { "ratings": { "low": {}, "middle": {}, "high": {} } } },
        "facts": {
          "none": { "type": "number", "ifMissing": "exclude" },
          "flag": { "type": "boolean", "ifMissing": "exclude" },
          "level": { "type": "rating", "scale": "predicate", "default": "middle" },
          "colour": { "type": "code", "codes": ["red", "blue"], "default": "red" },
          "day1": { "type": "date", "default": "2024-01-31" },
          "word": { "type": "text", "default": "2024-02-30" },
          "items": { "type": "list", "default": [
              { "score": 3, "inner": [ { "part": 1 }, { "part": 2 } ] }, { "score": 5 }, { "inner": [ { "part": 10 } ] } ],
            "of": { "score": { "type": "number", "ifMissing": "exclude" },
              "inner": { "type": "list", "default": [], "of": { "part": { "type": "number" } } } } },
          "nothing": { "type": "list", "default": [], "of": { "x": { "type": "number" } } }
        }
        """;

    [Theory]
    [InlineData("1/3*3", "1")]
    [InlineData("-1 ** 2", "-1")]
    [InlineData("2 ** 3 ** 2", "512")]
    [InlineData("2 ** -1", "0.5")]
    [InlineData("2 ** -2 ** 2", "0.0625")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("7.5 % -2", "1.5")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("2 + 3 * 4", "14")]
    [InlineData("- - 3", "3")]
    [InlineData("0 ** 0", "1")]
    [InlineData("1/3", "0.3333333333333333333333333333")]
    [InlineData("2/3", "0.6666666666666666666666666667")]
    [InlineData("-2000/3", "-666.6666666666666666666666667")]
    [InlineData("1/300", "0.003333333333333333333333333333")]
    [InlineData(".5 + 12. + 1.2e-5", "12.500012")]
    [InlineData("1e30 + 1", "1000000000000000000000000000000")]
    [InlineData("1e30", "1000000000000000000000000000000")]
    public void Arithmetic(string formula, string expected) => Assert.Equal(expected, Print(formula));

    [Theory]
    [InlineData("round(1.005, 2)", "1.01")]
    [InlineData("round(-2.5)", "-3")]
    [InlineData("round(2.5, 0, 'halfToEven')", "2")]
    [InlineData("round(3.5, 0, 'halfToEven')", "4")]
    [InlineData("round(-2.5, 0, 'halfTowardZero')", "-2")]
    [InlineData("round(-2.5, 0, 'halfUp')", "-2")]
    [InlineData("round(-2.5, 0, 'halfDown')", "-3")]
    [InlineData("round(2.1, 0, 'awayFromZero')", "3")]
    [InlineData("round(-2.9, 0, 'towardZero')", "-2")]
    [InlineData("round(-2.9, 0, 'ceiling')", "-2")]
    [InlineData("round(-2.1, 0, 'floor')", "-3")]
    [InlineData("round(1250, -2)", "1300")]
    [InlineData("floor(-0.5)", "-1")]
    [InlineData("CEILING(-0.5)", "0")]
    [InlineData("truncate(-1.5)", "-1")]
    [InlineData("sign(-0.1) + abs(-4)", "3")]
    [InlineData("min(3, 1, 2) + max(3, 1, 2)", "4")]
    [InlineData("clamp(15, 0, 10)", "10")]
    [InlineData("clamp(5, 10, 0)", "0")]
    [InlineData("pow(2, 10)", "1024")]
    public void Functions(string formula, string expected) => Assert.Equal(expected, Print(formula));

    [Theory]
    [InlineData("true or true and false", "true")]
    [InlineData("not false = true", "true")]
    [InlineData("false and 1/0 = 1", "false")]
    [InlineData("false and flag", "false")]
    [InlineData("flag and false", "false")]
    [InlineData("flag and true", null)]
    [InlineData("flag or true", "true")]
    [InlineData("flag or false", null)]
    [InlineData("not flag", null)]
    [InlineData("2 in (1, none, 2)", "true")]
    [InlineData("2 in (1, none)", null)]
    [InlineData("2 not in (1, 3)", "true")]
    [InlineData("in(2, 1, 3)", "false")]
    [InlineData("level < 'high'", "true")]
    [InlineData("if(flag ?? true, 'low', level) < 'middle'", "true")]
    [InlineData("colour = 'red' && colour <> 'blue'", "true")]
    [InlineData("day1 > '2024-01-30' and day1 <= #2024-01-31#", "true")]
    [InlineData("isNA(none) and not isNA(1)", "true")]
    [InlineData("1 = 1 ? false : true", "false")]
    public void Conditions(string formula, string? expected) => Assert.Equal(expected, Print(formula));

    [Theory]
    [InlineData("none + 1", null)]
    [InlineData("none ?? 4", "4")]
    [InlineData("1 ?? 1/0", "1")]
    [InlineData("if(flag, 1, 2)", null)]
    [InlineData("ifs(false, 1/0, true, 2, 3)", "2")]
    [InlineData("ifs(false, 1, flag ?? false, 2, 3)", "3")]
    [InlineData("false ? 1/0 : true ? 5 : 6", "5")]
    [InlineData("min(none, 1)", null)]
    [InlineData("max(level, 'high')", "high")]
    public void NotApplicable(string formula, string? expected) => Assert.Equal(expected, Print(formula));

    [Theory]
    [InlineData("1/0")]
    [InlineData("5 % 0")]
    [InlineData("0 ** -1")]
    [InlineData("4 ** 0.5")]
    [InlineData("round(1, 29)")]
    [InlineData("round(1, 0.5)")]
    [InlineData("date(word)")]
    [InlineData("date(2023, 2, 29)")]
    [InlineData("addDays(#9999-12-31#, 1)")]
    [InlineData("addDays(#0001-01-01#, -1)")]
    [InlineData("addDays(day1, 0.5)")]
    [InlineData("addDays(day1, 1e90)")]
    [InlineData("addMonths(#9999-12-01#, 1)")]
    [InlineData("addMonths(#0001-01-31#, -1)")]
    [InlineData("addMonths(day1, 1/3)")]
    [InlineData("period.days")]
    [InlineData("2 ** 4096")]
    [InlineData("1 / 2 ** 2000 / 2 ** 2096")]
    [InlineData("none + 1/0")]
    [InlineData("flag and 1/0 = 1")]
    [InlineData("isNA(1/0)")]
    [InlineData("1/0 ?? 2")]
    [InlineData("sum(items, 1/(score - 3))")]
    [InlineData("any(items, 1/(score - 5) = 1 or true)")]
    public void Failures(string formula)
    {
        var result = Evaluate(formula);
        Assert.IsType<FailedOutcome>(result.Outcomes["v"]);
        Assert.True(result.IsRejected);
        Assert.Null(result.Printed["v"]);
    }

    [Fact]
    public void TheLargestPower_IsStillANumber() => Assert.False(Evaluate("2 ** 4095").IsRejected);

    [Theory]
    [InlineData("sum(items, score)", "8")]
    [InlineData("sum(items.score)", "8")]
    [InlineData("avg(items, score)", "4")]
    [InlineData("avg(items, score, score > 3)", "5")]
    [InlineData("median(items, score)", "4")]
    [InlineData("median(items.score, score > 3)", "5")]
    [InlineData("median(items.inner, part)", "2")]
    [InlineData("median(items.inner, part, part < 10)", "1.5")]
    [InlineData("median(nothing, x)", null)]
    [InlineData("min(items, score)", "3")]
    [InlineData("max(items.score)", "5")]
    [InlineData("first(items, score, score > 3)", "5")]
    [InlineData("count(items)", "3")]
    [InlineData("count(items, score > 3)", "1")]
    [InlineData("any(items, score > 3)", "true")]
    [InlineData("all(items, score > 2)", "true")]
    [InlineData("sum(items.inner, part)", "13")]
    [InlineData("sum(items.inner.part)", "13")]
    [InlineData("sum(items.inner, part * score)", "9")]
    [InlineData("sum(items, sum(inner, part) * count(inner))", "16")]
    [InlineData("sum(nothing, x)", "0")]
    [InlineData("avg(nothing, x)", null)]
    [InlineData("first(nothing, x)", null)]
    [InlineData("any(nothing, x > 0)", "false")]
    [InlineData("all(nothing, x > 0)", "true")]
    [InlineData("sum(items, 1/(score - 3), score > 3)", "0.5")]
    public void Aggregates(string formula, string? expected) => Assert.Equal(expected, Print(formula));

    [Theory]
    [InlineData("year(day1) * 10000 + month(day1) * 100 + day(day1)", "20240131")]
    [InlineData("daysBetween('2024-02-01', day1)", "-1")]
    [InlineData("monthsBetween(day1, #2024-02-29#)", "0")]
    [InlineData("monthsBetween(day1, #2024-03-31#)", "2")]
    [InlineData("monthsBetween(#2024-03-31#, day1)", "-2")]
    [InlineData("yearsBetween(#2000-02-29#, #2004-02-28#)", "3")]
    [InlineData("yearsBetween(#2004-02-28#, #2000-02-29#)", "-3")]
    [InlineData("date(2024, 2, 29)", "2024-02-29")]
    [InlineData("max(day1, '2024-03-01')", "2024-03-01")]
    [InlineData("addMonths(day1, 1)", "2024-02-29")]
    [InlineData("addMonths(#2026-01-31#, 1)", "2026-02-28")]
    [InlineData("addMonths('2024-03-31', -13)", "2023-02-28")]
    [InlineData("addMonths(#0001-03-31#, -1)", "0001-02-28")]
    [InlineData("addMonths(#9999-11-30#, 1)", "9999-12-30")]
    [InlineData("addDays(day1, 29)", "2024-02-29")]
    [InlineData("addDays('2024-03-01', -1)", "2024-02-29")]
    [InlineData("addDays(#9999-12-30#, 1)", "9999-12-31")]
    public void Dates(string formula, string expected) => Assert.Equal(expected, Print(formula));

    [Theory]
    [InlineData("2026-01-01", "2026-12-31", null, "365 12 365")]
    [InlineData("2024-01-01", "2024-12-31", "2024-02-29", "366 12 60")]
    [InlineData("2026-01-01", "2026-12-31", "2027-01-05", "365 12 365")]
    [InlineData("2026-01-31", "2026-02-28", "2026-01-31", "29 1 1")]
    [InlineData("2026-01-31", "2026-02-27", null, "28 0 28")]
    [InlineData("2026-01-15", "2026-03-14", null, "59 2 59")]
    [InlineData("2026-07-01", "2026-07-30", null, "30 0 30")]
    [InlineData("9999-12-01", "9999-12-31", null, "31 1 31")]
    public void NamesOfThePeriod(string from, string to, string? asOf, string expected)
    {
        var period = new OraclePeriod(DateOnly.Parse(from), DateOnly.Parse(to), asOf is null ? null : DateOnly.Parse(asOf));
        var policy = OraclePolicy.Load("""
            { "values": { "a": { "formula": "period.days" }, "b": { "formula": "period.months" }, "c": { "formula": "period.elapsedDays" },
                "d": { "formula": "daysBetween(period.from, period.asOf) + 1 = c and period.asOf <= period.to" } },
              "results": ["a", "b", "c", "d"] }
            """);
        Assert.Equal($"{expected} true", string.Join(' ', policy.Evaluate("{}", period).Printed.Values));
    }

    [Fact]
    public void ASumOverTheLeastCommonDenominator_IgnoresTheOrder()
    {
        var terms = new[] { new Fraction(1, 3), new Fraction(1, 6), new Fraction(1, 2), new Fraction(-1, 7) };
        Assert.Equal(OracleOperators.Sum(terms), OracleOperators.Sum([.. terms.Reverse()]));
        Assert.Equal(new NumberOutcome(new Fraction(6, 7)), OracleOperators.Sum(terms));
    }

    private static string? Print(string formula)
    {
        var result = Evaluate(formula);
        Assert.Empty(result.Issues);
        return result.Printed["v"];
    }

    private static OracleResult Evaluate(string formula)
    {
        var policy = $$"""{ {{Declarations}}, "values": { "v": { "formula": "{{formula}}" } }, "results": ["v"] }""";
        return OraclePolicy.Load(policy).Evaluate("{}");
    }
}
