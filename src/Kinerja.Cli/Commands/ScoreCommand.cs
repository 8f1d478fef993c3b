using System.CommandLine;
using Kinerja.Cli.Csv;
using Kinerja.Cli.Policies;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja score</c>: many people in, as many results out, in the same order.</summary>
internal static class ScoreCommand
{
    private sealed record Request(string Policy, string? Input, string? Output, string? Rejects, int Threads, bool WithSummary, bool DecimalComma);

    public static Command Create(Terminal terminal, Language language)
    {
        var policy = CommonOptions.Policy(language);
        var input = CommonOptions.Input(language);
        var output = new Option<string>("--output", "-o") { Description = language.Say("Berkas hasil, .csv atau NDJSON; tanpa ini ke keluaran standar", "File of results, .csv or NDJSON; standard output without it"), HelpName = "OUT" };
        var rejects = new Option<string>("--rejects") { Description = language.Say("Berkas tambahan berisi yang ditolak saja (NDJSON)", "A further file with the rejected ones only (NDJSON)"), HelpName = "FILE" };
        var threads = new Option<int>("--threads") { Description = language.Say("Banyaknya thread; hasilnya sama persis", "Number of threads; the results are the same to the byte"), HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var summary = new Option<bool>("--summary") { Description = language.Say("Ringkasan: predikat, angka, dan yang ditolak", "Summary: ratings, numbers and the rejected ones") };
        var comma = CommonOptions.DecimalComma(language);
        var command = new Command("score", language.Say("Menilai banyak orang sekaligus", "Scores many people")) { policy, input, output, rejects, threads, summary, comma };
        command.SetAction(parse => Run(terminal, language, new Request(
            parse.GetRequiredValue(policy),
            parse.GetValue(input),
            parse.GetValue(output),
            parse.GetValue(rejects),
            parse.GetValue(threads),
            parse.GetValue(summary),
            parse.GetValue(comma))));
        return command;
    }

    private static int Run(Terminal terminal, Language language, Request request)
    {
        if (request.Threads is < 1 or > 1024)
            throw new UsageException(language.Say("--threads dari 1 sampai 1024.", "--threads is from 1 to 1024."));
        Protect(request, language);
        if (PolicyLibrary.Load(request.Policy, terminal, language) is not { } policy)
            return ExitCode.Complaints;
        using var input = AppraisalInput.Open(request.Input, policy, request.DecimalComma, terminal, language);
        var summary = new RunSummary(policy);
        Score(terminal, language, request, policy, input, summary);
        if (request.WithSummary)
            new SummaryReport(terminal, language, request.Output is null).Write(summary, request.Policy, input.Name, request.DecimalComma);
        else
            terminal.Error.WriteLine(SummaryReport.Counts(summary, language));
        return summary.Rejected > 0 ? ExitCode.Complaints : ExitCode.Done;
    }

    // What is written must not replace what is read, nor be read as a list of the next run.
    private static void Protect(Request request, Language language)
    {
        if (request.Output is { } one && request.Rejects is { } other && Path.GetFullPath(one) == Path.GetFullPath(other))
            throw new UsageException(language.Say("-o dan --rejects menunjuk berkas yang sama.", "-o and --rejects name the same file."));
        var input = request.Input is null or "-" ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Input));
        foreach (var file in new[] { request.Output, request.Rejects }.OfType<string>())
        {
            var path = Path.GetFullPath(file);
            if (path == input || path == Path.GetFullPath(request.Policy))
                throw new UsageException(language.Say($"'{file}' adalah masukan; pilih nama lain untuk hasilnya.", $"'{file}' is an input; choose another name for the results."));
            if (input is not null && Path.GetDirectoryName(path) == input && Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
                throw new UsageException(language.Say($"'{file}' ada di folder masukan; tulis hasilnya di luar folder itu.", $"'{file}' lies in the input folder; write the results elsewhere."));
        }
    }

    private static void Score(Terminal terminal, Language language, Request request, AppraisalPolicy policy, IAppraisalInput input, RunSummary summary)
    {
        var isCsv = request.Output is { } path && Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        IOutcomeFormat main = isCsv ? new CsvFormat(policy, language, request.DecimalComma) : new NdjsonFormat(language);
        IOutcomeFormat[] formats = request.Rejects is null ? [main] : [main, new NdjsonFormat(language, onlyRejected: true)];
        using var outputFile = request.Output is { } file ? new SafeFile(file) : null;
        using var rejectsFile = request.Rejects is { } rejects ? new SafeFile(rejects) : null;
        var output = (Stream?)outputFile?.Stream ?? terminal.Output;
        output.Write(main.Header.Span);
        var run = new ScoringRun(new BlockScorer(policy, RepeatedIds.Find(input, terminal.Stop)), formats, request.Threads);
        var isBarShown = terminal.IsErrorTerminal && (outputFile is not null || !terminal.IsOutputTerminal);
        ProgressBar.Run(terminal, isBarShown, input.Length, language.Say("Menilai", "Scoring"), progress => run.Execute(
            input.Read(),
            (outcomes, texts) =>
            {
                output.Write(texts[0]);
                rejectsFile?.Stream.Write(texts[1]);
                foreach (var outcome in outcomes)
                    summary.Add(outcome);
                progress(input.Position);
            },
            terminal.Stop));
        output.Flush();
        rejectsFile?.Complete();
        outputFile?.Complete();
    }
}
