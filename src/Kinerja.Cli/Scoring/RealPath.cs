namespace Kinerja.Cli.Scoring;

/// <summary>Follows symbolic links by name, in folders and in the last part alike.</summary>
internal static class RealPath
{
    private const int MostLinks = 40; // as Linux itself counts them

    /// <summary>The full path without links; what is not there yet stays as it is named.</summary>
    public static string Of(string path) => Follow(path, out _);

    /// <summary>Whether the path leads through the open files of a process, such as <c>/dev/stdout</c>.</summary>
    public static bool IsOpenFile(string path)
    {
        Follow(path, out var isOpenFile);
        return isOpenFile;
    }

    private static string Follow(string path, out bool isOpenFile)
    {
        isOpenFile = false;
        var rest = new Stack<string>();
        var done = Split(Path.GetFullPath(path), rest);
        for (var links = 0; rest.TryPop(out var name);)
        {
            var next = Path.Combine(done, name);
            isOpenFile |= next.StartsWith("/proc/", StringComparison.Ordinal);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                done = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException($"'{path}' leads through too many links.");
            done = Split(Path.GetFullPath(target, done), rest);
        }

        return done;
    }

    // The root; the names after it go on the stack, the first one on top.
    private static string Split(string fullPath, Stack<string> names)
    {
        var root = Path.GetPathRoot(fullPath)!;
        foreach (var name in fullPath[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Reverse())
            names.Push(name);
        return root;
    }
}
