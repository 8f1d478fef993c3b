using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Takes records through the scorer in blocks, on several threads, and hands the results on in the order of the input.</summary>
internal sealed class ScoringRun(BlockScorer scorer, IReadOnlyList<IOutcomeFormat> formats, int threads)
{
    private const int PeopleABlock = 512;

    /// <summary>The outcomes of a block, and their text for each format.</summary>
    private sealed record ScoredBlock(Outcome[] Outcomes, byte[][] Texts);

    /// <param name="lines">The records.</param>
    /// <param name="write">Receives the outcomes of a block and their text, one for each format; called in order, never at the same time.</param>
    /// <param name="stop">Ends the run between two blocks.</param>
    public void Execute(IEnumerable<AppraisalLine> lines, Action<Outcome[], byte[][]> write, CancellationToken stop)
    {
        var running = new Queue<Task<ScoredBlock>>();
        foreach (var block in lines.Chunk(PeopleABlock))
        {
            stop.ThrowIfCancellationRequested();
            if (threads == 1)
            {
                Write(Score(block));
                continue;
            }

            running.Enqueue(Task.Run(() => Score(block), CancellationToken.None));
            if (running.Count > threads)
                Write(running.Dequeue().GetAwaiter().GetResult());
        }

        while (running.TryDequeue(out var block))
        {
            stop.ThrowIfCancellationRequested();
            Write(block.GetAwaiter().GetResult());
        }

        void Write(ScoredBlock block) => write(block.Outcomes, block.Texts);
    }

    private ScoredBlock Score(AppraisalLine[] lines)
    {
        var outcomes = scorer.Score(lines);
        return new ScoredBlock(outcomes, [.. formats.Select(format => Format(format, outcomes))]);
    }

    private static byte[] Format(IOutcomeFormat format, Outcome[] outcomes)
    {
        using var text = new MemoryStream();
        foreach (var outcome in outcomes)
            format.Write(text, outcome);
        return text.ToArray();
    }
}
