using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Appraisals as JSON, one a line. Blank lines are passed over; every other line is a record.</summary>
internal sealed class NdjsonInput(FileStream file) : IAppraisalInput
{
    public IReadOnlyList<string> Files { get; private init; } = [];

    private LineReader? _reader;

    public long Length => file.Length;

    public long Position => _reader?.Position ?? 0;

    /// <summary>Opens a file, or copies standard input into one for as long as it is needed.</summary>
    public static NdjsonInput Open(string? path, Terminal terminal, Language language)
    {
        if (path is null or "-")
            return new NdjsonInput(InputFile.Spool(terminal.OpenInput(language), terminal.Stop));
        var file = InputFile.Open(path, language);
        if (file.CanSeek)
            return new NdjsonInput(file) { Files = [path] };
        using (file)
            return new NdjsonInput(InputFile.Spool(file, terminal.Stop));
    }

    public IEnumerable<(string Id, int Number)> ReadIds()
    {
        foreach (var line in Lines())
        {
            if (TopLevelMember.Id(line.Utf8.Span) is { } id)
                yield return (id, line.Number);
        }
    }

    public IEnumerable<AppraisalLine> Read() => Lines().Select(line => new AppraisalLine(line.Number, line.Utf8));

    public void Dispose() => file.Dispose();

    private IEnumerable<Line> Lines()
    {
        file.Position = 0;
        _reader = new LineReader(file);
        while (_reader.TryRead(out var line))
        {
            if (!line.IsBlank)
                yield return line;
        }
    }
}
