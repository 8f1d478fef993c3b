using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>Reads the period of each person, checks that the policy is in force in it, and fills the names of the period.</summary>
internal static class PeriodBinder
{
    public static void Bind(Block block, ScoringPlan plan, IReadOnlyList<Appraisal> appraisals)
    {
        for (var row = 0; row < appraisals.Count; row++)
        {
            if (string.IsNullOrWhiteSpace(appraisals[row].Id))
                block.Report(0, row, 0, new Diagnostic(DiagnosticCatalog.InvalidAppraisal, null, "id", [new LocalizedText("id kosong.", "the id is empty.")]));
            var problem = Read(plan, appraisals[row], out var period);
            if (problem is not null)
                block.Report(0, row, 0, problem);
            foreach (var input in plan.PeriodParts)
            {
                var column = block.Columns[input.Column];
                if (period is null)
                    column.Status[row] = RowStatus.Failed;
                else
                    column.Set(row, ValueOf(input.Part.Part, period, appraisals[row].AsOf));
            }
        }
    }

    private static Diagnostic? Read(ScoringPlan plan, Appraisal appraisal, out Period? period)
    {
        period = null;
        if (appraisal.Period is not { } text)
        {
            var needed = appraisal.AsOf is not null ? "asOf" : plan.PeriodParts.FirstOrDefault()?.Part.Name;
            return needed is null ? null : new Diagnostic(DiagnosticCatalog.PeriodMissing, null, "period", [needed]);
        }

        if (!Period.TryParse(text, out period))
            return new Diagnostic(DiagnosticCatalog.InvalidPeriod, null, "period", [text]);
        if (appraisal.AsOf < period!.From)
            return new Diagnostic(DiagnosticCatalog.AsOfTooEarly, null, "asOf", [Period.DayText(appraisal.AsOf.Value), text]);
        return plan.Policy.Document.Effective is { } effective && !effective.Covers(period)
            ? new Diagnostic(DiagnosticCatalog.OutsideEffect, null, "period", [text, effective.ToString()])
            : null;
    }

    /// <summary>A part of a period that is over; null where there is no period to take it from.</summary>
    public static object? ValueOf(PeriodPart part, string? periodText) => periodText is not null && Period.TryParse(periodText, out var period) ? ValueOf(part, period!, null) : null;

    private static object ValueOf(PeriodPart part, Period period, DateOnly? asOf)
    {
        var known = asOf < period.To ? Latest(asOf.Value, period.From) : period.To;
        return part switch
        {
            PeriodPart.From => period.From,
            PeriodPart.To => period.To,
            PeriodPart.AsOf => known,
            PeriodPart.Days => (Rational)period.Days,
            PeriodPart.ElapsedDays => (Rational)(known.DayNumber - period.From.DayNumber + 1),
            _ => (Rational)period.CompleteMonths,
        };
    }

    private static DateOnly Latest(DateOnly left, DateOnly right) => left > right ? left : right;
}

/// <summary>Gives each person the value of a parameter that is in force in the person's period.</summary>
internal static class ParameterBinder
{
    public static void Fill(Block block, ParameterInput input, IReadOnlyList<Appraisal> appraisals)
    {
        var (parameter, column) = (input.Parameter, block.Columns[input.Column]);
        for (var row = 0; row < appraisals.Count; row++)
        {
            var (value, problem) = Find(parameter, appraisals[row].Period);
            if (value is not null)
            {
                column.Set(row, value);
                continue;
            }

            column.Status[row] = RowStatus.Failed;
            if (problem is not null)
                block.Report(0, row, 0, problem);
        }
    }

    /// <summary>The value in force in a period; null where none is.</summary>
    public static object? ValueIn(ParameterSymbol parameter, string? period) => Find(parameter, period).Value;

    private static (object? Value, Diagnostic? Problem) Find(ParameterSymbol parameter, string? period) => parameter.Declaration.IsDated ? InForce(parameter, period) : (parameter.Values[0].Value, null);

    private static (object? Value, Diagnostic? Problem) InForce(ParameterSymbol parameter, string? periodText)
    {
        if (periodText is null)
            return (null, new Diagnostic(DiagnosticCatalog.PeriodMissing, null, "period", [parameter.Name]));
        if (!Period.TryParse(periodText, out var period))
            return (null, null); // reported with the period
        var at = parameter.Declaration.At;
        var (first, last) = (at == InForceAt.End ? period!.To : period!.From, at == InForceAt.Start ? period.From : period.To);
        var held = parameter.Values.Where((value, index) =>
            value.From <= last && (index + 1 == parameter.Values.Length || parameter.Values[index + 1].From > first)).ToList();
        if (held.Count == 1 && held[0].From <= first)
            return (held[0].Value, null);
        var dates = string.Join(", ", parameter.Values.Select(value => $"{Constants.Print(value.Value, parameter.Type)} ({Period.DayText(value.From!.Value)})"));
        return (null, new Diagnostic(DiagnosticCatalog.ParameterChanges, null, "period", [parameter.Name, dates]));
    }
}
