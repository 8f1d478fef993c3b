using static Kinerja.Core.Tests.Oracle.OracleOperators;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>The mean of groups of raters, each with its weight.</summary>
internal sealed class OracleRaters(RatersKind kind, OracleRecord record, OracleEvaluator evaluator)
{
    private static readonly OracleOutcome LeftOut = OracleOutcome.NotApplicable;
    private static readonly OracleRaterRule Default = new(null, "reject");

    private readonly Dictionary<string, List<Fraction>> _ratings = [];

    internal OracleOutcome Compute()
    {
        if (Gather() is { } blocked)
            return blocked;

        var role = kind.Role is null ? new TextOutcome("") : evaluator.Evaluate(kind.Role, record);
        if (Blocked(role) is { } withoutRole)
            return withoutRole;

        var groups = kind.Weights[((TextOutcome)role).Value];
        var weights = groups.Select(group => evaluator.Evaluate(group.Weight, record)).ToArray();
        if (Blocked(weights) is { } blockedWeight)
            return blockedWeight;
        if (weights.Any(weight => Number(weight).Sign < 0) || Sum([.. weights.Select(Number)]) != OracleOutcome.Of(100))
            return OracleOutcome.Failed("weights that do not sum to 100");

        var means = groups.Select(group => Mean(group.Name, [])).ToList();
        if (means.OfType<FailedOutcome>().FirstOrDefault() is { } failed)
            return failed;

        var kept = Enumerable.Range(0, groups.Count).Where(at => means[at] != LeftOut).ToList();
        return Divide(
            Sum([.. kept.Select(at => Number(means[at]) * Number(weights[at]))]),
            Sum([.. kept.Select(at => Number(weights[at]))]));
    }

    /// <summary>Ratings by group; a rating without group or value does not count.</summary>
    private OracleOutcome? Gather()
    {
        if (OracleAggregates.Records(kind.Each, record, out var blocked) is not { } records)
            return blocked;

        foreach (var rating in records)
        {
            var (group, value) = (evaluator.Evaluate(kind.Group, rating), evaluator.Evaluate(kind.Value, rating));
            if (Blocked(group, value) is FailedOutcome failed)
                return failed;
            if (Blocked(group, value) is not null)
                continue;

            var name = ((TextOutcome)group).Value;
            if (!_ratings.TryGetValue(name, out var ratings))
                _ratings[name] = ratings = [];
            ratings.Add(Number(value));
        }

        return null;
    }

    /// <summary>The mean of a group, or what holds when it has too few ratings.</summary>
    private OracleOutcome Mean(string group, List<string> before)
    {
        var rule = kind.Rules.GetValueOrDefault(group, Default);
        var ratings = _ratings.GetValueOrDefault(group, []);
        var min = rule.Min is null ? OracleOutcome.Of(1) : evaluator.Evaluate(rule.Min, record);
        if (Blocked(min) is not null)
            return OracleOutcome.Failed("no least number of ratings");
        if (ratings.Count > 0 && new Fraction(ratings.Count).CompareTo(Number(min)) >= 0)
            return Divide(Sum(ratings), OracleOutcome.Of(ratings.Count));

        return rule.IfTooFew switch
        {
            "reject" => OracleOutcome.Failed($"too few ratings of {group}"),
            "reweight" => LeftOut,
            var other when before.Contains(other) => OracleOutcome.Failed("a circle of groups with too few ratings"),
            var other => Mean(other, [.. before, group]),
        };
    }
}
