using Kinerja.Cli.Csv;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Opens the INPUT of a command: a folder of CSV files, one wide CSV file, a file of NDJSON, or standard input.</summary>
internal static class AppraisalInput
{
    public static IAppraisalInput Open(string? path, AppraisalPolicy policy, bool decimalComma, Terminal terminal, Language language) =>
        path is not null && Directory.Exists(path) ? CsvInput.Open(path, policy, decimalComma, language)
        : OutputGuard.IsCsv(path) ? WideCsvInput.Open(path!, policy, decimalComma, terminal, language)
        : NdjsonInput.Open(path, terminal, language);

    /// <summary>Every record one by one; each is good until the next one is asked for.</summary>
    public static IEnumerable<AppraisalLine> ReadRecords(this IAppraisalInput input)
    {
        foreach (var block in input.ReadBlocks(InputMark.Start))
        {
            using (block)
            {
                foreach (var record in block.Records)
                    yield return record;
            }
        }
    }
}
