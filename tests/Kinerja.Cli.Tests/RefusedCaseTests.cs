using System.Text.Json;

namespace Kinerja.Cli.Tests;

/// <summary>The refused cases that only a program which reads files can raise (<c>"by": "cli"</c>); their README tells what the files mean.</summary>
public sealed class RefusedCaseTests
{
    private static readonly string AllFolder = Path.Combine(TestFiles.Root, "tests", "conformance", "refused");

    public static TheoryData<string> Cases =>
        [.. Directory.GetDirectories(AllFolder).Select(folder => Path.GetFileName(folder)!).Where(IsForTheProgram).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_refused_with_its_code_at_its_place(string name)
    {
        var expect = ReadCase(name).GetProperty("expect");
        var run = Score(name, "input");
        Assert.Equal(1, run.Code);
        var issues = Results(run).Where(result => result.GetProperty("status").GetString() == "rejected").SelectMany(result => result.GetProperty("issues").EnumerateArray()).ToList();
        Assert.NotEmpty(issues);
        Assert.All(issues, issue =>
        {
            Assert.Equal(expect.GetProperty("code").GetString(), issue.GetProperty("code").GetString());
            Assert.Equal(expect.GetProperty("path").GetString(), issue.GetProperty("path").GetString());
            Assert.NotEmpty(issue.GetProperty("message").GetString()!);
        });
        Assert.Contains(Results(run), result => result.GetProperty("status").GetString() == "scored"); // whoever is not concerned
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_sound_once_repaired(string name)
    {
        var run = Score(name, "repairedInput");
        Assert.Equal(0, run.Code);
        Assert.NotEmpty(run.Lines);
        Assert.All(Results(run), result => Assert.Equal("scored", result.GetProperty("status").GetString()));
    }

    [Fact]
    public void There_are_such_cases() => Assert.NotEmpty(Cases);

    private static bool IsForTheProgram(string name) => ReadCase(name).TryGetProperty("by", out var by) && by.GetString() == "cli";

    private static JsonElement ReadCase(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AllFolder, name, "case.json")));
        return document.RootElement.Clone();
    }

    // People come as one NDJSON file, or as a folder of CSV files.
    private static CommandRun Score(string name, string input)
    {
        using var folder = new TemporaryFolder();
        var files = ReadCase(name).GetProperty(input).EnumerateObject().Select(file => folder.Write(file.Name, file.Value.GetString()!)).ToList();
        var people = files is [var only] && Path.GetExtension(only) == ".ndjson" ? only : folder.Path;
        return CommandRun.Of("score", "-p", Path.Combine(AllFolder, name, "policy.json"), people);
    }

    private static IEnumerable<JsonElement> Results(CommandRun run) => run.Lines.Select(line =>
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    });
}
