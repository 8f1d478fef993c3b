using System.Buffers;
using System.Runtime.InteropServices;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

public sealed unsafe class LanePinTests
{
    [Fact]
    public void EveryKindOfColumn_IsReadWhereItBegins_WhicheverWasHeldBefore()
    {
        using var native = new NativeColumn([7, 8]);
        int[] whole = [1, 2], other = [3, 4, 5];
        var pin = new LanePin();
        foreach (var column in (ReadOnlyMemory<int>[])[whole, other.AsMemory(1), native.Memory, whole, other.AsMemory(2, 1), native.Memory[1..], other])
        {
            pin.Pin(column);
            GC.Collect(0, GCCollectionMode.Forced);
            Assert.Equal(column.ToArray(), new ReadOnlySpan<int>(pin.Start, column.Length).ToArray());
            pin.Unpin();
            Assert.True(pin.Start == null);
        }

        Assert.Equal((2, 2), (native.Pinned, native.Unpinned));
    }

    [Fact]
    public void NoColumn_HasNoBeginning()
    {
        var pin = new LanePin();
        pin.Unpin();
        Assert.True(pin.Start == null);
        pin.Pin(default);
        pin.Unpin();
    }

    /// <summary>A column outside of the managed heap, as a host may hold one.</summary>
    private sealed class NativeColumn : MemoryManager<int>
    {
        private readonly int* _start;
        private readonly int _length;

        public NativeColumn(int[] values)
        {
            _start = (int*)NativeMemory.Alloc((nuint)values.Length, sizeof(int));
            _length = values.Length;
            values.CopyTo(GetSpan());
        }

        public int Pinned { get; private set; }

        public int Unpinned { get; private set; }

        public override Span<int> GetSpan() => new(_start, _length);

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            Pinned++;
            return new MemoryHandle(_start + elementIndex, pinnable: this);
        }

        public override void Unpin() => Unpinned++;

        protected override void Dispose(bool disposing) => NativeMemory.Free(_start);
    }
}
