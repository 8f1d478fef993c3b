using System.Globalization;

namespace Kinerja.Core;

/// <summary>The period that an appraisal covers (periode penilaian), both days included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record Period(DateOnly From, DateOnly To)
{
    /// <summary>Reads <c>2026</c>, <c>2026-S1</c>, <c>2026-Q2</c>, <c>2026-07</c> or <c>2026-01-01/2026-06-30</c>.</summary>
    public static bool TryParse(string text, out Period? period)
    {
        ArgumentNullException.ThrowIfNull(text);
        period = null;
        if (text.Length == 21 && text[10] == '/')
        {
            if (TryParseDay(text[..10], out var from) && TryParseDay(text[11..], out var to) && from <= to)
                period = new Period(from, to);
            return period is not null;
        }

        if (text.Length is not (4 or 7) || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 1)
            return false;
        var (month, months) = text.Length == 4 ? (1, 12) : text[4] != '-' ? (0, 0) : text[5..] switch
        {
            "S1" => (1, 6),
            "S2" => (7, 6),
            "Q1" => (1, 3),
            "Q2" => (4, 3),
            "Q3" => (7, 3),
            "Q4" => (10, 3),
            var digits when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12 => (number, 1),
            _ => (0, 0),
        };
        if (months == 0)
            return false;
        var last = month + months - 1;
        period = new Period(new DateOnly(year, month, 1), new DateOnly(year, last, DateTime.DaysInMonth(year, last)));
        return true;
    }

    /// <summary>Days of the period, both ends included.</summary>
    internal int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>Complete months from the first day to the day after the last; that day may lie outside the calendar.</summary>
    internal int CompleteMonths
    {
        get
        {
            var months = ((To.Year - From.Year) * 12) + To.Month - From.Month;
            if (To.Day == DateTime.DaysInMonth(To.Year, To.Month))
                return From.Day == 1 ? months + 1 : months;
            return To.Day + 1 >= From.Day ? months : months - 1;
        }
    }

    /// <summary>Reads one day in ISO form, <c>2026-01-31</c>.</summary>
    internal static bool TryParseDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Prints one day in ISO form.</summary>
    internal static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{DayText(From)}/{DayText(To)}";
}
