using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>A base with labelled exceptions: no two may apply together and disagree unless one overrides the other.</summary>
internal sealed class ExceptionChecker(ExpressionChecker expressions)
{
    private const int MostPairs = 2_000_000;

    private long _budget = 1_000_000; // sample rows that may be tried for one value

    private DiagnosticBag Diagnostics => expressions.Diagnostics;

    public CheckedExpression Check(RulesDefinition definition, ListLevel level, CheckedType? expected, Place place)
    {
        var @base = expected is null ? expressions.Check(definition.Base, level) : expressions.CheckAs(definition.Base, level, expected);
        var type = (expected ?? @base.Type).Optional(false);
        var positions = definition.Exceptions.Select((exception, index) => (exception.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        var exceptions = definition.Exceptions.Select(exception => new CheckedException(
            exception,
            expressions.CheckCondition(exception.When, level),
            expressions.CheckAs(exception.Then, level, type),
            [.. exception.Overrides.Select(other => Find(positions, other)).Where(position => position >= 0)])).ToImmutableArray();
        // Of what was refused nothing can be said.
        var isKnown = exceptions.Select(exception => !References.All(exception.Condition).Concat(References.All(exception.Outcome)).Any(node => node.Type.IsUnknown)).ToArray();
        // Past so many pairs the bag of diagnostics is full of what could not be shown.
        var pairs = 0;
        for (var first = 0; first < exceptions.Length && pairs < MostPairs; first++)
        {
            for (var second = first + 1; second < exceptions.Length && pairs++ < MostPairs; second++)
            {
                if (isKnown[first] && isKnown[second])
                    CheckPair(exceptions[first], first, exceptions[second], second);
            }
        }

        CheckedExpression[] outcomes = [@base, .. exceptions.Select(exception => exception.Outcome)];
        return new RulesNode(@base, exceptions, @base.Type.Optional(outcomes.Any(outcome => outcome.Type.IsOptional)), place)
        {
            Range = outcomes.Select(outcome => outcome.Range).Aggregate((left, right) => left.Union(right)),
        };
    }

    private int Find(Dictionary<string, int> positions, NameUse other)
    {
        if (positions.TryGetValue(other.Name, out var position))
            return position;
        Diagnostics.Report(DiagnosticCatalog.UnknownReference, other.Place, new LocalizedText("pengecualian", "exception"), other.Name, Suggestion.For(other.Name, positions.Keys));
        return -1;
    }

    private void CheckPair(CheckedException first, int firstPosition, CheckedException second, int secondPosition)
    {
        if (first.Overrides.Contains(secondPosition) || second.Overrides.Contains(firstPosition) || AlwaysAgree(first, second))
            return;
        var (canDisagree, example) = ConditionSampler.CanDisagree(first, second, ref _budget);
        var place = second.Declaration.Place;
        if (canDisagree is null)
            Diagnostics.Report(DiagnosticCatalog.ExceptionsUnproven, place, first.Declaration.Id, second.Declaration.Id);
        else if (canDisagree.Value)
            Diagnostics.Report(DiagnosticCatalog.ExceptionsDisagree, place, first.Declaration.Id, second.Declaration.Id, example);
    }

    private static bool AlwaysAgree(CheckedException first, CheckedException second) =>
        (first.Outcome is ConstantNode one && second.Outcome is ConstantNode other && Equals(one.Value, other.Value))
        || first.Declaration.Then.Text.Trim() == second.Declaration.Then.Text.Trim();
}
