using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>An expression whose names and types are known. A small closed family: every way to define a value is built from it.</summary>
internal abstract class CheckedExpression(CheckedType type, Place place)
{
    public CheckedType Type { get; } = type;

    public Place Place { get; } = place;

    /// <summary>What is known of a number before any person is scored.</summary>
    public NumberRange Range { get; init; } = NumberRange.Any;
}

/// <summary>A constant: <see cref="Rational"/>, bool, string, <see cref="DateOnly"/>, or the position of a word in its set.</summary>
internal sealed class ConstantNode(object value, CheckedType type, Place place) : CheckedExpression(type, place)
{
    public object Value { get; } = value;
}

/// <summary>Never has a value: the other side of <c>when</c>.</summary>
internal sealed class NotApplicableNode(CheckedType type, Place place) : CheckedExpression(type.Optional(), place);

internal sealed class ReferenceNode(Symbol symbol, CheckedType type, Place place) : CheckedExpression(type, place)
{
    public Symbol Symbol { get; } = symbol;
}

/// <summary>Operators and functions that work row by row and need every operand.</summary>
internal enum ElementOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Negate,
    Absolute,
    Sign,
    Floor,
    Ceiling,
    Truncate,
    Round,
    Min,
    Max,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Not,
    IsNotApplicable,
    Year,
    Month,
    Day,
    DaysBetween,
    MonthsBetween,
    YearsBetween,
    AddDays,
    AddMonths,
    DateFromText,
    DateFromParts,
}

internal sealed class ElementNode(ElementOperator @operator, ImmutableArray<CheckedExpression> operands, CheckedType type, Place place) : CheckedExpression(type, place)
{
    public ElementOperator Operator { get; } = @operator;

    public ImmutableArray<CheckedExpression> Operands { get; } = operands;

    /// <summary>Of <see cref="ElementOperator.Round"/>.</summary>
    public RoundingMode Mode { get; init; }
}

/// <summary><c>and</c>, <c>or</c>: the right side is computed only where the left one leaves the answer open.</summary>
internal sealed class LogicNode(bool isAnd, CheckedExpression left, CheckedExpression right, CheckedType type, Place place) : CheckedExpression(type, place)
{
    public bool IsAnd { get; } = isAnd;

    public CheckedExpression Left { get; } = left;

    public CheckedExpression Right { get; } = right;
}

/// <summary><c>??</c>: the right side where the left one is not applicable.</summary>
internal sealed class CoalesceNode(CheckedExpression left, CheckedExpression right, CheckedType type, Place place) : CheckedExpression(type, place)
{
    public CheckedExpression Left { get; } = left;

    public CheckedExpression Right { get; } = right;
}

/// <summary>One of two branches; only the branch taken is computed.</summary>
internal sealed class ConditionalNode(CheckedExpression condition, CheckedExpression then, CheckedExpression otherwise, CheckedType type, Place place)
    : CheckedExpression(type, place)
{
    public CheckedExpression Condition { get; } = condition;

    public CheckedExpression Then { get; } = then;

    public CheckedExpression Otherwise { get; } = otherwise;

    /// <summary>What taking the first or the other branch means, where a kind of value and not the author wrote the condition.</summary>
    public (LocalizedText? Then, LocalizedText? Otherwise) Reasons { get; init; }
}

internal enum AggregateFunction
{
    Sum,
    Average,
    Median,
    Min,
    Max,
    First,
    Count,
    Any,
    All,
}

/// <summary>One value from the records of a list, seen from <paramref name="target"/>.</summary>
internal sealed class AggregateNode(
    AggregateFunction function, ListLevel list, ListLevel target, CheckedExpression? body, CheckedExpression? condition, CheckedType type, Place place)
    : CheckedExpression(type, place)
{
    public AggregateFunction Function { get; } = function;

    public ListLevel List { get; } = list;

    /// <summary>The level whose rows each get one value.</summary>
    public ListLevel Target { get; } = target;

    /// <summary>Null only for <see cref="AggregateFunction.Count"/>.</summary>
    public CheckedExpression? Body { get; } = body;

    public CheckedExpression? Condition { get; } = condition;
}

/// <summary>Rejects the person where the condition is false; otherwise the value of <paramref name="inner"/>.</summary>
internal sealed class GuardNode(
    CheckedExpression inner, CheckedExpression condition, DiagnosticDescriptor descriptor, ImmutableArray<CheckedExpression> arguments, CheckedType type, Place place)
    : CheckedExpression(type, place)
{
    public CheckedExpression Inner { get; } = inner;

    public CheckedExpression Condition { get; } = condition;

    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>Numbers that the message names after the name of the value.</summary>
    public ImmutableArray<CheckedExpression> Arguments { get; } = arguments;
}

/// <summary>An interval with its outcome; a null edge is open.</summary>
internal sealed record Piece(
    Rational? From, bool FromIncluded, Rational? To, bool ToIncluded, CheckedExpression? When, CheckedExpression Outcome, PieceDeclaration Declaration)
{
    public bool Contains(Rational value) =>
        (From is not { } from || value > from || (FromIncluded && value == from)) && (To is not { } to || value < to || (ToIncluded && value == to));
}

/// <summary>Bands, points, interpolation: the outcome of the first piece that holds the number and whose condition is true.</summary>
internal sealed class PiecewiseNode(CheckedExpression input, ImmutableArray<Piece> pieces, CheckedType type, Place place) : CheckedExpression(type, place)
{
    public CheckedExpression Input { get; } = input;

    /// <summary>In the order tried: those with a condition first.</summary>
    public ImmutableArray<Piece> Pieces { get; } = pieces;
}

/// <summary>What one cell of a table asks of one input.</summary>
internal sealed record CellTest(int Input, ImmutableArray<object> AnyOf, Rational? From, bool FromIncluded, Rational? To, bool ToIncluded)
{
    public bool Matches(object value) => AnyOf.IsEmpty
        ? value is Rational number && (From is not { } from || number > from || (FromIncluded && number == from)) && (To is not { } to || number < to || (ToIncluded && number == to))
        : AnyOf.Contains(value);
}

internal sealed record CheckedRule(string Id, ImmutableArray<CellTest> Cells, CheckedExpression Outcome, TableRule Declaration);

internal sealed class TableNode(
    ImmutableArray<CheckedExpression> inputs, ImmutableArray<CheckedRule> rules, CheckedExpression? otherwise, TableDefinition definition, CheckedType type, Place place)
    : CheckedExpression(type, place)
{
    public ImmutableArray<CheckedExpression> Inputs { get; } = inputs;

    public ImmutableArray<CheckedRule> Rules { get; } = rules;

    public CheckedExpression? Otherwise { get; } = otherwise;

    public TableDefinition Definition { get; } = definition;

    public HitPolicy HitPolicy => Definition.HitPolicy;

    public bool IsCollect => HitPolicy is not (HitPolicy.Unique or HitPolicy.First);
}

/// <summary>The place of each record among those of its parent: keys decide one after another, equals share the lower place.</summary>
internal sealed class RankNode(ImmutableArray<CheckedExpression> keys, ImmutableArray<bool> isDescending, CheckedExpression? within, Place place)
    : CheckedExpression(CheckedType.Number, place)
{
    public ImmutableArray<CheckedExpression> Keys { get; } = keys;

    public ImmutableArray<bool> IsDescending { get; } = isDescending;

    /// <summary>Records with equal values are ranked among themselves; null for all of them together.</summary>
    public CheckedExpression? Within { get; } = within;
}

/// <summary>An exception, with the positions of those that it silences.</summary>
internal sealed record CheckedException(ExceptionDeclaration Declaration, CheckedExpression Condition, CheckedExpression Outcome, ImmutableArray<int> Overrides);

internal sealed class RulesNode(CheckedExpression @base, ImmutableArray<CheckedException> exceptions, CheckedType type, Place place) : CheckedExpression(type, place)
{
    public CheckedExpression Base { get; } = @base;

    public ImmutableArray<CheckedException> Exceptions { get; } = exceptions;
}
