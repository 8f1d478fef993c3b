using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinerja.Core.Evaluating;

/// <summary>The lowest and the highest of some whole numbers.</summary>
internal readonly record struct InputRange(int Low, int High)
{
    /// <summary>Of no numbers.</summary>
    public static InputRange None => new(int.MaxValue, int.MinValue);

    public bool IsWithin(InputRange other) => Low >= other.Low && High <= other.High;

    public InputRange With(InputRange other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>Whether numbers that lie behind each other are all within.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe bool Contains(int* rows, int count)
    {
        var (low, high) = (Vector512.Create(Low), Vector512.Create(High));
        var (least, most) = (low, high);
        nint row = 0;
        for (; row <= count - 16; row += 16)
        {
            var values = Vector512.Load(rows + row);
            (least, most) = (Vector512.Min(least, values), Vector512.Max(most, values));
        }

        var isWithin = least == low && most == high;
        for (; row < count; row++)
            isWithin &= rows[row] >= Low && rows[row] <= High;
        return isWithin;
    }

    /// <summary>Of numbers that lie behind each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe InputRange Of(int* rows, int count)
    {
        var (least, most) = (Vector512.Create(int.MaxValue), Vector512.Create(int.MinValue));
        nint row = 0;
        for (; row <= count - 16; row += 16)
        {
            var values = Vector512.Load(rows + row);
            (least, most) = (Vector512.Min(least, values), Vector512.Max(most, values));
        }

        var range = Across(least, most);
        for (; row < count; row++)
            range = range.With(new InputRange(rows[row], rows[row]));
        return range;
    }

    /// <summary>Copies numbers that lie a step apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe InputRange Copy(int* from, int step, int* into, int count)
    {
        nint row = 0;
        var range = None;
        if (Avx2.IsSupported)
        {
            var (least, most, places) = (Vector256.Create(int.MaxValue), Vector256.Create(int.MinValue), Vector256<int>.Indices * step);
            for (; row <= count - 8; row += 8)
            {
                var values = Avx2.GatherVector256(from + (row * step), places, sizeof(int));
                Vector256.Store(values, into + row);
                (least, most) = (Vector256.Min(least, values), Vector256.Max(most, values));
            }

            range = Across(least, most);
        }

        for (; row < count; row++)
        {
            into[row] = from[row * step];
            range = range.With(new InputRange(into[row], into[row]));
        }

        return range;
    }

    /// <summary>Copies four numbers that lie beside each other, and those that lie a step apart from them: each of the four to a place of its own.</summary>
    /// <param name="from">The first of the four.</param>
    /// <param name="step">At least four.</param>
    /// <param name="into">Four places.</param>
    /// <param name="count">How many times.</param>
    /// <param name="ranges">Of the numbers at each of the four places.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void CopyFour(int* from, int step, int** into, int count, Span<InputRange> ranges)
    {
        nint row = 0;
        ranges.Fill(None);
        if (Avx512F.IsSupported)
        {
            int* first = into[0], second = into[1], third = into[2], fourth = into[3];
            var least = Vector512.Create(int.MaxValue);
            var (least1, least2, least3, most) = (least, least, least, Vector512.Create(int.MinValue));
            var (most1, most2, most3) = (most, most, most);
            for (; row <= count - 16; row += 16)
            {
                // Each quarter of a vector is a matrix of four by four, which is turned.
                var rows = from + (row * step);
                var (pairs0, pairs1) = (Every(rows, 4 * (nint)step), Every(rows + step, 4 * (nint)step));
                var (pairs2, pairs3) = (Every(rows + (2 * (nint)step), 4 * (nint)step), Every(rows + (3 * (nint)step), 4 * (nint)step));
                (pairs0, pairs1) = (Avx512F.UnpackLow(pairs0, pairs1), Avx512F.UnpackHigh(pairs0, pairs1));
                (pairs2, pairs3) = (Avx512F.UnpackLow(pairs2, pairs3), Avx512F.UnpackHigh(pairs2, pairs3));
                var values = Avx512F.UnpackLow(pairs0.AsInt64(), pairs2.AsInt64()).AsInt32();
                var values1 = Avx512F.UnpackHigh(pairs0.AsInt64(), pairs2.AsInt64()).AsInt32();
                var values2 = Avx512F.UnpackLow(pairs1.AsInt64(), pairs3.AsInt64()).AsInt32();
                var values3 = Avx512F.UnpackHigh(pairs1.AsInt64(), pairs3.AsInt64()).AsInt32();
                Vector512.Store(values, first + row);
                Vector512.Store(values1, second + row);
                Vector512.Store(values2, third + row);
                Vector512.Store(values3, fourth + row);
                (least, most) = (Vector512.Min(least, values), Vector512.Max(most, values));
                (least1, most1) = (Vector512.Min(least1, values1), Vector512.Max(most1, values1));
                (least2, most2) = (Vector512.Min(least2, values2), Vector512.Max(most2, values2));
                (least3, most3) = (Vector512.Min(least3, values3), Vector512.Max(most3, values3));
            }

            (ranges[0], ranges[1], ranges[2], ranges[3]) = (Across(least, most), Across(least1, most1), Across(least2, most2), Across(least3, most3));
        }

        for (var place = 0; place < 4 && row < count; place++)
            ranges[place] = ranges[place].With(Copy(from + (row * step) + place, step, into[place] + row, (int)(count - row)));
    }

    // Four numbers in a quarter of the vector, four times.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<int> Every(int* from, nint step) => Avx512F.InsertVector256(
        Vector256.Create(Vector128.Load(from), Vector128.Load(from + step)).ToVector512Unsafe(),
        Vector256.Create(Vector128.Load(from + (2 * step)), Vector128.Load(from + (3 * step))),
        1);

    /// <summary>Of numbers whose lowest and highest are known lane by lane.</summary>
    public static InputRange Across(Vector512<int> least, Vector512<int> most) =>
        Across(Vector256.Min(least.GetLower(), least.GetUpper()), Vector256.Max(most.GetLower(), most.GetUpper()));

    // Halves, then quarters against each other.
    private static InputRange Across(Vector256<int> least, Vector256<int> most)
    {
        var (low, high) = (Vector128.Min(least.GetLower(), least.GetUpper()), Vector128.Max(most.GetLower(), most.GetUpper()));
        var (halves, quarters) = (Vector128.Create(2, 3, 0, 1), Vector128.Create(1, 0, 3, 2));
        (low, high) = (Vector128.Min(low, Vector128.Shuffle(low, halves)), Vector128.Max(high, Vector128.Shuffle(high, halves)));
        return new InputRange(Vector128.Min(low, Vector128.Shuffle(low, quarters)).ToScalar(), Vector128.Max(high, Vector128.Shuffle(high, quarters)).ToScalar());
    }
}
