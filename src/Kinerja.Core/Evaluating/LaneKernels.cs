using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinerja.Core.Evaluating;

/// <summary>Loads eight rows of an operand as doubles.</summary>
internal interface ILaneSource
{
    static abstract unsafe Vector512<double> Load(void* start, nint row);
}

/// <summary>Rows of a register.</summary>
internal readonly struct RegisterSource : ILaneSource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> Load(void* start, nint row) => Vector512.Load((double*)start + row);
}

/// <summary>One value for all rows.</summary>
internal readonly struct ConstantSource : ILaneSource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> Load(void* start, nint row) => Vector512.Create(*(double*)start);
}

/// <summary>Rows of a column of 32-bit integers; each is exact as a double.</summary>
internal readonly struct InputSource : ILaneSource
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<double> Load(void* start, nint row)
    {
        var rows = (int*)start + row;
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Double(Vector256.Load(rows));
        if (Avx.IsSupported)
            return Vector512.Create(Avx.ConvertToVector256Double(Vector128.Load(rows)), Avx.ConvertToVector256Double(Vector128.Load(rows + 4)));
        return Vector512.Create((double)rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7]);
    }
}

/// <summary>Two operands into one, row by row.</summary>
internal interface ILaneBinary
{
    static abstract Vector512<double> Apply(Vector512<double> left, Vector512<double> right);
}

internal readonly struct LaneAdd : ILaneBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => left + right;
}

internal readonly struct LaneSubtract : ILaneBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => left - right;
}

internal readonly struct LaneMultiply : ILaneBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => left * right;
}

internal readonly struct LaneDivide : ILaneBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => left / right;
}

/// <summary>No lane is ever NaN or minus zero of consequence, so the plain instruction serves.</summary>
internal readonly struct LaneMinimum : ILaneBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => Vector512.MinNative(left, right);
}

internal readonly struct LaneMaximum : ILaneBinary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => Vector512.MaxNative(left, right);
}

/// <summary>A comparison of two operands.</summary>
internal interface ILaneComparison
{
    static abstract Vector512<double> Apply(Vector512<double> left, Vector512<double> right);
}

internal readonly struct LaneEqual : ILaneComparison
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => Vector512.Equals(left, right);
}

internal readonly struct LaneLess : ILaneComparison
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => Vector512.LessThan(left, right);
}

internal readonly struct LaneLessOrEqual : ILaneComparison
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Apply(Vector512<double> left, Vector512<double> right) => Vector512.LessThanOrEqual(left, right);
}
