namespace Kinerja.Core.Checking;

/// <summary>Which names a comparison with zero shows not to be zero, so that a guarded division draws no warning.</summary>
internal static class NonZero
{
    public static IEnumerable<Symbol> WhenTrue(CheckedExpression condition) => condition switch
    {
        LogicNode { IsAnd: true } both => WhenTrue(both.Left).Concat(WhenTrue(both.Right)),
        ElementNode { Operator: ElementOperator.Not, Operands: [var operand] } => WhenFalse(operand),
        ElementNode { Operator: ElementOperator.Greater or ElementOperator.Less or ElementOperator.NotEqual } comparison => ComparedWithZero(comparison),
        _ => [],
    };

    public static IEnumerable<Symbol> WhenFalse(CheckedExpression condition) => condition switch
    {
        LogicNode { IsAnd: false } either => WhenFalse(either.Left).Concat(WhenFalse(either.Right)),
        ElementNode { Operator: ElementOperator.Not, Operands: [var operand] } => WhenTrue(operand),
        ElementNode { Operator: ElementOperator.GreaterOrEqual or ElementOperator.LessOrEqual or ElementOperator.Equal } comparison => ComparedWithZero(comparison),
        _ => [],
    };

    private static IEnumerable<Symbol> ComparedWithZero(ElementNode comparison) => comparison.Operands switch
    {
        [ReferenceNode name, ConstantNode { Value: Rational { Sign: 0 } }] => [name.Symbol],
        [ConstantNode { Value: Rational { Sign: 0 } }, ReferenceNode name] => [name.Symbol],
        _ => [],
    };
}
