using System.Text.Json;

namespace Kinerja.Cli.Tests.Commands;

public sealed class ExplainCommandTests
{
    private const string Scored = "198202142003011906";

    [Fact]
    public void AnExplanation_IsIndonesianUnlessAskedOtherwise()
    {
        var indonesian = CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", Scored);
        var english = CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", Scored, "--lang", "en");
        Assert.Equal((0, 0), (indonesian.Code, english.Code));
        Assert.Contains("Nilai kinerja: 115.33", indonesian.Output, StringComparison.Ordinal);
        Assert.Contains("Final value: 115.33", english.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_CanBeRead()
    {
        var run = CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", Scored, "--json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
    }

    [Fact]
    public void CsvAndStandardInput_GiveTheSameExplanation()
    {
        var expected = CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", Scored).Output;
        Assert.Equal(expected, CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.CsvFolder, "--id", Scored).Output);
        Assert.Equal(expected, CommandRun.With(File.ReadAllBytes(TestFiles.People), ["explain", "-p", "pp-30-2019", "--id", Scored]).Output);
    }

    [Fact]
    public void ARejectedPerson_IsToldWhy()
    {
        var missing = CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", "197504182006011989");
        Assert.Equal(1, missing.Code);
        Assert.Contains("KIN5001", missing.Output, StringComparison.Ordinal);
        var repeated = CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", "198103222006092932");
        Assert.Equal(1, repeated.Code);
        Assert.Contains("baris 31, 61", repeated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownId_IsWrongUsage()
    {
        var run = CommandRun.Of("explain", "-p", "pp-30-2019", TestFiles.People, "--id", "nobody");
        Assert.Equal(2, run.Code);
        Assert.Contains("nobody", run.Error, StringComparison.Ordinal);
    }
}
