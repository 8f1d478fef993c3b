using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Weighted means: Σ weight·value over a divisor, with the laws of weights checked at load where they are known and per person where not.</summary>
internal sealed class WeightChecker(ExpressionChecker expressions)
{
    private sealed record Part(CheckedExpression Value, CheckedExpression Weight, CheckedExpression? When);

    public CheckedExpression Check(WeightedDefinition definition, ListLevel level, Place place)
    {
        ListLevel? list = null;
        if (definition.Each is { } each)
        {
            list = expressions.FindList(each, level);
            if (list is null)
                return NodeFactory.Unknown(place);
        }

        var parts = definition.Parts.Select(part => CheckPart(part, list ?? level)).ToImmutableArray();
        if (list is null)
            CheckKnownSum(definition, parts, place);

        var read = parts.Select(part => part with { Value = Reading(part.Value, definition), Weight = Reading(part.Weight, definition) }).ToImmutableArray();
        var weighted = Total(list, level, read, part => OrZero(NodeFactory.Element(ElementOperator.Multiply, place, part.Weight, part.Value)), place);
        var allWeights = Total(list, level, read, part => OrZero(part.Weight), place);
        // After reweighting only the weights of the parts that count divide.
        var divisor = definition switch
        {
            { IfNotApplicable: NotApplicablePart.Reweight } => Total(list, level, read, part => WeightIfCounted(part, place), place),
            { WeightsSumTo: { } sum } => NodeFactory.Number(sum, place),
            _ => allWeights,
        };
        // A mean lies among its values; what the weights were is not needed to know that.
        var hull = parts.Select(part => part.Value.Range).Aggregate((left, right) => left.Union(right));
        if (definition.IfNotApplicable == NotApplicablePart.Zero)
            hull = hull.Union(NumberRange.Exactly(Rational.Zero));
        CheckedExpression result = new ElementNode(ElementOperator.Divide, [weighted, divisor], CheckedType.Number.Optional(weighted.Type.IsOptional), place) { Range = hull with { Digits = null } };
        if (parts.Any(part => part.Weight.Range.Low is not { Sign: >= 0 }))
            result = NodeFactory.Guard(result, NoneNegative(list, level, read, place), DiagnosticCatalog.PersonNegativeWeight, place);
        if (definition.WeightsSumTo is { } expected && allWeights.Range.Constant != expected)
            result = NodeFactory.Guard(result, NodeFactory.Element(ElementOperator.Equal, place, allWeights, NodeFactory.Number(expected, place)), DiagnosticCatalog.PersonWeightSum, place, allWeights, NodeFactory.Number(expected, place));
        return result;
    }

    private Part CheckPart(WeightedPart part, ListLevel level)
    {
        var when = part.When is null ? null : expressions.CheckCondition(part.When, level);
        var value = ValueChecker.Bound(expressions, expressions.CheckAs(part.Value, level, CheckedType.Number), part.Floor, part.Cap, level);
        var weight = expressions.CheckAs(part.Weight, level, CheckedType.Number);
        if (weight.Range.High is { Sign: < 0 } negative)
            expressions.Diagnostics.Report(DiagnosticCatalog.NegativeWeight, weight.Place, negative);
        return new Part(value, weight, when);
    }

    // Parts with a condition come and go per person; without one the sum may be known now.
    private void CheckKnownSum(WeightedDefinition definition, ImmutableArray<Part> parts, Place place)
    {
        if (definition.WeightsSumTo is not { } expected || parts.Any(part => part.When is not null || part.Weight.Range.Constant is null))
            return;
        var sum = parts.Aggregate(Rational.Zero, (total, part) => total + part.Weight.Range.Constant!.Value);
        if (sum != expected)
            expressions.Diagnostics.Report(DiagnosticCatalog.WeightSum, place, sum, expected);
    }

    // A part that is not applicable must be decided: rejected here, or filled in where the terms are made.
    private static CheckedExpression Reading(CheckedExpression value, WeightedDefinition definition)
    {
        if (!value.Type.IsOptional || definition.IfNotApplicable != NotApplicablePart.Reject)
            return value;
        var isPresent = NodeFactory.Element(ElementOperator.Not, value.Place, NodeFactory.Element(ElementOperator.IsNotApplicable, value.Place, value));
        return new GuardNode(value, isPresent, DiagnosticCatalog.PartNotApplicable, [], value.Type.Optional(false), value.Place) { Range = value.Range };
    }

    // Where the policy says what a missing part does, it adds nothing.
    private static CheckedExpression OrZero(CheckedExpression term) =>
        term.Type.IsOptional ? NodeFactory.Coalesce(term, NodeFactory.Number(Rational.Zero, term.Place), term.Place) : term;

    private static CheckedExpression WeightIfCounted(Part part, Place place)
    {
        if (!part.Value.Type.IsOptional)
            return OrZero(part.Weight);
        var isAbsent = NodeFactory.Element(ElementOperator.IsNotApplicable, place, part.Value);
        return OrZero(NodeFactory.Conditional(isAbsent, NodeFactory.Number(Rational.Zero, place), part.Weight, place));
    }

    private static CheckedExpression Total(ListLevel? list, ListLevel level, ImmutableArray<Part> parts, Func<Part, CheckedExpression> term, Place place)
    {
        if (list is not null)
            return new AggregateNode(AggregateFunction.Sum, list, level, term(parts[0]), parts[0].When, CheckedType.Number.Optional(AggregateChecker.CanBeAbsent(list, level)), place);
        var terms = parts.Select(part => part.When is { } when ? NodeFactory.Conditional(when, term(part), NodeFactory.Number(Rational.Zero, place), place) : term(part));
        return NodeFactory.Balanced([.. terms], (left, right) => NodeFactory.Element(ElementOperator.Add, place, left, right));
    }

    private static CheckedExpression NoneNegative(ListLevel? list, ListLevel level, ImmutableArray<Part> parts, Place place)
    {
        CheckedExpression IsSound(Part part) => NodeFactory.Element(ElementOperator.GreaterOrEqual, place, OrZero(part.Weight), NodeFactory.Number(Rational.Zero, place));
        if (list is not null)
        {
            var sound = parts[0].When is { } when ? NodeFactory.Conditional(when, IsSound(parts[0]), NodeFactory.Boolean(true, place), place) : IsSound(parts[0]);
            return new AggregateNode(AggregateFunction.All, list, level, sound, null, CheckedType.Boolean, place);
        }

        var claims = parts.Select(part => part.When is { } when ? NodeFactory.Conditional(when, IsSound(part), NodeFactory.Boolean(true, place), place) : IsSound(part));
        return NodeFactory.Balanced([.. claims], (left, right) => NodeFactory.Logic(isAnd: true, left, right, place));
    }
}
