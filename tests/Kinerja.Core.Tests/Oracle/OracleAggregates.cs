using static Kinerja.Core.Tests.Oracle.OracleOperators;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Functions over the records of a list.</summary>
internal static class OracleAggregates
{
    internal static OracleOutcome Evaluate(AggregateNode node, OracleRecord record, OracleEvaluator evaluator)
    {
        if (Records(new OracleListName(node.Level, node.ListNames), record, out var blocked) is not { } records)
            return blocked!;

        return node.Function is "any" or "all"
            ? AnyOrAll(node, [.. records.Select(each => evaluator.Evaluate(node.Condition!, each))])
            : Fold(node, records, evaluator);
    }

    /// <summary>All records that the names lead to; null, with the reason, where one of the lists has no records to give.</summary>
    internal static List<OracleRecord>? Records(OracleListName list, OracleRecord record, out OracleOutcome? blocked)
    {
        List<OracleRecord> records = [OracleEvaluator.Above(record, list.Level)];
        blocked = null;
        foreach (var name in list.Names)
        {
            blocked = Blocked([.. records.Where(each => !each.Lists.ContainsKey(name)).Select(each => each.Outcomes[name])]);
            if (blocked is not null)
                return null;

            records = [.. records.SelectMany(each => each.Lists[name])];
        }

        return records;
    }

    private static OracleOutcome AnyOrAll(AggregateNode node, List<OracleOutcome> answers)
    {
        if (answers.OfType<FailedOutcome>().FirstOrDefault() is { } failed)
            return failed;

        var known = answers.OfType<BooleanOutcome>().Select(answer => answer.Value);
        return OracleOutcome.Of(node.Function == "any" ? known.Any(answer => answer) : known.All(answer => answer));
    }

    private static OracleOutcome Fold(AggregateNode node, List<OracleRecord> records, OracleEvaluator evaluator)
    {
        var kept = new List<OracleOutcome>();
        foreach (var record in records)
        {
            var condition = node.Condition is null ? OracleOutcome.True : evaluator.Evaluate(node.Condition, record);
            var outcome = condition == OracleOutcome.True && node.Expression is not null
                ? evaluator.Evaluate(node.Expression, record)
                : condition;
            if (outcome is FailedOutcome)
                return outcome;
            if (condition == OracleOutcome.True && outcome is not NotApplicableOutcome)
                kept.Add(outcome);
        }

        return Combine(node.Function, kept);
    }

    private static OracleOutcome Combine(string function, List<OracleOutcome> kept)
    {
        if (function == "count")
            return OracleOutcome.Of(kept.Count);
        if (function == "sum")
            return Sum([.. kept.Select(Number)]);
        if (kept.Count == 0)
            return OracleOutcome.NotApplicable;

        return function switch
        {
            "avg" => Divide(Sum([.. kept.Select(Number)]), OracleOutcome.Of(kept.Count)),
            "median" => Median([.. kept.Select(Number).Order()]),
            "min" => Minimum([.. kept]),
            "max" => Maximum([.. kept]),
            _ => kept[0],
        };
    }

    /// <summary>The middle one, or the mean of the middle two.</summary>
    private static OracleOutcome Median(List<Fraction> ordered)
    {
        var middle = ordered.Count / 2;
        return OracleOutcome.Of(ordered.Count % 2 == 1
            ? ordered[middle]
            : (ordered[middle - 1] + ordered[middle]) / new Fraction(2));
    }
}
