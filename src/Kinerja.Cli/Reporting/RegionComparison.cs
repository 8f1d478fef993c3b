using Kinerja.Cli.Regions;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Reporting;

/// <summary>Tells several runs side by side, one column for each: what a head of an agency looks at first.</summary>
/// <remarks>Policies differ; what one of them does not have is left open with a dash. Regions that do not fit beside each other stand below.</remarks>
internal sealed class RegionComparison(Terminal terminal, Language language, bool isOnError)
{
    private const string Absent = "–";

    private readonly TextWriter _text = isOnError ? terminal.Error : terminal.Text;

    public void Write(IReadOnlyList<(RunSource Source, RunSummary Summary)> regions)
    {
        var summaries = regions.Select(region => region.Summary).ToList();
        var rows = new List<ComparisonRow> { ComparisonRow.Of("", regions, region => Printable.OneLine(region.Source.Name)) };
        AddCounts(rows, summaries);
        AddNumber(rows, summaries);
        AddRatings(rows, summaries);
        AddFollowUps(rows, summaries);
        foreach (var line in ComparisonTable.Lines(rows, isOnError ? terminal.ErrorWidth : terminal.OutputWidth))
            _text.WriteLine(line);
        WriteNext(regions);
    }

    private void AddCounts(List<ComparisonRow> rows, List<RunSummary> summaries)
    {
        rows.Add(ComparisonRow.Of(language.Say("Orang", "People"), summaries, summary => $"{summary.Scored + summary.Rejected}"));
        rows.Add(ComparisonRow.Of(language.Say("Dinilai", "Scored"), summaries, summary => $"{summary.Scored}"));
        if (summaries.Any(summary => summary.Provisional > 0))
            rows.Add(ComparisonRow.Of("  " + language.Say("sementara", "provisional"), summaries, summary => $"{summary.Provisional}"));
        rows.Add(ComparisonRow.Of(language.Say("Ditolak", "Rejected"), summaries, summary => $"{summary.Rejected}"));
        foreach (var code in summaries.SelectMany(summary => summary.Issues).Select(group => group.Code).Distinct().Order(StringComparer.Ordinal))
            rows.Add(ComparisonRow.Of($"  {code}", summaries, summary => $"{summary.Issues.FirstOrDefault(group => group.Code == code)?.Count ?? 0}"));
    }

    // Each policy names its most important number first; whether those of two regions mean the same, their names tell.
    private void AddNumber(List<ComparisonRow> rows, List<RunSummary> summaries)
    {
        if (summaries.All(summary => !summary.Numbers.Any()))
            return;
        rows.Add(ComparisonRow.Blank(summaries.Count));
        rows.Add(ComparisonRow.Of(language.Say("Nilai", "Number"), summaries, summary => summary.Numbers.Select(entry => entry.Name).FirstOrDefault() ?? Absent));
        rows.Add(Of(language.Say("tertinggi", "highest"), number => number.Max));
        rows.Add(Of(language.Say("rata-rata", "mean"), number => number.Mean));
        rows.Add(Of(language.Say("terendah", "lowest"), number => number.Min));

        ComparisonRow Of(string title, Func<RunSummary.NumberSummary, Rational> read) =>
            ComparisonRow.Of($"  {title}", summaries, summary => summary.Numbers.Select(entry => read(entry.Summary).ToText(2)).FirstOrDefault() ?? Absent);
    }

    private void AddRatings(List<ComparisonRow> rows, List<RunSummary> summaries)
    {
        if (summaries.All(summary => !summary.RatedResults.Any()))
            return;
        rows.Add(ComparisonRow.Blank(summaries.Count));
        rows.Add(ComparisonRow.Of(language.Say("Predikat", "Rating"), summaries, summary => summary.RatedResults.FirstOrDefault() ?? Absent));
        var shares = summaries.Select(Shares).ToList();
        foreach (var label in InOneOrder(shares.Select(share => share.Select(entry => entry.Label).ToList())))
            rows.Add(new ComparisonRow($"  {label}", [.. shares.Select(share => share.Where(entry => entry.Label == label).Select(entry => entry.Text).FirstOrDefault() ?? Absent)]));
    }

    // The ratings of the first rated result, from the highest down, each with its share of the people scored.
    private List<(string Label, string Text)> Shares(RunSummary summary)
    {
        if (summary.RatedResults.FirstOrDefault() is not { } result)
            return [];
        var rows = summary.Policy.RatingsOf(result).Reverse().Select(rating => (Label: rating.Label.In(language), Count: summary.CountOf(result, rating.Code))).ToList();
        if (summary.CountOf(result, "") is var without and > 0)
            rows.Add((language.Say("(tidak berlaku)", "(not applicable)"), without));
        return [.. rows.Select(row => (Printable.OneLine(row.Label), summary.Scored == 0 ? Absent : $"{((Rational)row.Count * 100 / summary.Scored).ToText(1)} %"))];
    }

    private void AddFollowUps(List<ComparisonRow> rows, List<RunSummary> summaries)
    {
        var kinds = summaries.SelectMany(summary => summary.FollowUps).Select(entry => entry.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        if (kinds.Count == 0)
            return;
        rows.Add(ComparisonRow.Blank(summaries.Count));
        rows.Add(ComparisonRow.Of(language.Say("Tindak lanjut (orang)", "Follow-ups (people)"), summaries, _ => ""));
        foreach (var kind in kinds)
            rows.Add(ComparisonRow.Of($"  {FollowUpWords.Of(kind, language)}", summaries, summary => $"{summary.FollowUps.Where(entry => entry.Kind == kind).Sum(entry => entry.People)}"));
    }

    private void WriteNext(IReadOnlyList<(RunSource Source, RunSummary Summary)> regions)
    {
        if (regions[0].Source.Arguments.Select(ShellWord.Of).ToList() is var words && words.Contains(null))
            return;
        _text.WriteLine();
        _text.WriteLine(language.Say("Satu daerah lebih rinci:", "One region in detail:"));
        _text.WriteLine($"  kinerja score {string.Join(' ', words)} --summary");
    }

    // Words of every scale, each scale in its own order: a word stands before those that come after it in some scale read earlier.
    private static List<string> InOneOrder(IEnumerable<List<string>> scales)
    {
        var all = new List<string>();
        foreach (var scale in scales)
        {
            var at = 0;
            foreach (var label in scale)
            {
                if (all.IndexOf(label) is var found and >= 0)
                    at = found + 1;
                else
                    all.Insert(at++, label);
            }
        }

        return all;
    }
}
