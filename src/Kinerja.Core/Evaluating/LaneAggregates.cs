using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>One record that goes into an aggregate: where it is included, and its lane.</summary>
internal readonly record struct LaneTerm(int Included, int Lane);

/// <summary>One value from the records of a list, or the rules of a table, written out.</summary>
internal sealed class LaneAggregates(LaneEmitter emitter)
{
    /// <summary>The aggregate; null for one that lanes cannot do.</summary>
    public LaneCell? Of(AggregateFunction function, IEnumerable<LaneTerm> all)
    {
        var terms = all.Where(term => term.Included != emitter.False).ToArray();
        var count = terms.Aggregate(emitter.False, (sum, term) => emitter.Emit(LaneOperator.Add, sum, term.Included));
        var some = terms.Aggregate(emitter.False, (any, term) => emitter.Or(any, term.Included));
        switch (function)
        {
            case AggregateFunction.Sum:
                return new LaneCell(Sum(terms), emitter.True);
            case AggregateFunction.Average:
                return new LaneCell(terms.Length == 0 ? -1 : emitter.Emit(LaneOperator.Divide, Sum(terms), emitter.Emit(LaneOperator.Maximum, count, emitter.True)), some);
            case AggregateFunction.Count:
                return new LaneCell(count, emitter.True);
            case AggregateFunction.Any:
                return new LaneCell(terms.Aggregate(emitter.False, (any, term) => emitter.Or(any, emitter.And(term.Included, term.Lane))), emitter.True);
            case AggregateFunction.All:
                return new LaneCell(terms.Aggregate(emitter.True, (every, term) => emitter.And(every, emitter.Or(emitter.Not(term.Included), term.Lane))), emitter.True);
            case AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.First:
                return new LaneCell(Best(function, terms), some);
            default:
                return null;
        }
    }

    /// <summary>What the rules that match give together.</summary>
    public LaneCell Collect(CollectStep step, LaneCell[] matches, LaneCell[] outcomes)
    {
        if (matches.Length > 0 && matches[0].Lane < 0)
            return new LaneCell(-1, emitter.False);
        var terms = matches.Select((match, rule) => new LaneTerm(emitter.And(match.Lane, outcomes[rule].Applies), outcomes[rule].Lane));
        var collected = Of(step.HitPolicy switch { HitPolicy.CollectSum => AggregateFunction.Sum, HitPolicy.CollectMin => AggregateFunction.Min, HitPolicy.CollectMax => AggregateFunction.Max, _ => AggregateFunction.Count }, terms)!.Value;
        return matches.Length == 0 ? collected : collected with { Applies = emitter.And(matches[0].Applies, collected.Applies) };
    }

    private int Sum(LaneTerm[] terms) => terms.Aggregate(emitter.False, (sum, term) => emitter.Emit(LaneOperator.Add, sum, emitter.Select(term.Included, term.Lane, emitter.False)));

    private int Best(AggregateFunction function, LaneTerm[] terms)
    {
        var (best, has) = (-1, emitter.False);
        foreach (var (included, lane) in terms)
        {
            var better = best < 0 ? lane : function switch
            {
                AggregateFunction.Min => emitter.Select(has, emitter.Emit(LaneOperator.Minimum, best, lane), lane),
                AggregateFunction.Max => emitter.Select(has, emitter.Emit(LaneOperator.Maximum, best, lane), lane),
                _ => emitter.Select(has, best, lane),
            };
            (best, has) = (best < 0 ? better : emitter.Select(included, better, best), emitter.Or(has, included));
        }

        return best;
    }
}
