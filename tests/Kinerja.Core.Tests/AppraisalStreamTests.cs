using System.Runtime.CompilerServices;
using Kinerja.Core.Tests.Evaluating;

namespace Kinerja.Core.Tests;

/// <summary>People scored as they come.</summary>
public sealed class AppraisalStreamTests
{
    private const int Block = 512;

    private static readonly AppraisalPolicy Policy = AppraisalPolicy.Load(File.ReadAllText(RepositoryFolder.At("benchmarks", "policies", "k10.json"))).Policy!;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block)]
    [InlineData((2 * Block) + 7)]
    public async Task Results_AreThoseOfABatch_InOrder(int count)
    {
        var people = K10People.OfAllKinds(21, count);
        var reported = new Reported();
        var results = new List<AppraisalResult>();
        await foreach (var result in Policy.ScoreAsync(new Source(people), reported))
            results.Add(result);
        ResultComparison.AssertSame(Policy.ScoreBatch(people), results);
        Assert.Equal(Enumerable.Range(1, (count + Block - 1) / Block).Select(block => (long)Math.Min(count, block * Block)), reported.Values);
    }

    [Fact]
    public async Task NothingIsRead_BeforeResultsAreAskedFor_AndNoMoreThanABlockAhead()
    {
        var source = new Source(K10People.Plain(22, 3 * Block));
        var results = Policy.ScoreAsync(source);
        Assert.Equal(0, source.Read);
        await using var reader = results.GetAsyncEnumerator();
        for (var asked = 1; asked <= Block + 1; asked++)
        {
            Assert.True(await reader.MoveNextAsync());
            Assert.Equal(asked <= Block ? Block : 2 * Block, source.Read);
        }
    }

    [Fact]
    public async Task Cancelling_EndsBetweenBlocks()
    {
        using var cancelling = new CancellationTokenSource();
        var source = new Source(K10People.Plain(23, 3 * Block));
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Policy.ScoreAsync(source, cancellationToken: cancelling.Token))
            {
                if (++seen == Block)
                    await cancelling.CancelAsync();
            }
        });
        Assert.Equal(Block, seen);
        Assert.True(source.Token.IsCancellationRequested);
        Assert.True(source.IsDisposed);
    }

    [Fact]
    public async Task ATokenOfTheReader_CancelsToo()
    {
        using var cancelling = new CancellationTokenSource();
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Policy.ScoreAsync(new Source(K10People.Plain(24, 3))).WithCancellation(cancelling.Token))
                Assert.Fail("A result came after cancelling.");
        });
    }

    [Fact]
    public async Task WhatTheSourceThrows_PassesThrough()
    {
        var source = new Source(K10People.Plain(25, Block + 5)) { FailsAt = Block + 3 };
        var seen = 0;
        var fault = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var _ in Policy.ScoreAsync(source))
                seen++;
        });
        Assert.Equal("line 515", fault.Message);
        Assert.Equal(Block, seen);
        Assert.True(source.IsDisposed);
    }

    [Fact]
    public void NoPeopleAtAll_AreNamed() => Assert.Equal("people", Assert.Throws<ArgumentNullException>(() => Policy.ScoreAsync(null!)).ParamName);

    [Fact]
    public async Task APersonThatIsNull_IsNamed() =>
        Assert.Equal("people", (await Assert.ThrowsAsync<ArgumentNullException>(async () => await Policy.ScoreAsync(new Source([null!])).GetAsyncEnumerator().MoveNextAsync())).ParamName);

    private sealed class Reported : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }

    private sealed class Source(Appraisal[] people) : IAsyncEnumerable<Appraisal>
    {
        public int FailsAt { get; init; } = -1;

        public int Read { get; private set; }

        public bool IsDisposed { get; private set; }

        public CancellationToken Token { get; private set; }

        public IAsyncEnumerator<Appraisal> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            Token = cancellationToken;
            return Give(cancellationToken).GetAsyncEnumerator(cancellationToken);
        }

        private async IAsyncEnumerable<Appraisal> Give([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                foreach (var person in people)
                {
                    await Task.Yield();
                    if (Read++ == FailsAt - 1)
                        throw new InvalidDataException($"line {FailsAt}");
                    yield return person;
                }
            }
            finally
            {
                IsDisposed = true;
            }
        }
    }
}
