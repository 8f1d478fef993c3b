using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Decides what an arithmetic leaves open, with fractions, and with as few of them as can be: it goes back only to what is whole or decided already.</summary>
/// <param name="program">The lanes.</param>
internal sealed class LaneTies(LaneProgram program)
{
    private readonly Dictionary<int, LaneStep> _steps = program.Steps.Where(step => step.Target >= 0 && step.Operator != LaneOperator.Require).ToDictionary(step => step.Target);
    private readonly Dictionary<int, Rational?> _known = [];

    /// <summary>Whether a claim of the row holds; only of claims that are decided.</summary>
    public delegate bool Claim(int lane);

    /// <summary>The number of a lane where it is known without computing: an input, or what was rounded already. Null for all others.</summary>
    public delegate Rational? Whole(LaneStep step);

    /// <summary>Forgets the row before.</summary>
    public void Begin() => _known.Clear();

    /// <summary>The exact number of a lane; null where something is divided by zero.</summary>
    public Rational? Of(int lane, Claim claim, Whole whole)
    {
        if (_known.TryGetValue(lane, out var known))
            return known;
        return _known[lane] = Compute(_steps[lane], claim, whole);
    }

    private Rational? Compute(LaneStep step, Claim claim, Whole whole)
    {
        Rational? At(int lane) => Of(lane, claim, whole);
        if (step.Operator == LaneOperator.Constant)
            return step.Constant;
        if (step.Operator is LaneOperator.Equal or LaneOperator.Less or LaneOperator.LessOrEqual or LaneOperator.And or LaneOperator.Or or LaneOperator.Not)
            return claim(step.Target) ? Rational.One : Rational.Zero;
        if (step.Operator == LaneOperator.Select)
            return At(claim(step.Third) ? step.First : step.Second);
        if (whole(step) is { } held)
            return held;
        if (At(step.First) is not { } first)
            return null;
        if (step.Operator is LaneOperator.Absolute)
            return first.Abs();
        if (step.Operator is LaneOperator.Round)
            return first.Round(step.Rounding!.Digits, step.Rounding.Mode);
        if (At(step.Second) is not { } second)
            return null;
        return step.Operator switch
        {
            LaneOperator.Add => first + second,
            LaneOperator.Subtract => first - second,
            LaneOperator.Multiply => first * second,
            LaneOperator.Divide => second.Sign == 0 ? null : first / second,
            LaneOperator.Minimum => Rational.Min(first, second),
            LaneOperator.Maximum => Rational.Max(first, second),
            _ => throw new InvalidOperationException($"Unhandled operator {step.Operator}."),
        };
    }
}
