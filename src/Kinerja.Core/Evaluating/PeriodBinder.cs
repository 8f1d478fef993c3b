using Kinerja.Core.Authoring;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>Checks the period of each person, and that the policy is in force in it.</summary>
internal static class PeriodBinder
{
    public static void Check(Block block, EffectivePeriod? effective, IReadOnlyList<Appraisal> appraisals)
    {
        for (var row = 0; row < appraisals.Count; row++)
        {
            if (string.IsNullOrWhiteSpace(appraisals[row].Id))
                block.Report(0, row, 0, new Diagnostic(DiagnosticCatalog.InvalidAppraisal, null, "id", [new LocalizedText("id kosong.", "the id is empty.")]));
            if (appraisals[row].Period is not { } text)
                continue;
            if (!Period.TryParse(text, out var period))
                block.Report(0, row, 0, new Diagnostic(DiagnosticCatalog.InvalidPeriod, null, "period", [text]));
            else if (effective is not null && !effective.Covers(period!))
                block.Report(0, row, 0, new Diagnostic(DiagnosticCatalog.OutsideEffect, null, "period", [text, effective.ToString()]));
        }
    }
}

/// <summary>Gives each person the value of a parameter that is in force in the person's period.</summary>
internal static class ParameterBinder
{
    public static void Fill(Block block, ParameterInput input, IReadOnlyList<Appraisal> appraisals)
    {
        var (parameter, column) = (input.Parameter, block.Columns[input.Column]);
        for (var row = 0; row < appraisals.Count; row++)
        {
            var (value, problem) = parameter.Declaration.IsDated ? InForce(parameter, appraisals[row].Period) : (parameter.Values[0].Value, null);
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

    private static (object? Value, Diagnostic? Problem) InForce(Checking.ParameterSymbol parameter, string? periodText)
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
        var dates = string.Join(", ", parameter.Values.Select(value => $"{Checking.Constants.Print(value.Value, parameter.Type)} ({Period.DayText(value.From!.Value)})"));
        return (null, new Diagnostic(DiagnosticCatalog.ParameterChanges, null, "period", [parameter.Name, dates]));
    }
}
