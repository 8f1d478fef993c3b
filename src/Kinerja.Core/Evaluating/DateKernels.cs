using Kinerja.Core.Checking;

namespace Kinerja.Core.Evaluating;

/// <summary>Calendar arithmetic; days are held by number.</summary>
internal static class DateKernels
{
    public static Fault Apply(ElementOperator @operator, Column[] operands, Column target, int row)
    {
        switch (@operator)
        {
            case ElementOperator.DateFromText:
                if (!Period.TryParseDay(((TextColumn)operands[0]).Values[row], out var day))
                    return Fault.NoSuchDay;
                ((OrdinalColumn)target).Values[row] = day.DayNumber;
                return Fault.None;
            case ElementOperator.DateFromParts:
                if (FromParts(operands, row) is not { } made)
                    return Fault.NoSuchDay;
                ((OrdinalColumn)target).Values[row] = made.DayNumber;
                return Fault.None;
            case ElementOperator.AddDays or ElementOperator.AddMonths:
                var count = ((NumberColumn)operands[1]).Values[row];
                if (!count.IsWhole)
                    return Fault.CountNotWhole;
                if (Move(DateOnly.FromDayNumber(((OrdinalColumn)operands[0]).Values[row]), count, @operator == ElementOperator.AddMonths) is not { } moved)
                    return Fault.NoSuchDay;
                ((OrdinalColumn)target).Values[row] = moved.DayNumber;
                return Fault.None;
            default:
                var first = DateOnly.FromDayNumber(((OrdinalColumn)operands[0]).Values[row]);
                var second = operands.Length > 1 ? DateOnly.FromDayNumber(((OrdinalColumn)operands[1]).Values[row]) : first;
                ((NumberColumn)target).Values[row] = @operator switch
                {
                    ElementOperator.Year => first.Year,
                    ElementOperator.Month => first.Month,
                    ElementOperator.Day => first.Day,
                    ElementOperator.DaysBetween => second.DayNumber - first.DayNumber,
                    ElementOperator.MonthsBetween => MonthsBetween(first, second),
                    _ => MonthsBetween(first, second) / 12,
                };
                return Fault.None;
        }
    }

    /// <summary>The same on days and numbers known beforehand.</summary>
    public static Fault Apply(ElementOperator @operator, IReadOnlyList<Rational> operands, out Rational result)
    {
        static Column Known(bool isDay, Rational value)
        {
            Column column = isDay ? new OrdinalColumn(1) : new NumberColumn(1);
            column.Set(0, isDay ? DateOnly.FromDayNumber((int)value.Numerator) : value);
            return column;
        }

        bool IsDay(int index) => @operator != ElementOperator.DateFromParts && (index == 0 || @operator is ElementOperator.DaysBetween or ElementOperator.MonthsBetween or ElementOperator.YearsBetween);
        var target = Known(@operator is ElementOperator.AddDays or ElementOperator.AddMonths or ElementOperator.DateFromParts, 0);
        var fault = Apply(@operator, [.. operands.Select((operand, index) => Known(IsDay(index), operand))], target, 0);
        result = target is OrdinalColumn day ? day.Values[0] : ((NumberColumn)target).Values[0];
        return fault;
    }

    // A month is complete when the day number of the first date is reached.
    private static int MonthsBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
            return -MonthsBetween(to, from);
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return to.Day < from.Day ? months - 1 : months;
    }

    // In a month too short the last day is taken. Null outside the years 1 to 9999.
    private static DateOnly? Move(DateOnly from, Rational count, bool byMonths)
    {
        var target = byMonths ? (from.Year * 12) + from.Month - 1 + count : from.DayNumber + count;
        if (byMonths)
            return target < 12 || target >= 10_000 * 12 ? null : from.AddMonths((int)count.Numerator);
        return target < DateOnly.MinValue.DayNumber || target > DateOnly.MaxValue.DayNumber ? null : DateOnly.FromDayNumber((int)target.Numerator);
    }

    private static DateOnly? FromParts(Column[] operands, int row)
    {
        var parts = operands.Select(operand => ((NumberColumn)operand).Values[row]).ToArray();
        if (parts.Any(part => !part.IsWhole || part.Sign <= 0 || part > 9999))
            return null;
        var (year, month, day) = ((int)parts[0].Numerator, (int)parts[1].Numerator, (int)parts[2].Numerator);
        return month <= 12 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }
}
