using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Operators and functions of one row as lanes.</summary>
internal static class LaneElements
{
    /// <summary>The lane of the result; negative for what lanes cannot do.</summary>
    /// <param name="step">The operation.</param>
    /// <param name="operands">Its lanes.</param>
    /// <param name="takes">Where it is needed; elsewhere it must do no harm.</param>
    /// <param name="emitter">Takes the operations.</param>
    public static int Translate(ElementStep step, int[] operands, int takes, LaneEmitter emitter)
    {
        int Two(LaneOperator @operator) => emitter.Emit(@operator, operands[0], operands[1]);
        int Rounded(int digits, RoundingMode mode) => emitter.Emit(LaneOperator.Round, operands[0], rounding: new RoundingRule(digits, mode));
        int Extreme(LaneOperator @operator) => operands.Skip(1).Aggregate(operands[0], (left, right) => emitter.Emit(@operator, left, right));
        return step.Operator switch
        {
            ElementOperator.Add => Two(LaneOperator.Add),
            ElementOperator.Subtract => Two(LaneOperator.Subtract),
            ElementOperator.Multiply => Two(LaneOperator.Multiply),
            // Rows that do not need the quotient divide by one, so that a zero there passes nobody on.
            ElementOperator.Divide => emitter.Emit(LaneOperator.Divide, operands[0], emitter.ConstantOf(operands[1]) is { Sign: not 0 } ? operands[1] : emitter.Select(takes, operands[1], emitter.True)),
            ElementOperator.Negate => emitter.Emit(LaneOperator.Subtract, emitter.False, operands[0]),
            ElementOperator.Absolute => emitter.Emit(LaneOperator.Absolute, operands[0]),
            ElementOperator.Sign => emitter.Emit(LaneOperator.Subtract, emitter.Emit(LaneOperator.Less, emitter.False, operands[0]), emitter.Emit(LaneOperator.Less, operands[0], emitter.False)),
            ElementOperator.Min => Extreme(LaneOperator.Minimum),
            ElementOperator.Max => Extreme(LaneOperator.Maximum),
            ElementOperator.Floor => Rounded(0, RoundingMode.Floor),
            ElementOperator.Ceiling => Rounded(0, RoundingMode.Ceiling),
            ElementOperator.Truncate => Rounded(0, RoundingMode.TowardZero),
            ElementOperator.Round when emitter.ConstantOf(operands[1]) is { IsWhole: true } digits && digits.Abs() <= RoundingRule.MaximumDigits => Rounded((int)digits.Numerator, step.Mode),
            ElementOperator.Equal => Two(LaneOperator.Equal),
            ElementOperator.NotEqual => emitter.Not(Two(LaneOperator.Equal)),
            ElementOperator.Less => Two(LaneOperator.Less),
            ElementOperator.LessOrEqual => Two(LaneOperator.LessOrEqual),
            ElementOperator.Greater => emitter.Emit(LaneOperator.Less, operands[1], operands[0]),
            ElementOperator.GreaterOrEqual => emitter.Emit(LaneOperator.LessOrEqual, operands[1], operands[0]),
            ElementOperator.Not => emitter.Not(operands[0]),
            ElementOperator.DaysBetween => emitter.Emit(LaneOperator.Subtract, operands[1], operands[0]),
            ElementOperator.Year or ElementOperator.Month or ElementOperator.Day or ElementOperator.MonthsBetween or ElementOperator.YearsBetween or ElementOperator.AddDays or ElementOperator.AddMonths or ElementOperator.DateFromParts => Date(step, operands, takes, emitter),
            _ => -1,
        };
    }

    // Of days that are known beforehand, such as those of the period, a calendar tells; days alone can be counted on.
    private static int Date(ElementStep step, int[] operands, int takes, LaneEmitter emitter)
    {
        var known = operands.Select(emitter.ConstantOf).ToArray();
        if (known.All(operand => operand is not null))
        {
            if (DateKernels.Apply(step.Operator, [.. known.Select(operand => operand!.Value)], out var result) == Fault.None)
                return emitter.Constant(result);
            emitter.Require(emitter.False, takes);
            return emitter.False;
        }

        if (step.Operator != ElementOperator.AddDays || known[1] is not { IsWhole: true })
            return -1;
        var day = emitter.Emit(LaneOperator.Add, operands[0], operands[1]);
        emitter.Require(emitter.Emit(LaneOperator.LessOrEqual, emitter.Constant(DateOnly.MinValue.DayNumber), day), takes);
        emitter.Require(emitter.Emit(LaneOperator.LessOrEqual, day, emitter.Constant(DateOnly.MaxValue.DayNumber)), takes);
        return day;
    }
}
