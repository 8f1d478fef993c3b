using System.Runtime.CompilerServices;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Runs a lane program for people given as objects, one at a time, in ever dearer arithmetics: doubles, whole numbers, two doubles with fractions for ties.</summary>
/// <remarks>
/// Shared by threads. What is bound is immutable and replaced by something that covers more, a number of times that is bounded by the program and not by the people;
/// a person outside of what can be bound goes to the plan.
/// </remarks>
internal sealed class LaneSingle
{
    private const int MostOnStack = 256;

    private readonly LaneProgram _program;
    private readonly Lock _binding = new();
    private volatile Bound _bound;
    private LastTiers? _spare; // working room of the last arithmetics, taken by one thread at a time

    /// <summary>Facts with the lanes bound to their ranges; without lanes nobody was seen yet.</summary>
    private sealed record Bound(LaneFacts Facts, LaneScalar? Fast, Lazy<LaneScalar?>? Whole)
    {
        public int Length { get; } = Math.Max(Facts.Inputs, Fast?.Length ?? 0);
    }

    private sealed class LastTiers(LaneProgram program, Bound bound)
    {
        public Bound Bound { get; } = bound;

        public LaneRows Rows { get; } = new(program, bound.Facts.Ranges.Scales);
    }

    public LaneSingle(LaneProgram program)
    {
        _program = program;
        _bound = new Bound(new LaneFacts(program.Inputs), null, null);
    }

    /// <summary>How often lanes were bound to wider ranges, in vain or not.</summary>
    public int Bindings { get; private set; }

    /// <summary>Computes the outputs of one person; false where the plan must do it.</summary>
    [SkipLocalsInit]
    public bool TryRun(FactRecord record, Span<long> outputs)
    {
        var bound = _bound;
        var strip = bound.Length <= MostOnStack ? stackalloc double[MostOnStack] : new double[bound.Length];
        if (bound.Facts.Read(record, strip) == LaneFit.Fits)
            return TryRun(bound, strip, outputs);
        if (Widen(record) is not { } wider)
            return false;
        strip = new double[wider.Length];
        return wider.Facts.Read(record, strip) == LaneFit.Fits && TryRun(wider, strip, outputs);
    }

    private bool TryRun(Bound bound, Span<double> strip, Span<long> outputs) =>
        bound.Fast is { } fast && (fast.TryRun(strip, outputs) || TryWhole(bound, strip, outputs) || TryLastTiers(bound, strip, outputs));

    // The inputs stand where they stood; everything behind them is computed anew.
    private static bool TryWhole(Bound bound, Span<double> strip, Span<long> outputs)
    {
        if (bound.Whole?.Value is not { } whole)
            return false;
        if (whole.Length <= strip.Length)
            return whole.TryRun(strip, outputs);
        var longer = new double[whole.Length];
        strip[..bound.Facts.Inputs].CopyTo(longer);
        return whole.TryRun(longer, outputs);
    }

    private bool TryLastTiers(Bound bound, ReadOnlySpan<double> strip, Span<long> outputs)
    {
        var inputs = new int[_program.Inputs.Length];
        for (var input = 0; input < inputs.Length; input++)
        {
            if (Math.Abs(strip[input]) > int.MaxValue)
                return false;
            inputs[input] = (int)strip[input];
        }

        var tiers = Interlocked.Exchange(ref _spare, null);
        if (tiers?.Bound != bound)
            tiers = new LastTiers(_program, bound);
        var isDecided = tiers.Rows.TryRun(inputs, outputs);
        Volatile.Write(ref _spare, tiers);
        return isDecided;
    }

    // Null where the plan must look at the facts, or where ranges so wide leave no proof; the latter is remembered, so that it is not tried for everybody.
    private Bound? Widen(FactRecord record)
    {
        if (_bound.Facts.With(record) is null)
            return null;
        lock (_binding)
        {
            while (_bound.Facts.With(record) is { } facts)
            {
                if (facts.Ranges == _bound.Facts.Ranges)
                    return _bound = new Bound(facts, _bound.Fast, _bound.Whole);
                Bindings++;
                if (LaneBounds.Bind(_program, facts.Ranges.States) is { } lanes)
                    return _bound = new Bound(facts, LaneScalar.Of(lanes, _program.Inputs.Length), new Lazy<LaneScalar?>(() => BindWhole(facts.Ranges)));
                _bound = new Bound(_bound.Facts.Without(facts.Ranges), _bound.Fast, _bound.Whole);
            }

            return null;
        }
    }

    private LaneScalar? BindWhole(LaneRanges ranges) =>
        LaneBounds.Bind(_program, ranges.States, isExact: true) is { } lanes ? LaneScalar.Of(lanes, _program.Inputs.Length) : null;
}
