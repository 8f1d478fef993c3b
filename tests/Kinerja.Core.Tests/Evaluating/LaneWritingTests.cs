using System.Runtime.CompilerServices;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Rows go where they belong and nowhere else, wherever a column begins, and past the caches as through them.</summary>
public sealed unsafe class LaneWritingTests
{
    [Theory]
    [InlineData((int)LanePlace.Register, false)]
    [InlineData((int)LanePlace.Register, true)]
    [InlineData((int)LanePlace.Constant, false)]
    [InlineData((int)LanePlace.Constant, true)]
    [InlineData((int)LanePlace.Input, false)]
    [InlineData((int)LanePlace.Input, true)]
    public void Write_FillsJustTheRows(int place, bool isPast)
    {
        var numbers = GC.AllocateArray<double>(64, pinned: true);
        var integers = GC.AllocateArray<int>(64, pinned: true);
        for (var row = 0; row < 64; row++)
            (numbers[row], integers[row]) = ((row * 1_000_003L) - 5, (row * -7) + 3);
        var from = (LanePlace)place == LanePlace.Input ? Unsafe.AsPointer(ref integers[0]) : Unsafe.AsPointer(ref numbers[0]);
        for (var start = 0; start < 9; start++)
        {
            for (var count = 0; count < 40; count++)
            {
                var target = new long[60];
                LaneWriting.Write((LanePlace)place, from, target.AsSpan(start, count), isPast);
                for (var row = 0; row < target.Length; row++)
                    Assert.Equal(row < start || row >= start + count ? 0 : LaneWriting.Read((LanePlace)place, from, row - start), target[row]);
            }
        }

        GC.KeepAlive(numbers);
        GC.KeepAlive(integers);
    }
}
