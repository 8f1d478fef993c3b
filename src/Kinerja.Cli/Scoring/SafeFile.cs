namespace Kinerja.Cli.Scoring;

/// <summary>A file that appears under its name only when it is complete; until then, and if the run ends early, an older one stays as it was.</summary>
/// <remarks>A link is followed and stays a link. A pipe or device cannot appear at once: it is written into as the bytes come.</remarks>
internal sealed class SafeFile : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly string _path;
    private readonly string? _temporaryPath;

    public SafeFile(string path)
    {
        _path = RealPath.Of(path);
        if (Directory.Exists(_path))
            throw new UsageException($"'{path}' is a folder.");
        if (OpenIfNotRegular(path, _path) is { } straight)
        {
            Stream = straight;
            return;
        }

        _temporaryPath = $"{_path}.{Path.GetRandomFileName()}.part";
        Stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferSize);
    }

    public FileStream Stream { get; }

    public void Complete()
    {
        Stream.Flush(flushToDisk: _temporaryPath is not null);
        Stream.Dispose();
        if (_temporaryPath is null)
            return;
        if (!OperatingSystem.IsWindows() && File.Exists(_path))
            File.SetUnixFileMode(_temporaryPath, File.GetUnixFileMode(_path));
        File.Move(_temporaryPath, _path, overwrite: true);
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (_temporaryPath is not null)
            File.Delete(_temporaryPath); // which is not there any more once the file is complete
    }

    // Only what is there already can be something else than a regular file.
    private static FileStream? OpenIfNotRegular(string path, string realPath)
    {
        if (RealPath.IsOpenFile(path))
            return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, BufferSize); // behind what the shell has put there
        if (!File.Exists(realPath))
            return null;
        var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, BufferSize);
        if (!IsRegular(file))
            return file;
        file.Dispose();
        return null;
    }

    // Pipes and terminals have no position; of what has one, only regular files have a length that can be set.
    private static bool IsRegular(FileStream file)
    {
        if (!file.CanSeek)
            return false;
        try
        {
            file.SetLength(file.Length);
            return true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException)
        {
            return false;
        }
    }
}
