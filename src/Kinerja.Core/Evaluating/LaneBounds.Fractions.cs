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
        lane = NewLane();
        if (!Bind(step with { Target = lane }) || !IsWhole(lane))
            return null;
        _derived.Add(step, lane);
        return lane;
    }

    private int NewLane()
    {
        _states.Add(default);
        _operands.Add(default);
        _constants.Add(null);
        return _states.Count - 1;
    }

    /// <summary>A comparison of two fractions as one of whole numbers; null where that cannot be.</summary>
    private LaneStep? Whole(LaneStep comparison)
    {
        if (Unrounded(comparison) is { } unrounded && Whole(unrounded) is { } whole)
            return whole;
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
        return Shifted(fraction.Top, Math.Max(0, shift)) is { } top && Shifted(fraction.Bottom, Math.Max(0, -shift)) is { } bottom
            && Emit(step.Target, result, LaneKernel.RoundExact, top, bottom, mode: step.Rounding.Mode);
    }

    // For this rounding only: both sides of a fraction can be one lane.
    private LaneOperand? Shifted(int lane, int digits)
    {
        var power = LanePowers.OfTen(digits);
        if (!(_states[lane].Size * power <= LaneState.MostRounded))
            return null;
        if (digits == 0)
            return _operands[lane];
        _codes.Add(new LaneCode(LaneKernel.Multiply, _registers, _operands[lane], Held(power), default, 0, 0, default));
        return new LaneOperand(LanePlace.Register, _registers++);
    }

    // A rounded number that is only compared with constants need not be rounded: it reaches a constant where the number itself reaches the edge before it.
    private LaneStep? Unrounded(LaneStep comparison)
    {
        var isAbove = _constants[comparison.First] is not null;
        var (rounded, constant) = isAbove ? (comparison.Second, comparison.First) : (comparison.First, comparison.Second);
        if (comparison.Operator == LaneOperator.Equal || _constants[constant] is not { } value || !_program.OnlyCompared.Contains(rounded) || _definitions[rounded]!.Rounding is not { } rule)
            return null;
        // Below is where it is not above: then what counts is the step that is not reached.
        var isReached = isAbove == (comparison.Operator == LaneOperator.LessOrEqual);
        var step = Rational.One / Rational.PowerOfTen(rule.Digits);
        var reached = isReached ? value.Round(rule.Digits, RoundingMode.Ceiling) : value.Round(rule.Digits, RoundingMode.Floor) + step;
        var (edge, isIncluded) = EdgeBefore(reached, step, rule.Mode);
        var lane = LaneOf(edge);
        var number = _definitions[rounded]!.First;
        return isAbove
            ? new LaneStep(isIncluded ? LaneOperator.LessOrEqual : LaneOperator.Less, comparison.Target, lane, number)
            : new LaneStep(isIncluded ? LaneOperator.Less : LaneOperator.LessOrEqual, comparison.Target, number, lane);
    }

    /// <summary>From where on numbers round to one or more.</summary>
    /// <param name="reached">What is reached: a number that rounding leaves as it is.</param>
    /// <param name="step">The distance of such numbers.</param>
    /// <param name="mode">How is rounded.</param>
    internal static (Rational Edge, bool IsIncluded) EdgeBefore(Rational reached, Rational step, RoundingMode mode)
    {
        var half = reached - (step / (Rational)2);
        var isPositive = reached.Sign > 0;
        return mode switch
        {
            RoundingMode.Floor => (reached, true),
            RoundingMode.Ceiling => (reached - step, false),
            RoundingMode.TowardZero => isPositive ? (reached, true) : (reached - step, false),
            RoundingMode.AwayFromZero => isPositive ? (reached - step, false) : (reached, true),
            RoundingMode.HalfUp => (half, true),
            RoundingMode.HalfDown => (half, false),
            RoundingMode.HalfAwayFromZero => (half, isPositive),
            RoundingMode.HalfTowardZero => (half, !isPositive),
            _ => (half, (reached / step / (Rational)2).IsWhole),
        };
    }

    private int LaneOf(Rational constant)
    {
        var lane = NewLane();
        _constants[lane] = constant;
        Constant(lane, constant);
        return lane;
    }
}
