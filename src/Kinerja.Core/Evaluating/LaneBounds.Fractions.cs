using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Decisions about quotients taken by whole numbers: n ÷ d is below c where n is below c · d, and it rounds as n does when divided by d.</summary>
/// <remarks>
/// A target just met and a result on a half are frequent, and doubles leave them open. Only the steps that lead to the decision are computed a second time, as one numerator over one denominator; where that is no whole number below 2^53 the decision keeps its bound.
/// </remarks>
internal sealed partial class LaneBounds
{
    private const int MostDepth = 32; // steps between a quotient and the decision about it
    private const int One = -1; // in place of a lane of ones

    private readonly Dictionary<int, LaneFraction?> _fractions = [];
    private readonly Dictionary<LaneStep, int> _derived = [];
    private readonly LaneStep?[] _definitions;

    /// <summary>A lane as a fraction of two lanes that hold whole numbers; what is below is above zero in every row that is not flagged.</summary>
    private readonly record struct LaneFraction(int Top, int Bottom);

    private LaneFraction? FractionOf(int lane, int depth = 0)
    {
        if (IsWhole(lane))
            return new LaneFraction(lane, One);
        if (depth == MostDepth || lane >= _definitions.Length || _definitions[lane] is not { } step)
            return null;
        if (!_fractions.TryGetValue(lane, out var known))
            _fractions.Add(lane, known = Find(step, depth + 1));
        return known;
    }

    private bool IsWhole(int lane) => _states[lane] is { IsExact: true, Factor: 1 };

    private LaneFraction? Find(LaneStep step, int depth)
    {
        if (step.Operator is not (LaneOperator.Add or LaneOperator.Subtract or LaneOperator.Multiply or LaneOperator.Divide or LaneOperator.Minimum or LaneOperator.Maximum or LaneOperator.Select))
            return null;
        if (FractionOf(step.First, depth) is not { } first || FractionOf(step.Second, depth) is not { } second)
            return null;
        switch (step.Operator)
        {
            case LaneOperator.Multiply:
                return Fraction(Times(first.Top, second.Top), Times(first.Bottom, second.Bottom));
            case LaneOperator.Divide:
                // Where a divisor can be zero the quotient has flagged that row.
                return second.Bottom == One && _states[second.Top].Low >= 0 ? Fraction(first.Top, Times(first.Bottom, second.Top)) : null;
            default:
                var bottom = first.Bottom == One ? second.Bottom : first.Bottom;
                if (second.Bottom != One && second.Bottom != bottom)
                    return null;
                var top = Times(first.Top, first.Bottom == One ? bottom : One);
                var other = Times(second.Top, second.Bottom == One ? bottom : One);
                return top is { } a && other is { } b ? Fraction(Derive(new LaneStep(step.Operator, 0, a, b, step.Third)), bottom) : null;
        }
    }

    private static LaneFraction? Fraction(int? top, int? bottom) => top is { } numerator && bottom is { } denominator ? new LaneFraction(numerator, denominator) : null;

    private int? Times(int lane, int other) => other == One ? lane : lane == One ? other : Derive(new LaneStep(LaneOperator.Multiply, 0, lane, other));

    // A step that the program does not have, in a lane of its own; null where it does not stay whole.
    private int? Derive(LaneStep step)
    {
        if (_derived.TryGetValue(step, out var lane))
            return lane;
        lane = _states.Count;
        _states.Add(default);
        _operands.Add(default);
        _constants.Add(null);
        if (!Bind(step with { Target = lane }) || !IsWhole(lane))
            return null;
        _derived.Add(step, lane);
        return lane;
    }

    /// <summary>A comparison of two fractions as one of whole numbers; null where that cannot be.</summary>
    private LaneStep? Whole(LaneStep comparison)
    {
        if (FractionOf(comparison.First) is not { } first || FractionOf(comparison.Second) is not { } second)
            return null;
        var isSame = first.Bottom == second.Bottom;
        return Times(first.Top, isSame ? One : second.Bottom) is { } left && Times(second.Top, isSame ? One : first.Bottom) is { } right ? comparison with { First = left, Second = right } : null;
    }

    /// <summary>A rounding of a fraction as a rounding of whole numbers; false where that cannot be.</summary>
    private bool TryRound(LaneStep step, LaneState result)
    {
        if (step.Rounding!.Mode is not (RoundingMode.HalfAwayFromZero or RoundingMode.HalfToEven) || FractionOf(step.First) is not { Bottom: not One } fraction)
            return false;
        var shift = step.Rounding.Digits - _states[fraction.Top].Scale + _states[fraction.Bottom].Scale;
        var top = Shifted(fraction.Top, Math.Max(0, shift));
        var bottom = Shifted(fraction.Bottom, Math.Max(0, -shift));
        return top is { } a && bottom is { } b && Math.Max(_states[fraction.Top].Size, _states[fraction.Bottom].Size) <= LaneState.MostRounded
            && Emit(step.Target, result, LaneKernel.RoundExact, a, b, mode: step.Rounding.Mode);

        LaneOperand? Shifted(int lane, int digits) =>
            Shift(lane, _states[lane].Scale + digits, 1) is { } operand && IsWhole(lane) ? operand : null;
    }
}
