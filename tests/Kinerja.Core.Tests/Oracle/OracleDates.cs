using System.Globalization;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>ISO dates and the arithmetic of days and months.</summary>
internal static class OracleDates
{
    internal static OracleOutcome Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateOutcome(date)
            : OracleOutcome.Failed($"'{text}' is no date");

    internal static OracleOutcome Create(Fraction year, Fraction month, Fraction day)
    {
        if (!IsWholeWithin(year, 1, 9999) || !IsWholeWithin(month, 1, 12) || !IsWholeWithin(day, 1, 31))
            return OracleOutcome.Failed("no such day");

        var (y, m, d) = ((int)year.Numerator, (int)month.Numerator, (int)day.Numerator);
        return d <= DateTime.DaysInMonth(y, m)
            ? new DateOutcome(new DateOnly(y, m, d))
            : OracleOutcome.Failed("no such day");
    }

    internal static int DaysBetween(DateOnly start, DateOnly end) => end.DayNumber - start.DayNumber;

    /// <summary>Complete months: one is complete when the day number of the start is reached.</summary>
    internal static int MonthsBetween(DateOnly start, DateOnly end)
    {
        if (end < start)
            return -MonthsBetween(end, start);

        var months = (end.Year - start.Year) * 12 + end.Month - start.Month;
        return end.Day < start.Day ? months - 1 : months;
    }

    internal static int YearsBetween(DateOnly start, DateOnly end) => MonthsBetween(start, end) / 12;

    private static bool IsWholeWithin(Fraction value, int low, int high) =>
        value.IsWhole && value.Numerator >= low && value.Numerator <= high;
}
