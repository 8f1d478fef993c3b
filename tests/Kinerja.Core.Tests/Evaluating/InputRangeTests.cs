using System.Runtime.CompilerServices;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Ranges and copies by vectors, whatever is left over at the end.</summary>
public sealed unsafe class InputRangeTests
{
    [Fact]
    public void RangesAndCopies_AreThoseOfEveryNumber()
    {
        var random = new Random(23);
        var numbers = GC.AllocateArray<int>(1_000, pinned: true);
        var from = (int*)Unsafe.AsPointer(ref numbers[0]);
        var into = stackalloc int[64];
        for (var round = 0; round < 4_000; round++)
        {
            var (count, step) = (random.Next(1, 60), random.Next(1, 16));
            for (var index = 0; index < numbers.Length; index++)
                numbers[index] = random.Next(8) == 0 ? (random.Next(2) == 0 ? int.MinValue : int.MaxValue) : random.Next(-100, 100);
            int[] picked = [.. Enumerable.Range(0, count).Select(row => numbers[row * step])];
            var expected = new InputRange(picked.Min(), picked.Max());
            Assert.Equal(expected, InputRange.Copy(from, step, into, count));
            Assert.Equal(picked, new Span<int>(into, count).ToArray());
            Assert.Equal(expected, InputRange.Of(into, count));
            var limits = new InputRange(random.Next(-100, 0), random.Next(2) == 0 ? int.MaxValue : 100);
            AssertFour(numbers, from, step + 3, count);
            Assert.Equal(picked.All(value => value >= limits.Low && value <= limits.High), limits.Contains(into, count));
        }

        GC.KeepAlive(numbers);
    }

    private static void AssertFour(int[] numbers, int* from, int step, int count)
    {
        count = Math.Min(count, (numbers.Length - 4) / step);
        var room = stackalloc int[4 * 64];
        var into = stackalloc int*[4];
        for (var place = 0; place < 4; place++)
            into[place] = room + (place * 64) + 1;
        Span<InputRange> ranges = stackalloc InputRange[4];
        InputRange.CopyFour(from, step, into, count, ranges);
        for (var place = 0; place < 4; place++)
        {
            int[] picked = [.. Enumerable.Range(0, count).Select(row => numbers[(row * step) + place])];
            Assert.Equal(picked, new Span<int>(into[place], count).ToArray());
            Assert.Equal(new InputRange(picked.Min(), picked.Max()), ranges[place]);
        }
    }
}
