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
            Assert.Equal(picked.All(value => value >= limits.Low && value <= limits.High), limits.Contains(into, count));
        }

        GC.KeepAlive(numbers);
    }
}
