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
            var nearest = Vector512.Round(number);
            Vector512.Store(nearest, target + row);
            flags[row >> 3] |= (byte)Vector512.GreaterThanOrEqual(Vector512.Abs(number - nearest), half).ExtractMostSignificantBits();
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
            flags[row >> 3] |= (byte)Vector512.LessThanOrEqual(Vector512.Abs(number - Vector512.Round(number)), bound).ExtractMostSignificantBits();
            Vector512.Store(Directed(number, mode), target + row);
        }
    }

    private static Vector512<double> Directed(Vector512<double> number, RoundingMode mode) => mode switch
    {
        RoundingMode.Floor => Vector512.Floor(number),
        RoundingMode.Ceiling => Vector512.Ceiling(number),
        RoundingMode.TowardZero => Vector512.Truncate(number),
        _ => Vector512.ConditionalSelect(Vector512.LessThan(number, Vector512<double>.Zero), Vector512.Floor(number), Vector512.Ceiling(number)),
    };
}

/// <summary>
/// An exact whole number divided by a power of ten. The quotient may be one off; the remainder of a fused operation is exact and puts it right, and then every half is decided.
/// </summary>
internal readonly struct RoundExactKernel : ILanePair
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Run<TLeft, TRight>(in LaneCode code, void* left, void* right, void* third, double* target, int rows, byte* flags)
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        var (divisor, one, zero, toEven) = (Vector512.Create(code.Factor), Vector512.Create(1.0), Vector512<double>.Zero, code.Mode == RoundingMode.HalfToEven);
        for (nint row = 0; row < rows; row += 8)
        {
            var number = TLeft.Load(left, row);
            var quotient = Vector512.Floor(number / divisor);
            var remainder = Vector512.FusedMultiplyAdd(-quotient, divisor, number);
            var under = Vector512.LessThan(remainder, zero);
            quotient -= under & one;
            remainder += under & divisor;
            var over = Vector512.GreaterThanOrEqual(remainder, divisor);
            quotient += over & one;
            remainder -= over & divisor;
            var twice = remainder + remainder;
            var half = Vector512.Floor(quotient * Vector512.Create(0.5));
            var upAtHalf = toEven ? ~Vector512.Equals(half + half, quotient) : Vector512.GreaterThanOrEqual(number, zero);
            var up = Vector512.GreaterThan(twice, divisor) | (Vector512.Equals(twice, divisor) & upAtHalf);
            Vector512.Store(quotient + (up & one), target + row);
        }
    }
}
