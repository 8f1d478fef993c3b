using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinerja.Core.Evaluating;

/// <summary>Brings outputs of a chunk, exact whole numbers, into the result columns.</summary>
internal static unsafe class LaneWriting
{
    /// <summary>Results of a batch in bytes past which they would only push other things out of the caches.</summary>
    public const int MostCached = 4 << 20;

    /// <summary>One row of an output.</summary>
    public static long Read(LanePlace place, void* from, int row) => place switch
    {
        LanePlace.Register => (long)((double*)from)[row],
        LanePlace.Constant => (long)*(double*)from,
        _ => ((int*)from)[row],
    };

    /// <summary>Rows that lie anywhere in the batch.</summary>
    public static void Scatter(LanePlace place, void* from, long[] target, ReadOnlySpan<int> rows)
    {
        for (var row = 0; row < rows.Length; row++)
            target[rows[row]] = Read(place, from, row);
    }

    /// <summary>Rows that follow each other.</summary>
    /// <param name="place">Where the output lies.</param>
    /// <param name="from">Its first row.</param>
    /// <param name="target">The rows of the result column.</param>
    /// <param name="isPast">Whether to write past the caches.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(LanePlace place, void* from, Span<long> target, bool isPast)
    {
        fixed (long* start = target)
        {
            // Past the caches only whole lines of 64 bytes are written.
            var row = isPast ? (int)Math.Min(target.Length, (64 - ((nint)start & 63)) / sizeof(long) & 7) : 0;
            for (var head = 0; head < row; head++)
                start[head] = Read(place, from, head);
            var isAligned = isPast && ((nint)(start + row) & 63) == 0;
            for (; row <= target.Length - 8; row += 8)
            {
                var values = place switch
                {
                    LanePlace.Register => Vector512.ConvertToInt64Native(Vector512.Load((double*)from + row)),
                    LanePlace.Constant => Vector512.Create((long)*(double*)from),
                    _ => Vector512.WidenLower(Vector512.Create(Vector256.Load((int*)from + row), default)),
                };
                if (isAligned)
                    Vector512.StoreAlignedNonTemporal(values, start + row);
                else
                    Vector512.Store(values, start + row);
            }

            for (; row < target.Length; row++)
                start[row] = Read(place, from, row);
        }
    }
}
