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
        AddNumbers(rows, summaries);
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

    // The numbers that several regions have under one name can be compared; of a region with none of them at least its first one is told.
    private void AddNumbers(List<ComparisonRow> rows, List<RunSummary> summaries)
    {
        var numbers = summaries.Select(summary => summary.Numbers.ToList()).ToList();
        var shared = numbers.SelectMany(own => own).CountBy(entry => entry.Name).Where(pair => pair.Value > 1).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var told = numbers.SelectMany(own => own.Where(entry => shared.Contains(entry.Name)).DefaultIfEmpty(own.FirstOrDefault())).Select(entry => entry.Name).OfType<string>().Distinct().ToList();
        if (told.Count == 0)
            return;
        rows.Add(ComparisonRow.Blank(summaries.Count));
        rows.Add(ComparisonRow.Of(language.Say("Rata-rata", "Means"), summaries, _ => ""));
        foreach (var name in told)
        {
            var label = summaries.Where(summary => summary.Labels.ContainsKey(name)).Select(summary => summary.Labels[name].In(language)).First();
            rows.Add(new ComparisonRow(Printable.OneLine($"  {label}"), [.. numbers.Select(own => own.Where(entry => entry.Name == name).Select(entry => entry.Summary.Mean.ToText(2)).FirstOrDefault() ?? Absent)]));
        }
    }

    // The rating that most regions have under one name; otherwise the last one of a policy, which the others lead to.
    private void AddRatings(List<ComparisonRow> rows, List<RunSummary> summaries)
    {
        if (summaries.All(summary => !summary.RatedResults.Any()))
            return;
        rows.Add(ComparisonRow.Blank(summaries.Count));
        var common = summaries.SelectMany(summary => summary.RatedResults).CountBy(name => name).Aggregate((best, next) => next.Value >= best.Value ? next : best).Key;
        var results = summaries.Select(summary => summary.RatedResults.Contains(common) ? common : summary.RatedResults.LastOrDefault()).ToList();
        rows.Add(new ComparisonRow(language.Say("Predikat", "Rating"), [.. results.Select(result => result ?? Absent)]));
        var shares = summaries.Zip(results, Shares).ToList();
        foreach (var label in InOneOrder(shares.Select(share => share.Select(entry => entry.Label).ToList())))
            rows.Add(new ComparisonRow($"  {label}", [.. shares.Select(share => share.Where(entry => entry.Label == label).Select(entry => entry.Text).FirstOrDefault() ?? Absent)]));
    }

    // The ratings of a result, from the highest down, each with its share of the people scored.
    private List<(string Label, string Text)> Shares(RunSummary summary, string? result)
    {
        if (result is null)
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
            var at = scale.Where(all.Contains).Select(label => all.IndexOf(label)).FirstOrDefault(all.Count);
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
