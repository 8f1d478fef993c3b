using System.Runtime.CompilerServices;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>The door for people given as objects: the result that the plan would give, for everybody about whom no word has to be said.</summary>
/// <remarks>Shared by threads; nobody waits for another but to bind lanes to wider ranges.</remarks>
internal sealed class LaneObjects
{
    private const int PeopleWorthCompiling = 64; // compiling costs as much as scoring about so many by the plan
    private const int MostOnStack = 64;

    private readonly AppraisalPolicy _policy;
    private readonly ScoringPlan _plan;
    private readonly PolicyLimits _limits;
    private readonly Lazy<LaneResults?> _results;
    private readonly Lazy<LaneSingle?> _single;
    private int _people; // how many came by before anything was compiled
    private LaneBlocks? _spare; // taken by one thread at a time
    private volatile string? _accepted; // the period accepted last

    public LaneObjects(AppraisalPolicy policy, ScoringPlan plan, PolicyLimits limits)
    {
        (_policy, _plan, _limits) = (policy, plan, limits);
        // A policy that tells a unit or a combination of parts more than the results goes to the plan.
        _results = new Lazy<LaneResults?>(() => plan.Policy.Passed.IsEmpty && policy.SlowValues.IsEmpty ? new LaneResults(policy, plan) : null);
        _single = new Lazy<LaneSingle?>(() => _results.Value is not null && policy.Lanes is { } program ? new LaneSingle(program) : null);
    }

    /// <summary>How often lanes were bound to wider ranges.</summary>
    public int Bindings => _single.Value?.Bindings ?? 0;

    /// <summary>Compiles the lanes of single people before those come for whom that pays; false where the policy has none.</summary>
    public bool TryCompile() => _single.Value is not null;

    /// <summary>The result of one person; null where the plan must do it, or a block.</summary>
    [SkipLocalsInit]
    public AppraisalResult? TryScore(Appraisal appraisal)
    {
        if (!_single.IsValueCreated && Interlocked.Increment(ref _people) <= PeopleWorthCompiling)
            return null;
        if (_single.Value is not { } single || !appraisal.Segments.IsEmpty || appraisal.AsOf is not null || string.IsNullOrWhiteSpace(appraisal.Id) || !Accepts(appraisal.Period))
            return null;
        var results = _results.Value!;
        var outputs = results.Count <= MostOnStack ? stackalloc long[MostOnStack] : new long[results.Count];
        outputs = outputs[..results.Count];
        return single.TryRun(appraisal.Facts, outputs) ? results.Make(appraisal.Id, outputs) : null;
    }

    /// <summary>Scores as many of a batch as lanes can.</summary>
    /// <param name="appraisals">The batch.</param>
    /// <param name="results">Filled for those whom the lanes decide.</param>
    /// <returns>Those that the plan must score, by their places, rising.</returns>
    public List<int> Score(IReadOnlyList<Appraisal> appraisals, AppraisalResult[] results)
    {
        var open = new List<int>();
        for (var person = 0; person < results.Length; person++)
        {
            if (TryScore(appraisals[person]) is { } result)
                results[person] = result;
            else
                open.Add(person);
        }

        // Columns and shapes of lists are not worth it for a few.
        if (open.Count < PeopleWorthCompiling || _results.Value is not { } made)
            return open;
        var blocks = Interlocked.Exchange(ref _spare, null) ?? new LaneBlocks(_policy, _plan, new LaneScoring(_plan, _limits.CostUnits, LaneEffort.Usual), made);
        var left = blocks.Score(appraisals, open, results);
        Volatile.Write(ref _spare, blocks);
        return left;
    }

    private bool Accepts(string? period)
    {
        if (period is null || period == _accepted)
            return true;
        if (!_policy.Accepts(period))
            return false;
        _accepted = period;
        return true;
    }
}
