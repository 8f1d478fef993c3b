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
            Vector512.Store(Vector512.Abs(TLeft.Load(left, row)), target + row);
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
            Vector512.Store(Vector512.MinNative(Vector512.MaxNative(TLeft.Load(left, row), low), high), target + row);
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
            Vector512.Store(Vector512.MinNative(Vector512.MaxNative(TLeft.Load(left, row) / TRight.Load(right, row), low), high), target + row);
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
        var (bound, one) = (Vector512.Create(code.Bound), Vector512.Create(1.0));
        for (nint row = 0; row < rows; row += 8)
        {
            var (a, b) = (TLeft.Load(left, row), TRight.Load(right, row));
            Vector512.Store(TComparison.Apply(a, b) & one, target + row);
            if (code.Bound > 0)
                flags[row >> 3] |= (byte)Vector512.LessThanOrEqual(Vector512.Abs(a - b), bound).ExtractMostSignificantBits();
        }
    }
}

/// <summary>The product is a whole number below 2^53; the fused remainder is exact, and zero only where the quotient is whole.</summary>
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
            var quotient = Vector512.Round(dividend / divisor);
            var remainder = Vector512.FusedMultiplyAdd(-quotient, divisor, dividend);
            Vector512.Store(quotient, target + row);
            flags[row >> 3] |= (byte)(~Vector512.Equals(remainder, Vector512<double>.Zero)).ExtractMostSignificantBits();
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
            Vector512.Store(Vector512.FusedMultiplyAdd(TLeft.Load(left, row), TRight.Load(right, row), TThird.Load(third, row)), target + row);
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
        {
            var isSecond = Vector512.Equals(TThird.Load(third, row), Vector512<double>.Zero);
            Vector512.Store(Vector512.ConditionalSelect(isSecond, TRight.Load(right, row), TLeft.Load(left, row)), target + row);
        }
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
            flags[row >> 3] |= (byte)Vector512.Equals(TLeft.Load(left, row), Vector512<double>.Zero).ExtractMostSignificantBits();
    }
}
