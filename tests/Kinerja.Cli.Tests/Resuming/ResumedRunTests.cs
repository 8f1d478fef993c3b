using System.Text;
using Kinerja.Cli.Resuming;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Resuming;

/// <summary>The command with <c>--resume</c>, on what a process that was killed behind a certain block has left.</summary>
public sealed class ResumedRunTests : IDisposable
{
    private const int People = 14_000; // some blocks of the input

    private readonly TemporaryFolder _folder = new();
    private readonly string _policy;
    private readonly string _people;

    public ResumedRunTests()
    {
        _policy = _folder.Write("small.json", SmallPolicy.Json);
        // Every tenth is rejected; scores, ratings and rejected ones differ before and behind each place to go on.
        _people = _folder.Write("people.ndjson", string.Concat(Enumerable.Range(0, People).Select(number => SmallPolicy.Person($"p{number}", BaseOf(number)) + "\n")));
    }

    private string Output => _folder["out.ndjson"];

    private string[] Command => ["score", "-p", _policy, _people, "-o", Output];

    [Theory]
    [InlineData("people.ndjson")]
    [InlineData("csv")]
    [InlineData("wide.csv")]
    public void AnyPlaceToGoOn_GivesTheSameBytesAndSummary(string input)
    {
        Directory.CreateDirectory(_folder["csv"]);
        File.WriteAllText(Path.Combine(_folder["csv"], "appraisals.csv"), "id,base\n" + string.Concat(Enumerable.Range(0, People).Select(number => $"p{number},{BaseOf(number)}\n")));
        File.WriteAllText(Path.Combine(_folder["csv"], "items.csv"), "id,name\n" + string.Concat(Enumerable.Range(0, People / 2).Select(number => $"p{number * 2},{number}\n")));
        File.WriteAllText(Path.Combine(_folder["csv"], "items.parts.csv"), "id,items#,points\n");
        _folder.Write("wide.csv", "id,base,items.1.name\n" + string.Concat(Enumerable.Range(0, People).Select(number => $"p{number}-{new string('x', 50)},{BaseOf(number)},\n")));
        string[] command = ["score", "-p", _policy, _folder[input], "-o", Output];
        var whole = CommandRun.Of([.. command, "--summary"]);
        var bytes = File.ReadAllBytes(Output);
        var blocks = BlocksOf(_folder[input]);
        Assert.True(blocks.Count > 2);
        for (var block = 1; block <= blocks.Count; block++)
        {
            foreach (var summary in new[] { true, false })
            {
                Interrupt(command, bytes, blocks, block, isSupposed: summary == (block % 2 == 0));
                var resumed = CommandRun.Of([.. command, "--resume", "--threads", "2", .. summary ? new[] { "--summary" } : []]);
                Assert.Equal(1, resumed.Code);
                Assert.Contains("going on with", resumed.Error, StringComparison.Ordinal);
                Assert.Contains($"after {blocks.Take(block).Sum(entry => entry.Records)} people", resumed.Error, StringComparison.Ordinal);
                Assert.Contains($"{People} people: {People / 10 * 9} scored, {People / 10} rejected.", resumed.Error + resumed.Output, StringComparison.Ordinal);
                if (summary)
                    Assert.Equal(whole.Output, resumed.Output);
                Assert.Equal(bytes, File.ReadAllBytes(Output));
            }
        }
    }

    [Fact]
    public void WhatWasWrittenBeforeAnIdRepeated_IsNotGoneOnWith()
    {
        var bytes = CommandRun.Of(Command) is { Code: 1 } ? File.ReadAllBytes(Output) : [];
        var blocks = BlocksOf(_people);
        File.AppendAllText(_people, SmallPolicy.Person("p5", "1") + "\n");
        var expected = CommandRun.Of("score", "-p", _policy, _people);
        Assert.Equal(2, expected.Lines.Count(line => line.Contains("KIN5024", StringComparison.Ordinal)));
        Interrupt(Command, bytes, blocks, 2, isSupposed: true);
        var resumed = CommandRun.Of([.. Command, "--resume"]);
        Assert.Contains("starting from the beginning", resumed.Error, StringComparison.Ordinal);
        Assert.EndsWith(expected.Error, resumed.Error, StringComparison.Ordinal);
        Assert.Equal(expected.OutputBytes, File.ReadAllBytes(Output));
    }

    [Fact]
    public void SeveralRegions_AreGoneOnWithWhereverItEnded()
    {
        string[] regions = [Region("east", 3), Region("west", 0), Region("north", 2)];
        string[] command = ["score", .. regions, "-o", Output];
        var whole = CommandRun.Of([.. command, "--summary"]);
        var bytes = File.ReadAllBytes(Output);
        foreach (var (input, people) in new[] { (0, 3), (2, 5) })
        {
            Interrupt(command, bytes, BlocksOf(Path.Combine(regions[input], "people.ndjson")), 1, input, [3, 0, 2], people);
            var resumed = CommandRun.Of([.. command, "--resume"]);
            Assert.Equal((0, true), (resumed.Code, resumed.Error.Contains($"after {people} people", StringComparison.Ordinal)));
            Assert.Contains("east: 3 people: 3 scored, 0 rejected.\nwest: 0 people: 0 scored, 0 rejected.\nnorth: 2 people: 2 scored, 0 rejected.", resumed.Error, StringComparison.Ordinal);
            Assert.Equal(bytes, File.ReadAllBytes(Output));
            Interrupt(command, bytes, BlocksOf(Path.Combine(regions[input], "people.ndjson")), 1, input, [3, 0, 2], people);
            Assert.Equal(whole.Output, CommandRun.Of([.. command, "--resume", "--summary"]).Output);
            Assert.Equal(bytes, File.ReadAllBytes(Output));
        }
    }

    [Fact]
    public void AnEditedPolicyOrInputOrAnotherOption_IsRefusedAndNamed()
    {
        CommandRun.Of(Command);
        var blocks = BlocksOf(_people);
        Interrupt(Command, File.ReadAllBytes(Output), blocks, 2);
        var part = File.ReadAllBytes(Output + ".part");
        AssertRefused("--as-of was –, now it is 2026-05-15", [.. Command, "--resume", "--as-of", "2026-05-15"]);
        AssertRefused("--rejects was –, now it is ", [.. Command, "--resume", "--rejects", _folder["rejects"]]);
        AssertRefused("--lang waktu itu en, sekarang id", [.. Command, "--resume", "--lang", "id"]);
        File.WriteAllText(_policy, SmallPolicy.Json.Replace("1.2.0", "1.2.1", StringComparison.Ordinal));
        AssertRefused("-p was small@1.2.0 sha256:", [.. Command, "--resume"]);
        File.WriteAllText(_policy, SmallPolicy.Json);
        var time = File.GetLastWriteTimeUtc(_people);
        File.SetLastWriteTimeUtc(_people, time.AddSeconds(1));
        AssertRefused("people.ndjson was ", [.. Command, "--resume"]);
        File.SetLastWriteTimeUtc(_people, time);
        if (File.Exists("/dev/null"))
            AssertRefused("--resume goes on with a file", [.. Command, "--resume", "--rejects", "/dev/null"]);
        Assert.Equal(part, File.ReadAllBytes(Output + ".part"));
        Assert.Equal(1, CommandRun.Of([.. Command, "--resume"]).Code);

        static void AssertRefused(string difference, string[] command)
        {
            var refused = CommandRun.Of(command);
            Assert.Equal(2, refused.Code);
            Assert.Contains(difference, refused.Error, StringComparison.Ordinal);
            Assert.Contains("--resume", refused.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void NothingToGoOnWith_StartsFromTheBeginningAndSaysSo()
    {
        CommandRun.Of(Command);
        var bytes = File.ReadAllBytes(Output);
        var again = CommandRun.Of([.. Command, "--resume"]);
        Assert.Equal(1, again.Code);
        Assert.Contains("there is nothing to go on with", again.Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Output));
        CommandRun.With([], Command, new CancellationToken(canceled: true));
        Assert.Contains("starting from the beginning", CommandRun.Of([.. Command, "--resume"]).Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Output));
    }

    [Theory]
    [InlineData("score", "-p", "POLICY", "PEOPLE", "--resume")]
    [InlineData("score", "-p", "POLICY", "-", "-o", "OUT", "--resume")]
    [InlineData("score", "-p", "POLICY", "-o", "OUT", "--resume")]
    [InlineData("score", "-p", "POLICY", "PEOPLE", "-o", "/dev/null", "--resume")]
    [InlineData("score", "-p", "POLICY", "PEOPLE", "-o", "OUT", "--rejects", "/dev/null", "--resume")]
    public void WhatCannotBeResumed_IsWrongUsage(params string[] words)
    {
        if (OperatingSystem.IsWindows() && words.Contains("/dev/null"))
            return; // which has no such file
        var command = words.Select(word => word switch { "POLICY" => _policy, "PEOPLE" => _people, "OUT" => Output, _ => word }).ToArray();
        var english = CommandRun.Of(command);
        Assert.Equal((2, 0), (english.Code, english.OutputBytes.Length));
        Assert.Contains("--resume goes on with a file of results", english.Error, StringComparison.Ordinal);
        Assert.Contains("--resume melanjutkan", CommandRun.Of([.. command, "--lang", "id"]).Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void AnInterruptedRun_SaysHowToGoOnAndKeepsTheOlderFile()
    {
        _folder.Write("out.ndjson", "old");
        var stopped = CommandRun.With([], Command, new CancellationToken(canceled: true));
        Assert.Equal((130, "old"), (stopped.Code, File.ReadAllText(Output)));
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Output + ".state"));
        Assert.Contains("dihentikan", CommandRun.With([], [.. Command, "--lang", "id"], new CancellationToken(canceled: true)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNamesBesideAnOutput_AreTakenToo()
    {
        Assert.Equal(2, CommandRun.Of([.. Command, "--rejects", Output + ".state"]).Code);
        Assert.Equal(2, CommandRun.Of("score", "-p", _policy, _folder.Write("out.ndjson.part", SmallPolicy.Person("p1")), "-o", Output).Code);
        Assert.Equal(SmallPolicy.Person("p1"), File.ReadAllText(Output + ".part"));
        File.Delete(Output + ".part");
        File.CreateSymbolicLink(Output + ".part", "people.ndjson");
        var people = File.ReadAllBytes(_people);
        Assert.Equal(2, CommandRun.Of([.. Command, "--as-of", "2026-05-15"]).Code);
        Assert.Equal(people, File.ReadAllBytes(_people));
    }

    [Fact]
    public void AnInputThatIsRefusedOnTheWay_LeavesNothing()
    {
        var folder = Directory.CreateDirectory(_folder["csv"]).FullName;
        File.WriteAllBytes(Path.Combine(folder, "appraisals.csv"), [.. "id,base\np1,1\np2,"u8, 0xFF, (byte)'\n']);
        var refused = CommandRun.Of("score", "-p", _policy, folder, "-o", Output);
        Assert.Equal(2, refused.Code);
        Assert.Empty(Directory.GetFiles(_folder.Path, "out*"));
    }

    public void Dispose() => _folder.Dispose();

    private static string BaseOf(int number) => number % 10 == 7 ? "-1" : $"{number % 101}";

    private string Region(string name, int people)
    {
        var folder = Directory.CreateDirectory(_folder[name]).FullName;
        File.WriteAllText(Path.Combine(folder, "policy.json"), SmallPolicy.Json);
        File.WriteAllText(Path.Combine(folder, "people.ndjson"), string.Concat(Enumerable.Range(0, people).Select(number => SmallPolicy.Person($"{name}{number}", $"{number}") + "\n")));
        return folder;
    }

    private static List<(InputMark End, int Records)> BlocksOf(string path)
    {
        using var input = AppraisalInput.Open(path, AppraisalPolicy.Load(SmallPolicy.Json).Policy!, decimalComma: false, new Terminal(Stream.Null, Stream.Null, TextWriter.Null), Language.English);
        var blocks = new List<(InputMark, int)>();
        foreach (var block in input.ReadBlocks(InputMark.Start))
        {
            using (block)
                blocks.Add((block.End, block.Records.Count()));
        }

        return blocks;
    }

    // What a process leaves that was killed after it had written some blocks and begun to write the next one. The whole output is there already.
    private void Interrupt(string[] command, byte[] whole, List<(InputMark End, int Records)> blocks, int count, int input = 0, int[]? peopleOfInputs = null, int? people = null, bool isSupposed = false)
    {
        File.Delete(Output);
        Assert.Equal(130, CommandRun.With([], command, new CancellationToken(canceled: true)).Code);
        var done = people ?? blocks.Take(count).Sum(block => block.Records);
        var length = 0;
        for (var line = 0; line < done; line++)
            length = Array.IndexOf(whole, (byte)'\n', length) + 1;
        var counts = peopleOfInputs is null
            ? [new PeopleCounts(done - RejectedAmong(done), 0, RejectedAmong(done))]
            : peopleOfInputs.Select((scored, index) => new PeopleCounts(index <= input ? scored : 0, 0, 0));
        var checkpoint = new Checkpoint(input, blocks[count - 1].End, [new Extent(length, default(Crc32C).And(whole.AsSpan(..length)).Value)], [.. counts], isSupposed, IsComplete: false);
        File.AppendAllText(Output + ".state", Encoding.UTF8.GetString(JournalLines.Of(checkpoint)) + "\n{\"Input\":0,\"Ma");
        File.WriteAllBytes(Output + ".part", whole[..Math.Min(whole.Length, length + 100)]);
    }

    private static int RejectedAmong(int people) => (people / 10) + (people % 10 > 7 ? 1 : 0);
}
