using System.Text;
using Kinerja.Cli.Resuming;
using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Tests.Resuming;

/// <summary>What a journal says is read again as it was written, or not at all.</summary>
public sealed class JournalLinesTests
{
    private static readonly Checkpoint Moment = new(1, new InputMark(12_345_678_901, 70_001, 69_999), [new Extent(4_294_967_296, uint.MaxValue), new Extent(0, 0)], [new PeopleCounts(7, 8, 9)], IsSupposed: true, IsComplete: true);

    [Fact]
    public void Lines_SayWhatWasWritten()
    {
        var read = JournalLines.ReadCheckpoint(JournalLines.Of(Moment))!;
        Assert.Equal((Moment.Input, Moment.Mark, Moment.IsSupposed, Moment.IsComplete), (read.Input, read.Mark, read.IsSupposed, read.IsComplete));
        Assert.Equal(Moment.Outputs, read.Outputs.AsEnumerable());
        Assert.Equal(Moment.Counts, read.Counts.AsEnumerable());
        var run = new RunIdentity([new RunFeature("policy \"ä\"", "1 – 2"), new RunFeature("", "")]);
        Assert.Null(JournalLines.ReadRun(JournalLines.Of(run))!.DifferenceFrom(run));
    }

    [Fact]
    public void TornLines_SayNothing()
    {
        var (line, run) = (JournalLines.Of(Moment), JournalLines.Of(new RunIdentity([new RunFeature("a", "b")])));
        for (var length = 0; length < line.Length; length++)
            Assert.Null(JournalLines.ReadCheckpoint(line.AsMemory(0, length)));
        for (var length = 0; length < run.Length; length++)
            Assert.Null(JournalLines.ReadRun(run.AsMemory(0, length)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"Features\":null}")]
    [InlineData("{\"Features\":[{\"Name\":null,\"Value\":\"\"}]}")]
    [InlineData("{\"Input\":1.5,\"Mark\":{\"Offset\":0,\"Line\":0,\"Records\":0},\"Outputs\":[],\"Counts\":[],\"IsSupposed\":false,\"IsComplete\":false}")]
    [InlineData("{\"Input\":0,\"Mark\":{\"Offset\":0,\"Line\":99999999999,\"Records\":0},\"Outputs\":[],\"Counts\":[],\"IsSupposed\":false,\"IsComplete\":false}")]
    [InlineData("{\"Input\":0,\"Mark\":{\"Offset\":0,\"Line\":0},\"Outputs\":[],\"Counts\":[],\"IsSupposed\":false,\"IsComplete\":false}")]
    [InlineData("{\"Input\":0,\"Mark\":{\"Offset\":0,\"Line\":0,\"Records\":0},\"Outputs\":[],\"Counts\":[],\"IsSupposed\":false,\"IsComplete\":0}")]
    public void OtherJson_SaysNothing(string line)
    {
        Assert.Null(JournalLines.ReadCheckpoint(Encoding.UTF8.GetBytes(line)));
        Assert.Null(JournalLines.ReadRun(Encoding.UTF8.GetBytes(line)));
    }
}
