using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kinerja.Cli.Scoring;

/// <summary>Finds ids that may stand twice, by 32 bits of the hash of each: it may take an id for seen that was not, but never the other way round.</summary>
/// <remarks>
/// A hash table without growth: the sixteen places of a cache line are compared at once, and where all are taken the next line is looked at. Ten million people
/// need 64 MB, and one run in a hundred over so many takes an id wrongly for seen.
/// </remarks>
internal sealed class IdFilter
{
    private const int CacheLine = 64; // bytes
    private const int Places = 16; // in a line
    private const int IdsALine = 10; // by which hardly a line is full
    private const int FewestLines = 64;
    private const int MostLines = 100_000_000;
    private const int LinesAnId = 8; // past so many full ones an id counts as seen: there are far more than was thought
    private const int Together = 32; // ids whose cache lines are asked for at the same time

    private readonly uint[] _tags; // 0 for a free place
    private readonly int _first; // where a cache line begins
    private readonly int _lines;

    /// <param name="ids">About how many there will be.</param>
    public IdFilter(long ids)
    {
        _lines = (int)Math.Clamp(ids / IdsALine, FewestLines, MostLines);
        _tags = GC.AllocateUninitializedArray<uint>(checked((_lines + 1) * Places), pinned: true);
        _first = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_tags, 0) & (CacheLine - 1)) / sizeof(uint);
        Array.Clear(_tags); // written before it is read: a page that is read first is mapped twice, and the second time all threads wait
    }

    /// <summary>A hash of an id, the same on every machine and run.</summary>
    public static ulong Hash(ReadOnlySpan<byte> id)
    {
        var hash = (ulong)id.Length * 0x9E3779B97F4A7C15;
        for (; id.Length >= sizeof(ulong); id = id[sizeof(ulong)..])
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(id));
        var rest = 0UL;
        for (var index = id.Length - 1; index >= 0; index--)
            rest = (rest << 8) | id[index];
        hash = Mix(hash, rest);
        return Mix(hash, 0x2545F4914F6CDD1D);
    }

    /// <summary>Takes in ids by their hashes; those that may have been there before go into the set.</summary>
    public void Add(ReadOnlySpan<ulong> hashes, HashSet<ulong> candidates)
    {
        for (; !hashes.IsEmpty; hashes = hashes[Math.Min(Together, hashes.Length)..])
        {
            var some = hashes[..Math.Min(Together, hashes.Length)];
            Touch(some);
            foreach (var hash in some)
            {
                if (IsSeen(hash))
                    candidates.Add(hash);
            }
        }
    }

    // One load after another without waiting, so that the memory answers all of them in the time of one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint Touch(ReadOnlySpan<ulong> hashes)
    {
        var touched = 0U;
        foreach (var hash in hashes)
            touched |= _tags[PlaceOf(LineOf(hash))];
        return touched;
    }

    private bool IsSeen(ulong hash)
    {
        var tag = Math.Max(1, (uint)hash);
        var line = LineOf(hash);
        for (var looked = 0; looked < LinesAnId; looked++)
        {
            var places = _tags.AsSpan(PlaceOf(line), Places);
            var held = Vector512.Create<uint>(places);
            if (Vector512.EqualsAny(held, Vector512.Create(tag)))
                return true;
            if (Vector512.Equals(held, Vector512<uint>.Zero).ExtractMostSignificantBits() is var free and not 0)
            {
                places[BitOperations.TrailingZeroCount(free)] = tag;
                return false;
            }

            line = line + 1 == _lines ? 0 : line + 1;
        }

        return true;
    }

    // By the upper half of the hash; the lower one is the tag.
    private int LineOf(ulong hash) => (int)(((hash >> 32) * (ulong)_lines) >> 32);

    private int PlaceOf(int line) => _first + (line * Places);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong next)
    {
        var product = (hash ^ next ^ 0xA0761D6478BD642F) * 0xE7037ED1A0B428DB;
        return product ^ (product >> 32) ^ (product >> 15);
    }
}
