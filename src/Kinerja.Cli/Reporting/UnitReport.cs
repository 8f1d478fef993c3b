using System.Collections.Immutable;
using Kinerja.Cli.Units;
using Kinerja.Core;

namespace Kinerja.Cli.Reporting;

/// <summary>Tells each unit in a few lines: how many people, what the rules found, how the people stand.</summary>
internal sealed class UnitReport(TextWriter text, UnitForm form, int width)
{
    private const int BarWidth = 20;
    private const int LongestLabel = 40;
    private const string Deep = "        ";

    private Language Language => form.Language;

    public void Write(ImmutableArray<UnitOutcome> units)
    {
        for (var index = 0; index < units.Length; index++)
        {
            if (index > 0)
                text.WriteLine();
            Write(units[index]);
        }
    }

    private void Write(UnitOutcome unit)
    {
        text.WriteLine($"{Printable.OneLine(unit.Unit)}: {Count(unit.People.Length)}, {Unscored(unit)}{Mark(unit)}{Running(unit)}");
        if (form.IsTooSmall(unit))
        {
            text.WriteLine("  " + Language.Say($"Kurang dari {UnitForm.FewestInPublic} orang dinilai: tidak dirinci.", $"Fewer than {UnitForm.FewestInPublic} people scored: not broken down."));
            return;
        }

        foreach (var issue in unit.Issues)
            Indent("  ", "  ", form.IsPublic ? issue.Code : DiagnosticText.Short(issue, Language));
        WriteValues(unit);
        foreach (var result in unit.Summary.Ratings)
            WriteRatings(result, unit.Summary.Scored);
        WriteNumbers(unit.Summary.Numbers);
        WriteFindings([.. form.FollowUpsOf(unit)]);
    }

    private void WriteValues(UnitOutcome unit)
    {
        var rows = form.ValuesOf(unit).Select(value => (Title: Printable.OneLine(value.Label.In(Language)), Text: TextOf(value))).ToList();
        if (rows.Count == 0)
            return;
        var titles = Math.Min(LongestLabel, rows.Max(row => row.Title.Length));
        foreach (var row in rows)
            text.WriteLine($"  {row.Title.PadRight(titles)}  {row.Text}");
    }

    private void WriteRatings(RatingCounts result, int scored)
    {
        text.WriteLine($"  {Printable.OneLine(result.Label.In(Language))}");
        var rows = result.Counts.Select(count => (Label: Printable.OneLine(count.Rating.Label.In(Language)), count.People)).ToList();
        var labels = rows.Max(row => row.Label.Length);
        foreach (var (label, people) in rows)
        {
            var bar = new string('#', ((people * BarWidth) + scored - 1) / scored);
            text.WriteLine($"    {label.PadRight(labels)}  {people,6}  {((Rational)people * 100 / scored).ToText(1),5} %  {bar}".TrimEnd());
        }
    }

    private void WriteNumbers(ImmutableArray<NumberMeans> numbers)
    {
        if (numbers.IsEmpty)
            return;
        var rows = numbers.Select(number => new ComparisonRow($"  {Printable.OneLine(number.Label.In(Language))}", [.. form.PartsOf(number).Select(part => part.Value.ToText(2))])).ToList();
        rows.Insert(0, new ComparisonRow("", [.. form.PartsOf(numbers[0]).Select(part => part.Title.In(Language))]));
        foreach (var line in ComparisonTable.Lines(rows, width))
            text.WriteLine(line);
    }

    private void WriteFindings(List<FollowUp> findings)
    {
        if (findings.Count > 0)
            text.WriteLine("  " + Language.Say("Temuan dan tindak lanjut", "Findings and follow-ups"));
        foreach (var finding in findings)
        {
            var kind = FollowUpWords.Of(finding.Kind, Language) + (finding.IsBlocking ? Language.Say(", menahan", ", blocking") : "");
            var cause = finding.CausedBy is { } by ? Language.Say($"; sebab: {FollowUpWords.Cause(by, Language)}", $"; caused by: {FollowUpWords.Cause(by, Language)}") : "";
            var due = finding.Due is { } day ? Language.Say($"; paling lambat {day:O}", $"; due {day:O}") : "";
            Indent(finding.IsBlocking ? "    ! " : "    - ", Deep, $"{finding.Id} ({kind}{cause}{due}) {finding.Message?.In(Language)}".TrimEnd());
            if (finding.For.IsEmpty)
                continue;
            if (form.IsPublic)
                Indent(Deep, Deep, Language.Say($"menyangkut {finding.For.Length}", $"concerns {finding.For.Length}"));
            else
                Indent(Deep, Deep, string.Join(", ", finding.For));
        }
    }

    // Long text goes on in lines of its own, all equally far in.
    private void Indent(string first, string others, string line)
    {
        var (current, isEmpty) = (first, true);
        foreach (var word in Printable.OneLine(line).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && current.Length + 1 + word.Length > width)
            {
                text.WriteLine(current);
                (current, isEmpty) = (others, true);
            }

            current += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        text.WriteLine(current);
    }

    private string TextOf(ResultValue value) => value switch
    {
        { Text: null } => Language.Say("tidak berlaku", "not applicable"),
        { TextLabel: { } label } => Printable.OneLine(label.In(Language)),
        { Type: DataType.Boolean } => value.Text == "true" ? Language.Say("ya", "yes") : Language.Say("tidak", "no"),
        { Number: { IsPrintedExactly: false } number } => number.ToText(4),
        _ => Printable.OneLine(value.Text),
    };

    private string Mark(UnitOutcome unit) => unit switch
    {
        { IsRejected: true } => Language.Say(" - DITOLAK", " - REJECTED"),
        { IsBlocked: true } => Language.Say(" - DITAHAN", " - BLOCKED"),
        _ => "",
    };

    private string Running(UnitOutcome unit) => unit.Result?.AsOf is { } day
        ? Language.Say($" - SEMENTARA per {day:yyyy-MM-dd}", $" - PROVISIONAL as of {day:yyyy-MM-dd}")
        : "";

    private string Count(int people) => Language.Say($"{people} orang", people == 1 ? "1 person" : $"{people} people");

    private string Unscored(UnitOutcome unit) => Language.Say($"{unit.Unscored} tidak dinilai", $"{unit.Unscored} not scored");
}
