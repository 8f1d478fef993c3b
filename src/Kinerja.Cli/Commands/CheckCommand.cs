using System.CommandLine;
using Kinerja.Cli.Policies;
using Kinerja.Cli.Regions;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja check</c>: everything that is wrong with policies, or nothing.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal, Language language)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = language.Say("Berkas kebijakan, folder daerah, atau id kebijakan bawaan", "Policy files, region folders, or ids of shipped policies"),
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = language.Say("Satu objek JSON per temuan", "One JSON object for each finding") };
        var effective = new Option<bool>("--effective") { Description = language.Say("Mencetak kebijakan gabungan semua lapis dengan asal setiap nilai (dengan --json: kebijakan yang berdiri sendiri)", "Prints the merged policy with the origin of each value (with --json: a policy that stands alone)") };
        var cost = new Option<bool>("--cost") { Description = language.Say("Menyebut nilai yang membuat penilaian massal lambat, dan sebabnya; hasilnya tetap sama", "Names the values that make scoring in bulk slow, and why; the answers are the same") };
        var command = new Command("check", language.Say("Memeriksa kebijakan dan menyebut setiap kesalahannya", "Checks policies and names every mistake")) { files, json, effective, cost };
        command.SetAction(parse => Run(terminal, language, parse.GetRequiredValue(files), parse.GetValue(json), parse.GetValue(effective), parse.GetValue(cost)));
        return command;
    }

    private static int Run(Terminal terminal, Language language, string[] files, bool asJson, bool printEffective, bool printCost)
    {
        files = [.. files.SelectMany(file => Directory.Exists(file) ? PolicyFiles.In(file, language) : [file])];
        if (printEffective && files.Length > 1)
            throw new UsageException(language.Say("--effective memerlukan tepat satu berkas.", "--effective takes exactly one file."));
        var (errors, warnings) = (0, 0);
        foreach (var file in files)
        {
            var library = PolicyLibrary.Open(file, language);
            var load = library.Load();
            foreach (var diagnostic in load.Diagnostics)
            {
                _ = diagnostic.Severity == Severity.Error ? errors++ : warnings++;
                if (asJson && !printEffective)
                    WriteJson(terminal.Output, diagnostic, language);
                else
                    DiagnosticText.Write(printEffective ? terminal.Error : terminal.Text, diagnostic, library.TextOf, language);
            }

            if (printEffective && load.Policy is { } policy)
                WriteEffective(terminal, policy, asJson);
            if (printCost && load.Policy is { } priced)
                WriteCost(terminal, priced, language);
        }

        terminal.Text.Flush();
        terminal.Error.WriteLine(language.Say(
            $"{files.Length} kebijakan diperiksa: {errors} kesalahan, {warnings} peringatan.",
            $"{files.Length} {(files.Length == 1 ? "policy" : "policies")} checked: {Count(errors, "error")}, {Count(warnings, "warning")}."));
        return errors > 0 ? ExitCode.Complaints : ExitCode.Done;
    }

    private static void WriteCost(Terminal terminal, AppraisalPolicy policy, Language language)
    {
        terminal.Text.WriteLine(policy.SlowValues.IsEmpty
            ? language.Say($"{policy.Id}: semua orang dinilai dalam jalur cepat.", $"{policy.Id}: everybody is scored in lanes.")
            : language.Say($"{policy.Id}: dinilai dalam jalur cepat, kecuali orang yang memerlukan salah satu dari:", $"{policy.Id}: scored in lanes, except people who need one of:"));
        foreach (var slow in policy.SlowValues)
            terminal.Text.WriteLine($"  {slow.Name}: {slow.Reason.In(language)}");
    }

    // As JSON a policy that stands alone; as text each value with the layer and line that it comes from.
    private static void WriteEffective(Terminal terminal, AppraisalPolicy policy, bool asJson)
    {
        if (asJson)
        {
            terminal.RawText.WriteLine(policy.EffectiveJson().TrimEnd());
            return;
        }

        var parts = policy.EffectiveParts();
        var width = parts.Max(part => part.Layer.Length + part.Line.ToString(System.Globalization.CultureInfo.InvariantCulture).Length) + 1;
        foreach (var part in parts)
            terminal.Text.WriteLine($"{(part.Layer + ":" + part.Line).PadRight(width)}  {part.Path} = {part.Value}");
    }

    private static string Count(int number, string noun) => number switch { 0 => $"no {noun}s", 1 => $"1 {noun}", _ => $"{number} {noun}s" };

    private static void WriteJson(Stream output, Diagnostic diagnostic, Language language) => JsonLine.Write(output, writer =>
    {
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("severity", diagnostic.Severity == Severity.Error ? "error" : "warning");
        writer.WriteString("file", diagnostic.File);
        writer.WriteNumber("line", diagnostic.Line);
        writer.WriteNumber("column", diagnostic.Column);
        writer.WriteString("path", diagnostic.Path);
        writer.WriteString("message", diagnostic.Message(language));
        writer.WriteString("hint", diagnostic.Hint(language));
    });
}
