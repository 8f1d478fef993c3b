using System.Text;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Scoring;

/// <summary>Runs that suppose that no id repeats, against runs into standard output, which look for repeated ids before they write.</summary>
public sealed class InputRunTests : IDisposable
{
    private const string Policy = """
        {
          "id": "half", "version": "1.0.0",
          "facts": { "base": { "type": "number", "min": 0, "max": 100, "digits": 2 } },
          "values": { "score": { "formula": "base * 0.5" } },
          "results": ["score"]
        }
        """;

    private const int People = 14_000; // some blocks of the input

    private readonly TemporaryFolder _folder = new();
    private readonly string _policy;

    public InputRunTests() => _policy = _folder.Write("half.json", Policy);

    [Fact]
    public void ThePolicyOfTheseTests_IsScoredInColumns()
    {
        using var input = new NdjsonInput(InputFile.Open(_folder.Write("people.ndjson", Lines(People)), Language.English));
        Assert.True(new BlockWorkers(AppraisalPolicy.Load(Policy).Policy!, input, [new NdjsonFormat(Language.English)], asOf: null).AreInColumns);
        Assert.True(input.ReadBlocks(InputMark.Start).Count() > 3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, People - 1)]
    [InlineData(People / 2, People - 1)]
    [InlineData(People - 2, People - 1)]
    public void ARepeatedIdAnywhere_GivesTheSameAsLookingForItFirst(int first, int second)
    {
        AssertSame(_folder.Write("people.ndjson", Lines(People, row => row == second ? first : row)), 2);
        AssertSame(_folder.Write("people.csv", Rows(People, row => row == second ? first : row)), 2);
        AssertSame(_folder.Write("again.csv", Rows(People, row => row == second ? first : row % 7 == 3 ? 3 : row)), People / 7 + 2);
    }

    [Fact]
    public void NoRepeatedId_GivesTheSame()
    {
        AssertSame(_folder.Write("people.ndjson", Lines(People)), 0);
        AssertSame(_folder.Write("people.csv", Rows(People)), 0);
    }

    // The number of ids is estimated from the first block, whose only record is as long as many: soon each id may have been there before.
    [Fact]
    public void AFilterFarTooSmall_GivesTheSame()
    {
        var odd = $$"""{"id":"odd","facts":{"base":1},"remark":"{{new string('x', 3_000_000)}}"}""";
        AssertSame(_folder.Write("people.ndjson", odd + "\n" + Lines(People)), 0, rejected: 1);
        AssertSame(_folder.Write("people.ndjson", odd + "\n" + Lines(People, row => row == 13_000 ? 5 : row)), 2, rejected: 3);
    }

    [Fact]
    public void OnlyTheRegionWithARepeatedId_IsScoredAgain()
    {
        string[] regions = [Region("east", row => row), Region("west", row => row == 9_000 ? 8 : row), Region("north", row => row)];
        var (file, rejects) = (_folder["out.ndjson"], _folder["rejects.ndjson"]);
        var run = CommandRun.Of(["score", .. regions, "-o", file, "--rejects", rejects]);
        Assert.Contains($"east: {People} people: {People} scored, 0 rejected.\nwest: {People} people: {People - 2} scored, 2 rejected.\nnorth: {People} people: {People} scored, 0 rejected.", run.Error, StringComparison.Ordinal);
        Assert.Equal(CommandRun.Of(["score", .. regions]).OutputBytes, File.ReadAllBytes(file));
        Assert.Equal(2, File.ReadLines(rejects).Count());
    }

    [Theory]
    [InlineData("\uFFFD", "UTF-8")]
    [InlineData("long", "a cell is too long")]
    public void ATableThatCannotBeUsed_LeavesNothingHoweverLateItShows(string cell, string said)
    {
        byte[] bytes = cell == "long" ? [.. Enumerable.Repeat((byte)'x', 5_000_000)] : [0xFF];
        var file = _folder.Write("people.csv", "");
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes(Rows(People)), .. "p,"u8, .. bytes, (byte)'\n']);
        var expected = CommandRun.Of("score", "-p", _policy, file);
        var run = CommandRun.Of("score", "-p", _policy, file, "-o", _folder["out.csv"]);
        Assert.Equal((2, 0, expected.Error), (run.Code, expected.OutputBytes.Length, run.Error));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "out*"));
    }

    public void Dispose() => _folder.Dispose();

    private static string Lines(int people, Func<int, int>? id = null) =>
        string.Concat(Enumerable.Range(0, people).Select(row => $$$"""{"id":"{{{Id(row, id)}}}","facts":{"base":{{{row % 101}}}}}""" + "\n"));

    private static string Rows(int people, Func<int, int>? id = null) =>
        "id,base\n" + string.Concat(Enumerable.Range(0, people).Select(row => $"{Id(row, id)},{row % 101}\n"));

    private static string Id(int row, Func<int, int>? id) => $"{new string('0', 60)}{id?.Invoke(row) ?? row}";

    private string Region(string name, Func<int, int> id)
    {
        var folder = Directory.CreateDirectory(_folder[name]).FullName;
        File.WriteAllText(Path.Combine(folder, "policy.json"), Policy);
        File.WriteAllText(Path.Combine(folder, "people.ndjson"), Lines(People, id));
        return folder;
    }

    private void AssertSame(string people, int repeated, int? rejected = null)
    {
        var (file, rejects) = (_folder["out.ndjson"], _folder["rejects.ndjson"]);
        var expected = CommandRun.Of("score", "-p", _policy, people);
        Assert.Equal(repeated, expected.Lines.Count(line => line.Contains("KIN5024", StringComparison.Ordinal)));
        foreach (var threads in new[] { "1", "2", "3" })
        {
            var run = CommandRun.Of("score", "-p", _policy, people, "-o", file, "--rejects", rejects, "--threads", threads);
            Assert.Equal((expected.Code, expected.Error), (run.Code, run.Error));
            Assert.Equal(expected.OutputBytes, File.ReadAllBytes(file));
            Assert.Equal(expected.Lines.Where(line => line.Contains("\"rejected\"", StringComparison.Ordinal)), File.ReadLines(rejects));
            Assert.Equal(rejected ?? repeated, File.ReadLines(rejects).Count());
            Assert.Empty(Directory.GetFiles(_folder.Path, "*.part").Concat(Directory.GetFiles(_folder.Path, "*.state")));
        }
    }
}
