using System.Collections.Immutable;

namespace Kinerja.Core.Authoring;

/// <summary>Where a piece of a formula stands, in characters from its start.</summary>
internal readonly record struct Span(int Start, int Length);

/// <summary>What the author of a formula wrote. Syntax only: names and types are looked at by the checker.</summary>
internal abstract record Expression(Span Span);

internal sealed record NumberLiteral(Rational Value, Span Span) : Expression(Span);

internal sealed record BooleanLiteral(bool Value, Span Span) : Expression(Span);

internal sealed record TextLiteral(string Value, Span Span) : Expression(Span);

internal sealed record DateLiteral(DateOnly Value, Span Span) : Expression(Span);

internal sealed record NameReference(string Name, Span Span) : Expression(Span);

internal sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, Span Span) : Expression(Span);

internal sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, Span Span) : Expression(Span);

internal sealed record MembershipExpression(Expression Value, ImmutableArray<Expression> Items, Span Span) : Expression(Span);

internal sealed record ConditionalExpression(Expression Condition, Expression Then, Expression Otherwise, Span Span) : Expression(Span);

internal sealed record CallExpression(string Function, ImmutableArray<Expression> Arguments, Span Span) : Expression(Span);

internal enum UnaryOperator
{
    Negate,
    Plus,
    Not,
}

internal enum BinaryOperator
{
    Power,
    Multiply,
    Divide,
    Remainder,
    Add,
    Subtract,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Coalesce,
}
