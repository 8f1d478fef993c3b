namespace Kinerja.Cli.Scoring;

/// <summary>A file that appears under its name only when it is complete; until then, and if the run ends early, an older one stays as it was.</summary>
internal sealed class SafeFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private bool _isComplete;

    public SafeFile(string path)
    {
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path))
            throw new UsageException($"'{path}' is a folder.");
        _temporaryPath = $"{_path}.{Path.GetRandomFileName()}.part";
        Stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 64 * 1024);
    }

    public FileStream Stream { get; }

    public void Complete()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        _isComplete = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_isComplete)
            File.Delete(_temporaryPath);
    }
}
