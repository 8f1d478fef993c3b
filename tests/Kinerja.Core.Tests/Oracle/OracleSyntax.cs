namespace Kinerja.Core.Tests.Oracle;

/// <summary>A node of a formula. Names and aggregates are replaced by references when the formula is bound.</summary>
internal abstract record OracleNode;

internal sealed record ConstantNode(OracleOutcome Value) : OracleNode;

/// <summary>A name as written, split at its dots; only before binding.</summary>
internal sealed record NameNode(IReadOnlyList<string> Parts) : OracleNode;

/// <summary>A name of the appraisal's period, such as <c>days</c>.</summary>
internal sealed record PeriodNode(string Name) : OracleNode;

internal sealed record UnaryNode(string Operator, OracleNode Operand) : OracleNode;

/// <summary>Any operator with two sides, <c>and</c>, <c>or</c> and <c>??</c> among them.</summary>
internal sealed record BinaryNode(string Operator, OracleNode Left, OracleNode Right) : OracleNode;

internal sealed record ConditionalNode(OracleNode Condition, OracleNode WhenTrue, OracleNode WhenFalse) : OracleNode;

internal sealed record MembershipNode(OracleNode Item, IReadOnlyList<OracleNode> Options) : OracleNode;

internal sealed record CallNode(string Function, IReadOnlyList<OracleNode> Arguments) : OracleNode;

/// <summary>A fact, parameter or value of the record <paramref name="Level"/> lists deep; the sheet is level 0.</summary>
internal sealed record ReferenceNode(int Level, string Name) : OracleNode;

/// <summary>A function over the records of a list; the list's names start at the record <paramref name="Level"/> lists deep.</summary>
internal sealed record AggregateNode(
    string Function,
    int Level,
    IReadOnlyList<string> ListNames,
    OracleNode? Expression,
    OracleNode? Condition) : OracleNode;
