using static Kinerja.Core.Tests.Oracle.OracleOperators;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>A number, and what takes from it in this period.</summary>
internal sealed class OracleEffects(OracleValue value, EffectsKind kind, OracleRecord record, OracleEvaluator evaluator)
{
    private OracleOutcome? _blocked;

    internal OracleOutcome Compute()
    {
        var inForce = kind.Items.Select(item => (Item: item, Records: InForce(item))).Where(effect => effect.Records.Count > 0).ToList();
        evaluator.Effects[value.Name] = [.. inForce.Select(effect => FollowUp(effect.Item, effect.Records))];
        if (_blocked is not null)
            return _blocked;
        if (inForce.Any(effect => effect.Item.Effect == "hold"))
            return OracleOutcome.NotApplicable;

        var @base = evaluator.Evaluate(kind.Base, record);
        var taken = inForce.SelectMany(effect => effect.Records.Select(each => Taken(effect.Item, @base, each))).ToList();
        return Blocked([@base, .. taken]) ?? Maximum(Subtract(@base, Sum([.. taken.Select(Number)])), OracleOutcome.Of(0));
    }

    /// <summary>The records for which the item is in force; the record at hand where the item has no list.</summary>
    private List<OracleRecord> InForce(OracleEffect item)
    {
        List<OracleRecord>? records = [record];
        if (item.Each is not null && (records = OracleAggregates.Records(item.Each, record, out var without)) is null)
        {
            Block(without!);
            return [];
        }

        return [.. records.Where(each => IsInForce(item, each))];
    }

    /// <summary>With a list it names the records.</summary>
    private static OracleFollowUp FollowUp(OracleEffect item, List<OracleRecord> records) => new(
        item.Id, item.Effect == "hold" ? "hold" : "sanction", item.Each is null ? [] : [.. records.Select(each => each.Path)], null, item.CausedBy);

    private OracleOutcome Taken(OracleEffect item, OracleOutcome @base, OracleRecord each)
    {
        var of = item.Of is null ? @base : evaluator.Evaluate(item.Of, each);
        return item.Effect == "forfeit" ? of : Divide(Multiply(of, evaluator.Evaluate(item.Percent!, each)), OracleOutcome.Of(100));
    }

    private bool IsInForce(OracleEffect item, OracleRecord each)
    {
        if (evaluator.Decide(item.When, each) is { } undecided)
        {
            Block(undecided as FailedOutcome);
            return false;
        }

        if (item.From is null && item.Until is null)
            return true;
        if (evaluator.Period is not { } period)
        {
            Block(OracleOutcome.Failed("no period"));
            return false;
        }

        return HasBegun(item, each, period) && IsNotReleased(item, each, period);
    }

    private bool HasBegun(OracleEffect item, OracleRecord each, OraclePeriod period)
    {
        if (item.From is null)
            return true;

        var from = evaluator.Evaluate(item.From, each);
        var months = item.Months is null ? OracleOutcome.Of(0) : evaluator.Evaluate(item.Months, each);
        if (Blocked(from, months) is { } blocked)
        {
            Block(blocked);
            return false;
        }

        if (period.Start < ((DateOutcome)from).Value)
            return false;

        if (item.Months is null)
            return true;

        var end = OracleDates.AddMonths(((DateOutcome)from).Value, Number(months));
        Block(end as FailedOutcome);
        return end is DateOutcome { Value: var day } && period.Start < day;
    }

    /// <summary>A release that has not come, or comes after the period.</summary>
    private bool IsNotReleased(OracleEffect item, OracleRecord each, OraclePeriod period)
    {
        var until = item.Until is null ? OracleOutcome.NotApplicable : evaluator.Evaluate(item.Until, each);
        Block(until as FailedOutcome);
        return until is not DateOutcome release || period.End < release.Value;
    }

    private void Block(OracleOutcome? outcome) => _blocked = outcome is FailedOutcome ? outcome : _blocked ?? outcome;
}
