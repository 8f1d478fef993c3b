using System.CommandLine;
using Kinerja.Cli.Csv;
using Kinerja.Cli.Regions;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja score</c>: many people in, as many results out, in the same order.</summary>
internal static class ScoreCommand
{
    private sealed record Request(string? Policy, string[] Inputs, string? Output, string? Rejects, DateOnly? AsOf, int Threads, bool WithSummary, bool DecimalComma)
    {
        public bool IsCsv => OutputGuard.IsCsv(Output);

        /// <summary>What explain has to be told too, so that it explains the same.</summary>
        public string OptionsOfExplain => (AsOf is { } day ? $" --as-of {day:O}" : "") + (DecimalComma ? " --decimal-comma" : "");
    }

    public static Command Create(Terminal terminal, Language language)
    {
        var policy = CommonOptions.Policy(language);
        var inputs = CommonOptions.Inputs(language);
        var output = new Option<string>("--output", "-o") { Description = language.Say("Berkas hasil, .csv atau NDJSON; tanpa ini ke keluaran standar", "File of results, .csv or NDJSON; standard output without it"), HelpName = "OUT" };
        var rejects = new Option<string>("--rejects") { Description = language.Say("Berkas tambahan berisi yang ditolak saja (NDJSON)", "A further file with the rejected ones only (NDJSON)"), HelpName = "FILE" };
        var asOf = CommonOptions.AsOf(language);
        var threads = new Option<int>("--threads") { Description = language.Say("Banyaknya thread; hasilnya sama persis", "Number of threads; the results are the same to the byte"), HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var summary = new Option<bool>("--summary") { Description = language.Say("Ringkasan: predikat, angka, dan yang ditolak; beberapa daerah berdampingan", "Summary: ratings, numbers and the rejected ones; several regions side by side") };
        var comma = CommonOptions.DecimalComma(language);
        var command = new Command("score", language.Say("Menilai banyak orang sekaligus", "Scores many people")) { policy, inputs, output, rejects, asOf, threads, summary, comma };
        command.SetAction(parse => Run(terminal, language, new Request(
            parse.GetValue(policy),
            parse.GetValue(inputs) ?? [],
            parse.GetValue(output),
            parse.GetValue(rejects),
            CommonOptions.Day(parse.GetValue(asOf), language),
            parse.GetValue(threads),
            parse.GetValue(summary),
            parse.GetValue(comma))));
        return command;
    }

    private static int Run(Terminal terminal, Language language, Request request)
    {
        if (request.Threads is < 1 or > 1024)
            throw new UsageException(language.Say("--threads dari 1 sampai 1024.", "--threads is from 1 to 1024."));
        var sources = RunSource.Of(request.Policy, request.Inputs, language);
        if (sources.Count > 1 && request.IsCsv)
            throw new UsageException(language.Say("kolom hasil berbeda-beda antardaerah: tulis beberapa folder ke NDJSON, atau satu folder ke CSV.", "the columns of results differ between regions: write several folders as NDJSON, or one folder as CSV."));
        OutputGuard.Check([request.Output, request.Rejects], sources, language);
        var runs = new List<OpenedRun>();
        try
        {
            // Everything is looked at before anything is written.
            foreach (var source in sources)
            {
                if (OpenedRun.Open(source, request.DecimalComma, request.IsCsv, terminal, language) is not { } run)
                    return ExitCode.Complaints;
                runs.Add(run);
            }

            Score(terminal, language, request, runs);
        }
        finally
        {
            runs.ForEach(run => run.Dispose());
        }

        Tell(terminal, language, request, runs);
        return runs.Any(run => run.Summary.Rejected > 0) ? ExitCode.Complaints : ExitCode.Done;
    }

    private static void Score(Terminal terminal, Language language, Request request, List<OpenedRun> runs)
    {
        IOutcomeFormat main = request.IsCsv ? new CsvFormat(runs[0].Policy, language, request.DecimalComma) : new NdjsonFormat(language);
        IOutcomeFormat[] formats = request.Rejects is null ? [main] : [main, new NdjsonFormat(language, onlyRejected: true)];
        using var outputFile = request.Output is { } file ? new SafeFile(file) : null;
        using var rejectsFile = request.Rejects is { } rejects ? new SafeFile(rejects) : null;
        var output = (Stream?)outputFile?.Stream ?? terminal.Output;
        output.Write(main.Header.Span);
        var isBarShown = terminal.IsErrorTerminal && (outputFile is not null || !terminal.IsOutputTerminal);
        var before = 0L;
        ProgressBar.Run(terminal, isBarShown, runs.Sum(run => run.Input.Length), language.Say("Menilai", "Scoring"), progress =>
        {
            foreach (var run in runs)
            {
                // Each region counts its own people: an id in two regions is not a repeated one.
                var repeatedIds = RepeatedIds.Find(run.Input, request.Threads, terminal.Stop);
                var workers = BlockWorkers.Of(run.Policy, run.Input, formats, repeatedIds, request.AsOf);
                new BlockPipeline<ScoredBlock>(run.Input.ReadBlocks(InputMark.Start), workers, request.Threads, scored => Write(run, scored), terminal.Stop).Run();
                before += run.Input.Length;
            }

            void Write(OpenedRun run, ScoredBlock scored)
            {
                output.Write(scored.Texts[0].Utf8);
                rejectsFile?.Stream.Write(scored.Texts[1].Utf8);
                run.Summary.Add(scored.Summary);
                progress(before + scored.End.Offset);
            }
        });
        output.Flush();
        rejectsFile?.Complete();
        outputFile?.Complete();
    }

    private static void Tell(Terminal terminal, Language language, Request request, List<OpenedRun> runs)
    {
        if (!request.WithSummary)
        {
            foreach (var run in runs)
                terminal.Error.WriteLine((runs.Count > 1 ? $"{Printable.OneLine(run.Source.Name)}: " : "") + SummaryReport.Counts(run.Summary, language));
        }
        else if (runs.Count > 1)
        {
            new RegionComparison(terminal, language, request.Output is null).Write([.. runs.Select(run => (run.Source, run.Summary))]);
        }
        else
        {
            new SummaryReport(terminal, language, request.Output is null).Write(runs[0].Summary, runs[0].Source, request.OptionsOfExplain);
        }
    }
}
