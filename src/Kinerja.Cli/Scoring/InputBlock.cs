using System.Text;

namespace Kinerja.Cli.Scoring;

/// <summary>A place between two records of an input: enough to begin reading again there.</summary>
/// <param name="Offset">Bytes of the file before it; where an input is no single file, roughly how far reading has come.</param>
/// <param name="Line">Lines of the file before it.</param>
/// <param name="Records">Records before it where an input counts them, because it is no single file; otherwise 0.</param>
internal readonly record struct InputMark(long Offset, int Line, long Records)
{
    /// <summary>Before the first record.</summary>
    public static InputMark Start => default;
}

/// <summary>Receives the id of a record, UTF-8, and its line.</summary>
internal delegate void IdVisitor(ReadOnlySpan<byte> id, int line);

/// <summary>Whole records of an input, one after another and not looked at yet. Where blocks end depends on the input alone, and is the same from any mark on.</summary>
internal abstract class InputBlock(InputMark start, InputMark end) : IDisposable
{
    /// <summary>Bytes of a usual block: little enough to stay in the second-level cache with all that is made of it.</summary>
    public const int UsualBytes = 256 * 1024;

    public InputMark Start { get; } = start;

    /// <summary>Where the next block starts.</summary>
    public InputMark End { get; } = end;

    /// <summary>The records in order; their bytes are good until the block is disposed.</summary>
    public abstract IEnumerable<AppraisalLine> Records { get; }

    /// <summary>Tells the ids in order, without looking at the rest of the records.</summary>
    public abstract void VisitIds(IdVisitor visit);

    /// <summary>Gives the bytes back.</summary>
    public virtual void Dispose()
    {
    }
}

/// <summary>Records that were put together from several files.</summary>
internal sealed class RecordBlock(InputMark start, InputMark end, IReadOnlyList<AppraisalLine> records) : InputBlock(start, end)
{
    public override IEnumerable<AppraisalLine> Records => records;

    public override void VisitIds(IdVisitor visit)
    {
        foreach (var record in records.Where(record => record.Id is not null))
            visit(Encoding.UTF8.GetBytes(record.Id!), record.Number);
    }
}
