using static Kinerja.Core.Tests.Oracle.OracleOperators;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Functions whose arguments are all known.</summary>
internal static class OracleFunctions
{
    internal static OracleOutcome Call(string function, OracleOutcome[] arguments) => (function, arguments) switch
    {
        ("abs", [var x]) => OracleOutcome.Of(Fraction.Abs(Number(x))),
        ("sign", [var x]) => OracleOutcome.Of(Number(x).Sign),
        ("floor", [var x]) => OracleOutcome.Of(new Fraction(Fraction.Floor(Number(x)))),
        ("ceiling", [var x]) => OracleOutcome.Of(new Fraction(Fraction.Ceiling(Number(x)))),
        ("truncate", [var x]) => OracleOutcome.Of(new Fraction(Fraction.Truncate(Number(x)))),
        ("round", [var x]) => Round(x, OracleOutcome.Of(0), OracleRound.DefaultMode),
        ("round", [var x, var digits]) => Round(x, digits, OracleRound.DefaultMode),
        ("round", [var x, var digits, TextOutcome mode]) => Round(x, digits, mode.Value),
        ("min", _) => Minimum(arguments),
        ("max", _) => Maximum(arguments),
        ("clamp", [var x, var low, var high]) => Minimum(Maximum(x, low), high),
        ("pow", [var x, var y]) => Power(x, y),
        ("year", [DateOutcome d]) => OracleOutcome.Of(d.Value.Year),
        ("month", [DateOutcome d]) => OracleOutcome.Of(d.Value.Month),
        ("day", [DateOutcome d]) => OracleOutcome.Of(d.Value.Day),
        ("daysbetween", [DateOutcome a, DateOutcome b]) => OracleOutcome.Of(OracleDates.DaysBetween(a.Value, b.Value)),
        ("monthsbetween", [DateOutcome a, DateOutcome b]) => OracleOutcome.Of(OracleDates.MonthsBetween(a.Value, b.Value)),
        ("yearsbetween", [DateOutcome a, DateOutcome b]) => OracleOutcome.Of(OracleDates.YearsBetween(a.Value, b.Value)),
        ("adddays", [DateOutcome d, var days]) => OracleDates.AddDays(d.Value, Number(days)),
        ("addmonths", [DateOutcome d, var months]) => OracleDates.AddMonths(d.Value, Number(months)),
        ("date", [TextOutcome text]) => OracleDates.Parse(text.Value),
        ("date", [var y, var m, var d]) => OracleDates.Create(Number(y), Number(m), Number(d)),
        _ => throw new FormatException($"No function {function} with {arguments.Length} arguments."),
    };
}
