using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Builds checked nodes with their types and ranges; the only place that says what range an operator gives.</summary>
internal static class NodeFactory
{
    public static ConstantNode Number(Rational value, Place place) => new(value, CheckedType.Number, place) { Range = NumberRange.Exactly(value) };

    public static ConstantNode Boolean(bool value, Place place) => new(value, CheckedType.Boolean, place);

    /// <summary>Stands where a mistake was reported; fits everywhere.</summary>
    public static ConstantNode Unknown(Place place) => new(Rational.Zero, CheckedType.Unknown, place);

    /// <summary>A name; <paramref name="isPresent"/> where conditions around it have shown that it is applicable.</summary>
    public static ReferenceNode Reference(Symbol symbol, Place place, bool isPresent = false) =>
        new(symbol, isPresent ? symbol.Type.Optional(false) : symbol.Type, place) { Range = symbol.Range };

    public static ElementNode Element(ElementOperator @operator, Place place, params ImmutableArray<CheckedExpression> operands) =>
        Element(@operator, RoundingMode.HalfAwayFromZero, place, operands);

    public static ElementNode Element(ElementOperator @operator, RoundingMode mode, Place place, ImmutableArray<CheckedExpression> operands) =>
        new(@operator, operands, ResultType(@operator, operands), place) { Mode = mode, Range = RangeOf(@operator, mode, operands) };

    public static ConditionalNode Conditional(CheckedExpression condition, CheckedExpression then, CheckedExpression otherwise, Place place, LocalizedText? thenReason = null, LocalizedText? otherwiseReason = null)
    {
        var type = then.Type.IsUnknown || then is NotApplicableNode ? otherwise.Type : then.Type;
        var range = then is NotApplicableNode ? otherwise.Range : otherwise is NotApplicableNode ? then.Range : then.Range.Union(otherwise.Range);
        return new ConditionalNode(condition, then, otherwise, type.Optional(condition.Type.IsOptional || then.Type.IsOptional || otherwise.Type.IsOptional), place)
        {
            Range = range,
            Reasons = (thenReason, otherwiseReason),
        };
    }

    public static LogicNode Logic(bool isAnd, CheckedExpression left, CheckedExpression right, Place place) =>
        new(isAnd, left, right, CheckedType.Boolean.Optional(left.Type.IsOptional || right.Type.IsOptional), place);

    public static CoalesceNode Coalesce(CheckedExpression left, CheckedExpression right, Place place) =>
        new(left, right, (left.Type.IsUnknown ? right.Type : left.Type).Optional(left.Type.IsOptional && right.Type.IsOptional), place) { Range = left.Range.Union(right.Range) };

    public static GuardNode Guard(CheckedExpression inner, CheckedExpression condition, DiagnosticDescriptor descriptor, Place place, params ImmutableArray<CheckedExpression> arguments) =>
        new(inner, condition, descriptor, arguments, inner.Type, place) { Range = inner.Range };

    /// <summary>Joins many nodes by an operator that may be grouped in any way, so that the depth stays small however many there are.</summary>
    public static CheckedExpression Balanced(ReadOnlySpan<CheckedExpression> nodes, Func<CheckedExpression, CheckedExpression, CheckedExpression> join) => nodes.Length == 1
        ? nodes[0]
        : join(Balanced(nodes[..(nodes.Length / 2)], join), Balanced(nodes[(nodes.Length / 2)..], join));

    private static CheckedType ResultType(ElementOperator @operator, ImmutableArray<CheckedExpression> operands)
    {
        var isOptional = operands.Any(operand => operand.Type.IsOptional);
        return @operator switch
        {
            ElementOperator.IsNotApplicable => CheckedType.Boolean,
            ElementOperator.Equal or ElementOperator.NotEqual or ElementOperator.Less or ElementOperator.LessOrEqual
                or ElementOperator.Greater or ElementOperator.GreaterOrEqual or ElementOperator.Not => CheckedType.Boolean.Optional(isOptional),
            ElementOperator.Min or ElementOperator.Max => (operands.FirstOrDefault(operand => !operand.Type.IsUnknown) ?? operands[0]).Type.Optional(isOptional),
            ElementOperator.DateFromText or ElementOperator.DateFromParts or ElementOperator.AddDays or ElementOperator.AddMonths => CheckedType.Date.Optional(isOptional),
            _ => CheckedType.Number.Optional(isOptional),
        };
    }

    private static NumberRange RangeOf(ElementOperator @operator, RoundingMode mode, ImmutableArray<CheckedExpression> operands)
    {
        var first = operands[0].Range;
        var second = operands.Length > 1 ? operands[1].Range : NumberRange.Any;
        return @operator switch
        {
            ElementOperator.Add => first.Plus(second),
            ElementOperator.Subtract => first.Plus(second.Negated()),
            ElementOperator.Multiply => first.Times(second),
            ElementOperator.Divide => first.DividedBy(second),
            ElementOperator.Negate => first.Negated(),
            ElementOperator.Absolute => first.Absolute(),
            ElementOperator.Sign => new NumberRange(-1, 1, Digits: 0),
            ElementOperator.Floor => first.Rounded(0, RoundingMode.Floor),
            ElementOperator.Ceiling => first.Rounded(0, RoundingMode.Ceiling),
            ElementOperator.Truncate => first.Rounded(0, RoundingMode.TowardZero),
            ElementOperator.Round when second.Constant is { IsWhole: true } digits && digits.Abs() <= RoundingRule.MaximumDigits => first.Rounded((int)digits.Numerator, mode),
            ElementOperator.Min => operands.Select(operand => operand.Range).Aggregate((left, right) => left.Min(right)),
            ElementOperator.Max => operands.Select(operand => operand.Range).Aggregate((left, right) => left.Max(right)),
            ElementOperator.Year => new NumberRange(1, 9999, Digits: 0),
            ElementOperator.Month => new NumberRange(1, 12, Digits: 0),
            ElementOperator.Day => new NumberRange(1, 31, Digits: 0),
            ElementOperator.DaysBetween or ElementOperator.MonthsBetween or ElementOperator.YearsBetween => NumberRange.Any with { Digits = 0 },
            _ => NumberRange.Any,
        };
    }
}
