using Kinerja.Cli.Columns;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Appraisals as JSON, one a line. Blank lines are passed over; every other line is a record.</summary>
internal sealed class NdjsonInput(FileStream file, int blockBytes = InputBlock.UsualBytes) : IAppraisalInput
{
    public IReadOnlyList<string> Files { get; private init; } = [];

    public long Length => file.Length;

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

    public IEnumerable<InputBlock> ReadBlocks(InputMark from) => new LineBlocks(file.SafeFileHandle, blockBytes).Read(from);

    public IColumnReader? CreateColumnReader(AppraisalPolicy policy) => new JsonPeople(policy);

    public void Dispose() => file.Dispose();
}
