using System.Text.Json;
using Kinerja.Cli.Reporting;

namespace Kinerja.Cli.Tests.Reporting;

/// <summary>What stands in files reaches a terminal without the signs that steer it.</summary>
public sealed class PrintableTests : IDisposable
{
    private const string Hostile = "a\u001b[31m\u0007\u009b\r\u202eb";

    private readonly TemporaryFolder _folder = new();

    private string Policy => _folder.Write("small.json", SmallPolicy.Json);

    [Fact]
    public void ALine_LosesWhatSteersATerminal()
    {
        Assert.Equal("a\uFFFD[31m\uFFFD\uFFFD\uFFFD\uFFFDb", Printable.OneLine(Hostile));
        Assert.Equal("a\uFFFDb\uFFFDc", Printable.OneLine("a\nb\tc"));
        Assert.Equal("é – 漢 ''", Printable.OneLine("é – 漢 ''"));
    }

    [Fact]
    public void TheWriter_KeepsLinesAndTabsOnly()
    {
        using var text = new StringWriter { NewLine = "\r\n" };
        using var writer = new PrintableWriter(text);
        writer.WriteLine("one\ttwo\u001b[2J");
        writer.Write("three\r\nfour");
        Assert.Equal("one\ttwo\uFFFD[2J\r\nthree\uFFFD\r\nfour", text.ToString());
    }

    [Fact]
    public void TheSummary_ShowsAHostileIdHarmlessly()
    {
        var run = CommandRun.With(SmallPolicy.Person(JsonEncodedText.Encode(Hostile).ToString(), "101"), "score", "-p", Policy, "--summary");
        Assert.Contains("  a\uFFFD[31m", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Error, letter => char.IsControl(letter) && letter != '\n');
        Assert.Equal(Hostile, JsonDocument.Parse(run.Lines[0]).RootElement.GetProperty("id").GetString()); // the result keeps the id as it is
    }

    [Fact]
    public void AnIdWithALineFeed_MakesNoLineOfItsOwn()
    {
        var run = CommandRun.With(SmallPolicy.Person("a\\nRejected for KIN0000: 99 people", "101"), "score", "-p", Policy, "--summary");
        Assert.DoesNotContain(run.Error.Split('\n'), line => line.StartsWith("Rejected for KIN0000", StringComparison.Ordinal));
    }

    [Fact]
    public void ARejectionAndAnExplanation_AreHarmless()
    {
        var id = JsonEncodedText.Encode(Hostile).ToString();
        foreach (var person in new[] { SmallPolicy.Person(id, "101"), SmallPolicy.Person(id, "5", $""" "remark":"{JsonEncodedText.Encode("x\u001b[0m")}", """) })
        {
            var run = CommandRun.With(person, "explain", "-p", Policy, "--id", Hostile);
            Assert.NotEmpty(run.Output);
            Assert.DoesNotContain(run.Output, letter => char.IsControl(letter) && letter is not ('\n' or '\t'));
        }
    }

    [Theory]
    [InlineData("19820214", "19820214")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("$(touch x)", null)]
    [InlineData("`x`", null)]
    [InlineData("a\"b", null)]
    [InlineData("%PATH%", null)]
    [InlineData("a!b", null)]
    [InlineData("a\u001bb", null)]
    public void AWordForAShell_IsSafeOrNotOffered(string text, string? word) => Assert.Equal(word, ShellWord.Of(text));

    public void Dispose() => _folder.Dispose();
}
