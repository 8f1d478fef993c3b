using System.Text;
using System.Text.Json;

namespace Kinerja.Cli.Tests.Commands;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Policy => _folder.Write("small.json", SmallPolicy.Json);

    [Fact]
    public void OneLineIn_OneLineOut_InOrder()
    {
        var run = CommandRun.Of("score", "-p", "pp-30-2019", TestFiles.People);
        Assert.Equal(1, run.Code);
        var given = File.ReadLines(TestFiles.People).Select(IdOf).ToList();
        Assert.Equal(given, run.Lines.Select(IdOf));
        Assert.Contains("1000 people: 969 scored, 31 rejected.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNumberOfThreads_ChangesNoByte()
    {
        var alone = CommandRun.Of("score", "-p", "pp-30-2019", TestFiles.People, "--threads", "1", "--summary");
        var four = CommandRun.Of("score", "-p", "pp-30-2019", TestFiles.People, "--threads", "4", "--summary");
        Assert.Equal(alone.OutputBytes, four.OutputBytes);
        Assert.Equal(alone.Error, four.Error);
    }

    [Fact]
    public void StandardInput_GivesTheSameAsTheFile()
    {
        var file = CommandRun.Of("score", "-p", "pp-30-2019", TestFiles.People);
        var people = File.ReadAllBytes(TestFiles.People);
        Assert.Equal(file.OutputBytes, CommandRun.With(people, ["score", "-p", "pp-30-2019"]).OutputBytes);
        Assert.Equal(file.OutputBytes, CommandRun.With(people, ["score", "-p", "pp-30-2019", "-"]).OutputBytes);
    }

    [Fact]
    public void AResult_HasItsMembersInAFixedOrder()
    {
        var run = CommandRun.With(SmallPolicy.Person("p1", "5", """ "remark":"ok", """), "score", "-p", Policy);
        Assert.Equal(0, run.Code);
        var fingerprint = JsonDocument.Parse(run.Lines[0]).RootElement.GetProperty("fingerprint").GetString();
        Assert.Equal(
            $$$"""{"id":"p1","policy":"small@1.2.0","fingerprint":"{{{fingerprint}}}","status":"scored","results":{"score":5.00,"grade":"low","note":"ok","isNew":false},"followUps":[{"id":"talk","kind":"dialogue"}]}""",
            run.Lines[0]);
    }

    [Fact]
    public void ARepeatedId_IsRejectedEverywhereWithItsLines()
    {
        var run = CommandRun.With($"{SmallPolicy.Person("a")}\n{SmallPolicy.Person("b")}\n\n{SmallPolicy.Person("a")}\n{{\"id\":\"a\",broken\n", "score", "-p", Policy);
        Assert.Equal(1, run.Code);
        Assert.Equal(4, run.Lines.Length);
        Assert.Equal("scored", StatusOf(run.Lines[1]));
        foreach (var line in new[] { run.Lines[0], run.Lines[2], run.Lines[3] })
        {
            Assert.Equal(("a", "rejected"), (IdOf(line), StatusOf(line)));
            Assert.Contains("KIN5024", line, StringComparison.Ordinal);
            Assert.Contains("lines 1, 4, 5", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void RepetitionsFarApart_AreFound()
    {
        var people = string.Join('\n', Enumerable.Range(0, 1500).Select(number => SmallPolicy.Person($"p{number % 1499}")));
        var run = CommandRun.With(people, "score", "-p", Policy, "--threads", "3");
        Assert.Equal(2, run.Lines.Count(line => line.Contains("KIN5024", StringComparison.Ordinal)));
        Assert.Contains("lines 1, 1500", run.Lines[1499], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", null, "KIN1001")]
    [InlineData("{\"id\":\"x\",", "x", "KIN1001")]
    [InlineData("{\"id\":7,\"facts\":{}}", null, "KIN1006")]
    [InlineData("{\"id\":\"\",\"facts\":{}}", null, "KIN5027")]
    [InlineData("{\"id\":\"x\"}", "x", "KIN1005")]
    [InlineData("{\"id\":\"x\",\"facts\":{},\"facts\":{}}", "x", "KIN1003")]
    [InlineData("{\"id\":\"x\",\"facts\":{},\"unti\":\"y\"}", "x", "KIN1004")]
    [InlineData("[1]", null, "KIN1006")]
    [InlineData("{\"id\":\"\\ud800\",\"facts\":{}}", null, "KIN1002")]
    public void AnUnreadableLine_IsRejectedAndNotLost(string line, string? id, string code)
    {
        var run = CommandRun.With($"{line}\n{SmallPolicy.Person("ok")}", "score", "-p", Policy);
        Assert.Equal(1, run.Code);
        Assert.Equal(2, run.Lines.Length);
        var result = JsonDocument.Parse(run.Lines[0]).RootElement;
        Assert.Equal(["id", "policy", "fingerprint", "status", "issues"], result.EnumerateObject().Select(member => member.Name));
        Assert.Equal((id, "rejected"), (result.GetProperty("id").GetString(), result.GetProperty("status").GetString()));
        Assert.Contains(code, result.GetProperty("issues").EnumerateArray().Select(issue => issue.GetProperty("code").GetString()));
        Assert.Equal("scored", StatusOf(run.Lines[1]));
    }

    [Fact]
    public void ALineWithoutAReadableId_IsNamedByItsNumber()
    {
        var run = CommandRun.With($"{SmallPolicy.Person("ok")}\n\nnot json\n{{\"id\":\"\",\"facts\":{{}}}}\n{{\"id\":\"x\",\n", "score", "-p", Policy);
        Assert.Equal(["line 3: ", "line 4: ", ""], run.Lines.Skip(1).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("issues")[0].GetProperty("message").GetString()!)
            .Select(message => message.StartsWith("line ", StringComparison.Ordinal) ? message[..8] : ""));
        var indonesian = CommandRun.With("not json", "score", "-p", Policy, "--lang", "id");
        Assert.Contains("\"message\":\"baris 1: ", indonesian.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void DecimalComma_IsRefusedWhereThereIsNoCsv()
    {
        var people = _folder.Write("people.ndjson", SmallPolicy.Person("p1"));
        var run = CommandRun.Of("score", "-p", Policy, people, "--decimal-comma");
        Assert.Equal((2, 0), (run.Code, run.OutputBytes.Length));
        Assert.Contains("--decimal-comma", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("explain", "-p", Policy, people, "--id", "p1", "--decimal-comma").Code);
        Assert.Equal(0, CommandRun.Of("score", "-p", Policy, people, "--decimal-comma", "-o", _folder["out.csv"]).Code);
        Assert.Contains("p1;scored;1,00;", File.ReadAllText(_folder["out.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void AsOf_ScoresARunningPeriodProvisionally()
    {
        var people = """{"id":"a","period":"2026","facts":{"items":[],"base":1}}""" + "\n" + """{"id":"b","period":"2026-Q1","facts":{"items":[],"base":1}}""" + "\n" + """{"id":"c","period":"2026","asOf":"2026-03-01","facts":{"items":[],"base":1}}""" + "\n" + """{"id":"d","period":"2027","facts":{"items":[],"base":1}}""";
        var run = CommandRun.With(people, "score", "-p", Policy, "--as-of", "2026-05-15");
        Assert.Contains("\"status\":\"provisional\",\"asOf\":\"2026-05-15\"", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("scored", StatusOf(run.Lines[1])); // its period was over
        Assert.Contains("\"asOf\":\"2026-03-01\"", run.Lines[2], StringComparison.Ordinal); // the record's own day
        Assert.Equal("rejected", StatusOf(run.Lines[3])); // its period has not begun
        Assert.Contains("4 people: 3 scored (2 provisional), 1 rejected.", run.Error, StringComparison.Ordinal);
        CommandRun.With(people, "score", "-p", Policy, "--as-of", "2026-05-15", "-o", _folder["out.csv"]);
        Assert.StartsWith("a,provisional,1.00,", File.ReadAllLines(_folder["out.csv"])[1], StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.With(people, "score", "-p", Policy, "--as-of", "15-05-2026").Code);
    }

    [Fact]
    public void InvalidUtf8AndOversizedLines_AreRejectedAndTheNextIsScored()
    {
        byte[] input = [.. "{\"id\":\"\xC3\"}"u8[..7], 0xFF, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes($"{{\"id\":\"big\",\"unit\":\"{new string('x', 5_000_000)}\"}}\n"), .. Encoding.UTF8.GetBytes(SmallPolicy.Person("ok"))];
        var run = CommandRun.With(input, ["score", "-p", Policy]);
        Assert.Equal(3, run.Lines.Length);
        Assert.Contains("KIN1002", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("big", IdOf(run.Lines[1]));
        Assert.Contains("KIN4005", run.Lines[1], StringComparison.Ordinal);
        Assert.Equal("scored", StatusOf(run.Lines[2]));
    }

    [Fact]
    public void AnEmptyInput_GivesAnEmptyOutput()
    {
        var run = CommandRun.With("\n \r\n", "score", "-p", Policy, "--summary");
        Assert.Equal((0, 0), (run.Code, run.OutputBytes.Length));
        Assert.Contains("0 people", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_ReplacesAnOlderFileOnlyWhenComplete()
    {
        var output = _folder.Write("out.ndjson", "old");
        var stopped = CommandRun.With(File.ReadAllBytes(TestFiles.People), ["score", "-p", "pp-30-2019", "-o", output], new CancellationToken(canceled: true));
        Assert.Equal((130, "old"), (stopped.Code, File.ReadAllText(output)));
        var run = CommandRun.With(SmallPolicy.Person("p1"), "score", "-p", Policy, "-o", output);
        Assert.Equal(0, run.Code);
        Assert.StartsWith("{\"id\":\"p1\"", File.ReadAllText(output), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));
    }

    [Fact]
    public void Rejects_HoldTheRejectedLinesOfTheOutput()
    {
        var run = CommandRun.Of("score", "-p", "pp-30-2019", TestFiles.People, "--rejects", _folder["rejects.ndjson"]);
        Assert.Equal(run.Lines.Where(line => StatusOf(line) == "rejected"), File.ReadAllLines(_folder["rejects.ndjson"]));
        Assert.Equal(2, CommandRun.Of("score", "-p", "pp-30-2019", TestFiles.People, "-o", _folder["x"], "--rejects", _folder["x"]).Code);
    }

    [Fact]
    public void TheInput_IsNeverOverwritten()
    {
        var people = _folder.Write("people.ndjson", SmallPolicy.Person("p1"));
        Assert.Equal(2, CommandRun.Of("score", "-p", Policy, people, "-o", people).Code);
        Assert.Equal(2, CommandRun.Of("score", "-p", Policy, people, "-o", Policy).Code);
        Assert.Equal(SmallPolicy.Person("p1"), File.ReadAllText(people));
        _folder.Write("appraisals.csv", "id,base\na,1\n");
        Assert.Equal(2, CommandRun.Of("score", "-p", Policy, _folder.Path, "-o", _folder["results.csv"]).Code);
    }

    [Fact]
    public void APolicyWithErrors_ScoresNobody()
    {
        var policy = _folder.Write("broken.json", """{ "id": "broken", "version": "1.0.0", "extends": "nothing" }""");
        var run = CommandRun.With(SmallPolicy.Person("p1"), "score", "-p", policy);
        Assert.Equal((1, 0), (run.Code, run.OutputBytes.Length));
        Assert.Contains("KIN1030", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSummary_CountsRatingsFromTheHighestDown()
    {
        var people = string.Join('\n', SmallPolicy.Person("a", "5"), SmallPolicy.Person("b", "60"), SmallPolicy.Person("c", "7.5"), SmallPolicy.Person("d", "-1"), "{}");
        var run = CommandRun.With(people, "score", "-p", Policy, "--summary", "-o", _folder["out.csv"]);
        Assert.Contains("5 people: 3 scored, 2 rejected.", run.Output, StringComparison.Ordinal);
        var (high, middle, low) = (Row(run, "High"), Row(run, "middle"), Row(run, "Low"));
        Assert.True(high.Position < middle.Position && middle.Position < low.Position);
        Assert.Contains(" 1     33.3 %", high.Text, StringComparison.Ordinal);
        Assert.Contains(" 0      0.0 %", middle.Text, StringComparison.Ordinal);
        Assert.Contains(" 2     66.7 %", low.Text, StringComparison.Ordinal);
        Assert.Contains("5  24.1667       60", run.Output, StringComparison.Ordinal);
        Assert.Contains("d  facts.base:", run.Output, StringComparison.Ordinal);
        Assert.Contains("(no id)  line 5: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("kinerja explain -p ", run.Output, StringComparison.Ordinal);
        Assert.Contains(" --id d", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheMessages_FollowTheLanguage()
    {
        var run = CommandRun.With("{}", "score", "-p", Policy, "--lang", "id", "--summary");
        Assert.Contains("'facts' belum ada di sini.", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 orang: 0 dinilai, 1 ditolak.", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static (int Position, string Text) Row(CommandRun run, string label)
    {
        var row = run.Lines.First(line => line.TrimStart().StartsWith(label, StringComparison.Ordinal));
        return (Array.IndexOf(run.Lines, row), row);
    }

    private static string? IdOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString();

    private static string? StatusOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("status").GetString();
}
