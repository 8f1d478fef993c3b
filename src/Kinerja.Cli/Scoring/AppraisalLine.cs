using System.Collections.Immutable;
using Kinerja.Cli.Columns;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>One record of the input, not looked at yet.</summary>
/// <param name="Number">The line of the file on which it stands, from 1.</param>
/// <param name="Utf8">The appraisal as JSON; empty for a record that only has issues.</param>
internal sealed record AppraisalLine(int Number, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>What the input itself found wrong; such a record is rejected without being scored.</summary>
    public ImmutableArray<Diagnostic> Issues { get; init; } = [];

    /// <summary>The id of a record without JSON, if it has one.</summary>
    public string? Id { get; init; }
}

/// <summary>Where appraisals come from. Can be read more than once.</summary>
internal interface IAppraisalInput : IDisposable
{
    /// <summary>Bytes of the whole, for the progress bar.</summary>
    long Length { get; }

    /// <summary>The files that it consists of, so that another process can read the same; none if it can be read only now.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Blocks for a light pass over the ids alone.</summary>
    IEnumerable<InputBlock> ReadIdBlocks() => ReadBlocks(InputMark.Start);

    /// <summary>Every record from a mark on, in blocks.</summary>
    IEnumerable<InputBlock> ReadBlocks(InputMark from);

    /// <summary>Reads its blocks straight into columns, or null where that cannot be done. All blocks are then blocks of bytes.</summary>
    IColumnReader? CreateColumnReader(AppraisalPolicy policy) => null;
}
