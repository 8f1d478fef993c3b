using System.Collections.Immutable;
using System.CommandLine;
using Kinerja.Cli.Regions;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Cli.Units;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja unit</c>: the people of each unit together, and what the policy's rules over a unit find.</summary>
internal static class UnitCommand
{
    private const int MostNamed = 10;

    private sealed record Request(RunSource Source, string? Units, string? Unit, string? Output, DateOnly? AsOf, bool IsJson, bool IsPublic, bool IsExplained, bool DecimalComma);

    public static Command Create(Terminal terminal, Language language)
    {
        var policy = CommonOptions.Policy(language);
        var input = CommonOptions.Input(language);
        var units = new Option<string>("--units") { Description = language.Say("Fakta unit kerja (NDJSON); tanpa ini units.ndjson di folder daerah", "Facts of the units (NDJSON); without it the region folder's units.ndjson"), HelpName = "FILE" };
        var unit = new Option<string>("--unit") { Description = language.Say("Hanya unit ini", "Only this unit"), HelpName = "NAME" };
        var output = new Option<string>("--output", "-o") { Description = language.Say("Berkas hasil, .csv atau NDJSON", "File of results, .csv or NDJSON"), HelpName = "OUT" };
        var json = new Option<bool>("--json") { Description = language.Say("Satu objek JSON per unit", "One JSON object for each unit") };
        var forPublic = new Option<bool>("--public") { Description = language.Say("Laporan untuk umum: tanpa nama orang, kelompok kecil tidak dirinci", "A report for the public: no names of people, small groups not broken down") };
        var explain = new Option<bool>("--explain") { Description = language.Say("Menjelaskan hasil aturan atas unit yang disebut --unit", "Explains what the rules found for the unit named by --unit") };
        var asOf = CommonOptions.AsOf(language);
        var comma = CommonOptions.DecimalComma(language);
        var command = new Command("unit", language.Say("Meringkas setiap unit kerja dan menerapkan aturan atas unit", "Sums up each unit and applies the rules over a unit")) { policy, input, units, unit, output, json, forPublic, explain, asOf, comma };
        command.SetAction(parse =>
        {
            var source = RunSource.One(parse.GetValue(policy), parse.GetValue(input), language);
            return Run(terminal, language, new Request(
                source with { Units = parse.GetValue(units) ?? source.Units },
                parse.GetValue(units),
                parse.GetValue(unit),
                parse.GetValue(output),
                CommonOptions.Day(parse.GetValue(asOf), language),
                parse.GetValue(json),
                parse.GetValue(forPublic),
                parse.GetValue(explain),
                parse.GetValue(comma)));
        });
        return command;
    }

    private static int Run(Terminal terminal, Language language, Request request)
    {
        if (request is { IsJson: true, Output: not null })
            throw new UsageException(language.Say("--json menulis ke keluaran standar; untuk berkas cukup -o.", "--json writes to standard output; for a file -o is enough."));
        if (request.IsExplained && (request.Unit is null || request.IsPublic || request.Output is not null))
            throw new UsageException(language.Say("--explain menjelaskan satu unit: sebut dengan --unit, tanpa --public dan -o.", "--explain explains one unit: name it with --unit, without --public and -o."));
        OutputGuard.Check([request.Output], [request.Source], language);
        using var run = OpenedRun.Open(request.Source, request.DecimalComma, OutputGuard.IsCsv(request.Output), terminal, language);
        if (run is null)
            return ExitCode.Complaints;
        if (request.Units is not null && !run.Policy.HasUnitRules)
            throw new UsageException(language.Say("kebijakan ini tidak punya aturan atas unit; --units tidak terpakai.", "this policy has no rules over a unit; --units would not be used."));
        var facts = UnitFacts.Read(run.Policy.HasUnitRules ? request.Source.Units : null, request.AsOf, language);
        var people = Score(terminal, language, run, request.AsOf);
        var units = UnitOutcome.Of(run.Policy, people, facts, request.IsExplained ? request.Unit : null);
        if (request.Unit is { } name)
            units = units.FirstOrDefault(unit => unit.Unit == name) is { } only ? [only] : throw NoUnit(name, units, language);
        if (request.IsExplained)
            Explain(terminal, units[0], request.IsJson, language);
        else
            Write(terminal, request, run.Policy, units, new UnitForm(request.IsPublic, language));
        var isComplained = WriteComplaints(terminal, language, facts, request.Unit is null ? [.. people.Where(person => person.Unit is null)] : [], request.IsPublic);
        return isComplained || units.Any(unit => unit.IsRejected || unit.IsBlocked || unit.Unscored > 0) ? ExitCode.Complaints : ExitCode.Done;
    }

    private static List<Outcome> Score(Terminal terminal, Language language, OpenedRun run, DateOnly? asOf)
    {
        var people = new List<Outcome>();
        var scorer = new BlockScorer(run.Policy, RepeatedIds.Find(run.Input, Environment.ProcessorCount, terminal.Stop), asOf);
        ProgressBar.Run(terminal, terminal.IsErrorTerminal, run.Input.Length, language.Say("Menilai", "Scoring"), progress =>
            new BlockPipeline<(InputMark End, Outcome[] Outcomes)>(
                run.Input.ReadBlocks(InputMark.Start),
                () => block => (block.End, scorer.Score([.. block.Records])),
                Environment.ProcessorCount,
                scored =>
                {
                    people.AddRange(scored.Outcomes);
                    progress(scored.End.Offset);
                },
                terminal.Stop).Run());
        return people;
    }

    private static void Write(Terminal terminal, Request request, AppraisalPolicy policy, ImmutableArray<UnitOutcome> units, UnitForm form)
    {
        if (request.Output is { } path)
        {
            using var file = new SafeFile(path, form.Language);
            if (OutputGuard.IsCsv(path))
                new UnitTable(policy, form, request.DecimalComma).Write(file.Stream, units);
            else
                WriteLines(file.Stream, units, form);
            file.Complete();
        }
        else if (request.IsJson)
        {
            WriteLines(terminal.Output, units, form);
        }
        else
        {
            new UnitReport(terminal.Text, form, terminal.OutputWidth).Write(units);
            terminal.Text.Flush();
        }
    }

    private static void Explain(Terminal terminal, UnitOutcome unit, bool isJson, Language language)
    {
        if (unit.Explanation is not { } explanation)
            throw new UsageException(language.Say("tidak ada aturan atas unit ini yang dapat dijelaskan.", "there are no rules over this unit that could be explained."));
        if (isJson)
            terminal.RawText.WriteLine(explanation.ToJson(language).TrimEnd());
        else
            terminal.Text.WriteLine(explanation.ToText(language).TrimEnd());
        terminal.Text.Flush();
    }

    private static void WriteLines(Stream output, ImmutableArray<UnitOutcome> units, UnitForm form)
    {
        foreach (var unit in units)
            UnitJson.Write(output, unit, form);
    }

    // What belongs to no unit is told apart, so that nobody is missing without a word.
    private static bool WriteComplaints(Terminal terminal, Language language, UnitFacts facts, List<Outcome> homeless, bool isPublic)
    {
        foreach (var stray in facts.Strays)
            terminal.Error.WriteLine($"kinerja: {Printable.OneLine(DiagnosticText.Short(stray, language))}");
        if (homeless.Count == 0)
            return facts.Strays.Count > 0;
        var ids = homeless.Select(person => person.Id ?? language.Say("(tanpa id)", "(no id)")).Take(MostNamed).Select(Printable.OneLine);
        var names = isPublic ? "" : $" {string.Join(", ", ids)}{(homeless.Count > MostNamed ? ", …" : "")}";
        terminal.Error.WriteLine(language.Say(
            $"kinerja: {homeless.Count} orang tanpa unit kerja, tidak terhitung di unit mana pun.{names}",
            $"kinerja: {homeless.Count} {(homeless.Count == 1 ? "person" : "people")} without a unit, counted in none.{names}"));
        return true;
    }

    private static UsageException NoUnit(string name, ImmutableArray<UnitOutcome> units, Language language)
    {
        var known = string.Join(", ", units.Select(unit => unit.Unit));
        return new UsageException(language.Say($"tidak ada unit '{name}'. Yang ada: {known}.", $"there is no unit '{name}'. There is: {known}."));
    }
}
