using System.CommandLine;
using Kinerja.Cli.Policies;
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
        var comma = CommonOptions.DecimalComma(language);
        var command = new Command("explain", language.Say("Menjelaskan satu hasil, dengan kata dan angka", "Explains one result, in words and numbers")) { policy, input, id, json, comma };
        command.SetAction(parse =>
        {
            // The explanation is for the person rated: Indonesian, unless another language is asked for.
            var wanted = parse.GetValue<string>("--lang") == "en" ? Language.English : Language.Indonesian;
            if (PolicyLibrary.Load(parse.GetRequiredValue(policy), terminal, language) is not { } loaded)
                return ExitCode.Complaints;
            using var appraisals = AppraisalInput.Open(parse.GetValue(input), loaded, parse.GetValue(comma), terminal, language);
            return Run(terminal, loaded, appraisals, parse.GetRequiredValue(id), parse.GetValue(json), language, wanted);
        });
        return command;
    }

    private static int Run(Terminal terminal, AppraisalPolicy policy, IAppraisalInput input, string id, bool asJson, Language language, Language wanted)
    {
        var (line, places) = Find(input, id, terminal.Stop);
        if (line is null)
            throw new UsageException(language.Say($"tidak ada orang dengan id '{id}' dalam masukan.", $"there is nobody with the id '{id}' in the input."));
        var scorer = new BlockScorer(policy, places);
        if (scorer.ReadOrReject(line, out var appraisal) is { } rejected)
        {
            if (asJson)
                terminal.Text.WriteLine(rejected.Result.ToJson(wanted));
            else
                WriteRejection(terminal.Text, id, rejected, wanted);
            return ExitCode.Complaints;
        }

        var explanation = policy.Explain(appraisal!);
        terminal.Text.WriteLine((asJson ? explanation.ToJson(wanted) : explanation.ToText(wanted)).TrimEnd());
        return explanation.Result.IsScored ? ExitCode.Done : ExitCode.Complaints;
    }

    private static (AppraisalLine? Line, RepeatedIds Places) Find(IAppraisalInput input, string id, CancellationToken stop)
    {
        var places = RepeatedIds.Of(id, input, stop);
        var line = input.Read().FirstOrDefault(line => id == (line.Id ?? TopLevelId.Read(line.Utf8.Span)));
        return (line, places);
    }

    private static void WriteRejection(TextWriter text, string id, Outcome rejected, Language language)
    {
        text.WriteLine(language.Say($"{id} tidak dinilai:", $"{id} was not scored:"));
        foreach (var issue in rejected.Issues)
        {
            text.WriteLine($"  {DiagnosticText.Short(issue, language)}");
            if (issue.Hint(language) is { Length: > 0 } hint)
                text.WriteLine($"    {hint}");
        }
    }
}
