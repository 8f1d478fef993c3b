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

        var range = Across(Vector256.Min(least.GetLower(), least.GetUpper()), Vector256.Max(most.GetLower(), most.GetUpper()));
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

    private static InputRange Across(Vector256<int> least, Vector256<int> most)
    {
        var (low, high) = (Vector128.Min(least.GetLower(), least.GetUpper()), Vector128.Max(most.GetLower(), most.GetUpper()));
        var range = None;
        for (var lane = 0; lane < 4; lane++)
            range = range.With(new InputRange(low[lane], high[lane]));
        return range;
    }
}
