namespace Kinerja.Core.Evaluating;

/// <summary>Logic over lanes of 0 and 1.</summary>
internal sealed partial class LaneBounds
{
    private static readonly LaneState Truth = new(0, 0, 1, 0);

    private bool Logic(LaneStep step, LaneKernel kernel) =>
        TruthOf(step.First) is { } left && TruthOf(step.Second) is { } right && Emit(step.Target, Truth, kernel, left, right);

    // 0 or 1, as it was before it was shifted to stand beside numbers with decimals: logic counts on these two.
    private LaneOperand? TruthOf(int lane)
    {
        var (state, operand) = _unshifted.TryGetValue(lane, out var first) ? first : (_states[lane], _operands[lane]);
        return state is { Scale: 0, Factor: 1, Error: 0, Low: >= 0, High: <= 1 } ? operand : null;
    }

    private bool Choice(LaneStep step)
    {
        if (TruthOf(step.Third) is not { } condition)
            return false;
        if (TruthOf(step.First) is { } then && TruthOf(step.Second) is { } otherwise)
            return Emit(step.Target, Truth, LaneKernel.Select, then, otherwise, condition);
        if (!Align(step.First, step.Second, out var left, out var right, out var a, out var b))
            return false;
        return Emit(step.Target, new LaneState(a.Scale, Math.Min(a.Low, b.Low), Math.Max(a.High, b.High), Math.Max(a.Error, b.Error)) { Factor = a.Factor }, LaneKernel.Select, left, right, condition);
    }
}
