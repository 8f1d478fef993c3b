using System.Text;
using Kinerja.Cli.Columns;
using Kinerja.Cli.Csv;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Columns;

/// <summary>Scores one file in columns and as objects; whatever is in it, the bytes have to be the same.</summary>
internal sealed class TwoWays(AppraisalPolicy policy) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public sealed record Run(byte[] Ndjson, byte[] Csv, byte[] Rejects, string Summary, int InColumns);

    /// <summary>What both ways say; they say the same.</summary>
    public Run Check(byte[] people, bool isCsv, bool decimalComma = false)
    {
        var file = _folder[isCsv ? "people.csv" : "people.ndjson"];
        File.WriteAllBytes(file, people);
        var plan = Score(file, decimalComma, InputBlock.UsualBytes, 1, inColumns: false);
        Run? last = null;
        foreach (var (size, threads) in new[] { (InputBlock.UsualBytes, 1), (InputBlock.UsualBytes, 2), (700, 1), (1, 3) })
        {
            last = Score(file, decimalComma, size, threads, inColumns: true);
            Compare(plan.Ndjson, last.Ndjson, $"NDJSON, blocks of {size}, {threads} threads");
            Compare(plan.Csv, last.Csv, $"CSV, blocks of {size}, {threads} threads");
            Compare(plan.Rejects, last.Rejects, $"rejects, blocks of {size}, {threads} threads");
            Assert.Equal(plan.Summary, last.Summary);
        }

        return last!;
    }

    public void Dispose() => _folder.Dispose();

    private Run Score(string file, bool decimalComma, int blockBytes, int threads, bool inColumns)
    {
        using var input = Open(file, decimalComma, blockBytes);
        IOutcomeFormat[] formats = [new NdjsonFormat(Language.English), new CsvFormat(policy, Language.Indonesian, decimalComma), new NdjsonFormat(Language.Indonesian, onlyRejected: true)];
        var repeatedIds = RepeatedIds.Find(input, threads, default);
        var plan = new BlockScorer(policy, repeatedIds);
        var (texts, summary, counted) = (formats.Select(_ => new MemoryStream()).ToArray(), new RunSummary(policy), 0);
        var workers = inColumns ? Workers : (Func<Func<InputBlock, ScoredBlock>>)(() => block => plan.Score(block, formats));
        new BlockPipeline<ScoredBlock>(input.ReadBlocks(InputMark.Start), workers, threads, Write, default).Run();
        return new Run(texts[0].ToArray(), texts[1].ToArray(), texts[2].ToArray(), Print(summary), counted);

        Func<InputBlock, ScoredBlock> Workers()
        {
            Assert.True(ColumnWorker.CanScore(policy, formats));
            var worker = new ColumnWorker(policy, input.CreateColumnReader(policy)!, formats, plan, repeatedIds);
            return block =>
            {
                var scored = worker.Score((ByteBlock)block);
                Interlocked.Add(ref counted, worker.InColumns);
                return scored;
            };
        }

        void Write(ScoredBlock scored)
        {
            for (var index = 0; index < texts.Length; index++)
                texts[index].Write(scored.Texts[index].Utf8);
            summary.Add(scored.Summary);
        }
    }

    private IAppraisalInput Open(string file, bool decimalComma, int blockBytes)
    {
        var terminal = new Terminal(Stream.Null, Stream.Null, TextWriter.Null);
        return file.EndsWith(".csv", StringComparison.Ordinal)
            ? WideCsvInput.Open(file, policy, decimalComma, terminal, Language.English, blockBytes)
            : new NdjsonInput(InputFile.Open(file, Language.English), blockBytes);
    }

    private static string Print(RunSummary summary)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(Stream.Null, output, error);
        new SummaryReport(terminal, Language.English, isOnError: true).Write(summary, new Kinerja.Cli.Regions.RunSource("x", "p", "x", null, ["-p", "p", "x"]), "");
        return error.ToString() + string.Join('\n', summary.FollowUps);
    }

    private static void Compare(byte[] expected, byte[] found, string what)
    {
        if (expected.AsSpan().SequenceEqual(found))
            return;
        var (left, right) = (Encoding.UTF8.GetString(expected).Split('\n'), Encoding.UTF8.GetString(found).Split('\n'));
        var line = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(index => left[index] != right[index], Math.Min(left.Length, right.Length));
        Assert.Fail($"{what}, line {line + 1} of {left.Length} and {right.Length}:\n{left.ElementAtOrDefault(line)}\n{right.ElementAtOrDefault(line)}");
    }
}
