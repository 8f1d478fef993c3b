using System.Collections.Immutable;
using Kinerja.Core.Authoring;

namespace Kinerja.Core.Checking;

/// <summary>What the results and follow-ups of a policy rest on, when some of its values come from elsewhere.</summary>
internal sealed class References
{
    private readonly HashSet<Symbol> _symbols = [];
    private readonly HashSet<ListLevel> _lists = [];

    /// <summary>Walks down from the results and follow-ups; what <paramref name="given"/> values rest on is not looked at.</summary>
    public References(CheckedPolicy policy, IEnumerable<ValueSymbol> given)
    {
        var known = given.ToHashSet();
        var open = new Stack<Symbol>(policy.Results);
        var roots = policy.FollowUps.SelectMany(followUp => new[] { followUp.Condition, followUp.Of, followUp.By, followUp.Due }.OfType<CheckedExpression>());
        foreach (var followUp in policy.FollowUps)
            AddList(followUp.Level);
        foreach (var node in roots.SelectMany(All))
            Note(node, open);
        foreach (var passed in policy.Passed)
        {
            if (passed.Symbol is { } single)
                open.Push(single);
            else
                AddWhole(passed.List!, policy, open);
        }

        while (open.TryPop(out var symbol))
        {
            if (!_symbols.Add(symbol) || symbol is not ValueSymbol value || known.Contains(value))
                continue;
            AddList(value.Level);
            foreach (var node in All(value.Expression!))
                Note(node, open);
        }
    }

    public bool IsNeeded(ValueSymbol value) => _symbols.Contains(value);

    /// <summary>Whether a fact of the sheet, or anything of a list, is used.</summary>
    public bool IsNeeded(FactDeclaration fact) =>
        _symbols.Any(symbol => symbol is FactSymbol used && RootOf(used) == fact) || _lists.Any(list => RootOf(list) == fact)
        || fact.Codes.Any(code => code.Sets.Any(set => _symbols.Any(symbol => symbol is FactSymbol { Level.Parent: null } used && used.Name == set.Fact.Name)));

    /// <summary>An expression and all its parts.</summary>
    public static IEnumerable<CheckedExpression> All(CheckedExpression node) => Parts(node).SelectMany(All).Prepend(node);

    /// <summary>The parts that an expression is made of, in the order written.</summary>
    public static IEnumerable<CheckedExpression> Parts(CheckedExpression node) => node switch
    {
        ElementNode element => element.Operands,
        LogicNode logic => [logic.Left, logic.Right],
        CoalesceNode coalesce => [coalesce.Left, coalesce.Right],
        ConditionalNode conditional => [conditional.Condition, conditional.Then, conditional.Otherwise],
        AggregateNode aggregate => new[] { aggregate.Body, aggregate.Condition }.OfType<CheckedExpression>(),
        GuardNode guard => [guard.Inner, guard.Condition, .. guard.Arguments],
        RankNode rank => rank.Within is null ? rank.Keys : rank.Keys.Append(rank.Within),
        PiecewiseNode piecewise => piecewise.Pieces.SelectMany(piece => piece.When is null ? [piece.Outcome] : new[] { piece.Outcome, piece.When }).Prepend(piecewise.Input),
        TableNode table => table.Inputs.Concat(table.Rules.Select(rule => rule.Outcome)).Concat(table.Otherwise is null ? [] : [table.Otherwise]),
        RulesNode rules => rules.Exceptions.SelectMany(exception => new[] { exception.Condition, exception.Outcome }).Prepend(rules.Base),
        _ => [],
    };

    private void Note(CheckedExpression node, Stack<Symbol> open)
    {
        if (node is ReferenceNode reference)
            open.Push(reference.Symbol);
        else if (node is AggregateNode aggregate)
            AddList(aggregate.List);
    }

    private void AddWhole(ListLevel list, CheckedPolicy policy, Stack<Symbol> open)
    {
        AddList(list);
        foreach (var field in PassedNames.FieldsOf(list, policy))
            open.Push(field);
    }

    private void AddList(ListLevel level)
    {
        if (level.Parent is not null)
            _lists.Add(level);
    }

    private static FactDeclaration RootOf(FactSymbol fact) => fact.Level.Parent is null ? fact.Declaration : RootOf(fact.Level);

    private static FactDeclaration RootOf(ListLevel list) => list.Parent!.Parent is null ? list.Declaration! : RootOf(list.Parent);
}
