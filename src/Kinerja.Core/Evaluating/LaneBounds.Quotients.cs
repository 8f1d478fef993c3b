namespace Kinerja.Core.Evaluating;

/// <summary>The bounds of quotients, the only operation that can leave the whole numbers.</summary>
internal sealed partial class LaneBounds
{
    private bool Quotient(LaneStep step)
    {
        if (PowerOfTenIn(step.Second) is { } shift && _constants[step.First] is null)
            return Alias(step.Target, step.First, shift);
        var (a, b) = (_states[step.First], WithoutZero(step.Second));
        if (_isExact)
            return ExactQuotient(step, a, b);
        var least = b.Low > 0 ? b.Low - b.Error : b.High < 0 ? -b.High - b.Error : 0;
        if (least <= 0)
            return false;
        Span<double> corners = [a.Low / b.Low, a.Low / b.High, a.High / b.Low, a.High / b.High];
        var (low, high) = (Least(corners), Most(corners));
        var size = Math.Max(Math.Abs(low), Math.Abs(high));
        // By a constant: times its inverse, which is off by half a unit of its own and much cheaper.
        if (_constants[step.Second] is not null && _constants[step.First] is null && b.IsExact)
        {
            var inverted = ((a.Error / least) + (3 * HalfUnit * size)) * Slack;
            return Emit(step.Target, Widened(a.Scale - b.Scale, low, high, inverted), LaneKernel.Multiply, _operands[step.First], Held(1 / b.Low));
        }

        var error = (((a.Error + (size * b.Error)) / least) + (HalfUnit * size)) * Slack;
        return Emit(step.Target, Widened(a.Scale - b.Scale, low, high, error), LaneKernel.Divide, _operands[step.First], _operands[step.Second]);
    }

    // A divisor that can be zero passes its row on where it is; the others are at least one step away from it.
    private LaneState WithoutZero(int lane)
    {
        var state = _states[lane];
        if (!state.IsExact || state.Low > 0 || state.High < 0)
            return state;
        var isZero = new LaneOperand(LanePlace.Register, _registers++);
        _codes.Add(new LaneCode(LaneKernel.Equal, isZero.Number, _operands[lane], Held(0), default, 0, 0, default));
        var isFit = new LaneOperand(LanePlace.Register, _registers++);
        _codes.Add(new LaneCode(LaneKernel.Subtract, isFit.Number, Held(1), isZero, default, 0, 0, default));
        _codes.Add(new LaneCode(LaneKernel.Require, -1, isFit, default, default, 0, 0, default));
        return state.Low == 0 ? state with { Low = 1, High = Math.Max(1, state.High) } : state.High == 0 ? state with { High = -1 } : state;
    }

    // The dividend is multiplied until the quotient is whole for every denominator that is usual; rows in which it is not are flagged.
    private bool ExactQuotient(LaneStep step, LaneState a, LaneState b)
    {
        var shift = LanePowers.OfTen(QuotientDigits) * QuotientFactor;
        if ((b.Low <= 0 && b.High >= 0) || b.Factor != 1 || a.Size * shift > LaneState.MostExact)
            return false;
        Span<double> corners = [a.Low * shift / b.Low, a.Low * shift / b.High, a.High * shift / b.Low, a.High * shift / b.High];
        var state = new LaneState(a.Scale + QuotientDigits - b.Scale, Math.Floor(Least(corners)) - 1, Math.Ceiling(Most(corners)) + 1, 0) { Factor = a.Factor * QuotientFactor };
        return state.Size <= LaneState.MostExact && Emit(step.Target, state, LaneKernel.DivideExact, _operands[step.First], _operands[step.Second], factor: shift);
    }
}
