namespace Kinerja.Core.Evaluating;

/// <summary>Whether no number of a lane program can grow past what the plan allows, whoever is scored: past that the plan has an issue, which no lane would see.</summary>
/// <remarks>
/// A number is a numerator over a power of ten and a denominator of its own; their bits are bounded from above, operation by operation. What the plan holds is the same number in lowest terms,
/// or a part of a sum, and so never larger.
/// </remarks>
internal static class LaneSizes
{
    private const int InputBits = 53; // digits of a fact
    private const int InputDecimals = 9;

    /// <param name="Numerator">Bits of the numerator.</param>
    /// <param name="Decimals">The power of ten below it.</param>
    /// <param name="Denominator">Bits of what else stands below it.</param>
    private readonly record struct Size(long Numerator, long Decimals, long Denominator)
    {
        public bool Fits => Numerator <= ElementKernels.MaximumBits && BitsOfTen(Decimals) + Denominator <= ElementKernels.MaximumBits;
    }

    public static bool Fit(LaneProgram program)
    {
        var sizes = new Size[program.Lanes];
        foreach (var input in program.Inputs)
            sizes[input.Lane] = new Size(InputBits, InputDecimals, 0);
        foreach (var step in program.Steps)
        {
            if (step.Target < 0 || step.Operator == LaneOperator.Input)
                continue;
            if (!(sizes[step.Target] = Of(step, sizes)).Fits)
                return false;
        }

        return true;
    }

    private static long BitsOfTen(long decimals) => ((decimals * 10) + 2) / 3;

    private static Size Of(LaneStep step, Size[] sizes)
    {
        var first = step.First < 0 ? default : sizes[step.First];
        var second = step.Second < 0 ? default : sizes[step.Second];
        switch (step.Operator)
        {
            case LaneOperator.Constant:
                return Of(step.Constant);
            case LaneOperator.Add or LaneOperator.Subtract:
                var decimals = Math.Max(first.Decimals, second.Decimals);
                var left = first.Numerator + second.Denominator + BitsOfTen(decimals - first.Decimals);
                var right = second.Numerator + first.Denominator + BitsOfTen(decimals - second.Decimals);
                return new Size(Math.Max(left, right) + 1, decimals, first.Denominator + second.Denominator);
            case LaneOperator.Multiply:
                return new Size(first.Numerator + second.Numerator, first.Decimals + second.Decimals, first.Denominator + second.Denominator);
            case LaneOperator.Divide:
                return new Size(first.Numerator + BitsOfTen(second.Decimals) + second.Denominator, first.Decimals, first.Denominator + second.Numerator);
            case LaneOperator.Minimum or LaneOperator.Maximum or LaneOperator.Select:
                var most = Math.Max(first.Decimals, second.Decimals);
                return new Size(Math.Max(first.Numerator + BitsOfTen(most - first.Decimals), second.Numerator + BitsOfTen(most - second.Decimals)), most, Math.Max(first.Denominator, second.Denominator));
            case LaneOperator.Absolute:
                return first;
            case LaneOperator.Round:
                var digits = Math.Max(0, step.Rounding!.Digits);
                return new Size(first.Numerator + BitsOfTen(Math.Abs(step.Rounding.Digits)) + 1, digits, 0);
            default:
                return new Size(1, 0, 0);
        }
    }

    private static Size Of(Rational constant)
    {
        var numerator = System.Numerics.BigInteger.Abs(constant.Numerator).GetBitLength();
        return constant.TryGetDigits(InputDecimals, out _, out var decimals)
            ? new Size(numerator + BitsOfTen(decimals), decimals, 0)
            : new Size(numerator, 0, constant.Denominator.GetBitLength());
    }
}
