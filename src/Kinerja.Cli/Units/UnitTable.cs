using System.Collections.Immutable;
using System.Text;
using Kinerja.Cli.Csv;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Units;

/// <summary>Units as a table: one row for each unit and finding, so that a spreadsheet can filter findings; a unit without any has one row.</summary>
internal sealed class UnitTable(AppraisalPolicy policy, UnitForm form, bool decimalComma)
{
    private readonly CsvRowWriter _rows = new(decimalComma);

    public void Write(Stream output, ImmutableArray<UnitOutcome> units)
    {
        // Columns are those of the policy, whether or not some unit has a value.
        var results = units.SelectMany(form.ValuesOf).Select(value => value.Name).Distinct().ToList();
        var rated = policy.ResultNames.Where(name => !policy.RatingsOf(name).IsEmpty).ToList();
        var numbers = units.SelectMany(unit => unit.Summary.Numbers).Select(number => number.Name).Distinct().ToList();
        WriteRow(
        [
            "unit", "status", "people", "unscored", .. results,
            .. rated.SelectMany(name => policy.RatingsOf(name).Reverse().Select(rating => $"{name}.{rating.Code}")),
            .. numbers.SelectMany(name => new[] { $"{name}.mean", $"{name}.median" }),
            "finding", "kind", "blocking", form.IsPublic ? "count" : "for", "due", "causedBy", "message", "issues",
        ]);
        foreach (var unit in units)
        {
            string[] start = [unit.Unit, unit.Status, $"{unit.People.Length}", $"{unit.Unscored}", .. ResultCells(unit, results), .. RatingCells(unit, rated), .. MeanCells(unit, numbers)];
            var issues = string.Join(" | ", unit.Issues.Select(issue => form.IsPublic ? issue.Code : DiagnosticText.Short(issue, form.Language)));
            var findings = form.FollowUpsOf(unit).ToList();
            if (findings.Count == 0)
                WriteRow([.. start, "", "", "", "", "", "", "", issues]);
            foreach (var finding in findings)
                WriteRow([.. start, .. FindingCells(finding), issues]);
        }

        void WriteRow(IEnumerable<string> cells) => output.Write(Encoding.UTF8.GetBytes(_rows.Row(cells)));
    }

    private IEnumerable<string> ResultCells(UnitOutcome unit, List<string> names)
    {
        var values = form.ValuesOf(unit).ToDictionary(value => value.Name, StringComparer.Ordinal);
        return names.Select(name => values.TryGetValue(name, out var value) ? _rows.Text(value) : "");
    }

    private IEnumerable<string> RatingCells(UnitOutcome unit, List<string> names) => names.SelectMany(name =>
    {
        var counts = form.IsTooSmall(unit) ? null : unit.Summary.Ratings.FirstOrDefault(rating => rating.Name == name);
        return policy.RatingsOf(name).Reverse().Select((_, position) => counts is null ? "" : $"{counts.Counts[position].People}");
    });

    private IEnumerable<string> MeanCells(UnitOutcome unit, List<string> names) => names.SelectMany(name =>
    {
        var means = form.IsTooSmall(unit) ? null : unit.Summary.Numbers.FirstOrDefault(number => number.Name == name);
        return means is null ? ["", ""] : new[] { _rows.Text(means.Mean), _rows.Text(means.Median) };
    });

    private IEnumerable<string> FindingCells(FollowUp finding) =>
    [
        finding.Id,
        finding.Kind,
        finding.IsBlocking ? "true" : "",
        form.IsPublic ? (finding.For.IsEmpty ? "" : $"{finding.For.Length}") : string.Join("; ", finding.For),
        finding.Due?.ToString("O") ?? "",
        finding.CausedBy ?? "",
        finding.Message?.In(form.Language) ?? "",
    ];
}
