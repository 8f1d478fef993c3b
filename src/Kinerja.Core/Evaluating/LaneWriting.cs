using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kinerja.Core.Evaluating;

/// <summary>Where the outputs of a chunk go: exact whole numbers, in the order of the program's outputs.</summary>
/// <param name="starts">The first row of each output; whole vectors of eight rows are written.</param>
/// <param name="isPast">Whether to write past the caches: then every row of eight begins a line of 64 bytes.</param>
internal readonly unsafe struct LaneWriting(long** starts, bool isPast)
{
    /// <summary>Results of a batch in bytes past which they would only push other things out of the caches.</summary>
    public const int MostCached = 4 << 20;

    public long** Starts => starts;

    public bool IsPast => isPast;

    /// <summary>Writes an output of all rows.</summary>
    /// <param name="output">Which of the outputs.</param>
    /// <param name="place">Where it lies.</param>
    /// <param name="from">Its first row there.</param>
    /// <param name="rows">Rows, a multiple of eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int output, LanePlace place, void* from, int rows)
    {
        for (nint row = 0; row < rows; row += 8)
        {
            var values = place switch
            {
                LanePlace.Register => RegisterSource.Load(from, row),
                LanePlace.Constant => ConstantSource.Load(from, row),
                _ => InputSource.Load(from, row),
            };
            LaneVectors.Write(values, starts, output, row, isPast);
        }
    }
}
