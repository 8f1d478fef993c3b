using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Lanes bound to the scales and ranges known so far, and bound anew after more became known.</summary>
/// <param name="program">The lanes.</param>
/// <param name="scales">The scale of each input; its owner changes it and calls <see cref="Forget"/>.</param>
/// <param name="seen">The range of each input; its owner widens it and calls <see cref="Forget"/>.</param>
/// <param name="isExact">Whether every lane holds whole numbers only.</param>
internal sealed class LaneBinding(LaneProgram program, int[] scales, (int Low, int High)[] seen, bool isExact)
{
    private LaneRunner? _runner;
    private bool _isBound;

    /// <summary>What runs the lanes; null where these ranges leave no proof.</summary>
    public LaneRunner? Runner => _isBound ? _runner : Bind();

    public void Forget() => (_runner, _isBound) = (null, false);

    private LaneRunner? Bind()
    {
        var states = seen.Select((range, index) => new LaneState(scales[index], range.Low, range.High, 0)).ToArray();
        (_runner, _isBound) = (LaneBounds.Bind(program, states, isExact) is { } lanes ? new LaneRunner(lanes) : null, true);
        return _runner;
    }
}
