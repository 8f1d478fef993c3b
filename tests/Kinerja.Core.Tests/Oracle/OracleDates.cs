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

    /// <summary>Complete months of a range of days, both included: up to the day after the last, which may lie past year 9999.</summary>
    internal static int CompleteMonths(DateOnly start, DateOnly end)
    {
        var isMonthEnd = end.Day == DateTime.DaysInMonth(end.Year, end.Month);
        var (month, day) = isMonthEnd ? (end.Month + 1, 1) : (end.Month, end.Day + 1);
        var months = (end.Year - start.Year) * 12 + month - start.Month;
        return day < start.Day ? months - 1 : months;
    }

    internal static OracleOutcome AddDays(DateOnly day, Fraction days)
    {
        var number = new Fraction(day.DayNumber) + days;
        return days.IsWhole && number.Sign >= 0 && number.CompareTo(new Fraction(DateOnly.MaxValue.DayNumber)) <= 0
            ? new DateOutcome(DateOnly.FromDayNumber((int)number.Numerator))
            : OracleOutcome.Failed("no such day");
    }

    /// <summary>The same day number of another month, or its last day where it is too short.</summary>
    internal static OracleOutcome AddMonths(DateOnly day, Fraction months)
    {
        var number = new Fraction(day.Year * 12 + day.Month - 1) + months;
        if (!months.IsWhole || number.CompareTo(new Fraction(12)) < 0 || number.CompareTo(new Fraction(9999 * 12 + 11)) > 0)
            return OracleOutcome.Failed("no such month");

        var (year, month) = Math.DivRem((int)number.Numerator, 12);
        return new DateOutcome(new DateOnly(year, month + 1, Math.Min(day.Day, DateTime.DaysInMonth(year, month + 1))));
    }

    internal static int YearsBetween(DateOnly start, DateOnly end) => MonthsBetween(start, end) / 12;

    private static bool IsWholeWithin(Fraction value, int low, int high) =>
        value.IsWhole && value.Numerator >= low && value.Numerator <= high;
}
