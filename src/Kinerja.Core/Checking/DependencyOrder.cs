using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Puts values in an order in which each needs only earlier ones, and reports every circle whole.</summary>
/// <remarks>Walks with a stack of its own: a policy may chain more values than a call stack holds.</remarks>
internal sealed class DependencyOrder(Scope scope, DiagnosticBag diagnostics)
{
    private const int MostTold = 100; // names of one circle; people write shorter ones

    /// <summary>A formula and the level whose names it sees.</summary>
    private sealed record Seen(Formula? Formula, ListLevel Level);

    public List<ValueSymbol> Sort(IReadOnlyList<ValueSymbol> values)
    {
        var (started, done) = (new HashSet<ValueSymbol>(), new HashSet<ValueSymbol>());
        var order = new List<ValueSymbol>();
        foreach (var root in values.Where(value => !started.Contains(value)))
        {
            var path = new List<(ValueSymbol Value, IEnumerator<ValueSymbol> Needs)>();
            Open(root);
            while (path.Count > 0)
            {
                var (value, needs) = path[^1];
                if (!needs.MoveNext())
                {
                    done.Add(value);
                    order.Add(value);
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                if (!started.Contains(needs.Current))
                    Open(needs.Current);
                else if (!done.Contains(needs.Current))
                    ReportCircle(path.Select(step => step.Value).SkipWhile(step => step != needs.Current).Append(needs.Current), value.Place);
            }

            void Open(ValueSymbol value)
            {
                started.Add(value);
                path.Add((value, NeedsOf(value).Distinct().ToList().GetEnumerator()));
            }
        }

        return order;
    }

    private void ReportCircle(IEnumerable<ValueSymbol> values, Place place)
    {
        var circle = values.Select(value => value.FullName).ToList();
        var told = circle.Count <= MostTold ? circle : [.. circle.Take(MostTold - 1), $"… ({circle.Count - MostTold})", circle[^1]];
        diagnostics.Report(DiagnosticCatalog.Cycle, place, string.Join(" → ", told));
    }

    private IEnumerable<ValueSymbol> NeedsOf(ValueSymbol value)
    {
        var declaration = value.Declaration;
        var shared = new[] { declaration.When, declaration.Floor, declaration.Cap }.Select(formula => new Seen(formula, value.Level));
        return shared.Concat(FormulasOf(declaration.Definition, value.Level))
            .Where(item => item.Formula is not null)
            .SelectMany(item => NamesIn(item.Formula!.Root, item.Level))
            .OfType<ValueSymbol>();
    }

    private IEnumerable<Seen> FormulasOf(ValueDefinition definition, ListLevel level)
    {
        switch (definition)
        {
            case FormulaDefinition formula:
                return [new Seen(formula.Formula, level)];
            case AchievementDefinition achievement:
                return new[]
                {
                    achievement.Actual, achievement.Target, achievement.TargetLower, achievement.TargetUpper, achievement.Polarity, achievement.ZeroTarget,
                    achievement.InsideRange, achievement.Floor, achievement.Cap,
                }.Select(formula => new Seen(formula, level));
            case WeightedDefinition weighted:
                var inside = weighted.Each is { } each ? scope.ResolveList(each.Name, level) ?? level : level;
                return weighted.Parts.SelectMany(part => new[] { part.Value, part.Weight, part.When, part.Floor, part.Cap }).Select(formula => new Seen(formula, inside));
            case PiecewiseDefinition piecewise:
                return piecewise.Items.SelectMany(item => new[] { item.From, item.To, item.When, FormulaOf(item.Outcome) }).Append(piecewise.Of).Select(formula => new Seen(formula, level));
            case TableDefinition table:
                return table.Rules.Select(rule => FormulaOf(rule.Outcome)).Concat(table.Inputs.Select(input => input.Formula))
                    .Append(table.Default is null ? null : FormulaOf(table.Default)).Select(formula => new Seen(formula, level));
            case RatersDefinition raters:
                var ratings = scope.ResolveList(raters.Each.Name, level) ?? level;
                return raters.Weights.SelectMany(entry => entry.Weights.Select(weight => new Seen(weight.Weight, level)))
                    .Concat(raters.Groups.Select(group => new Seen(group.Min, level)))
                    .Concat([new Seen(raters.Group, ratings), new Seen(raters.Value, ratings), new Seen(raters.Role, level)]);
            case EffectsDefinition effects:
                return effects.Items.SelectMany(item => FormulasOf(item, item.Each is { } list ? scope.ResolveList(list.Name, level) ?? level : level)).Append(new Seen(effects.Base, level));
            case RankingDefinition ranking:
                return ranking.By.Select(key => (Formula?)key.Value).Append(ranking.Within).Select(formula => new Seen(formula, level));
            case RulesDefinition rules:
                return rules.Exceptions.SelectMany(exception => new[] { exception.When, exception.Then }).Append(rules.Base).Select(formula => new Seen(formula, level));
            default:
                throw new InvalidOperationException($"Unhandled definition {definition.GetType().Name}.");
        }
    }

    private static IEnumerable<Seen> FormulasOf(EffectDeclaration item, ListLevel level) =>
        new[] { item.When, item.From, item.Months, item.Until, item.Percent, item.Of }.Select(formula => new Seen(formula, level));

    private static Formula? FormulaOf(Outcome outcome) => (outcome as ExpressionOutcome)?.Formula;

    private IEnumerable<Symbol?> NamesIn(Expression expression, ListLevel level) => expression switch
    {
        NameReference name => [scope.Resolve(name.Name, level)],
        UnaryExpression unary => NamesIn(unary.Operand, level),
        BinaryExpression binary => NamesIn(binary.Left, level).Concat(NamesIn(binary.Right, level)),
        MembershipExpression membership => membership.Items.Prepend(membership.Value).SelectMany(item => NamesIn(item, level)),
        ConditionalExpression conditional => new[] { conditional.Condition, conditional.Then, conditional.Otherwise }.SelectMany(part => NamesIn(part, level)),
        CallExpression call => NamesInCall(call, level),
        _ => [],
    };

    // Inside an aggregate names are seen from the list.
    private IEnumerable<Symbol?> NamesInCall(CallExpression call, ListLevel level)
    {
        var isAggregate = FunctionCatalog.ByName.TryGetValue(call.Function, out var function) && function.Shape is FunctionShape.Aggregate or FunctionShape.Extremum;
        if (!isAggregate || call.Arguments is not [NameReference first, .. var rest])
            return call.Arguments.SelectMany(argument => NamesIn(argument, level));
        if (function!.Shape == FunctionShape.Extremum && !scope.IsListSeenFrom(first.Name, level))
            return call.Arguments.SelectMany(argument => NamesIn(argument, level));
        var list = scope.ResolveList(first.Name, level);
        var field = list is null ? scope.ResolveField(first.Name, level) : null;
        return rest.SelectMany(argument => NamesIn(argument, list ?? field?.Level ?? level)).Append(field);
    }
}
