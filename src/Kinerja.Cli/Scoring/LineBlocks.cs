using System.Buffers;
using Kinerja.Core;
using Microsoft.Win32.SafeHandles;

namespace Kinerja.Cli.Scoring;

/// <summary>Some lines of a file.</summary>
internal sealed class LineBlock(InputMark start, InputMark end, byte[] buffer, int length) : InputBlock(start, end)
{
    /// <summary>The bytes of the lines with their endings.</summary>
    public ReadOnlySpan<byte> Utf8 => buffer.AsSpan(0, length);

    public override IEnumerable<AppraisalLine> Records
    {
        get
        {
            var number = Start.Line;
            for (var offset = 0; offset < length;)
            {
                var line = NextLine(offset);
                number++;
                if (!new Line(number, line).IsBlank)
                    yield return new AppraisalLine(number, line);
                offset += line.Length;
                while (offset < length && buffer[offset++] != (byte)'\n')
                {
                    // the return before the line feed
                }
            }
        }
    }

    public override void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    // Without its ending.
    private ReadOnlyMemory<byte> NextLine(int offset)
    {
        var rest = buffer.AsMemory(offset, length - offset);
        var end = rest.Span.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        return line.Span is [.., (byte)'\r'] ? line[..^1] : line;
    }
}

/// <summary>Cuts a file into blocks of whole lines. A line longer than the library reads is a block of its own, of which only as much is kept as lets it be refused.</summary>
internal sealed class LineBlocks(SafeFileHandle file, int blockBytes)
{
    private static readonly int MostBytes = PolicyLimits.Default.DocumentBytes + 16;

    public IEnumerable<LineBlock> Read(InputMark from)
    {
        for (var mark = from; ReadBlock(mark) is { } block; mark = block.End)
            yield return block;
    }

    // Null at the end of the file.
    private LineBlock? ReadBlock(InputMark start)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(blockBytes);
        var length = Fill(buffer, 0, blockBytes, start.Offset);
        for (var wanted = blockBytes; length == wanted; length = Fill(buffer, length, wanted, start.Offset))
        {
            var used = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (used > 0)
                return Cut(start, buffer, used, start.Offset + used);
            if (wanted >= MostBytes)
                return Cut(start, buffer, MostBytes, EndOfLine(start.Offset + length));
            wanted = Math.Min(wanted * 2, MostBytes);
            buffer = Grow(buffer, length, wanted);
        }

        if (length > 0)
            return Cut(start, buffer, length, start.Offset + length);
        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }

    private static LineBlock Cut(InputMark start, byte[] buffer, int length, long end)
    {
        var lines = Math.Max(1, buffer.AsSpan(0, length).Count((byte)'\n'));
        return new LineBlock(start, new InputMark(end, start.Line + lines, 0), buffer, length);
    }

    private int Fill(byte[] buffer, int length, int wanted, long start)
    {
        for (int read; length < wanted && (read = RandomAccess.Read(file, buffer.AsSpan(length, wanted - length), start + length)) > 0;)
            length += read;
        return length;
    }

    private static byte[] Grow(byte[] buffer, int length, int wanted)
    {
        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    // Behind the line feed that ends a line too long, or the end of the file.
    private long EndOfLine(long offset)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(blockBytes);
        for (int length; (length = Fill(buffer, 0, blockBytes, offset)) > 0; offset += length)
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
