namespace Kinerja.Core.Checking;

internal enum Claim
{
    /// <summary>Not zero, so that a guarded division draws no warning.</summary>
    NotZero,

    /// <summary>Not "not applicable", so that a value asked for before needs no stand-in.</summary>
    Present,
}

/// <summary>What a condition shows of a name where it is true, or where it is false.</summary>
internal sealed record Knowledge(Symbol Symbol, Claim Claim)
{
    public static IEnumerable<Knowledge> WhenTrue(CheckedExpression condition) => condition switch
    {
        LogicNode { IsAnd: true } both => WhenTrue(both.Left).Concat(WhenTrue(both.Right)),
        ElementNode { Operator: ElementOperator.Not, Operands: [var operand] } => WhenFalse(operand),
        ElementNode { Operator: ElementOperator.Greater, Operands: [var larger, var smaller] } => Above(larger, smaller, isStrict: true),
        ElementNode { Operator: ElementOperator.GreaterOrEqual, Operands: [var larger, var smaller] } => Above(larger, smaller, isStrict: false),
        ElementNode { Operator: ElementOperator.Less, Operands: [var smaller, var larger] } => Above(larger, smaller, isStrict: true),
        ElementNode { Operator: ElementOperator.LessOrEqual, Operands: [var smaller, var larger] } => Above(larger, smaller, isStrict: false),
        ElementNode { Operator: ElementOperator.NotEqual } comparison => ComparedWithZero(comparison),
        _ => [],
    };

    public static IEnumerable<Knowledge> WhenFalse(CheckedExpression condition) => condition switch
    {
        LogicNode { IsAnd: false } either => WhenFalse(either.Left).Concat(WhenFalse(either.Right)),
        ElementNode { Operator: ElementOperator.Not, Operands: [var operand] } => WhenTrue(operand),
        ElementNode { Operator: ElementOperator.IsNotApplicable, Operands: [ReferenceNode name] } => [new Knowledge(name.Symbol, Claim.Present)],
        ElementNode { Operator: ElementOperator.GreaterOrEqual or ElementOperator.LessOrEqual or ElementOperator.Equal } comparison => ComparedWithZero(comparison),
        _ => [],
    };

    // Above something that is not negative, or below something that is not positive.
    private static IEnumerable<Knowledge> Above(CheckedExpression larger, CheckedExpression smaller, bool isStrict)
    {
        if (larger is ReferenceNode high && smaller.Range.Low is { } low && (low.Sign > 0 || (low.Sign == 0 && (isStrict || smaller.Range.LowOpen))))
            yield return new Knowledge(high.Symbol, Claim.NotZero);
        if (smaller is ReferenceNode below && larger.Range.High is { } top && (top.Sign < 0 || (top.Sign == 0 && (isStrict || larger.Range.HighOpen))))
            yield return new Knowledge(below.Symbol, Claim.NotZero);
    }

    private static IEnumerable<Knowledge> ComparedWithZero(ElementNode comparison) => comparison.Operands switch
    {
        [ReferenceNode name, ConstantNode { Value: Rational { Sign: 0 } }] => [new Knowledge(name.Symbol, Claim.NotZero)],
        [ConstantNode { Value: Rational { Sign: 0 } }, ReferenceNode name] => [new Knowledge(name.Symbol, Claim.NotZero)],
        _ => [],
    };
}
