using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinerja.Cli.Columns;

/// <summary>Reads up to eight cells beside each other that hold short numbers, all at once: what <see cref="PlainNumber.TryReadCell"/> does, in the lanes of vectors.</summary>
internal static class CsvNumbers
{
    /// <summary>Cells read at once.</summary>
    public const int MostCells = 8;

    /// <summary>Fewer are read faster one by one.</summary>
    public const int FewestCells = 3;

    private const int Characters = 8; // of a cell

    public static bool IsSupported => Avx512BW.IsSupported && Avx512CD.IsSupported;

    /// <summary>Reads the cells as whole numbers at the scales wanted; false where one of them is longer, not plain, or needs more care.</summary>
    /// <param name="text">The block.</param>
    /// <param name="starts">Where the cells begin; eight can be read.</param>
    /// <param name="ends">Where they end; eight can be read.</param>
    /// <param name="count">How many cells there are.</param>
    /// <param name="scales">Decimals by which their numbers are shifted; eight can be read.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="values">The numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ref byte text, ref int starts, ref int ends, int count, ref int scales, byte mark, out Vector256<int> values)
    {
        values = default;
        if (ends < Characters)
            return false; // near the beginning of the block

        // The eight characters that end each cell; those before it become zeros. Lanes without a cell read the last one again.
        var last = count - 1;
        var characters = Vector512.Create(
            EndOf(ref text, ref ends, 0), EndOf(ref text, ref ends, Math.Min(1, last)), EndOf(ref text, ref ends, Math.Min(2, last)), EndOf(ref text, ref ends, Math.Min(3, last)),
            EndOf(ref text, ref ends, Math.Min(4, last)), EndOf(ref text, ref ends, Math.Min(5, last)), EndOf(ref text, ref ends, Math.Min(6, last)), EndOf(ref text, ref ends, Math.Min(7, last)));
        characters ^= Vector512.Create(0x3030303030303030UL);
        var lengths = Avx512F.ConvertToVector512Int64(Vector256.LoadUnsafe(ref ends) - Vector256.LoadUnsafe(ref starts));
        var before = ((Vector512.Create((long)Characters) - lengths) << 3).AsUInt64();
        var first = Avx512F.ShiftRightLogicalVariable(characters, before);
        characters = Avx512F.ShiftLeftLogicalVariable(first, before);

        // What stands before the mark moves over it.
        var marks = Vector512.Equals(characters.AsByte(), Vector512.Create((byte)(mark ^ 0x30))).AsUInt64();
        var lowest = marks & (Vector512<ulong>.Zero - marks);
        var hasMark = ~Vector512.Equals(lowest, Vector512<ulong>.Zero);
        var decimals = ((Avx512CD.LeadingZeroCount(lowest) >> 3) & hasMark).AsInt64();
        var whole = lengths - decimals + hasMark.AsInt64(); // without the mark
        var moved = ((lowest << 8) - Vector512<ulong>.One) & hasMark;
        var digits = Vector512.ConditionalSelect(moved, characters << 8, characters);

        // Pairs, fours and eights are put together.
        var pairs = Avx512BW.MultiplyAddAdjacent(digits.AsByte(), Vector512.Create((ushort)0x010A).AsSByte());
        var fours = Avx512BW.MultiplyAddAdjacent(pairs, Vector512.Create(0x00010064).AsInt16()).AsUInt64();
        var mantissas = Avx512F.Multiply(fours.AsUInt32(), Vector512.Create(10_000UL).AsUInt32()) + (fours >> 32);
        var more = Avx512F.ConvertToVector512Int64(Vector256.LoadUnsafe(ref scales)) - decimals;
        var powers = Avx512F.PermuteVar8x64(Vector512.Create(1L, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000), more);
        var numbers = Avx512F.Multiply(mantissas.AsUInt32(), powers.AsUInt32());

        var (one, zero) = (Vector512<long>.One, Vector512<long>.Zero);
        var faults = Vector512.GreaterThan((lengths - one).AsUInt64(), Vector512.Create(Characters - 1UL))
            | ~Vector512.Equals(Vector512.GreaterThan(digits.AsByte(), Vector512.Create((byte)9)).AsUInt64(), Vector512<ulong>.Zero)
            | Vector512.LessThan(whole, one).AsUInt64()
            | (hasMark & Vector512.Equals(decimals, zero).AsUInt64())
            | (Vector512.Equals(first & Vector512.Create(0xFFUL), Vector512<ulong>.Zero) & Vector512.GreaterThan(whole, one).AsUInt64())
            | Vector512.GreaterThan(more.AsUInt64(), Vector512.Create(7UL))
            | Vector512.GreaterThan(numbers, Vector512.Create((ulong)int.MaxValue));
        values = Avx512F.ConvertToVector256Int32(numbers);
        return (faults.ExtractMostSignificantBits() & ((1UL << count) - 1)) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EndOf(ref byte text, ref int ends, int cell) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, Unsafe.Add(ref ends, cell) - Characters));
}
