using System.Buffers;
using System.Text;
using Kinerja.Cli.Columns;
using Kinerja.Core;
using Microsoft.Win32.SafeHandles;

namespace Kinerja.Cli.Scoring;

/// <summary>Some lines of a file.</summary>
internal sealed class LineBlock(InputMark start, InputMark end, byte[] buffer, int length) : ByteBlock(start, end, buffer, length)
{
    public override IEnumerable<AppraisalLine> Records => RecordsAt([.. Places()]);

    public override IEnumerable<AppraisalLine> RecordsAt(IReadOnlyList<RecordPlace> places) => places.Select(place => new AppraisalLine(place.Line, Memory.Slice(place.Start, place.Length)));

    public override void VisitIds(IdVisitor visit)
    {
        var number = Start.Line;
        for (var offset = 0; offset < Length;)
        {
            var line = NextLine(offset, ++number, out offset);
            var text = Utf8.Slice(line.Start, line.Length);
            if (PlainId(text) is { IsEmpty: false } id)
                visit(id, number);
            else if (TopLevelMember.Id(text) is { } other)
                visit(Encoding.UTF8.GetBytes(other), number);
        }
    }

    // The id of a line that begins with it, written without escapes; empty for any other.
    private static ReadOnlySpan<byte> PlainId(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("{\"id\":\""u8))
            return default;
        line = line["{\"id\":\"".Length..];
        var length = line.IndexOfAnyExcept(PlainBytes.Letters);
        return length > 0 && line[length] == (byte)'"' ? line[..length] : default;
    }

    /// <summary>The line that begins at an offset.</summary>
    public RecordPlace NextLine(int offset, int number, out int next)
    {
        var rest = Utf8[offset..];
        var end = rest.IndexOf((byte)'\n');
        next = end < 0 ? Length : offset + end + 1;
        var line = end < 0 ? rest : rest[..end];
        return new RecordPlace(offset, line is [.., (byte)'\r'] ? line.Length - 1 : line.Length, number);
    }

    /// <summary>Whether a line is passed over.</summary>
    public bool IsBlank(RecordPlace line) => new Line(line.Line, Memory.Slice(line.Start, line.Length)).IsBlank;

    private IEnumerable<RecordPlace> Places()
    {
        var number = Start.Line;
        for (var offset = 0; offset < Length;)
        {
            var line = NextLine(offset, ++number, out offset);
            if (!IsBlank(line))
                yield return line;
        }
    }
}

/// <summary>Cuts a file into blocks of whole lines. Of a line longer than the library reads, only as much is kept as lets it be refused.</summary>
internal sealed class LineBlocks(SafeFileHandle file, int blockBytes) : ByteBlocks(file, blockBytes, MostBytes)
{
    private const int BufferBytes = 64 * 1024;

    private static readonly int MostBytes = PolicyLimits.Default.DocumentBytes + 16;

    protected override int WholeRecords(ReadOnlySpan<byte> read) => read.LastIndexOf((byte)'\n') + 1;

    protected override ByteBlock Cut(InputMark start, byte[] buffer, int length) => Cut(start, buffer, length, start.Offset + length);

    protected override ByteBlock CutShort(InputMark start, byte[] buffer, int length)
    {
        buffer[length] = (byte)'\n';
        return Cut(start, buffer, length, EndOfLine(start.Offset + length));
    }

    private static LineBlock Cut(InputMark start, byte[] buffer, int length, long end)
    {
        var lines = Math.Max(1, buffer.AsSpan(0, length).Count((byte)'\n'));
        return new LineBlock(start, new InputMark(end, start.Line + lines, 0), buffer, length);
    }

    // Behind the line feed that ends a line too long, or the end of the file.
    private long EndOfLine(long offset)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        for (int length; (length = Fill(buffer, 0, BufferBytes, offset)) > 0; offset += length)
        {
            var found = buffer.AsSpan(0, length).IndexOf((byte)'\n');
            if (found < 0)
                continue;
            offset += found + 1;
            break;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return offset;
    }
}
