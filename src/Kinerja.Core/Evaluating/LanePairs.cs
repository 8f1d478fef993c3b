using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kinerja.Core.Evaluating;

/// <summary>A kernel over a chunk whose first two operands lie at known kinds of places.</summary>
internal interface ILanePair
{
    static abstract unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource;
}

internal readonly struct BinaryKernel<TOperation> : ILanePair
    where TOperation : struct, ILaneBinary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(TOperation.Apply(TLeft.Load(left, row), TRight.Load(right, row)), target + row);
    }
}

internal readonly struct AbsoluteKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(LaneVectors.Absolute(TLeft.Load(left, row)), target + row);
    }
}

internal readonly struct ClampKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        var (low, high) = (Vector512.Create(code.Factor), Vector512.Create(code.Bound));
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(LaneVectors.Clamp(TLeft.Load(left, row), low, high), target + row);
    }
}

internal readonly struct DivideClampKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        var (low, high) = (Vector512.Create(code.Factor), Vector512.Create(code.Bound));
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(LaneVectors.Clamp(TLeft.Load(left, row) / TRight.Load(right, row), low, high), target + row);
    }
}

internal readonly struct ComparisonKernel<TComparison> : ILanePair
    where TComparison : struct, ILaneComparison
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        var bound = Vector512.Create(code.Bound);
        for (nint row = 0; row < rows; row += 8)
        {
            var (a, b) = (TLeft.Load(left, row), TRight.Load(right, row));
            Vector512.Store(LaneVectors.Truth(TComparison.Apply(a, b)), target + row);
            if (code.Bound > 0)
                LaneVectors.Flag(LaneVectors.IsNear(a, b, bound), flags, row);
        }
    }
}

/// <summary>A quotient that is whole, or flagged.</summary>
internal readonly struct DivideExactKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        var factor = Vector512.Create(code.Factor);
        for (nint row = 0; row < rows; row += 8)
        {
            var (dividend, divisor) = (TLeft.Load(left, row) * factor, TRight.Load(right, row));
            var quotient = LaneVectors.NearestQuotient(dividend, divisor);
            Vector512.Store(quotient, target + row);
            LaneVectors.Flag(LaneVectors.HasRemainder(dividend, divisor, quotient), flags, row);
        }
    }
}

internal readonly struct MultiplyAddKernel<TThird> : ILanePair
    where TThird : struct, ILaneSource
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(LaneVectors.MultiplyAdd(TLeft.Load(left, row), TRight.Load(right, row), TThird.Load(third, row)), target + row);
    }
}

/// <summary>The first where the third is not zero, else the second.</summary>
internal readonly struct SelectKernel<TThird> : ILanePair
    where TThird : struct, ILaneSource
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(LaneVectors.Select(TLeft.Load(left, row), TRight.Load(right, row), TThird.Load(third, row)), target + row);
    }
}

internal readonly struct RequireKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        for (nint row = 0; row < rows; row += 8)
            LaneVectors.Flag(LaneVectors.IsZero(TLeft.Load(left, row)), flags, row);
    }
}
