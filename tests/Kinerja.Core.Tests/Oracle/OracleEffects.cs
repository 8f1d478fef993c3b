using static Kinerja.Core.Tests.Oracle.OracleOperators;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>A number, and what takes from it in this period.</summary>
internal sealed class OracleEffects(OracleValue value, EffectsKind kind, OracleRecord record, OracleEvaluator evaluator)
{
    private readonly List<OracleOutcome> _taken = [];
    private OracleOutcome? _blocked;
    private bool _isHeld;

    internal OracleOutcome Compute()
    {
        var @base = evaluator.Evaluate(kind.Base, record);
        evaluator.Effects[value.Name] = [.. kind.Items.Select(item => Apply(item, @base)).OfType<OracleFollowUp>()];
        if (_blocked is not null)
            return _blocked;
        if (Blocked([@base, .. _taken]) is FailedOutcome failed)
            return failed;
        if (_isHeld || Blocked([@base, .. _taken]) is not null)
            return OracleOutcome.NotApplicable;

        return Maximum(Subtract(@base, Sum([.. _taken.Select(Number)])), OracleOutcome.Of(0));
    }

    /// <summary>The follow-up of an item in force; with a list it names the records.</summary>
    private OracleFollowUp? Apply(OracleEffect item, OracleOutcome @base)
    {
        List<OracleRecord>? records = [record];
        if (item.Each is not null && (records = OracleAggregates.Records(item.Each, record, out var without)) is null)
        {
            Block(without!);
            return null;
        }

        var inForce = records.Where(each => IsInForce(item, each)).ToList();
        foreach (var each in inForce)
            Take(item, @base, each);

        var kindName = item.Effect == "hold" ? "hold" : "sanction";
        return inForce.Count == 0
            ? null
            : new OracleFollowUp(item.Id, kindName, item.Each is null ? [] : [.. inForce.Select(each => each.Path)], null, item.CausedBy);
    }

    private void Take(OracleEffect item, OracleOutcome @base, OracleRecord each)
    {
        if (item.Effect == "hold")
        {
            _isHeld = true;
            return;
        }

        var of = item.Of is null ? @base : evaluator.Evaluate(item.Of, each);
        _taken.Add(item.Effect == "forfeit"
            ? of
            : Divide(Multiply(of, evaluator.Evaluate(item.Percent!, each)), OracleOutcome.Of(100)));
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
