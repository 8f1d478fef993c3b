using System.Runtime.CompilerServices;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>The door for people given as objects: the result that the plan would give, for everybody about whom no word has to be said.</summary>
/// <remarks>Shared by threads; nobody waits for another but to bind lanes to wider ranges.</remarks>
internal sealed class LaneObjects(AppraisalPolicy policy, ScoringPlan plan)
{
    private const int PeopleWorthCompiling = 64; // compiling costs as much as scoring about so many by the plan
    private const int MostOnStack = 64;

    private readonly Lazy<Lanes?> _lanes = new(() => Lanes.Of(policy, plan));
    private int _people; // how many came by before anything was compiled
    private volatile string? _accepted; // the period accepted last

    private sealed record Lanes(LaneSingle Single, LaneResults Results)
    {
        // A policy that tells a unit or a combination of parts more than the results goes to the plan.
        public static Lanes? Of(AppraisalPolicy policy, ScoringPlan plan) =>
            plan.Policy.Passed.IsEmpty && policy.Lanes is { } program ? new Lanes(new LaneSingle(program), new LaneResults(policy, plan, program)) : null;
    }

    /// <summary>How often lanes were bound to wider ranges.</summary>
    public int Bindings => _lanes.Value?.Single.Bindings ?? 0;

    /// <summary>Compiles the lanes before the people come for whom that pays; false where the policy has none.</summary>
    public bool TryCompile() => _lanes.Value is not null;

    /// <summary>The result of one person without divided periods; null where the plan must do it.</summary>
    [SkipLocalsInit]
    public AppraisalResult? TryScore(Appraisal appraisal)
    {
        if (!_lanes.IsValueCreated && Interlocked.Increment(ref _people) <= PeopleWorthCompiling)
            return null;
        if (_lanes.Value is not { } lanes || appraisal.AsOf is not null || string.IsNullOrWhiteSpace(appraisal.Id) || !Accepts(appraisal.Period))
            return null;
        var count = lanes.Results.Count;
        var outputs = count <= MostOnStack ? stackalloc long[MostOnStack] : new long[count];
        outputs = outputs[..count];
        return lanes.Single.TryRun(appraisal.Facts, outputs) ? lanes.Results.Make(appraisal.Id, outputs) : null;
    }

    private bool Accepts(string? period)
    {
        if (period is null || period == _accepted)
            return true;
        if (!policy.Accepts(period))
            return false;
        _accepted = period;
        return true;
    }
}
