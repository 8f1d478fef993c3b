using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>A number and what takes from it for a time: deductions, forfeits, and holds until a release.</summary>
internal sealed class EffectsChecker(ExpressionChecker expressions)
{
    /// <summary>An effect: on which records it lies, and when it is in force.</summary>
    private sealed record Effect(EffectDeclaration Declaration, ListLevel Level, CheckedExpression? When, CheckedExpression InForce);

    private DiagnosticBag Diagnostics => expressions.Diagnostics;

    /// <summary>The number that is left; effects in force are added to the follow-ups, under the condition of the value.</summary>
    public CheckedExpression Check(EffectsDefinition definition, ListLevel level, Place place, CheckedExpression? when, List<CheckedFollowUp> followUps)
    {
        var @base = expressions.CheckAs(definition.Base, level, CheckedType.Number);
        var effects = definition.Items.Select(item => CheckItem(item, level)).OfType<Effect>().ToImmutableArray();
        foreach (var effect in effects)
            followUps.Add(ToFollowUp(effect, when));

        var taken = effects.Where(effect => effect.Declaration.Kind != EffectKind.Hold)
            .Select(effect => expressions.Assuming(ShownBy(effect.When), () => Taken(effect, @base, level))).ToImmutableArray();
        var zero = NodeFactory.Number(Rational.Zero, place);
        var left = taken.IsEmpty ? @base : NodeFactory.Element(ElementOperator.Subtract, place, @base, NodeFactory.Balanced([.. taken], (first, second) => NodeFactory.Element(ElementOperator.Add, place, first, second)));
        CheckedExpression result = taken.IsEmpty && @base.Range.Low is { Sign: >= 0 } ? left : NodeFactory.Element(ElementOperator.Max, place, left, zero);

        foreach (var hold in effects.Where(effect => effect.Declaration.Kind == EffectKind.Hold).Reverse())
        {
            var id = hold.Declaration.Id;
            result = NodeFactory.Conditional(AnyInForce(hold, level), new NotApplicableNode(CheckedType.Number, hold.Declaration.Place), result, hold.Declaration.Place, new LocalizedText($"ditahan: {id}", $"held: {id}"));
        }

        return result;
    }

    private Effect? CheckItem(EffectDeclaration item, ListLevel level)
    {
        var inside = level;
        if (item.Each is { } each)
        {
            if (expressions.FindList(each, level) is not { } list)
                return null;

            inside = list;
        }

        var when = item.When is null ? null : expressions.CheckCondition(item.When, inside);
        var claims = expressions.Assuming(ShownBy(when), () => CheckTime(item, inside));
        if (when is not null)
            claims.Insert(0, when);
        var inForce = claims.Count == 0 ? NodeFactory.Boolean(true, item.Place) : claims.Aggregate((left, right) => NodeFactory.Logic(isAnd: true, left, right, item.Place));
        return new Effect(item, inside, when, inForce);
    }

    private static IEnumerable<Knowledge> ShownBy(CheckedExpression? condition) => condition is null ? [] : Knowledge.WhenTrue(condition);

    // What must be true of the days for the effect to be in force.
    private List<CheckedExpression> CheckTime(EffectDeclaration item, ListLevel inside)
    {
        var (place, claims) = (item.Place, new List<CheckedExpression>());
        if (item.From is { } first)
        {
            var from = expressions.CheckNeeded(first, inside, CheckedType.Date);
            claims.Add(NodeFactory.Element(ElementOperator.LessOrEqual, place, from, Period("from", place)));
            if (item.Months is { } months)
            {
                var end = NodeFactory.Element(ElementOperator.AddMonths, place, from, CheckMonths(months, inside));
                claims.Add(NodeFactory.Element(ElementOperator.Less, place, Period("from", place), end));
            }
        }

        if (item.Until is { } until)
        {
            var isOpen = NodeFactory.Element(ElementOperator.Greater, place, expressions.CheckAs(until, inside, CheckedType.Date), Period("to", place));
            claims.Add(isOpen.Type.IsOptional ? NodeFactory.Coalesce(isOpen, NodeFactory.Boolean(true, place), place) : isOpen);
        }

        return claims;
    }

    private CheckedExpression CheckMonths(Formula formula, ListLevel level)
    {
        var months = expressions.CheckNeeded(formula, level, CheckedType.Number);
        if (months.Range.Constant is { } known && !(known.IsWhole && known.Sign > 0))
            Diagnostics.Report(DiagnosticCatalog.OutOfPlace, months.Place, known, new LocalizedText("bulan dihitung utuh, sedikitnya satu", "months are whole, at least one"));
        return months;
    }

    private CheckedExpression Period(string part, Place place)
    {
        var symbol = expressions.Scope.Resolve($"{PeriodSymbol.Prefix}.{part}", expressions.Scope.Sheet)!;
        symbol.IsUsed = true;
        return NodeFactory.Reference(symbol, place);
    }

    private CheckedExpression Taken(Effect effect, CheckedExpression @base, ListLevel level)
    {
        var (item, place) = (effect.Declaration, effect.Declaration.Place);
        var of = item.Of is null ? @base : expressions.CheckNeeded(item.Of, effect.Level, CheckedType.Number);
        var part = of;
        if (item.Percent is { } share)
        {
            var percent = expressions.CheckNeeded(share, effect.Level, CheckedType.Number);
            if (percent.Range.High is { Sign: < 0 } negative)
                Diagnostics.Report(DiagnosticCatalog.NegativeWeight, percent.Place, negative);
            part = NodeFactory.Element(ElementOperator.Divide, place, NodeFactory.Element(ElementOperator.Multiply, place, of, percent), NodeFactory.Number(100, place));
            if (percent.Range.Low is not { Sign: >= 0 })
                part = NodeFactory.Guard(part, NodeFactory.Element(ElementOperator.GreaterOrEqual, place, percent, NodeFactory.Number(Rational.Zero, place)), DiagnosticCatalog.PersonNegativeWeight, place);
        }

        return effect.Level == level
            ? NodeFactory.Conditional(effect.InForce, part, NodeFactory.Number(Rational.Zero, place), place)
            : new AggregateNode(AggregateFunction.Sum, effect.Level, level, part, effect.InForce, CheckedType.Number.Optional(AggregateChecker.CanBeAbsent(effect.Level, level)), place);
    }

    private static CheckedExpression AnyInForce(Effect effect, ListLevel level) => effect.Level == level
        ? effect.InForce
        : new AggregateNode(AggregateFunction.Any, effect.Level, level, effect.InForce, null, CheckedType.Boolean.Optional(AggregateChecker.CanBeAbsent(effect.Level, level)), effect.Declaration.Place);

    private static CheckedFollowUp ToFollowUp(Effect effect, CheckedExpression? when)
    {
        var item = effect.Declaration;
        var kind = item.Kind == EffectKind.Hold ? "hold" : "sanction";
        var declaration = new FollowUpDeclaration(item.Id, kind, null, item.Message, item.Description, item.Place)
        {
            Each = item.Each,
            CausedBy = item.CausedBy,
        };
        var condition = when is null ? effect.InForce : NodeFactory.Logic(isAnd: true, when, effect.InForce, item.Place);
        return new CheckedFollowUp(declaration, effect.Level, condition, null, null, null);
    }
}
