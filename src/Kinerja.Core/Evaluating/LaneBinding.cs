using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Lanes bound to the scales and ranges known so far, and bound anew after more became known.</summary>
/// <param name="program">The lanes.</param>
/// <param name="facts">The fact of each input.</param>
/// <param name="isExact">Whether every lane holds whole numbers only.</param>
/// <param name="effort">When loops pay.</param>
internal sealed class LaneBinding(LaneProgram program, LaneFact[] facts, bool isExact, LaneEffort effort)
{
    private LaneRunner? _runner;
    private InputRange[]? _ranges;

    /// <summary>What runs the lanes for the ranges of now; null where these leave no proof.</summary>
    public LaneRunner? Runner => _ranges is not null && IsBound(_ranges) ? _runner : Bind();

    private bool IsBound(InputRange[] ranges)
    {
        for (var input = 0; input < facts.Length; input++)
        {
            if (ranges[input] != facts[input].Seen)
                return false;
        }

        return true;
    }

    private LaneRunner? Bind()
    {
        _ranges = [.. facts.Select(fact => fact.Seen)];
        var states = program.Inputs.Select((input, index) => input.IsPresence ? new LaneState(0, 0, 1, 0) : new LaneState(facts[index].Scale, _ranges[index].Low, _ranges[index].High, 0)).ToArray();
        return _runner = LaneBounds.Bind(program, states, isExact) is { } lanes ? new LaneRunner(lanes, facts.Length, effort, _runner) : null;
    }
}
