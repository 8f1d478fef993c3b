using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Kinerja.Cli.Columns;

/// <summary>Bytes that mean themselves wherever they stand: in JSON text, in a cell, and in what is written of them.</summary>
internal static class PlainBytes
{
    /// <summary>Printable ASCII but for the quote and the backslash.</summary>
    public static readonly SearchValues<byte> Letters = SearchValues.Create([.. Enumerable.Range(' ', 0x7F - ' ').Select(letter => (byte)letter).Where(letter => letter is not ((byte)'"' or (byte)'\\'))]);

    /// <summary>How many plain bytes stand at the beginning; 32 bytes behind the last of them can be read.</summary>
    /// <param name="text">Where to begin.</param>
    /// <param name="end">A byte that ends them too.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountFrom(ref byte text, byte end)
    {
        for (var count = 0; ; count += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref text, (nuint)count);
            var isOther = Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)' ')).AsByte() | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\')) | Vector256.Equals(bytes, Vector256.Create((byte)0x7F)) | Vector256.Equals(bytes, Vector256.Create(end));
            var others = isOther.ExtractMostSignificantBits();
            if (others != 0)
                return count + BitOperations.TrailingZeroCount(others);
        }
    }

    /// <summary>The same for text that is only looked at: letters of any language count too, where they are sound UTF-8; otherwise −1.</summary>
    public static int CountTextFrom(ref byte text, byte end)
    {
        var count = CountFrom(ref text, end);
        if (Unsafe.Add(ref text, count) < 0x7F)
            return count;
        while (Unsafe.Add(ref text, count) is var letter && letter >= (byte)' ' && letter != (byte)'"' && letter != (byte)'\\' && letter != end)
            count++;
        return Utf8.IsValid(MemoryMarshal.CreateReadOnlySpan(ref text, count)) ? count : -1;
    }
}
