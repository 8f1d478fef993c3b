using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinerja.Core.Evaluating;

/// <summary>What kernels do to eight rows at once. Over a chunk they do it one after the other (<see cref="ILanePair"/>), in a loop of their own all together (<see cref="LaneLoop"/>).</summary>
internal static unsafe class LaneVectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadInput(int** inputs, int input, nint row) => InputSource.Load(inputs[input], row);

    /// <summary>Fetches rows that will be needed next. A hint: an address behind the column does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(int** ahead, int input, nint row)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(ahead[input] + row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* registers, int register, nint row) => Vector512.Load(registers + ((nint)register * LaneRunner.ChunkRows) + row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, double* registers, int register, nint row) => Vector512.Store(value, registers + ((nint)register * LaneRunner.ChunkRows) + row);

    /// <summary>Writes whole numbers to where an output goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(Vector512<double> value, long** outputs, int output, nint row, bool isPast)
    {
        var whole = Vector512.ConvertToInt64Native(value);
        if (isPast)
            Vector512.StoreAlignedNonTemporal(whole, outputs[output] + row);
        else
            Vector512.Store(whole, outputs[output] + row);
    }

    /// <summary>Sets the flags of the rows whose bits are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Flag(Vector512<double> open, byte* flags, nint row) => flags[row >> 3] |= (byte)open.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Everywhere(double value) => Vector512.Create(value);

    /// <summary>The first where the bits are set, else the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Choose(Vector512<double> first, Vector512<double> second, Vector512<double> mask) => Vector512.ConditionalSelect(mask, first, second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Not(Vector512<double> mask) => ~mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Both(Vector512<double> mask, Vector512<double> other) => mask & other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Either(Vector512<double> mask, Vector512<double> other) => mask | other;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Absolute(Vector512<double> value) => Vector512.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Clamp(Vector512<double> value, Vector512<double> low, Vector512<double> high) => Vector512.MinNative(Vector512.MaxNative(value, low), high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> left, Vector512<double> right, Vector512<double> added) => Vector512.FusedMultiplyAdd(left, right, added);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Select(Vector512<double> first, Vector512<double> second, Vector512<double> claim) => Vector512.ConditionalSelect(IsZero(claim), second, first);

    /// <summary>One where the bits are set, else zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Truth(Vector512<double> mask) => mask & Vector512.Create(1.0);

    /// <summary>Sets bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsZero(Vector512<double> claim) => Vector512.Equals(claim, Vector512<double>.Zero);

    /// <summary>Sets bits where a comparison lies within its bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsNear(Vector512<double> left, Vector512<double> right, Vector512<double> bound) => Vector512.LessThanOrEqual(Vector512.Abs(left - right), bound);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Nearest(Vector512<double> number) => Vector512.Round(number);

    /// <summary>Sets bits where the half lies within the bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> IsNearHalf(Vector512<double> number, Vector512<double> nearest, Vector512<double> half) => Vector512.GreaterThanOrEqual(Vector512.Abs(number - nearest), half);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> NearestQuotient(Vector512<double> dividend, Vector512<double> divisor) => Vector512.Round(dividend / divisor);

    /// <summary>Sets bits where the quotient is no whole number: the product is one below 2^53, and the fused remainder is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> HasRemainder(Vector512<double> dividend, Vector512<double> divisor, Vector512<double> quotient) =>
        ~Vector512.Equals(Vector512.FusedMultiplyAdd(-quotient, divisor, dividend), Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Directed(Vector512<double> number, RoundingMode mode) => mode switch
    {
        RoundingMode.Floor => Vector512.Floor(number),
        RoundingMode.Ceiling => Vector512.Ceiling(number),
        RoundingMode.TowardZero => Vector512.Truncate(number),
        _ => Vector512.ConditionalSelect(Vector512.LessThan(number, Vector512<double>.Zero), Vector512.Floor(number), Vector512.Ceiling(number)),
    };

    /// <summary>
    /// A whole number divided by one above zero, both at most 2^51. A quotient is at least half a divisor's part away from every half that it is not, and its error is less: so it rounds as it should, and a half, which it then is exactly, to the even side. The remainder is exact and shows which these are.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> RoundExact(Vector512<double> number, Vector512<double> divisor, RoundingMode mode)
    {
        var nearest = Vector512.Round(number / divisor);
        if (mode == RoundingMode.HalfToEven)
            return nearest;
        var remainder = number - (nearest * divisor);
        var sign = number & Vector512.Create(-0.0);
        var isTowardZero = Vector512.Equals(remainder + remainder, divisor | sign);
        return Vector512.ConditionalSelect(isTowardZero, nearest + (Vector512.Create(1.0) | sign), nearest);
    }
}
