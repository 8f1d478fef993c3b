using Kinerja.Cli.Csv;
using Kinerja.Cli.Policies;
using Kinerja.Cli.Regions;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>A run whose policy has no errors and whose people can be read, and what is counted on the way.</summary>
internal sealed class OpenedRun : IDisposable
{
    private OpenedRun(RunSource source, AppraisalPolicy policy, IAppraisalInput input) =>
        (Source, Policy, Input, Summary) = (source, policy, input, new RunSummary(policy));

    public RunSource Source { get; }

    public AppraisalPolicy Policy { get; }

    public IAppraisalInput Input { get; }

    public RunSummary Summary { get; private set; }

    /// <summary>Opens a run; null when its policy has errors, which are told on standard error.</summary>
    public static OpenedRun? Open(RunSource source, bool decimalComma, bool isCsvWritten, Terminal terminal, Language language)
    {
        if (PolicyLibrary.Load(source.Policy, terminal, language) is not { } policy)
            return null;
        var input = AppraisalInput.Open(source.People, policy, decimalComma, terminal, language);
        if (!decimalComma || isCsvWritten || input is CsvInput or WideCsvInput)
            return new OpenedRun(source, policy, input);
        input.Dispose();
        throw new UsageException(language.Say(
            "--decimal-comma hanya berlaku untuk CSV; di sini tidak ada CSV yang dibaca atau ditulis.",
            "--decimal-comma goes with CSV only; no CSV is read or written here."));
    }

    /// <summary>Begins counting anew.</summary>
    public void ForgetSummary() => Summary = new RunSummary(Policy);

    public void Dispose() => Input.Dispose();
}
