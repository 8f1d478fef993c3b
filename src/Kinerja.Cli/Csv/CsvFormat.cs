using System.Collections.Immutable;
using System.Text;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>Outcomes as a table: id, status, one column for each result, follow-ups, issues. RFC 4180.</summary>
internal sealed class CsvFormat(AppraisalPolicy policy, Language language, bool decimalComma) : IOutcomeFormat
{
    private readonly ImmutableArray<string> _names = policy.ResultNames;
    private readonly char _delimiter = decimalComma ? ';' : ',';

    public ReadOnlyMemory<byte> Header => Encoding.UTF8.GetBytes(Row(["id", "status", .. _names, "followUps", "issues"]));

    public void Write(Stream output, Outcome outcome)
    {
        var results = _names.Select((_, index) => outcome.IsScored ? Text(outcome.Result.Values[index]) : "");
        var followUps = string.Join("; ", outcome.Result.FollowUps.Select(followUp => followUp.Id));
        var issues = string.Join(" | ", outcome.Issues.Select(issue => DiagnosticText.Short(issue, language)));
        output.Write(Encoding.UTF8.GetBytes(Row([outcome.Id ?? "", outcome.Result.IsProvisional ? "provisional" : outcome.IsScored ? "scored" : "rejected", .. results, followUps, issues])));
    }

    private string Text(ResultValue value) => value switch
    {
        { Text: null } => "",
        { Number: not null } when decimalComma => value.Text.Replace('.', ','),
        _ => value.Text,
    };

    private string Row(IEnumerable<string> cells) => string.Join(_delimiter, cells.Select(Cell)) + "\r\n";

    private string Cell(string text)
    {
        // A spreadsheet takes these for the beginning of a formula.
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !CsvNumber.IsNumber(decimalComma ? text.Replace(',', '.') : text))
            text = "'" + text;
        return text.AsSpan().IndexOfAny([_delimiter, '"', '\r', '\n']) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
