using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinerja.Cli.Scoring;

/// <summary>Finds ids that may stand twice, with a few bits for each of them: it may take an id for seen that was not, but never the other way round.</summary>
/// <remarks>A Bloom filter whose bits for one id lie in one cache line, one bit in each word of it (Putze, Sanders and Singler 2007).</remarks>
internal sealed class IdFilter
{
    private const int WordsALine = 8;
    private const int BitsAnId = 48; // by which a million ids give no false one, and fifty million a few thousand
    private const int MostWords = 1 << 23; // 64 MB, however many people there are
    private const int FewestWords = 1 << 10;
    private const int Together = 32; // ids whose cache lines are asked for at the same time

    private readonly ulong[] _words;
    private readonly int _lines;

    /// <param name="ids">About how many there will be.</param>
    public IdFilter(long ids)
    {
        var words = FewestWords;
        while (words < MostWords && words * 64L < ids * BitsAnId)
            words *= 2;
        (_words, _lines) = (GC.AllocateUninitializedArray<ulong>(words), words / WordsALine);
        Array.Clear(_words); // written before it is read: a page that is read first is mapped twice, and the second time all threads wait
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
    private ulong Touch(ReadOnlySpan<ulong> hashes)
    {
        var touched = 0UL;
        foreach (var hash in hashes)
            touched |= _words[LineOf(hash)];
        return touched;
    }

    private bool IsSeen(ulong hash)
    {
        var line = _words.AsSpan(LineOf(hash), WordsALine);
        var places = hash * 0x9E3779B97F4A7C15;
        if (Avx512F.IsSupported)
        {
            // The same for the eight words at once.
            var each = Avx512F.ShiftRightLogicalVariable(Vector512.Create(places), Vector512.Create(0UL, 7, 14, 21, 28, 35, 42, 49)) & Vector512.Create(63UL);
            var bits = Avx512F.ShiftLeftLogicalVariable(Vector512<ulong>.One, each);
            var words = Vector512.Create<ulong>(line);
            (words | bits).CopyTo(line);
            return (words & bits) == bits;
        }

        var isSeen = true;
        for (var word = 0; word < line.Length; word++)
        {
            var bit = 1UL << (int)(places & 63);
            places >>= 7;
            isSeen &= (line[word] & bit) != 0;
            line[word] |= bit;
        }

        return isSeen;
    }

    private int LineOf(ulong hash) => (int)(((hash >> 32) * (ulong)_lines) >> 32) * WordsALine;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong next)
    {
        var product = (hash ^ next ^ 0xA0761D6478BD642F) * 0xE7037ED1A0B428DB;
        return product ^ (product >> 32) ^ (product >> 15);
    }
}
