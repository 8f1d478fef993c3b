using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinerja.Cli.Columns;

/// <summary>Finds the cells of one row of a table: first all the marks between them, sixty-four bytes at a time, so that the cells can then be read independently of each other.</summary>
internal sealed class CsvCells(int columns, byte delimiter)
{
    private const int Together = 64; // bytes

    private readonly int[] _starts = new int[columns + 1 + CsvNumbers.MostCells];
    private readonly int[] _ends = new int[columns + (2 * Together)];

    public int Start(int column) => _starts[column];

    /// <summary>Where the cells from a column on begin; eight can be read, behind the last column anything.</summary>
    public ref int StartsFrom(int column) => ref _starts[column];

    /// <summary>Where they end.</summary>
    public ref int EndsFrom(int column) => ref _ends[column];

    public int Length(int column) => _ends[column] - _starts[column];

    /// <summary>Finds the cells of the row that begins at an offset.</summary>
    /// <returns>Where the row's line ending stands, or −1 where the row has another number of cells, or cells that are not plain.</returns>
    public int Find(ref byte text, int start)
    {
        var end = FindPlain(ref text, start);
        return end >= 0 ? end : FindQuoted(ref text, start);
    }

    // A row without quotes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindPlain(ref byte text, int start)
    {
        var count = 0;
        ref var ends = ref MemoryMarshal.GetArrayDataReference(_ends);
        for (var offset = start; count < columns; offset += Together)
        {
            Look(ref Unsafe.Add(ref text, offset), out var areMarks, out var stops);
            var marks = areMarks.ExtractMostSignificantBits();
            if (stops != 0)
                marks &= (stops & (0 - stops)) - 1; // those before the first stop
            var found = BitOperations.PopCount(marks);
            Put(ref Unsafe.Add(ref ends, count), offset, areMarks, marks, found);
            count += found;
            if (stops == 0)
                continue;
            var stop = offset + BitOperations.TrailingZeroCount(stops);
            if (count != columns - 1 || Unsafe.Add(ref text, stop) == (byte)'"')
                return -1;
            _ends[count] = stop;
            SetStarts(start);
            return stop;
        }

        return -1;
    }

    private void SetStarts(int start)
    {
        // Eight at a time; behind the last column there is room.
        ref var ends = ref MemoryMarshal.GetArrayDataReference(_ends);
        ref var starts = ref MemoryMarshal.GetArrayDataReference(_starts);
        for (var column = 0; column < columns; column += CsvNumbers.MostCells)
            (Vector256.LoadUnsafe(ref ends, (nuint)column) + Vector256<int>.One).StoreUnsafe(ref starts, (nuint)column + 1);
        starts = start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(ref byte text, out Vector512<byte> marks, out ulong stops)
    {
        var bytes = Vector512.LoadUnsafe(ref text);
        marks = Vector512.Equals(bytes, Vector512.Create(delimiter));
        stops = (Vector512.Equals(bytes, Vector512.Create((byte)'\n')) | Vector512.Equals(bytes, Vector512.Create((byte)'\r')) | Vector512.Equals(bytes, Vector512.Create((byte)'"'))).ExtractMostSignificantBits();
    }

    // Sixteen at once, even where there are fewer: what is too much is written over by the next ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref int ends, int offset, Vector512<byte> areMarks, ulong marks, int found)
    {
        if (Avx512Vbmi2.IsSupported && found <= Vector512<int>.Count)
        {
            var places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, areMarks, Vector512<byte>.Indices);
            (Avx512F.ConvertToVector512Int32(places.GetLower().GetLower()) + Vector512.Create(offset)).StoreUnsafe(ref ends);
            return;
        }

        PutOneByOne(ref ends, offset, marks);
    }

    private static void PutOneByOne(ref int ends, int offset, ulong marks)
    {
        for (var index = 0; marks != 0; index++)
        {
            Unsafe.Add(ref ends, index) = offset + BitOperations.TrailingZeroCount(marks);
            marks &= marks - 1;
        }
    }

    // A row in which cells may stand in quotes, though none of them holds a quote or a line ending.
    private int FindQuoted(ref byte text, int start)
    {
        var position = start;
        for (var column = 0; ; column++)
        {
            var isQuoted = Unsafe.Add(ref text, position) == (byte)'"';
            _starts[column] = isQuoted ? position + 1 : position;
            var length = PlainBytes.CountTextFrom(ref Unsafe.Add(ref text, _starts[column]), isQuoted ? (byte)'"' : delimiter);
            if (length < 0)
                return -1;
            position = _ends[column] = _starts[column] + length;
            if (isQuoted && Unsafe.Add(ref text, position++) != (byte)'"')
                return -1;
            var next = Unsafe.Add(ref text, position);
            if (column == columns - 1)
                return next is (byte)'\n' or (byte)'\r' ? position : -1;
            if (next != delimiter)
                return -1;
            position++;
        }
    }
}
