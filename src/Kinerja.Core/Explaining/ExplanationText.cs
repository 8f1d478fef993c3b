using System.Text;

namespace Kinerja.Core.Explaining;

/// <summary>Tells an explanation in lines of words and numbers.</summary>
internal sealed class ExplanationText
{
    private readonly Language _language;
    private readonly StringBuilder _text = new();

    private ExplanationText(Language language) => _language = language;

    public static string Write(Explanation explanation, Language language)
    {
        var writer = new ExplanationText(language);
        writer.WriteHead(explanation);
        writer.WriteParts(explanation.Parts);
        if (explanation.Result.IsScored)
        {
            // What leads to a result, in the order of calculation; values that only rest on the side are left to the JSON.
            var needed = Reachable(explanation.Results.Concat(explanation.FollowUps.SelectMany(followUp => followUp.Children)));
            var number = 0;
            foreach (var step in explanation.Steps.Where(needed.Contains))
                writer.WriteStep(step, ++number);
            new FollowUpText(language, writer.Line).Write(explanation.FollowUps);
        }

        writer.WriteFoot(explanation);
        return writer._text.ToString();
    }

    private string Say(string indonesian, string english) => _language == Language.Indonesian ? indonesian : english;

    private void Line(string text) => _text.Append(text).Append('\n');

    private static HashSet<Derivation> Reachable(IEnumerable<Derivation> results)
    {
        var reached = new HashSet<Derivation>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Derivation>(results);
        while (open.TryPop(out var step))
        {
            if (!reached.Add(step))
                continue;
            foreach (var child in step.Children)
                open.Push(child);
        }

        return reached;
    }

    // Each part of a divided period is told as a whole of its own, before what takes them together.
    private void WriteParts(IEnumerable<Explanation> parts)
    {
        var number = 0;
        foreach (var part in parts)
        {
            Line($"{Say("BAGIAN", "PART")} {++number}: {part.Period}");
            foreach (var line in Write(part, _language).TrimEnd().Split('\n').SkipLast(part.Result.IsScored ? 2 : 3))
                Line(line.Length == 0 ? "" : $"  | {line}");
            Line("");
        }

        if (number > 0)
            Line(Say("GABUNGAN bagian-bagian", "THE PARTS TAKEN TOGETHER"));
    }

    private void WriteHead(Explanation explanation)
    {
        var result = explanation.Result;
        Line($"{result.Policy.Title.In(_language)}");
        Line($"{Say("Kebijakan", "Policy")} {result.Policy.Id} {Say("versi", "version")} {result.Policy.Version}, {result.Policy.Fingerprint}");
        Line($"{(explanation.IsOfUnit ? Say("Unit", "Unit") : Say("Pegawai", "Person"))} {result.Id}");
        if (result.IsProvisional)
            Line(Say($"SEMENTARA: keadaan per {Period.DayText(result.AsOf!.Value)}, periode belum selesai", $"PROVISIONAL: as of {Period.DayText(result.AsOf!.Value)}, the period is not over"));
        Line("");
        if (result.IsScored)
        {
            Line(Say("HASIL", "RESULT"));
            foreach (var value in result.Values)
                Line($"  {value.Label.In(_language)}: {Word(value.Text, value.TextLabel)}");
            foreach (var followUp in result.FollowUps)
                Line($"  {Say("Tindak lanjut", "Follow-up")} ({FollowUpText.KindName(followUp.Kind).In(_language)}): {followUp.Message?.In(_language) ?? followUp.Id}{FollowUpText.Names(followUp)}{FollowUpText.Until(followUp, _language)}");
            Line("");
            Line(Say("PERHITUNGAN, selangkah demi selangkah", "CALCULATION, step by step"));
            return;
        }

        Line(Say("TIDAK DINILAI, karena:", "NOT SCORED, because:"));
        foreach (var issue in result.Issues)
        {
            Line($"  {issue.Code}  {issue.Message(_language)}");
            Line($"           {issue.Path}. {issue.Hint(_language)}");
        }
    }

    private string Word(string? text, LocalizedText? label) =>
        text is null ? Say("tidak berlaku", "not applicable") : label is null ? text : $"{label.In(_language)} ({text})";

    private void WriteStep(Derivation step, int number)
    {
        Line("");
        var unit = step.Unit is null || step.Text is null ? "" : step.Unit == "percent" ? "%" : $" {step.Unit}";
        var sign = step.IsShortened ? "≈" : "=";
        Line($"{number}. {step.Label.In(_language)} [{step.Name}] {sign} {Word(step.Text, step.WordLabel)}{unit}");
        if (step.IsRefused)
        {
            Detail(Say("tidak berlaku, karena syarat ini salah", "not applicable, because this is false"), step.Substituted is null ? step.Formula : $"{step.Formula}: {step.Substituted}");
        }
        else
        {
            // Bands and tables look at a number; everything else computes one.
            var looks = step.Choice is { Nearest: not null };
            Detail(looks ? Say("melihat", "looks at") : Say("rumus", "formula"), step.Formula);
            if (!looks && step.Substituted is not null)
                Detail(Say("angka", "numbers"), Equation(step));
        }

        if (step.Rounding is { } rounding && step.Unrounded is not null && step.Text is not null)
            Detail(Say("pembulatan", "rounding"), $"{step.Unrounded}{Approximately(step)} → {step.Text} ({Say($"{rounding.Digits} desimal", $"{rounding.Digits} decimals")}, {ModeName(rounding.Mode)})");
        if (step.Choice is { } choice)
        {
            Detail(Say("terpilih", "chosen"), choice.Chosen.In(_language));
            if (choice.Nearest is { } nearest)
                Detail(Say("terdekat", "nearest"), nearest.In(_language));
            if (choice.Nearest is not null && step.Type == DataType.Number && step.Substituted is not null && step.Substituted != step.Text)
                Detail(Say("angka", "numbers"), Equation(step));
        }

        if (!step.Operands.IsEmpty)
            Detail(Say("dengan", "where"), string.Join("; ", step.Operands.Select(OperandText)));
        if (!step.Sources.IsEmpty)
            Detail(Say("dasar", "source"), string.Join("; ", step.Sources.Select(SourceText)));
        if (step.Note is { } note)
            Detail(Say("catatan", "note"), note.In(_language));
    }

    private static string Equation(Derivation step) =>
        step.Unrounded is null || step.Unrounded == step.Substituted ? step.Substituted! : $"{step.Substituted} = {step.Unrounded}";

    // A fraction beside its decimals, so that the eye can check the rounding.
    private static string Approximately(Derivation step) => step.Approximation is { } decimals ? $" ≈ {decimals}" : "";

    private string OperandText(Operand operand)
    {
        var label = operand.Label.In(_language);
        var source = operand.Kind == "parameter" && !operand.Sources.IsEmpty ? $" [{SourceText(operand.Sources[0])}]" : "";
        return label == operand.Name ? $"{operand.Name} = {operand.Text}{source}" : $"{operand.Name} ({label}) = {operand.Text}{source}";
    }

    private string SourceText(LegalSource source) => source.Status == "unverified" ? $"{source.Citation} ({Say("belum terverifikasi", "unverified")})" : source.Citation;

    private string ModeName(RoundingMode mode) => mode switch
    {
        RoundingMode.HalfAwayFromZero => Say("setengah menjauhi nol", "half away from zero"),
        RoundingMode.HalfToEven => Say("setengah ke genap", "half to even"),
        RoundingMode.HalfTowardZero => Say("setengah mendekati nol", "half towards zero"),
        RoundingMode.HalfUp => Say("setengah ke atas", "half up"),
        RoundingMode.HalfDown => Say("setengah ke bawah", "half down"),
        RoundingMode.AwayFromZero => Say("menjauhi nol", "away from zero"),
        RoundingMode.TowardZero => Say("mendekati nol", "towards zero"),
        RoundingMode.Ceiling => Say("ke atas", "up"),
        _ => Say("ke bawah", "down"),
    };

    private void Detail(string label, string text) => Line($"     {label}: {text}");

    private void WriteFoot(Explanation explanation)
    {
        Line("");
        Line(Say(
            "Angka tertulis tepat; pecahan seperti 266/3 adalah nilai tepat yang desimalnya tak berakhir. Pembulatan hanya terjadi bila tertulis.",
            "Numbers are exact; a fraction such as 266/3 is an exact value whose decimals do not end. Rounding happens only where it is written."));
        if (!explanation.Result.IsScored)
            Line(Say("Lengkapi atau betulkan data di atas, lalu nilai kembali.", "Complete or correct the data above, then score again."));
    }
}
