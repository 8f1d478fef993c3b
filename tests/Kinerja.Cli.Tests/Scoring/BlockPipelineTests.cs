using System.Security.Cryptography;
using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Tests.Scoring;

public sealed class BlockPipelineTests
{
    private static readonly byte[] Ballast = new byte[32 * 1024];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Blocks_AreWrittenInOrder(int threads)
    {
        var written = new List<long>();
        Run(threads, Blocks(200), number => number % 5 == 0 ? Slow(number) : number, written.Add);
        Assert.Equal(Enumerable.Range(0, 200).Select(number => (long)number), written);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AFaultOfAWorker_EndsTheRunAfterAllBlocksBeforeIt(int threads)
    {
        var written = new List<long>();
        var fault = Assert.Throws<InvalidDataException>(() => Run(threads, Blocks(200), number => number >= 40 ? throw new InvalidDataException($"{number}") : Slow(number), written.Add));
        Assert.Equal("40", fault.Message);
        Assert.Equal(40, written.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AFaultOfTheInput_EndsTheRunAfterAllBlocksBeforeIt(int threads)
    {
        var written = new List<long>();
        Assert.Throws<InvalidDataException>(() => Run(threads, Blocks(40).Concat(Blocks(1).Select(block => block.End.Records == 1 ? throw new InvalidDataException() : block)), Slow, written.Add));
        Assert.Equal(40, written.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AFaultOfTheOutput_EndsTheRun(int threads)
    {
        var written = 0;
        Assert.Throws<IOException>(() => Run(threads, Blocks(1_000_000), number => number, _ =>
        {
            if (++written == 10)
                throw new IOException();
        }));
        Assert.Equal(10, written);
    }

    [Fact]
    public void TheWishToStop_EndsTheRun()
    {
        using var stop = new CancellationTokenSource();
        var written = 0;
        Assert.Throws<OperationCanceledException>(() => Run(2, Blocks(1_000_000), number => number, _ =>
        {
            if (++written == 10)
                stop.Cancel();
        }, stop.Token));
        Assert.InRange(written, 10, 20);
    }

    [Fact]
    public void ASlowOutput_HoldsTheReadingBack()
    {
        var (read, ahead, written) = (0, 0, 0);
        Run(2, Blocks(100).Select(block => Count(block, ref read)), number => number, _ =>
        {
            Slow(0);
            ahead = Math.Max(ahead, Volatile.Read(ref read) - ++written);
        });
        Assert.InRange(ahead, 0, 11);
    }

    private static InputBlock Count(InputBlock block, ref int read)
    {
        Interlocked.Increment(ref read);
        return block;
    }

    // Work enough for the other threads to run ahead as far as they may.
    private static long Slow(long number)
    {
        for (var again = 0; again < 10; again++)
            SHA256.HashData(Ballast);
        return number;
    }

    private static IEnumerable<InputBlock> Blocks(int count)
    {
        for (var number = 0; number < count; number++)
            yield return new RecordBlock(new InputMark(0, 0, number), new InputMark(0, 0, number + 1), []);
    }

    private static void Run(int threads, IEnumerable<InputBlock> blocks, Func<long, long> score, Action<long> write, CancellationToken stop = default) =>
        new BlockPipeline<long>(blocks, () => block => score(block.Start.Records), threads, write, stop).Run();
}
