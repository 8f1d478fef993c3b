using Kinerja.Cli.Regions;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Reporting;

/// <summary>Tells a run in a page: how many, which ratings, which numbers, who was rejected and why, and what to do next.</summary>
internal sealed class SummaryReport(Terminal terminal, Language language, bool isOnError)
{
    private const int BarWidth = 40;

    private readonly TextWriter _text = isOnError ? terminal.Error : terminal.Text;
    private readonly bool _isTerminal = isOnError ? terminal.IsErrorTerminal : terminal.IsOutputTerminal;

    public static string Counts(RunSummary summary, Language language) => language.Say(
        $"{summary.Scored + summary.Rejected} orang: {summary.Scored} dinilai{(summary.Provisional > 0 ? $" ({summary.Provisional} sementara)" : "")}, {summary.Rejected} ditolak.",
        $"{People(summary.Scored + summary.Rejected)}: {summary.Scored} scored{(summary.Provisional > 0 ? $" ({summary.Provisional} provisional)" : "")}, {summary.Rejected} rejected.");

    public void Write(RunSummary summary, RunSource source, string options)
    {
        _text.WriteLine(Counts(summary, language));
        if (summary.Scored > 0)
        {
            foreach (var result in summary.RatedResults)
                WriteRatings(summary, result);
            WriteNumbers(summary);
        }

        WriteIssues(summary);
        WriteNext(summary, source, options);
    }

    private void WriteRatings(RunSummary summary, string result)
    {
        var rows = summary.Policy.RatingsOf(result).Reverse().Select(rating => (Label: rating.Label.In(language), Count: summary.CountOf(result, rating.Code))).ToList();
        if (summary.CountOf(result, "") is var without and > 0)
            rows.Add((language.Say("(tidak berlaku)", "(not applicable)"), without));
        _text.WriteLine();
        var title = $"{LabelOf(summary, result)} ({result})";
        if (_isTerminal)
        {
            RatingChart.Write(isOnError ? terminal.RawError : terminal.RawText, title, rows);
            return;
        }

        _text.WriteLine(title);
        var width = rows.Max(row => row.Label.Length);
        var most = Math.Max(rows.Max(row => row.Count), 1);
        foreach (var (label, count) in rows)
            _text.WriteLine($"  {label.PadRight(width)}  {count,9}  {Percent(count, summary.Scored),7} %  {new string('#', (int)Math.Ceiling((double)count * BarWidth / most))}".TrimEnd());
    }

    private void WriteNumbers(RunSummary summary)
    {
        var rows = summary.Numbers.Select(entry => new[]
        {
            $"{LabelOf(summary, entry.Name)} ({entry.Name})",
            Number(entry.Summary.Min),
            Number(entry.Summary.Mean),
            Number(entry.Summary.Max),
        }).ToList();
        if (rows.Count == 0)
            return;
        rows.Insert(0, language == Language.Indonesian ? ["", "terendah", "rata-rata", "tertinggi"] : ["", "lowest", "mean", "highest"]);
        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        _text.WriteLine();
        foreach (var row in rows)
            _text.WriteLine($"  {row[0].PadRight(widths[0])}  {row[1].PadLeft(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3].PadLeft(widths[3])}");
    }

    private void WriteIssues(RunSummary summary)
    {
        foreach (var group in summary.Issues)
        {
            _text.WriteLine();
            _text.WriteLine(language.Say($"Ditolak karena {group.Code}: {group.Count} orang", $"Rejected for {group.Code}: {People(group.Count)}"));
            foreach (var (id, issue) in group.Examples)
            {
                var who = id ?? language.Say("(tanpa id)", "(no id)");
                _text.WriteLine($"  {Printable.OneLine(who)}  {Printable.OneLine((issue.Path.Length > 0 ? issue.Path + ": " : "") + issue.Message(language))}");
            }

            if (group.Count > group.Examples.Count)
                _text.WriteLine(language.Say($"  … dan {group.Count - group.Examples.Count} lagi", $"  … and {group.Count - group.Examples.Count} more"));
            if (group.Examples[0].Issue.Hint(language) is { Length: > 0 } hint)
                _text.WriteLine($"  -> {Printable.OneLine(hint)}");
        }
    }

    private void WriteNext(RunSummary summary, RunSource source, string options)
    {
        var words = source.Arguments.Select(ShellWord.Of).ToList();
        var ids = new[] { summary.FirstScoredId, summary.FirstRejectedId }.OfType<string>().Select(ShellWord.Of).OfType<string>().ToList();
        if (ids.Count == 0 || words.Contains(null))
            return;
        _text.WriteLine();
        _text.WriteLine(language.Say("Langkah berikut:", "What to try next:"));
        foreach (var id in ids)
            _text.WriteLine($"  kinerja explain {string.Join(' ', words)} --id {id}{options}");
    }

    private string LabelOf(RunSummary summary, string result) => summary.Labels.TryGetValue(result, out var label) ? label.In(language) : result;

    private static string People(int count) => count == 1 ? "1 person" : $"{count} people";

    private static string Number(Rational number) => number.Round(4).ToText();

    private static string Percent(int count, int all) => ((Rational)count * 100 / all).ToText(1);
}
