namespace Kinerja.Core.Checking;

/// <summary>Tries two exceptions on sample rows to see whether both can apply and disagree.</summary>
/// <remarks>
/// It understands names compared with constants under <c>and</c>, <c>or</c>, <c>not</c>, and outcomes made of names, constants, <c>min</c> and <c>max</c>; anything
/// else it does not judge. It decides no score: it only finds examples for messages.
/// </remarks>
internal static class ConditionSampler
{
    private const int MostRows = 50_000;
    private const int MostVariables = 16;

    /// <summary>True with an example, false, or null for not known.</summary>
    public static (bool? Can, string Example) CanDisagree(CheckedException first, CheckedException second, ref long budget)
    {
        var names = new List<ReferenceNode>();
        var constants = new List<object>();
        if (!Collect(first.Condition, names, constants) || !Collect(second.Condition, names, constants))
            return (null, "");
        // Outcomes that cannot be sampled are taken to differ: they are written differently, and the author can say which one holds.
        var (outcomeNames, outcomeConstants) = (new List<ReferenceNode>(), new List<object>());
        var areOutcomesKnown = Collect(first.Outcome, outcomeNames, outcomeConstants) && Collect(second.Outcome, outcomeNames, outcomeConstants);
        if (areOutcomesKnown)
        {
            names.AddRange(outcomeNames);
            constants.AddRange(outcomeConstants);
        }

        var variables = names.DistinctBy(name => name.Symbol).ToList();
        if (variables.Count > MostVariables)
            return (null, "");
        var samples = variables.Select(name => Samples(name, constants, variables.Count)).ToList();
        var count = samples.Aggregate(1L, (product, values) => Math.Min(product * values.Count, MostRows + 1L));
        if (count > MostRows || count > budget)
            return (null, "");
        budget -= count;
        var row = new Dictionary<Symbol, object>();
        return Search(0) ? (true, string.Join(", ", variables.Select(name => $"{name.Symbol.Name} = {Constants.Print(row[name.Symbol], name.Type)}"))) : (false, "");

        bool Search(int index)
        {
            if (index == variables.Count)
            {
                var bothHold = Holds(first.Condition, row) && Holds(second.Condition, row);
                return bothHold && !(areOutcomesKnown && Equals(Value(first.Outcome, row), Value(second.Outcome, row)));
            }

            foreach (var value in samples[index])
            {
                row[variables[index].Symbol] = value;
                if (Search(index + 1))
                    return true;
            }

            return false;
        }
    }

    private static bool Collect(CheckedExpression node, List<ReferenceNode> names, List<object> constants)
    {
        switch (node)
        {
            case ConstantNode constant:
                constants.Add(constant.Value);
                return true;
            case ReferenceNode { Type.IsOptional: false } name:
                names.Add(name);
                return true;
            case LogicNode logic:
                return Collect(logic.Left, names, constants) && Collect(logic.Right, names, constants);
            case ElementNode { Operator: >= ElementOperator.Equal and <= ElementOperator.GreaterOrEqual } comparison
                when comparison.Operands.All(HasName) && comparison.Operands[0].Type.Kind is DataType.Number or DataType.Date or DataType.Text:
                return false; // a few samples say nothing of two names against each other
            case ElementNode { Operator: ElementOperator.Min or ElementOperator.Max or ElementOperator.Not or (>= ElementOperator.Equal and <= ElementOperator.GreaterOrEqual) } element:
                return element.Operands.All(operand => Collect(operand, names, constants));
            default:
                return false;
        }
    }

    // A few values of its own for each name, so that two names in the outcomes can come out different.
    private static IReadOnlyList<object> Samples(ReferenceNode name, List<object> constants, int names)
    {
        var own = Enumerable.Range(1, names).SelectMany(number => new object[] { (Rational)number, new DateOnly(2000, 1, 1).AddDays(number), $"…{number}" });
        return DomainSamples.Of(name, [new CellTest(0, [.. constants, .. own], null, true, null, true)]);
    }

    private static bool HasName(CheckedExpression node) => node is ReferenceNode || (node is ElementNode element && element.Operands.Any(HasName));

    private static bool Holds(CheckedExpression condition, Dictionary<Symbol, object> row) => (bool)Value(condition, row);

    private static object Value(CheckedExpression node, Dictionary<Symbol, object> row) => node switch
    {
        ConstantNode constant => constant.Value,
        ReferenceNode name => row[name.Symbol],
        LogicNode { IsAnd: true } both => Holds(both.Left, row) && Holds(both.Right, row),
        LogicNode either => Holds(either.Left, row) || Holds(either.Right, row),
        ElementNode { Operator: ElementOperator.Not, Operands: [var operand] } => !Holds(operand, row),
        ElementNode { Operator: ElementOperator.Min } least => least.Operands.Select(operand => Value(operand, row)).Min()!,
        ElementNode { Operator: ElementOperator.Max } most => most.Operands.Select(operand => Value(operand, row)).Max()!,
        ElementNode { Operands: [var left, var right] } comparison => Compare(comparison.Operator, Value(left, row), Value(right, row)),
        _ => throw new InvalidOperationException($"Unhandled node {node.GetType().Name}."),
    };

    private static bool Compare(ElementOperator @operator, object left, object right)
    {
        if (@operator is ElementOperator.Equal or ElementOperator.NotEqual)
            return Equals(left, right) == (@operator == ElementOperator.Equal);
        var order = ((IComparable)left).CompareTo(right);
        return @operator switch
        {
            ElementOperator.Less => order < 0,
            ElementOperator.LessOrEqual => order <= 0,
            ElementOperator.Greater => order > 0,
            _ => order >= 0,
        };
    }
}
