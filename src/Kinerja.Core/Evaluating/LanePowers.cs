namespace Kinerja.Core.Evaluating;

/// <summary>Powers of ten that a double holds exactly.</summary>
internal static class LanePowers
{
    private static readonly double[] Exact = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    /// <summary>The power, or NaN where it is no whole number or not exact.</summary>
    public static double OfTen(int exponent) => exponent >= 0 && exponent < Exact.Length ? Exact[exponent] : double.NaN;
}
