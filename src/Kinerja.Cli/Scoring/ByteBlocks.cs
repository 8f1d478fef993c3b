using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Kinerja.Cli.Scoring;

/// <summary>Where one record stands in its block.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes without the ending.</param>
/// <param name="Line">The line of the file by which it is known.</param>
internal readonly record struct RecordPlace(int Start, int Length, int Line);

/// <summary>Whole records of one file as they stand there.</summary>
/// <param name="start">Where the block starts.</param>
/// <param name="end">Where the next one starts.</param>
/// <param name="buffer">A rented buffer with the bytes, then a line feed, then room to read past the end.</param>
/// <param name="length">How many of its bytes are the block.</param>
internal abstract class ByteBlock(InputMark start, InputMark end, byte[] buffer, int length) : InputBlock(start, end)
{
    /// <summary>Bytes that can be read behind a block; the first of them is a line feed.</summary>
    public const int Padding = 64;

    public int Length => length;

    /// <summary>The records with their endings.</summary>
    public ReadOnlySpan<byte> Utf8 => buffer.AsSpan(0, length);

    protected ReadOnlyMemory<byte> Memory => buffer.AsMemory(0, length);

    /// <summary>Some of the records, in the order given.</summary>
    public abstract IEnumerable<AppraisalLine> RecordsAt(IReadOnlyList<RecordPlace> places);

    public override void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}

/// <summary>Cuts a file into blocks of whole records. Blocks end where <paramref name="blockBytes"/> are full; a longer record is a block of its own.</summary>
internal abstract class ByteBlocks(SafeFileHandle file, int blockBytes, int mostBytes)
{
    public IEnumerable<ByteBlock> Read(InputMark from)
    {
        for (var mark = from; ReadBlock(mark) is { } block; mark = block.End)
            yield return block;
    }

    /// <summary>Bytes of the whole records at the beginning of what was read; 0 where not even one is whole. More of the file follows.</summary>
    protected abstract int WholeRecords(ReadOnlySpan<byte> read);

    /// <summary>What becomes of a record longer than can be held.</summary>
    protected abstract ByteBlock CutShort(InputMark start, byte[] buffer, int length);

    protected abstract ByteBlock Cut(InputMark start, byte[] buffer, int length);

    /// <summary>Fills a buffer from its length on.</summary>
    protected int Fill(byte[] buffer, int length, int wanted, long start)
    {
        for (int read; length < wanted && (read = RandomAccess.Read(file, buffer.AsSpan(length, wanted - length), start + length)) > 0;)
            length += read;
        return length;
    }

    // Null at the end of the file.
    private ByteBlock? ReadBlock(InputMark start)
    {
        var buffer = Rent(blockBytes);
        var length = Fill(buffer, 0, blockBytes, start.Offset);
        for (var wanted = blockBytes; length == wanted; length = Fill(buffer, length, wanted, start.Offset))
        {
            if (WholeRecords(buffer.AsSpan(0, length)) is var used and > 0)
                return Finish(start, buffer, used);
            if (wanted >= mostBytes)
                return CutShort(start, buffer, length);
            wanted = Math.Min(wanted * 2, mostBytes);
            buffer = Grow(buffer, length, wanted);
        }

        if (length > 0)
            return Finish(start, buffer, length);
        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }

    private ByteBlock Finish(InputMark start, byte[] buffer, int length)
    {
        buffer[length] = (byte)'\n';
        return Cut(start, buffer, length);
    }

    protected static byte[] Rent(int bytes) => ArrayPool<byte>.Shared.Rent(bytes + ByteBlock.Padding);

    private static byte[] Grow(byte[] buffer, int length, int wanted)
    {
        var larger = Rent(wanted);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
