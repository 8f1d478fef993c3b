using System.CommandLine;
using Kinerja.Cli.Regions;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja explain</c>: how one result came about.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal, Language language)
    {
        var policy = CommonOptions.Policy(language);
        var input = CommonOptions.Input(language);
        var id = new Option<string>("--id") { Description = language.Say("Id orang yang hasilnya dijelaskan", "Id of the person whose result is explained"), HelpName = "ID", Required = true };
        var json = new Option<bool>("--json") { Description = language.Say("Penjelasan sebagai JSON", "The explanation as JSON") };
        var asOf = CommonOptions.AsOf(language);
        var comma = CommonOptions.DecimalComma(language);
        var command = new Command("explain", language.Say("Menjelaskan satu hasil, dengan kata dan angka", "Explains one result, in words and numbers")) { policy, input, id, json, asOf, comma };
        command.SetAction(parse =>
        {
            // The explanation is for the person rated: Indonesian, unless another language is asked for.
            var wanted = parse.GetValue<string>("--lang") == "en" ? Language.English : Language.Indonesian;
            var source = RunSource.One(parse.GetValue(policy), parse.GetValue(input), language);
            using var run = OpenedRun.Open(source, parse.GetValue(comma), isCsvWritten: false, terminal, language);
            return run is null
                ? ExitCode.Complaints
                : Run(terminal, run, parse.GetRequiredValue(id), CommonOptions.Day(parse.GetValue(asOf), language), parse.GetValue(json), language, wanted);
        });
        return command;
    }

    private static int Run(Terminal terminal, OpenedRun run, string id, DateOnly? asOf, bool asJson, Language language, Language wanted)
    {
        var (line, places) = Find(run.Input, id, terminal.Stop);
        if (line is null)
            throw new UsageException(language.Say($"tidak ada orang dengan id '{id}' dalam masukan.", $"there is nobody with the id '{id}' in the input."));
        var scorer = new BlockScorer(run.Policy, places, asOf);
        if (scorer.ReadOrReject(line, out var appraisal) is { } rejected)
        {
            if (asJson)
                terminal.RawText.WriteLine(rejected.Result.ToJson(wanted));
            else
                WriteRejection(terminal.Text, id, rejected, wanted);
            return ExitCode.Complaints;
        }

        var explanation = run.Policy.Explain(appraisal!);
        if (asJson)
            terminal.RawText.WriteLine(explanation.ToJson(wanted).TrimEnd());
        else
            terminal.Text.WriteLine(explanation.ToText(wanted).TrimEnd());
        return explanation.Result.IsScored ? ExitCode.Done : ExitCode.Complaints;
    }

    private static (AppraisalLine? Line, RepeatedIds Places) Find(IAppraisalInput input, string id, CancellationToken stop)
    {
        var places = RepeatedIds.Of(id, input, stop);
        foreach (var line in input.ReadRecords())
        {
            if (id == (line.Id ?? TopLevelMember.Id(line.Utf8.Span)))
                return (line with { Utf8 = line.Utf8.ToArray() }, places);
        }

        return (null, places);
    }

    private static void WriteRejection(TextWriter text, string id, Outcome rejected, Language language)
    {
        var who = Printable.OneLine(id);
        text.WriteLine(language.Say($"{who} tidak dinilai:", $"{who} was not scored:"));
        foreach (var issue in rejected.Issues)
        {
            text.WriteLine($"  {Printable.OneLine(DiagnosticText.Short(issue, language))}");
            if (issue.Hint(language) is { Length: > 0 } hint)
                text.WriteLine($"    {hint}");
        }
    }
}
