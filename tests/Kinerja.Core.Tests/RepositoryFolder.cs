namespace Kinerja.Core.Tests;

/// <summary>The root of the repository, found by walking up from the test assembly to Kinerja.Core.sln.</summary>
internal static class RepositoryFolder
{
    internal static string Root { get; } = FindRoot();

    internal static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kinerja.Core.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No Kinerja.Core.sln above {AppContext.BaseDirectory}.");
    }
}
