using System.Globalization;

namespace Kinerja.Cli.Tests;

public sealed class CliTests
{
    [Fact]
    public void NoArguments_ShowHelpWithExamples()
    {
        var run = CommandRun.Of();
        Assert.Equal(0, run.Code);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains("kinerja score -p pp-30-2019", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policies")]
    [InlineData("check")]
    [InlineData("score")]
    [InlineData("unit")]
    [InlineData("explain")]
    [InlineData("eval")]
    [InlineData("schema")]
    public void EveryCommand_HasHelpInBothLanguages(string command)
    {
        var english = CommandRun.Of(command, "--help");
        var indonesian = CommandRun.Of(command, "--help", "--lang", "id");
        Assert.Equal(0, english.Code);
        Assert.Equal(0, indonesian.Code);
        Assert.Contains("Usage:", english.Output, StringComparison.Ordinal);
        Assert.Contains("Cara pakai:", indonesian.Output, StringComparison.Ordinal);
        Assert.Contains($"kinerja {command}", english.Output, StringComparison.Ordinal);
        Assert.Empty(english.Error);
    }

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("score")]
    [InlineData("unit")]
    [InlineData("score", "-p", "pp-30-2019", "--threads", "many")]
    [InlineData("score", "-p", "pp-30-2019", "--threads", "0")]
    [InlineData("score", "-p", "no-such-policy")]
    [InlineData("score", "-p", "pp-30-2019", "no-such-file.ndjson")]
    [InlineData("check")]
    [InlineData("check", "no-such-file.json")]
    [InlineData("explain", "-p", "pp-30-2019")]
    [InlineData("eval")]
    [InlineData("eval", "1", "--lang", "fr")]
    [InlineData("eval", "x", "--given", "x")]
    [InlineData("eval", "x", "--given", "x=abc")]
    [InlineData("eval", "x", "--given", "x=1,\"y\":2")]
    [InlineData("eval", "--ndjson", "no-such-file.ndjson")]
    [InlineData("schema", "recipe")]
    [InlineData("schema", "policy", "-p", "pp-30-2019")]
    public void WrongUsage_EndsWith2AndSaysWhyOnStandardError(params string[] args)
    {
        var run = CommandRun.Of(args);
        Assert.Equal(2, run.Code);
        Assert.Empty(run.OutputBytes);
        Assert.StartsWith("kinerja: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Interruption_EndsWith130()
    {
        var run = CommandRun.With(File.ReadAllBytes(TestFiles.People), ["score", "-p", "pp-30-2019"], new CancellationToken(canceled: true));
        Assert.Equal(130, run.Code);
        Assert.Empty(run.OutputBytes);
    }

    [Fact]
    public void Fault_EndsWith70InOneLine()
    {
        using var error = new StringWriter();
        var code = Cli.Run(["eval", "--ndjson"], new BrokenStream(), new MemoryStream(), error);
        Assert.Equal(70, code);
        Assert.Contains("please report", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public void TheEnvironment_ChoosesTheLanguage()
    {
        Assert.Contains("Cara pakai:", CommandRun.With([], ["--help"], isIndonesian: true).Output, StringComparison.Ordinal);
        Assert.Contains("Usage:", CommandRun.With([], ["--help", "--lang", "en"], isIndonesian: true).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".", "-")]
    [InlineData(",", "-")]
    [InlineData("٫", "−")]
    public void Cultures_ChangeNothing(string decimalMark, string minus)
    {
        string[] score = ["score", "-p", "pp-30-2019", TestFiles.People, "--summary"];
        var expected = (CommandRun.Of(score), CommandRun.Of("eval", "-7/2"), CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", "198202142003011906"));
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign, culture.NumberFormat.NumberGroupSeparator) = (decimalMark, minus, "_");
            CultureInfo.CurrentCulture = culture;
            var found = (CommandRun.Of(score), CommandRun.Of("eval", "-7/2"), CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", "198202142003011906"));
            Assert.Equal(expected.Item1.Output, found.Item1.Output);
            Assert.Equal(expected.Item1.Error, found.Item1.Error);
            Assert.Equal(expected.Item2.Output, found.Item2.Output);
            Assert.Equal(expected.Item3.Output, found.Item3.Output);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new NotSupportedException("broken");
    }
}
