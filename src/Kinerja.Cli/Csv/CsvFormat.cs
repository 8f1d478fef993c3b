using System.Collections.Immutable;
using System.Text;
using Kinerja.Cli.Columns;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>Outcomes as a table: id, status, one column for each result, follow-ups, issues.</summary>
internal sealed class CsvFormat(AppraisalPolicy policy, Language language, bool decimalComma) : IOutcomeFormat
{
    private readonly ImmutableArray<string> _names = policy.ResultNames;
    private readonly CsvRowWriter _rows = new(decimalComma);

    public ReadOnlyMemory<byte> Header => Encoding.UTF8.GetBytes(_rows.Row(["id", "status", .. _names, "followUps", "issues"]));

    public void Write(Stream output, Outcome outcome)
    {
        var status = outcome.Result.IsProvisional ? "provisional" : outcome.IsScored ? "scored" : "rejected";
        var results = _names.Select((_, index) => outcome.IsScored ? _rows.Text(outcome.Result.Values[index]) : "");
        var followUps = string.Join("; ", outcome.Result.FollowUps.Select(followUp => followUp.Id));
        var issues = string.Join(" | ", outcome.Issues.Select(issue => DiagnosticText.Short(issue, language)));
        output.Write(Encoding.UTF8.GetBytes(_rows.Row([outcome.Id ?? "", status, .. results, followUps, issues])));
    }

    public IColumnFormat? ForColumns(AppraisalPolicy scored) => new CsvColumns(scored, _rows.Cell, decimalComma) is { ArePlain: true } columns ? columns : null;
}
