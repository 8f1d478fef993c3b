using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kinerja.Cli.Columns;

/// <summary>Numbers as files usually hold them: digits, perhaps a mark with decimals, perhaps a minus sign. All else that JSON allows is left to the reader of records.</summary>
internal static class PlainNumber
{
    /// <summary>Bytes that may be read behind the end of a number.</summary>
    public const int Overrun = 16;

    private const ulong Zeros = 0x3030303030303030;
    private const ulong Highs = 0x8080808080808080; // the highest bit of each character
    private const int MostDigits = 18; // which 64 bits hold

    /// <summary>The largest power of ten in a column.</summary>
    public const int MostDecimals = 9;

    private static ReadOnlySpan<int> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    /// <summary>Ten to the power of <see cref="MostDecimals"/> at most.</summary>
    public static int Power(int decimals) => Powers[decimals];

    /// <summary>Reads a number of at most seven characters, with a point before its decimals, which nearly all are.</summary>
    /// <param name="text">Where it begins; <see cref="Overrun"/> bytes behind it can be read.</param>
    /// <param name="length">Its length.</param>
    /// <param name="mantissa">Its digits as a whole number.</param>
    /// <param name="decimals">How many of them stand behind the point.</param>
    /// <returns>False where it is longer or not plain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadShort(ref byte text, out int length, out uint mantissa, out int decimals)
    {
        // Where it ends, by the fewest steps, because whoever reads on waits for that alone: at the first character that is not among ./0123456789, which lie beside each other.
        var characters = Unsafe.ReadUnaligned<ulong>(ref text);
        var outside = (~((characters | Highs) - 0x2E2E2E2E2E2E2E2E) | ((characters & ~Highs) + 0x4646464646464646) | characters) & Highs;
        length = BitOperations.TrailingZeroCount(outside) >> 3;
        return TryRead((characters ^ Zeros) << ((8 - length) << 3), length, (byte)characters, (byte)'.', out mantissa, out decimals) & length < 8;
    }

    /// <summary>Reads a number of at most eight characters whose length is known: nothing here waits for the cell before.</summary>
    /// <param name="text">The block.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Its length.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="mantissa">Its digits as a whole number.</param>
    /// <param name="decimals">How many of them stand behind the mark.</param>
    /// <returns>False where it is longer, not plain, or near the beginning of the block.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadCell(ref byte text, int start, int length, byte mark, out uint mantissa, out int decimals)
    {
        (mantissa, decimals) = (0, 0);
        var end = start + length;
        if ((uint)(length - 1) >= 8 || end < 8)
            return false;
        // The eight characters that end the cell; those before it become zeros.
        var values = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, end - 8)) ^ Zeros;
        var other = (8 - length) << 3;
        return TryRead((values >> other) << other, length, Unsafe.Add(ref text, start), mark, out mantissa, out decimals);
    }

    // A digit is its own value, everything else more than nine; the last character is at the top, and zeros lie below the first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryRead(ulong values, int length, byte first, byte mark, out uint mantissa, out int decimals)
    {
        var difference = values ^ ((mark ^ 0x30UL) * 0x0101010101010101);
        var marks = (difference - 0x0101010101010101) & ~difference & Highs;
        var hasMark = (int)((marks | (0 - marks)) >> 63);
        // What stands before the mark moves over it.
        var before = (marks ^ (marks - 1)) & (0 - (ulong)hasMark);
        var digits = (values & ~before) | ((values << 8) & before);
        var faults = ((digits + 0x7676767676767676) | digits) & Highs;
        decimals = (7 - (BitOperations.TrailingZeroCount(marks) >> 3)) & -hasMark;
        var whole = length - hasMark - decimals;
        // Pairs, fours and eights are put together.
        digits = (digits * 10) + (digits >> 8);
        mantissa = (uint)((((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
        return faults == 0 & whole > 0 & decimals >= hasMark & (whole == 1 | first != (byte)'0');
    }

    /// <summary>Reads any plain number.</summary>
    /// <param name="text">Where it begins, up to where it may reach at most.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="mantissa">Its digits as a whole number.</param>
    /// <param name="decimals">How many of them stand behind the mark, zeros at the end left out.</param>
    /// <returns>Its length, or 0 where it is not plain.</returns>
    public static int Read(ReadOnlySpan<byte> text, byte mark, out long mantissa, out int decimals)
    {
        (mantissa, decimals) = (0, 0);
        var start = text is [(byte)'-', ..] ? 1 : 0;
        var position = start;
        var wholeDigits = ReadDigits(text, ref position, ref mantissa);
        if (wholeDigits == 0 || (wholeDigits > 1 && text[start] == (byte)'0'))
            return 0;
        if (position < text.Length && text[position] == mark)
        {
            position++;
            decimals = ReadDigits(text, ref position, ref mantissa);
            if (decimals == 0)
                return 0;
        }

        if (wholeDigits + decimals > MostDigits)
            return 0;
        for (; decimals > 0 && mantissa % 10 == 0; decimals--)
            mantissa /= 10;
        if (start == 1)
            mantissa = -mantissa;
        return position;
    }

    /// <summary>Characters up to the first that no number holds; there is one.</summary>
    public static int CountLetters(ref byte text)
    {
        var count = 0;
        while (Unsafe.Add(ref text, count) is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'.' or (byte)',')
            count++;
        return count;
    }

    private static int ReadDigits(ReadOnlySpan<byte> text, ref int position, ref long mantissa)
    {
        var start = position;
        for (; position < text.Length && (uint)(text[position] - '0') <= 9; position++)
            mantissa = unchecked((mantissa * 10) + text[position] - '0');
        return position - start;
    }
}
