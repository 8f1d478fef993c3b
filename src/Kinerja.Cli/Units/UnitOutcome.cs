using System.Collections.Immutable;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Units;

/// <summary>What became of one unit.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="Policy">The policy.</param>
/// <param name="People">Everybody in it, scored or not.</param>
/// <param name="Result">What the rules over a unit found; null without such rules, or where the facts of the unit cannot be used.</param>
/// <param name="Issues">Why the rules could not be applied, or none.</param>
/// <param name="Summary">Counts and means over its people.</param>
internal sealed record UnitOutcome(string Unit, AppraisalPolicy Policy, ImmutableArray<AppraisalResult> People, UnitResult? Result, ImmutableArray<Diagnostic> Issues, UnitSummary Summary)
{
    /// <summary>How the rules came to what they found; null without such rules, or where the facts of the unit cannot be used.</summary>
    public Explanation? Explanation { get; init; }

    public bool IsRejected => !Issues.IsEmpty;

    public bool IsBlocked => Result is { IsBlocked: true };

    public string Status => IsRejected ? "rejected" : IsBlocked ? "blocked" : "accepted";

    public int Unscored => People.Length - Summary.Scored;

    public ImmutableArray<ResultValue> Values => Result?.Values ?? [];

    public ImmutableArray<FollowUp> FollowUps => Result?.FollowUps ?? [];

    /// <summary>The outcome of every unit that has people or facts, in the order of their names.</summary>
    public static ImmutableArray<UnitOutcome> Of(AppraisalPolicy policy, IEnumerable<Outcome> people, UnitFacts facts, string? explained = null)
    {
        var peopleByUnit = people.Where(person => person.Unit is not null).ToLookup(person => person.Unit!, StringComparer.Ordinal);
        var units = peopleByUnit.Select(group => group.Key).Union(facts.Units, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. units.Select(unit => Of(policy, unit, [.. peopleByUnit[unit]], facts, unit == explained))];
    }

    private static UnitOutcome Of(AppraisalPolicy policy, string unit, ImmutableArray<Outcome> people, UnitFacts facts, bool isExplained)
    {
        ImmutableArray<AppraisalResult> results = [.. people.Select(person => person.Result)];
        var outcome = new UnitOutcome(unit, policy, results, null, [], UnitSummary.Of(policy, results));
        if (!policy.HasUnitRules)
            return outcome;
        var periods = people.Select(person => person.Period).OfType<string>().Distinct().ToList();
        if (facts.Of(unit, periods is [var only] ? only : null, out var issues) is not { } appraisal)
            return outcome with { Issues = issues };
        var result = policy.ScoreUnit(appraisal, results);
        return outcome with { Result = result, Issues = result.Issues, Explanation = isExplained ? policy.ExplainUnit(appraisal, results) : null };
    }
}
