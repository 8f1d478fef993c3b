using System.Text.Json;

namespace Kinerja.Cli.Tests.Commands;

public sealed class CheckCommandTests
{
    private const string Broken = """
        {
          "id": "kota", "version": "1.0.0", "extends": "pp-30-2019",
          "values": { "double": { "formula": "workReslt * 2" } },
          "results": ["workResult", "finalScore", "predicate", "double"]
        }
        """;

    [Fact]
    public void AMistake_IsShownWithItsLine()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("kota.json", Broken);
        var run = CommandRun.Of("check", file);
        Assert.Equal(1, run.Code);
        Assert.Contains($"{file}:3:39: error KIN2001: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("  3 |   \"values\": { \"double\": { \"formula\": \"workReslt * 2\" } },\n    |                                       ^\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("path: values.double.formula", run.Output, StringComparison.Ordinal);
        Assert.Contains("docs/diagnostics/KIN2001.md", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 policy checked: 1 error", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HasOneObjectForEachFinding()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("check", folder.Write("kota.json", Broken), "--json");
        var finding = JsonDocument.Parse(run.Lines[0]).RootElement;
        Assert.Equal(
            ["code", "severity", "file", "line", "column", "path", "message", "hint"],
            finding.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("KIN2001", 3), (finding.GetProperty("code").GetString(), finding.GetProperty("line").GetInt32()));
    }

    [Fact]
    public void ShippedPolicies_HaveNoErrors()
    {
        var run = CommandRun.Of(["check", .. Kinerja.Core.NationalPolicies.Ids]);
        Assert.Equal(0, run.Code);
        Assert.Contains("no errors", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ABase_IsFoundByTheIdInsideTheFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("some-name.json", """{ "id": "provinsi", "version": "1.0.0", "extends": "pp-30-2019" }""");
        folder.Write("no-policy.json", "[1, 2");
        var city = folder.Write("kota.json", """{ "id": "kota", "version": "1.0.0", "extends": "provinsi" }""");
        Assert.Equal(0, CommandRun.Of("check", city).Code);
        var byName = folder.Write("other.json", """{ "id": "other", "version": "1.0.0", "extends": "some-name" }""");
        Assert.Contains("KIN1030", CommandRun.Of("check", byName).Output, StringComparison.Ordinal);
        var byPath = folder.Write("path.json", """{ "id": "path", "version": "1.0.0", "extends": "../provinsi" }""");
        Assert.Equal(1, CommandRun.Of("check", byPath).Code);
    }

    [Fact]
    public void ABaseInTwoFiles_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", """{ "id": "provinsi", "version": "1.0.0", "extends": "pp-30-2019" }""");
        folder.Write("b.json", """{ "id": "provinsi", "version": "1.0.1", "extends": "pp-30-2019" }""");
        var run = CommandRun.Of("check", folder.Write("kota.json", """{ "id": "kota", "version": "1.0.0", "extends": "provinsi" }"""));
        Assert.Equal(2, run.Code);
        Assert.Contains("b.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Effective_PrintsTheMergedPolicy()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("kota.json", """{ "id": "kota", "version": "1.0.0", "extends": "pp-30-2019" }""");
        var run = CommandRun.Of("check", file, "--effective");
        Assert.Equal(0, run.Code);
        Assert.Contains("\"planItems\"", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("check", file, file, "--effective").Code);
    }

    [Fact]
    public void AnOversizedFile_IsRefusedByTheLibrary()
    {
        using var folder = new TemporaryFolder();
        var run = CommandRun.Of("check", folder.Write("large.json", "{\"id\":\"x\"}" + new string(' ', 5 * 1024 * 1024)));
        Assert.Equal(1, run.Code);
        Assert.Contains("KIN4005", run.Output, StringComparison.Ordinal);
    }
}
