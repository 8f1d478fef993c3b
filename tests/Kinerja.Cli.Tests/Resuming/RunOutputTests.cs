using System.Text;
using Kinerja.Cli.Resuming;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Resuming;

public sealed class RunOutputTests : IDisposable
{
    private const int Blocks = 4;
    private static readonly RunIdentity Run = new([new RunFeature("--as-of", "2026-05-15")]);

    private static readonly RunSummary Summary = new(AppraisalPolicy.Load(SmallPolicy.Json).Policy!);

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _said = new() { NewLine = "\n" };

    private string Output => _folder["out"];

    private string Part => _folder["out.part"];

    private string State => _folder["out.state"];

    [Fact]
    public void ACompleteRun_LeavesItsOutputsOnly()
    {
        WriteAll();
        Assert.Equal([_folder["out"], _folder["rejects"]], Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
        AssertWhole();
    }

    [Fact]
    public void AJournalTornAnywhere_LeadsToTheSameBytes()
    {
        Interrupt(Blocks);
        var (journal, part, rejects) = (File.ReadAllBytes(State), File.ReadAllBytes(Part), File.ReadAllBytes(_folder["rejects.part"]));
        var starts = new HashSet<int>();
        for (var length = 0; length <= journal.Length; length += length < journal.Length - 100 ? 3 : 1)
        {
            File.WriteAllBytes(State, journal[..length]);
            File.WriteAllBytes(Part, part);
            File.WriteAllBytes(_folder["rejects.part"], rejects);
            starts.Add(WriteAll(isResumed: true));
            AssertWhole();
        }

        Assert.Equal([0, 1, 2, 3, 4], starts.Order());
    }

    [Theory]
    [InlineData("out.part")]
    [InlineData("rejects.part")]
    public void APartTornAtAnyByte_LeadsToTheSameBytes(string torn)
    {
        Interrupt(Blocks);
        var files = new[] { "out.state", "out.part", "rejects.part" }.ToDictionary(name => name, name => File.ReadAllBytes(_folder[name]));
        var starts = new HashSet<int>();
        for (var length = 0; length <= files[torn].Length; length++)
        {
            foreach (var (name, bytes) in files)
                File.WriteAllBytes(_folder[name], name == torn ? [.. bytes[..length], .. new byte[length % 3]] : bytes);
            starts.Add(WriteAll(isResumed: true));
            AssertWhole();
        }

        Assert.Contains(Blocks, starts);
        Assert.True(starts.Count > 2);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void AProcessKilledWhileItsOutputsGetTheirNames_IsCompletedByTheNext(bool hasRejectsNamed, bool hasOutputNamed)
    {
        WriteAll();
        // What it looks like between the last line of the journal and its removal.
        using (var journal = new RunJournal(Output, Output, Language.English))
        {
            journal.Begin(Run);
            journal.Write(new Checkpoint(1, InputMark.Start, [ExtentOf("out"), ExtentOf("rejects")], [new PeopleCounts(Blocks, 0, 0)], IsSupposed: false, IsComplete: true));
        }

        if (!hasRejectsNamed)
            File.Move(_folder["rejects"], _folder["rejects.part"]);
        if (!hasOutputNamed)
            File.Move(Output, Part);
        var written = File.GetLastWriteTimeUtc(hasOutputNamed ? Output : Part);
        Assert.Equal(Blocks, WriteAll(isResumed: true));
        AssertWhole();
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        Assert.Contains("is complete already", _said.ToString(), StringComparison.Ordinal);
        Assert.Equal(hasOutputNamed, written == File.GetLastWriteTimeUtc(Output));
    }

    [Fact]
    public void ASecondWriter_IsRefusedAndDisturbsNothing()
    {
        using (var first = Open("out", "rejects"))
        {
            first.Begin(isResumed: false, "head\n"u8, _ => false);
            Assert.Throws<UsageException>(() => Open("out", "others"));
            Assert.Throws<UsageException>(() => Open("others", "rejects"));
            Assert.Throws<UsageException>(() => new SafeFile(Output, Language.English));
            WriteBlocks(first, 0, Blocks);
            first.Complete();
        }

        AssertWhole();
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void AnotherRun_IsNotGoneOnWith()
    {
        Interrupt(3);
        var before = File.ReadAllBytes(Part);
        using (var other = RunOutput.Open(Terminal(), Language.English, Output, _folder["rejects"], new RunIdentity([new RunFeature("--as-of", "2026-06-30")]), 1))
        {
            var refused = Assert.Throws<UsageException>(() => other.Begin(isResumed: true, "head\n"u8, _ => false));
            Assert.Contains("--as-of was 2026-05-15, now it is 2026-06-30", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(Part));
        Assert.Equal(3, WriteAll(isResumed: true));
        AssertWhole();
    }

    [Fact]
    public void WithoutResuming_LeftoversAreReplaced()
    {
        Interrupt(3);
        Assert.Equal(0, WriteAll());
        AssertWhole();
        Assert.Equal("", _said.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatWasSupposed_IsTakenBackWithItsCheckpoints(bool isInterrupted)
    {
        Interrupt(2);
        using (var output = Open("out", "rejects"))
        {
            output.Begin(isResumed: true, "head\n"u8, _ => false);
            output.Suppose();
            for (var again = 0; again < 3; again++)
                WriteBlocks(output, 1, 2);
            if (isInterrupted)
                output.Keep(); // which writes a checkpoint
            output.GoBack();
            WriteBlocks(output, 2, 3);
            output.Keep();
        }

        Assert.Equal(3, WriteAll(isResumed: true));
        AssertWhole();
    }

    [Fact]
    public void ASupposedCheckpoint_IsGoneOnWithOnlyWhereNoIdRepeats()
    {
        foreach (var isSure in new[] { false, true })
        {
            Interrupt(1);
            using (var output = Open("out", "rejects"))
            {
                output.Begin(isResumed: true, "head\n"u8, _ => false);
                output.Suppose();
                WriteBlocks(output, 1, 3);
                if (isSure)
                    output.Confirm();
                output.Keep();
            }

            var files = new[] { "out.state", "out.part", "rejects.part" }.ToDictionary(name => name, name => File.ReadAllBytes(_folder[name]));
            foreach (var hasRepeatedIds in new[] { false, true })
            {
                foreach (var (name, bytes) in files)
                    File.WriteAllBytes(_folder[name], bytes);
                Assert.Equal(hasRepeatedIds && !isSure ? 1 : 3, WriteAll(isResumed: true, hasRepeatedIds));
                AssertWhole();
            }
        }
    }

    [Fact]
    public void ARunThatIsRefused_LeavesNothing()
    {
        using (var output = Open("out", "rejects"))
        {
            output.Begin(isResumed: false, "head\n"u8, _ => false);
            WriteBlocks(output, 0, 2);
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    public void Dispose()
    {
        _said.Dispose();
        _folder.Dispose();
    }

    private RunOutput Open(string output, string rejects) => RunOutput.Open(Terminal(), Language.English, _folder[output], _folder[rejects], Run, 1);

    private Terminal Terminal() => new(Stream.Null, Stream.Null, _said);

    // A run that ends after some blocks, each of which left a checkpoint.
    private void Interrupt(int blocks)
    {
        for (var block = 0; block < blocks; block++)
        {
            using var output = Open("out", "rejects");
            output.Begin(isResumed: block > 0, "head\n"u8, _ => false);
            WriteBlocks(output, block, block + 1);
            output.Keep();
        }

        _said.GetStringBuilder().Clear();
    }

    // The block with which it went on.
    private int WriteAll(bool isResumed = false, bool hasRepeatedIds = false)
    {
        using var output = Open("out", "rejects");
        var done = output.Begin(isResumed, "head\n"u8, _ => hasRepeatedIds);
        var first = done.Input > 0 ? Blocks : (int)done.Mark.Records;
        Assert.Equal(first, done.Counts[0].Scored);
        WriteBlocks(output, first, Blocks);
        output.Complete();
        return first;
    }

    private static void WriteBlocks(RunOutput output, int from, int to)
    {
        for (var block = from; block < to; block++)
            output.Write(0, new ScoredBlock(new InputMark(0, 0, block + 1), [Rented(TextOf(block)), Rented(RejectsOf(block))], Summary), new PeopleCounts(block + 1, 0, 0));
    }

    private static RentedText Rented(string text)
    {
        var rented = new RentedText(text.Length);
        rented.Append(Encoding.UTF8.GetBytes(text));
        return rented;
    }

    private static string TextOf(int block) => $"{new string((char)('a' + block), 3 + block)}\n";

    private static string RejectsOf(int block) => block % 2 == 0 ? "" : $"{block}\n";

    private void AssertWhole()
    {
        Assert.Equal("head\n" + string.Concat(Enumerable.Range(0, Blocks).Select(TextOf)), File.ReadAllText(Output));
        Assert.Equal(string.Concat(Enumerable.Range(0, Blocks).Select(RejectsOf)), File.ReadAllText(_folder["rejects"]));
        Assert.False(File.Exists(State) || File.Exists(Part) || File.Exists(_folder["rejects.part"]));
    }

    private Extent ExtentOf(string name) => File.ReadAllBytes(_folder[name]) is var bytes ? new Extent(bytes.Length, default(Crc32C).And(bytes).Value) : default;
}
