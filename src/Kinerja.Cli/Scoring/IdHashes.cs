using System.Buffers;

namespace Kinerja.Cli.Scoring;

/// <summary>The hashes of the ids of a block, in rented memory.</summary>
internal sealed class IdHashes : IDisposable
{
    private const int FirstCapacity = 4_096;

    private ulong[] _hashes = ArrayPool<ulong>.Shared.Rent(FirstCapacity);

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Count);

    public static IdHashes Of(InputBlock block)
    {
        var ids = new IdHashes();
        block.VisitIds((id, _) => ids.Add(id));
        return ids;
    }

    public void Add(ReadOnlySpan<byte> id)
    {
        if (Count == _hashes.Length)
            Grow();
        _hashes[Count++] = IdFilter.Hash(id);
    }

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_hashes);

    private void Grow()
    {
        var more = ArrayPool<ulong>.Shared.Rent(Count * 2);
        Hashes.CopyTo(more);
        ArrayPool<ulong>.Shared.Return(_hashes);
        _hashes = more;
    }
}
