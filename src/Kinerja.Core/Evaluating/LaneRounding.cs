using System.Runtime.Intrinsics;

namespace Kinerja.Core.Evaluating;

/// <summary>Rounds lanes to whole numbers of their last declared decimal.</summary>
internal static unsafe class LaneRounding
{
    public static void Run(in LaneCode code, void* source, bool isInput, double* target, int rows, byte* flags)
    {
        for (nint row = 0; row < rows; row += 8)
        {
            var number = isInput ? InputSource.Load(source, row) : RegisterSource.Load(source, row);
            if (code.Kernel == LaneKernel.RoundExact)
                Vector512.Store(Exact(number, code.Factor, code.Mode), target + row);
            else
                Vector512.Store(Bounded(number * Vector512.Create(code.Factor), in code, flags + (row >> 3)), target + row);
        }
    }

    // Where the bound reaches a half (or, in one direction, a whole number) the row is flagged; everywhere else rounding the double rounds the exact number.
    private static Vector512<double> Bounded(Vector512<double> number, in LaneCode code, byte* flags)
    {
        var nearest = Vector512.Round(number);
        var distance = Vector512.Abs(number - nearest);
        if (code.Kernel == LaneKernel.RoundNear)
        {
            *flags |= (byte)Vector512.GreaterThanOrEqual(distance, Vector512.Create(0.5 - code.Bound)).ExtractMostSignificantBits();
            return nearest;
        }

        *flags |= (byte)Vector512.LessThanOrEqual(distance, Vector512.Create(code.Bound)).ExtractMostSignificantBits();
        return code.Mode switch
        {
            RoundingMode.Floor => Vector512.Floor(number),
            RoundingMode.Ceiling => Vector512.Ceiling(number),
            RoundingMode.TowardZero => Vector512.Truncate(number),
            _ => Vector512.ConditionalSelect(Vector512.LessThan(number, Vector512<double>.Zero), Vector512.Floor(number), Vector512.Ceiling(number)),
        };
    }

    // The quotient may be one off; the remainder of a fused operation is exact and puts it right. Then every half is decided.
    private static Vector512<double> Exact(Vector512<double> number, double power, RoundingMode mode)
    {
        var (divisor, one, zero) = (Vector512.Create(power), Vector512.Create(1.0), Vector512<double>.Zero);
        var quotient = Vector512.Floor(number / divisor);
        var remainder = Vector512.FusedMultiplyAdd(-quotient, divisor, number);
        var under = Vector512.LessThan(remainder, zero);
        quotient -= under & one;
        remainder += under & divisor;
        var over = Vector512.GreaterThanOrEqual(remainder, divisor);
        quotient += over & one;
        remainder -= over & divisor;
        var twice = remainder + remainder;
        var isHalf = Vector512.Equals(twice, divisor);
        var half = Vector512.Floor(quotient * Vector512.Create(0.5));
        var isOdd = ~Vector512.Equals(half + half, quotient);
        var upAtHalf = mode == RoundingMode.HalfToEven ? isOdd : Vector512.GreaterThanOrEqual(number, zero);
        var up = Vector512.GreaterThan(twice, divisor) | (isHalf & upAtHalf);
        return quotient + (up & one);
    }
}
