using Kinerja.Core.Checking;

namespace Kinerja.Core.Explaining;

/// <summary>Prints a calculation with its names, as a formula would write it.</summary>
/// <remarks>The numbers of a person are put in by <see cref="NumberPrinter"/>, which overrides what depends on a row.</remarks>
internal class FormulaPrinter
{
    private const int Tightest = 10;

    public string Print(CheckedExpression node) => Print(node, 0).Text;

    /// <summary>A piece of text and how strongly its outermost operator binds.</summary>
    protected readonly record struct Piece(string Text, int Precedence)
    {
        public static Piece Whole(string text) => new(text, Tightest);

        public string Under(int precedence) => Precedence < precedence ? $"({Text})" : Text;
    }

    protected Piece Print(CheckedExpression node, int depth) => node switch
    {
        ConstantNode constant => PrintConstant(constant),
        NotApplicableNode => Piece.Whole("–"),
        ReferenceNode reference => PrintReference(reference),
        ElementNode element => PrintElement(element, depth + 1),
        LogicNode logic => PrintLogic(logic, depth + 1),
        CoalesceNode coalesce => PrintCoalesce(coalesce, depth + 1),
        ConditionalNode conditional => PrintConditional(conditional, depth + 1),
        AggregateNode aggregate => PrintAggregate(aggregate, depth + 1),
        GuardNode guard => Print(guard.Inner, depth),
        PiecewiseNode piecewise => PrintPiecewise(piecewise, depth + 1),
        TableNode table => PrintTable(table, depth + 1),
        RulesNode rules => PrintRules(rules, depth + 1),
        RankNode rank => PrintRank(rank, depth + 1),
        _ => throw new InvalidOperationException($"Unhandled node {node.GetType().Name}."),
    };

    protected static Piece PrintNumber(Rational number)
    {
        // A number without end is printed as the fraction that it is, so that it can be computed with.
        var text = number.IsPrintedExactly ? number.ToText() : number.ToFractionText();
        return new Piece(text, number.Sign < 0 ? 0 : number.IsPrintedExactly ? Tightest : Symbols.Precedence(ElementOperator.Divide));
    }

    protected virtual Piece PrintConstant(ConstantNode constant) => constant.Value is Rational number
        ? PrintNumber(number)
        : Piece.Whole(Quote(constant.Value as string ?? Constants.Print(constant.Value, constant.Type), constant.Type));

    /// <summary>A word, text or day as a formula writes it.</summary>
    protected static string Quote(string word, CheckedType type) => type.Kind switch
    {
        DataType.Code or DataType.Rating or DataType.Text => $"'{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'",
        DataType.Date => $"#{word}#",
        _ => word,
    };

    protected virtual Piece PrintReference(ReferenceNode reference) => Piece.Whole(reference.Symbol.Name);

    protected virtual Piece PrintElement(ElementNode element, int depth)
    {
        var symbol = Symbols.Of(element.Operator);
        var precedence = Symbols.Precedence(element.Operator);
        var operands = element.Operands.Select(operand => Print(operand, depth)).ToArray();
        if (precedence == 0)
        {
            var mode = element is { Operator: ElementOperator.Round, Mode: not RoundingMode.HalfAwayFromZero } ? $", '{RoundingRule.NameOf(element.Mode)}'" : "";
            return Piece.Whole($"{symbol}({string.Join(", ", operands.Select(operand => operand.Text))}{mode})");
        }

        if (operands.Length == 1)
            return new Piece(symbol == "not" ? $"not {operands[0].Under(precedence)}" : symbol + operands[0].Under(precedence + 1), precedence);
        // What stands on the right of - and / needs parentheses at equal strength; powers group to the right.
        var isPower = element.Operator == ElementOperator.Power;
        var isChain = element.Operator is ElementOperator.Add or ElementOperator.Multiply && (element.Operands[1] as ElementNode)?.Operator == element.Operator;
        var right = isChain ? precedence : precedence + 1;
        return new Piece($"{operands[0].Under(isPower ? precedence + 1 : precedence)} {symbol} {operands[1].Under(isPower ? precedence : right)}", precedence);
    }

    protected virtual Piece PrintLogic(LogicNode logic, int depth)
    {
        var (symbol, precedence) = logic.IsAnd ? ("and", 2) : ("or", 1);
        return new Piece($"{Print(logic.Left, depth).Under(precedence)} {symbol} {Print(logic.Right, depth).Under(precedence)}", precedence);
    }

    protected virtual Piece PrintCoalesce(CoalesceNode coalesce, int depth) =>
        new($"{Print(coalesce.Left, depth).Under(1)} ?? {Print(coalesce.Right, depth).Under(0)}", 0);

    protected virtual Piece PrintConditional(ConditionalNode conditional, int depth) =>
        Piece.Whole($"if({Print(conditional.Condition, depth).Text}, {Print(conditional.Then, depth).Text}, {Print(conditional.Otherwise, depth).Text})");

    protected virtual Piece PrintAggregate(AggregateNode aggregate, int depth)
    {
        var parts = new[] { aggregate.Body, aggregate.Condition }.OfType<CheckedExpression>().Select(part => Print(part, depth).Text);
        return Piece.Whole($"{Symbols.Of(aggregate.Function)}({string.Join(", ", parts.Prepend(aggregate.List.Name))})");
    }

    protected virtual Piece PrintPiecewise(PiecewiseNode piecewise, int depth) => Piece.Whole(Print(piecewise.Input, depth).Text);

    protected virtual Piece PrintTable(TableNode table, int depth) =>
        Piece.Whole(string.Join(", ", table.Inputs.Select((input, index) => NamedInput(table.Definition.Inputs[index].Name, Print(input, depth).Text))));

    protected virtual Piece PrintRules(RulesNode rules, int depth) => Print(rules.Base, depth);

    private Piece PrintRank(RankNode rank, int depth)
    {
        var keys = rank.Keys.Select((key, index) => $"{Print(key, depth).Text} {(rank.IsDescending[index] ? "↓" : "↑")}");
        var within = rank.Within is null ? "" : $" | {Print(rank.Within, depth).Text}";
        return Piece.Whole($"ranking({string.Join(", ", keys)}{within})");
    }

    protected static string NamedInput(string name, string text) => name == text ? name : $"{name} = {text}";
}
