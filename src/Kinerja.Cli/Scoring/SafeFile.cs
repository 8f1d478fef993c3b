using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>A file that appears under its name only when it is complete; until then an older one stays as it was, and nobody else may write it.</summary>
/// <remarks>
/// The bytes go to a file beside it, whose name ends in <c>.part</c>. A link is followed and stays a link. A pipe or device cannot appear at once: it is
/// written into as the bytes come.
/// </remarks>
internal sealed class SafeFile : IDisposable
{
    private readonly string _partPath;
    private bool _isKept;

    public SafeFile(string path, Language language)
    {
        Path = RealPath.Of(path);
        _partPath = PartOf(Path);
        if (Directory.Exists(Path))
            throw new UsageException(language.Say($"'{path}' adalah folder.", $"'{path}' is a folder."));
        if (OpenIfNotRegular(path, Path) is { } straight)
        {
            Stream = straight;
            return;
        }

        IsRegular = true;
        Stream = SoleWriter.Open(_partPath, path, ModeOf(Path), language);
    }

    /// <summary>The file itself, behind all links.</summary>
    public string Path { get; }

    /// <summary>Whether it appears at once. Otherwise it is a pipe or device.</summary>
    public bool IsRegular { get; }

    /// <summary>Not buffered: what has been written is the system's to keep. It begins as what an earlier process may have left.</summary>
    public FileStream Stream { get; }

    /// <summary>The name under which a file is written until it is complete.</summary>
    public static string PartOf(string path) => $"{path}.part";

    /// <summary>Lets the file appear.</summary>
    public void Complete()
    {
        Stream.Flush(flushToDisk: IsRegular);
        if (IsRegular)
        {
            if (ModeOf(Path) is { } mode && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(_partPath, mode);
            File.Move(_partPath, Path, overwrite: true); // still locked, so that nobody else can take it for a leftover
            _isKept = true;
        }

        Stream.Dispose();
    }

    /// <summary>Leaves what there is for a later process to go on with; an empty file is not worth it.</summary>
    public void Keep() => _isKept = _isKept || (IsRegular && Stream.Length > 0);

    public void Dispose()
    {
        if (IsRegular && !_isKept)
            File.Delete(_partPath);
        Stream.Dispose();
    }

    private static UnixFileMode? ModeOf(string path) => !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;

    // Only what is there already can be something else than a regular file.
    private static FileStream? OpenIfNotRegular(string path, string realPath)
    {
        if (RealPath.IsOpenFile(path))
            return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0); // behind what the shell has put there
        if (!File.Exists(realPath))
            return null;
        var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (!HasLength(file))
            return file;
        file.Dispose();
        return null;
    }

    // Pipes and terminals have no position; of what has one, only regular files have a length, or one that can be set.
    private static bool HasLength(FileStream file)
    {
        if (!file.CanSeek)
            return false;
        try
        {
            if (file.Length == 0)
                file.SetLength(0);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException)
        {
            return false;
        }
    }
}
