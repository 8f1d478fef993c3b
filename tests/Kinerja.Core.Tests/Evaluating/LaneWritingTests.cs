using System.Runtime.CompilerServices;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Outputs are the whole numbers that lanes hold, wherever these lie, past the caches as through them.</summary>
public sealed unsafe class LaneWritingTests
{
    private const int Rows = 64;

    [Theory]
    [InlineData((int)LanePlace.Register, false)]
    [InlineData((int)LanePlace.Register, true)]
    [InlineData((int)LanePlace.Constant, false)]
    [InlineData((int)LanePlace.Constant, true)]
    [InlineData((int)LanePlace.Input, false)]
    [InlineData((int)LanePlace.Input, true)]
    public void Write_FillsJustTheRows(int place, bool isPast)
    {
        var numbers = GC.AllocateArray<double>(Rows, pinned: true);
        var integers = GC.AllocateArray<int>(Rows, pinned: true);
        var written = GC.AllocateArray<long>(2 * Rows, pinned: true);
        for (var row = 0; row < Rows; row++)
            (numbers[row], integers[row]) = ((row * 1_000_003_000L) - 5, (row * -7) + 3);
        var from = (LanePlace)place == LanePlace.Input ? Unsafe.AsPointer(ref integers[0]) : Unsafe.AsPointer(ref numbers[0]);
        var first = (int)(-(nint)Unsafe.AsPointer(ref written[0]) & 63) / sizeof(long); // where a line begins
        for (var count = 0; count <= Rows - 8; count += 8)
        {
            Array.Clear(written);
            var start = (long*)Unsafe.AsPointer(ref written[first]);
            new LaneWriting(&start, isPast).Write(0, (LanePlace)place, from, count);
            for (var row = 0; row < written.Length; row++)
            {
                var expected = (LanePlace)place switch { LanePlace.Register => (long)numbers[Math.Clamp(row - first, 0, Rows - 1)], LanePlace.Constant => (long)numbers[0], _ => integers[Math.Clamp(row - first, 0, Rows - 1)] };
                Assert.Equal(row < first || row >= first + count ? 0 : expected, written[row]);
            }
        }

        GC.KeepAlive(numbers);
        GC.KeepAlive(integers);
    }
}
