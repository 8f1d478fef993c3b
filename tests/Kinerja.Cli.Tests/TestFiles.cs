namespace Kinerja.Cli.Tests;

/// <summary>The samples of the repository.</summary>
internal static class TestFiles
{
    public static string Root { get; } = FindRoot();

    public static string People => Path.Combine(Root, "samples", "national", "people.ndjson");

    public static string CsvFolder => Path.Combine(Root, "samples", "national", "csv");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kinerja.Core.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The repository was not found above the tests.");
    }
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kinerja-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
