using System.Globalization;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>What follows for one person or unit; <paramref name="For"/> names records where the rule has a list, and is empty otherwise.</summary>
internal sealed record OracleFollowUp(string Key, string Kind, IReadOnlyList<string> For, DateOnly? Due, string? CausedBy, bool IsBlocking = false)
{
    internal bool IsSameAs(FollowUp other) => Key == other.Id && Kind == other.Kind && For.SequenceEqual(other.For) && Due == other.Due && CausedBy == other.CausedBy;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Key} {Kind}{(For.Count == 0 ? "" : $" for [{string.Join(", ", For)}]")}{(Due is { } due ? $" due {due:yyyy-MM-dd}" : "")}{(CausedBy is null ? "" : $" by {CausedBy}")}{(IsBlocking ? " blocking" : "")}");
}

/// <summary>Asks the conditions of follow-ups, for the sheet or for each record of a list.</summary>
internal sealed class OracleFollowUps(OracleEvaluator evaluator, OracleRecord sheet, List<string> issues)
{
    internal OracleFollowUp? Evaluate(OracleFollowUpRule rule)
    {
        var names = rule.Each is null ? Here(rule) : Concerned(rule, rule.Each);
        if (names is null)
            return null;

        var due = rule.Due is null ? null : Note(rule, evaluator.Evaluate(rule.Due, sheet)) as DateOutcome;
        return new OracleFollowUp(rule.Key, rule.Kind, names, due?.Value, rule.CausedBy, rule.IsBlocking);
    }

    private List<string>? Here(OracleFollowUpRule rule) => Note(rule, evaluator.Evaluate(rule.When, sheet)) == OracleOutcome.True ? [] : null;

    /// <summary>The names of the records for which the condition holds, in the order asked for; null for none.</summary>
    private List<string>? Concerned(OracleFollowUpRule rule, OracleListName list)
    {
        if (OracleAggregates.Records(list, sheet, out var blocked) is not { } records)
        {
            Note(rule, blocked!);
            return null;
        }

        var concerned = records
            .Where(record => Note(rule, evaluator.Evaluate(rule.When, record)) == OracleOutcome.True)
            .Select(record => (
                Name: rule.Of is null ? Name(record, list) : Note(rule, evaluator.Evaluate(rule.Of, record)),
                Order: rule.By is null ? OracleOutcome.Of(0) : Note(rule, evaluator.Evaluate(rule.By, record))))
            .ToList();
        return concerned.Count == 0
            ? null
            : [.. concerned.OrderBy(each => each.Order is NumberOutcome number ? number.Value : Fraction.Zero).Select(each => each.Name.Print(null) ?? "")];
    }

    /// <summary>People of a unit are named by their id, other records by where they stand.</summary>
    private static OracleOutcome Name(OracleRecord record, OracleListName list) =>
        list.Names is [OracleUnit.People] ? record.Outcomes[OracleUnit.Id] : new TextOutcome(record.Path);

    private OracleOutcome Note(OracleFollowUpRule rule, OracleOutcome outcome)
    {
        if (outcome is FailedOutcome failed)
            issues.Add($"{rule.Key}: {failed.Reason}");

        return outcome;
    }
}
