using System.Runtime.CompilerServices;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>The door for people given as objects: the result that the plan would give, for everybody about whom no word has to be said.</summary>
internal sealed class LaneObjects
{
    private const int MostOnStack = 64;

    private readonly AppraisalPolicy _policy;
    private readonly LaneSingle _single;
    private readonly LaneResults _results;
    private volatile string? _accepted; // the period accepted last

    private LaneObjects(AppraisalPolicy policy, ScoringPlan plan, LaneProgram program)
    {
        _policy = policy;
        _single = new LaneSingle(program);
        _results = new LaneResults(policy, plan, program);
    }

    /// <summary>Null for a policy whose people all go to the plan: it has no lanes, or passes more on than results.</summary>
    public static LaneObjects? Create(AppraisalPolicy policy, ScoringPlan plan, LaneProgram? program) =>
        program is null || !plan.Policy.Passed.IsEmpty ? null : new LaneObjects(policy, plan, program);

    /// <summary>How often lanes were bound to wider ranges.</summary>
    public int Bindings => _single.Bindings;

    /// <summary>The result of one person; null where the plan must do it.</summary>
    [SkipLocalsInit]
    public AppraisalResult? TryScore(Appraisal appraisal)
    {
        if (appraisal.AsOf is not null || string.IsNullOrWhiteSpace(appraisal.Id) || !Accepts(appraisal.Period))
            return null;
        var outputs = _results.Count <= MostOnStack ? stackalloc long[MostOnStack] : new long[_results.Count];
        outputs = outputs[.._results.Count];
        return _single.TryRun(appraisal.Facts, outputs) ? _results.Make(appraisal.Id, outputs) : null;
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
