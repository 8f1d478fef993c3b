using System.CommandLine;
using Kinerja.Cli.Csv;
using Kinerja.Cli.Regions;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Resuming;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja score</c>: many people in, as many results out, in the same order.</summary>
internal static class ScoreCommand
{
    private sealed record Request(string? Policy, string[] Inputs, string? Output, string? Rejects, DateOnly? AsOf, int Threads, bool IsResumed, bool WithSummary, bool DecimalComma)
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
        var resume = new Option<bool>("--resume") { Description = language.Say("Melanjutkan penilaian ke OUT yang terhenti; hasilnya sama persis", "Goes on with a run into OUT that was interrupted; the results are the same to the byte") };
        var summary = new Option<bool>("--summary") { Description = language.Say("Ringkasan: predikat, angka, dan yang ditolak; beberapa daerah berdampingan", "Summary: ratings, numbers and the rejected ones; several regions side by side") };
        var comma = CommonOptions.DecimalComma(language);
        var command = new Command("score", language.Say("Menilai banyak orang sekaligus", "Scores many people")) { policy, inputs, output, rejects, asOf, threads, resume, summary, comma };
        command.SetAction(parse => Run(terminal, language, new Request(
            parse.GetValue(policy),
            parse.GetValue(inputs) ?? [],
            parse.GetValue(output),
            parse.GetValue(rejects),
            CommonOptions.Day(parse.GetValue(asOf), language),
            parse.GetValue(threads),
            parse.GetValue(resume),
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
        if (request.IsResumed && (request.Output is null || sources.Any(source => source.People is null)))
            throw NotResumable(language);
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
        using var output = RunOutput.Open(terminal, language, request.Output, request.Rejects, IdentityOf(request, runs, language), runs.Count);
        if (request.IsResumed && output.Run is null)
            throw NotResumable(language);
        try
        {
            Score(terminal, language, request, runs, output);
            output.Complete();
        }
        catch (Exception exception) when (output.Run is not null && exception is not UsageException)
        {
            output.Keep();
            if (exception is OperationCanceledException)
                throw new UnfinishedRunException($"{language.Say("dihentikan", "interrupted")}; {Kept(language)}", ExitCode.Interrupted, exception);
            if (exception is IOException or UnauthorizedAccessException)
                throw new UnfinishedRunException($"{exception.Message.TrimEnd('.')}; {Kept(language)}", ExitCode.Usage, exception);
            throw;
        }
    }

    private static void Score(Terminal terminal, Language language, Request request, List<OpenedRun> runs, RunOutput output)
    {
        IOutcomeFormat main = request.IsCsv ? new CsvFormat(runs[0].Policy, language, request.DecimalComma) : new NdjsonFormat(language);
        IOutcomeFormat[] formats = request.Rejects is null ? [main] : [main, new NdjsonFormat(language, onlyRejected: true)];
        var found = new RepeatedIds?[runs.Count];
        var done = output.Begin(request.IsResumed, main.Header.Span, index => Find(index).IsAny);
        var isBarShown = terminal.IsErrorTerminal && (request.Output is not null || !terminal.IsOutputTerminal);
        var before = 0L;
        ProgressBar.Run(terminal, isBarShown, runs.Sum(run => run.Input.Length), language.Say("Menilai", "Scoring"), progress =>
        {
            for (var index = 0; index < runs.Count; index++)
            {
                Score(runs[index], index, progress);
                before += runs[index].Input.Length;
            }
        });

        void Score(OpenedRun run, int index, Action<long> progress)
        {
            // Where writing goes on; a summary is of everybody, so that it needs those before that place too. Blocks end at the same places in every process.
            InputMark? mark = index < done.Input ? null : index == done.Input ? done.Mark : InputMark.Start;
            if (!request.WithSummary)
                run.Summary.Add(done.Counts[index]);
            if ((request.WithSummary ? InputMark.Start : mark) is not { } start)
                return;
            var workers = new BlockWorkers(run.Policy, run.Input, formats, request.AsOf);
            new InputRun(run, index, output, workers, request.Threads, end => progress(before + end.Offset), terminal.Stop).Score(start, mark, found[index]);
        }

        // Each region counts its own people: an id in two regions is not a repeated one.
        RepeatedIds Find(int index) => found[index] ??= RepeatedIds.Find(runs[index].Input, request.Threads, terminal.Stop);
    }

    // Null where nobody could go on, because an input cannot be read again.
    private static RunIdentity? IdentityOf(Request request, List<OpenedRun> runs, Language language)
    {
        if (runs.Any(run => run.Input.Files.Count == 0))
            return null;
        var options = new[]
        {
            RunFeature.OfProgram(),
            new RunFeature("-o", request.IsCsv ? "CSV" : "NDJSON"),
            new RunFeature("--rejects", request.Rejects is { } rejects ? RealPath.Of(rejects) : RunFeature.Nothing),
            new RunFeature("--as-of", request.AsOf is { } day ? $"{day:O}" : RunFeature.Nothing),
            new RunFeature("--lang", language.Say("id", "en")),
            new RunFeature("--decimal-comma", request.DecimalComma ? "yes" : RunFeature.Nothing),
        };
        var sources = runs.SelectMany(run => run.Input.Files.Select(file => RunFeature.OfFile(RealPath.Of(file)))
            .Prepend(new RunFeature("-p", $"{run.Policy.Id}@{run.Policy.Version} {run.Policy.Fingerprint}")));
        return new RunIdentity([.. options, .. sources]);
    }

    private static string Kept(Language language) => language.Say(
        "yang sudah tertulis disimpan: perintah yang sama dengan --resume melanjutkannya.",
        "what was written is kept: the same command with --resume goes on with it.");

    private static UsageException NotResumable(Language language) => new(language.Say(
        "--resume melanjutkan berkas hasil (-o) dari berkas atau folder masukan; bukan masukan standar, dan bukan pipa atau perangkat.",
        "--resume goes on with a file of results (-o) from an input file or folder; not with standard input, a pipe or a device."));

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
