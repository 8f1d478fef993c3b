using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kinerja.Core.Evaluating;

/// <summary>Keeps a column in place while it is computed with.</summary>
/// <remarks>The handle stays for the column of the next batch: to make one anew for each takes as long as some ten rows.</remarks>
internal sealed unsafe class LanePin
{
    private PinnedGCHandle<int[]?> _array;
    private MemoryHandle _other; // of a column that is no array

    ~LanePin() => _array.Dispose();

    /// <summary>Where the column begins while it is pinned.</summary>
    public int* Start { get; private set; }

    public void Pin(ReadOnlyMemory<int> column)
    {
        if (!MemoryMarshal.TryGetArray(column, out var segment))
        {
            _other = column.Pin();
            Start = (int*)_other.Pointer;
            return;
        }

        var array = segment.Array!;
        if (_array.IsAllocated)
            _array.Target = array;
        else
            _array = new PinnedGCHandle<int[]?>(array);
        Start = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) + segment.Offset;
    }

    public void Unpin()
    {
        Start = null;
        if (_array.IsAllocated)
            _array.Target = null;
        _other.Dispose();
    }
}
