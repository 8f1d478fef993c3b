using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kinerja.Core.Evaluating;

/// <summary>To the nearest whole number. Where the bound reaches the half the row is flagged; everywhere else rounding the double rounds the exact number.</summary>
internal readonly struct RoundNearKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        var (factor, half) = (Vector512.Create(code.Factor), Vector512.Create(0.5 - code.Bound));
        for (nint row = 0; row < rows; row += 8)
        {
            var number = TLeft.Load(left, row) * factor;
            var nearest = LaneVectors.Nearest(number);
            Vector512.Store(nearest, target + row);
            LaneVectors.Flag(LaneVectors.IsNearHalf(number, nearest, half), flags, row);
        }
    }
}

/// <summary>To a whole number in one direction. Where the bound reaches a whole number the row is flagged.</summary>
internal readonly struct RoundDirectedKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        var (factor, bound, mode) = (Vector512.Create(code.Factor), Vector512.Create(code.Bound), code.Mode);
        for (nint row = 0; row < rows; row += 8)
        {
            var number = TLeft.Load(left, row) * factor;
            LaneVectors.Flag(LaneVectors.IsNear(number, LaneVectors.Nearest(number), bound), flags, row);
            Vector512.Store(LaneVectors.Directed(number, mode), target + row);
        }
    }
}

/// <summary>An exact whole number divided by another above zero.</summary>
internal readonly struct RoundExactKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        var mode = code.Mode;
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(LaneVectors.RoundExact(TLeft.Load(left, row), TRight.Load(right, row), mode), target + row);
    }
}
