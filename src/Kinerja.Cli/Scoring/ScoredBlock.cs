using System.Buffers;

namespace Kinerja.Cli.Scoring;

/// <summary>What became of a block: ready to be written, and good until it is disposed.</summary>
/// <param name="End">Where the next block starts in the input.</param>
/// <param name="Texts">The text of the block for each output, in the order of the formats.</param>
/// <param name="Summary">What was counted in the block alone.</param>
internal sealed record ScoredBlock(InputMark End, RentedText[] Texts, RunSummary Summary) : IDisposable
{
    /// <summary>The ids of the block where it is only supposed that none repeats.</summary>
    public IdHashes? Ids { get; init; }

    public void Dispose()
    {
        foreach (var text in Texts)
            text.Dispose();
        Ids?.Dispose();
    }
}

/// <summary>Growing text in a rented buffer.</summary>
internal sealed class RentedText(int capacity) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Utf8 => _buffer.AsSpan(0, Length);

    /// <summary>Room behind the text for so many bytes at least.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_buffer.Length - Length < bytes)
            Grow(bytes);
        return _buffer.AsSpan(Length);
    }

    /// <summary>Takes in what was put into the room.</summary>
    public void Advance(int bytes) => Length += bytes;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Length + bytes));
        Utf8.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
