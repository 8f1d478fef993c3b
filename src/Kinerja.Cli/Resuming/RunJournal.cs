using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Resuming;

/// <summary>The file beside an output that tells how far its run has come: a line for which run it is, then a line for each checkpoint.</summary>
/// <remarks>It is locked as long as the run lasts, from before the output is looked at until after it has its name, so that nobody else changes either.</remarks>
internal sealed class RunJournal : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;

    public RunJournal(string path, string output, Language language)
    {
        _path = PathOf(path);
        _file = SoleWriter.Open(_path, output, mode: null, language);
    }

    /// <summary>A checkpoint of an earlier process, and the end of its line.</summary>
    public sealed record Entry(Checkpoint Checkpoint, long End);

    /// <summary>Where the journal of an output lies.</summary>
    public static string PathOf(string output) => $"{output}.state";

    /// <summary>What an earlier process has left: which run it was, or null if there was none, and its checkpoints up to the first line that is torn.</summary>
    public (RunIdentity? Run, IReadOnlyList<Entry> Entries) Read()
    {
        var bytes = new byte[_file.Length];
        _file.Position = 0;
        _file.ReadExactly(bytes);
        var entries = new List<Entry>();
        var start = Array.IndexOf(bytes, (byte)'\n') + 1;
        if (start == 0 || JournalLines.ReadRun(bytes.AsMemory(0, start)) is not { } run)
            return (null, entries);
        while (Array.IndexOf(bytes, (byte)'\n', start) + 1 is var end and > 0 && JournalLines.ReadCheckpoint(bytes.AsMemory(start..end)) is { } checkpoint)
        {
            entries.Add(new Entry(checkpoint, end));
            start = end;
        }

        return (run, entries);
    }

    /// <summary>Forgets what an earlier process has left, before its output is touched.</summary>
    public void Clear() => _file.SetLength(0);

    /// <summary>Begins the journal of a new run.</summary>
    public void Begin(RunIdentity run)
    {
        Clear();
        Write(JournalLines.Of(run));
    }

    /// <summary>How long it is.</summary>
    public long Length => _file.Length;

    /// <summary>Forgets what stands behind a place.</summary>
    public void GoBackTo(long length) => _file.SetLength(length);

    /// <summary>Adds a checkpoint; what it tells of must have been written before.</summary>
    public void Write(Checkpoint checkpoint) => Write(JournalLines.Of(checkpoint));

    /// <summary>Removes the journal: its run has ended.</summary>
    public void Delete() => File.Delete(_path);

    public void Dispose()
    {
        if (_file.Length == 0)
            Delete();
        _file.Dispose();
    }

    private void Write(byte[] line)
    {
        _file.Position = _file.Length;
        _file.Write([.. line, (byte)'\n']);
    }
}
