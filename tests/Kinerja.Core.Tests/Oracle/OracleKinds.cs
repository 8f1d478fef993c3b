using static Kinerja.Core.Tests.Oracle.OracleOperators;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Computes a value of any kind: its condition, the kind itself, floor, cap and rounding, in this order.</summary>
internal sealed class OracleKinds(OracleEvaluator evaluator)
{
    internal OracleOutcome Compute(OracleValue value, OracleRecord record)
    {
        if (value.When is not null && Decide(value.When, record) is { } undecided)
            return undecided;

        var outcome = value.Kind switch
        {
            FormulaKind formula => evaluator.Evaluate(formula.Formula, record),
            AchievementKind achievement => Achievement(achievement, record),
            WeightedKind weighted => Weighted(weighted, record),
            BandsKind bands => Bands(bands, record),
            TableKind table => Table(table, record),
            RulesKind rules => Rules(rules, record),
            RatersKind raters => new OracleRaters(raters, record, evaluator).Compute(),
            EffectsKind effects => new OracleEffects(value, effects, record, evaluator).Compute(),
            RankingKind ranking => OracleRanking.Compute(value, ranking, record, evaluator),
            _ => throw new InvalidOperationException($"Unhandled kind {value.Kind.GetType().Name}."),
        };
        outcome = Limit(outcome, value.Floor, value.Cap, record);
        return value.Round is null ? outcome : Round(outcome, OracleOutcome.Of(value.Round.Digits), value.Round.Mode);
    }

    /// <summary>Null when the condition holds, not applicable when it does not, failed when it failed.</summary>
    internal OracleOutcome? Decide(OracleNode condition, OracleRecord record)
    {
        var decision = evaluator.Evaluate(condition, record);
        return Blocked(decision) ?? (Boolean(decision) ? null : OracleOutcome.NotApplicable);
    }

    private OracleOutcome Limit(OracleOutcome outcome, OracleNode? floor, OracleNode? cap, OracleRecord record)
    {
        if (floor is not null)
            outcome = Maximum(outcome, evaluator.Evaluate(floor, record));
        if (cap is not null)
            outcome = Minimum(outcome, evaluator.Evaluate(cap, record));

        return outcome;
    }

    private OracleOutcome Achievement(AchievementKind kind, OracleRecord record)
    {
        var actual = evaluator.Evaluate(kind.Actual, record);
        var lower = evaluator.Evaluate(kind.Lower, record);
        var upper = evaluator.Evaluate(kind.Upper, record);
        var polarity = evaluator.Evaluate(kind.Polarity, record);
        var percent = Blocked(actual, lower, upper, polarity) ?? Percent(kind, actual, lower, upper, polarity, record);
        return Limit(percent, kind.Floor, kind.Cap, record);
    }

    private OracleOutcome Percent(
        AchievementKind kind, OracleOutcome actual, OracleOutcome lower, OracleOutcome upper, OracleOutcome polarity, OracleRecord record)
    {
        var isAbove = Compare(actual, upper) > 0;
        if (kind.IsRange && !isAbove && Compare(actual, lower) >= 0)
            return kind.InsideRange is null ? OracleOutcome.Of(100) : evaluator.Evaluate(kind.InsideRange, record);

        var target = isAbove ? upper : lower;
        if (Number(target).Sign == 0)
            return kind.ZeroTarget is null ? OracleOutcome.Failed("a target of zero") : evaluator.Evaluate(kind.ZeroTarget, record);

        var one = OracleOutcome.Of(1);
        var ratio = ((TextOutcome)polarity).Value switch
        {
            "higher" => Divide(actual, target),
            "lower" => Add(one, Subtract(one, Divide(actual, target))),
            "onTarget" => Subtract(one, Divide(Distance(actual, target), target)),
            var other => OracleOutcome.Failed($"no polarity {other}"),
        };
        return Multiply(ratio, OracleOutcome.Of(100));
    }

    private static OracleOutcome Distance(OracleOutcome actual, OracleOutcome target)
    {
        var difference = Subtract(actual, target);
        return Blocked(difference) ?? OracleOutcome.Of(Fraction.Abs(Number(difference)));
    }

    private OracleOutcome Weighted(WeightedKind kind, OracleRecord record)
    {
        List<OracleRecord>? records = [record];
        if (kind.Each is not null)
        {
            records = OracleAggregates.Records(kind.Each, record, out var blocked);
            if (records is null)
                return blocked!;
        }

        var parts = new List<(OracleOutcome Value, OracleOutcome Weight)>();
        foreach (var each in records)
        {
            foreach (var part in kind.Parts)
            {
                var undecided = part.When is null ? null : Decide(part.When, each);
                if (undecided is FailedOutcome)
                    return undecided;
                if (undecided is not null)
                    continue;

                var value = Limit(evaluator.Evaluate(part.Value, each), part.Floor, part.Cap, each);
                parts.Add((value, evaluator.Evaluate(part.Weight, each)));
            }
        }

        return WeightedMean(kind, parts);
    }

    private static OracleOutcome WeightedMean(WeightedKind kind, List<(OracleOutcome Value, OracleOutcome Weight)> parts)
    {
        var weights = parts.Select(part => part.Weight).OfType<NumberOutcome>().Select(weight => weight.Value).ToList();
        var total = Sum(weights);
        if (parts.Any(part => part.Value is FailedOutcome || part.Weight is FailedOutcome) || total is FailedOutcome)
            return OracleOutcome.Failed("a part failed");
        if (weights.Any(weight => weight.Sign < 0))
            return OracleOutcome.Failed("a weight below zero");
        if (kind.WeightsSumTo is { } sumTo && !Number(total).Equals(sumTo))
            return OracleOutcome.Failed("weights with another sum");
        if (kind.IfNotApplicable == "reject" && parts.Any(part => Blocked(part.Value, part.Weight) is not null))
            return OracleOutcome.Failed("a part is not applicable");

        var kept = kind.IfNotApplicable == "zero"
            ? parts.Select(part => (Value: OrZero(part.Value), Weight: OrZero(part.Weight))).ToList()
            : parts.Where(part => Blocked(part.Value, part.Weight) is null).ToList();
        var products = kept.Select(part => Multiply(part.Value, part.Weight)).ToList();
        if (products.OfType<FailedOutcome>().FirstOrDefault() is { } failed)
            return failed;

        return Divide(Sum([.. products.Select(Number)]), Sum([.. kept.Select(part => Number(part.Weight))]));
    }

    private static OracleOutcome OrZero(OracleOutcome outcome) =>
        outcome is NotApplicableOutcome ? OracleOutcome.Of(0) : outcome;

    private OracleOutcome Bands(BandsKind kind, OracleRecord record)
    {
        var position = evaluator.Evaluate(kind.Of, record);
        if (Blocked(position) is { } blocked)
            return blocked;

        foreach (var item in kind.Items)
        {
            if (!item.Interval.Contains(position))
                continue;
            var undecided = item.When is null ? null : Decide(item.When, record);
            if (undecided is FailedOutcome)
                return undecided;
            if (undecided is null)
                return item.Line is null ? evaluator.Evaluate(item.Result!, record) : OnLine(item.Line, position);
        }

        return OracleOutcome.Failed("a gap between the items");
    }

    private static OracleOutcome OnLine(OracleLine line, OracleOutcome x)
    {
        var slope = (line.Y2 - line.Y1) / (line.X2 - line.X1);
        return OracleOutcome.Of(line.Y1 + (Number(x) - line.X1) * slope);
    }

    private OracleOutcome Table(TableKind kind, OracleRecord record)
    {
        var inputs = kind.Inputs.Select(input => evaluator.Evaluate(input, record)).ToArray();
        if (Blocked(inputs) is { } blocked)
            return blocked;

        var hits = kind.Rules.Where(rule => rule.Cells.All(cell => Matches(cell, inputs[cell.Input]))).ToList();
        if (hits.Count == 0 && kind.Default is not null)
            return evaluator.Evaluate(kind.Default, record);
        if (kind.HitPolicy == "collect count")
            return OracleOutcome.Of(hits.Count);
        if (kind.HitPolicy.StartsWith("collect", StringComparison.Ordinal))
            return Collect(kind.HitPolicy, [.. hits.Select(hit => evaluator.Evaluate(hit.Result, record))]);

        return hits.Count == 0 || (hits.Count > 1 && kind.HitPolicy == "unique")
            ? OracleOutcome.Failed($"{hits.Count} rules match")
            : evaluator.Evaluate(hits[0].Result, record);
    }

    private static bool Matches(OracleCell cell, OracleOutcome input) =>
        cell.Interval?.Contains(input) ?? cell.Constants.Contains(input);

    private static OracleOutcome Collect(string hitPolicy, List<OracleOutcome> outcomes)
    {
        if (outcomes.OfType<FailedOutcome>().FirstOrDefault() is { } failed)
            return failed;

        var kept = outcomes.Where(outcome => outcome is not NotApplicableOutcome).ToArray();
        if (hitPolicy == "collect sum")
            return Sum([.. kept.Select(Number)]);
        if (kept.Length == 0)
            return OracleOutcome.NotApplicable;

        return hitPolicy == "collect min" ? Minimum(kept) : Maximum(kept);
    }

    private OracleOutcome Rules(RulesKind kind, OracleRecord record)
    {
        var decisions = kind.Exceptions.Select(exception => (exception, Undecided: Decide(exception.When, record))).ToList();
        if (decisions.Select(decision => decision.Undecided).OfType<FailedOutcome>().FirstOrDefault() is { } failed)
            return failed;

        var applying = decisions.Where(decision => decision.Undecided is null).Select(decision => decision.exception).ToList();
        var silenced = applying.SelectMany(exception => exception.Overrides).ToHashSet();
        var outcomes = applying
            .Where(exception => exception.Id is null || !silenced.Contains(exception.Id))
            .Select(exception => evaluator.Evaluate(exception.Then, record))
            .ToList();
        if (outcomes.Count == 0)
            return evaluator.Evaluate(kind.Base, record);

        return outcomes.Distinct().Count() == 1 ? outcomes[0] : OracleOutcome.Failed("exceptions disagree");
    }
}
