using Kinerja.Core.Authoring;

namespace Kinerja.Core.Tests.Authoring;

/// <summary>Precedence and grouping, seen in the tree; every node spans its own text.</summary>
public sealed class ParserTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "(1 Add (2 Multiply 3))")]
    [InlineData("1 - 2 - 3", "((1 Subtract 2) Subtract 3)")]
    [InlineData("8 / 4 / 2", "((8 Divide 4) Divide 2)")]
    [InlineData("2 ** 3 ** 2", "(2 Power (3 Power 2))")]
    [InlineData("-1 ** 2", "(Negate (1 Power 2))")]
    [InlineData("2 ** -x", "(2 Power (Negate x))")]
    [InlineData("2 ** -x ** 3", "(2 Power (Negate (x Power 3)))")]
    [InlineData("2 ** 3 * 4", "((2 Power 3) Multiply 4)")]
    [InlineData("-a * b", "((Negate a) Multiply b)")]
    [InlineData("a * -b", "(a Multiply (Negate b))")]
    [InlineData("+a", "(Plus a)")]
    [InlineData("not a = b", "((Not a) Equal b)")]
    [InlineData("not a and b", "((Not a) And b)")]
    [InlineData("!a || b", "((Not a) Or b)")]
    [InlineData("a or b and c", "(a Or (b And c))")]
    [InlineData("a and b or c and d", "((a And b) Or (c And d))")]
    [InlineData("a = b = c", "((a Equal b) Equal c)")]
    [InlineData("a < b = c", "((a Less b) Equal c)")]
    [InlineData("a = b < c", "(a Equal (b Less c))")]
    [InlineData("a + 1 < b * 2", "((a Add 1) Less (b Multiply 2))")]
    [InlineData("a ?? b ?? c", "(a Coalesce (b Coalesce c))")]
    [InlineData("a or b ?? c", "((a Or b) Coalesce c)")]
    [InlineData("a ?? b ? c : d", "((a Coalesce b) ? c : d)")]
    [InlineData("a ? b : c ? d : e", "(a ? b : (c ? d : e))")]
    [InlineData("a ? b ? c : d : e", "(a ? (b ? c : d) : e)")]
    [InlineData("a in (1, 2) and b", "((a in 1 2) And b)")]
    [InlineData("a not in (1)", "(Not (a in 1))")]
    [InlineData("a + 1 in (2)", "((a Add 1) in 2)")]
    [InlineData("a in (1) = b", "((a in 1) Equal b)")]
    [InlineData("f(a, b + 1)", "f(a, (b Add 1))")]
    [InlineData("f()", "f()")]
    [InlineData("in(a, 1)", "in(a, 1)")]
    [InlineData("((a))", "a")]
    [InlineData("[in] + {or}", "(in Add or)")]
    [InlineData("a % b * c", "((a Remainder b) Multiply c)")]
    [InlineData("a == b", "(a Equal b)")]
    [InlineData("a <> b != c", "((a NotEqual b) NotEqual c)")]
    public void Trees(string formula, string expected) => Assert.Equal(expected, Print(Parse(formula)));

    [Theory]
    [InlineData("1 + 2 * 3", "1 + 2 * 3", "1", "2 * 3", "2", "3")]
    [InlineData("  -x ", "-x", "x")]
    [InlineData("a not in (1, 2)", "a not in (1, 2)", "a not in (1, 2)", "a", "1", "2")]
    [InlineData("f( a )", "f( a )", "a")]
    [InlineData("a ? b : c", "a ? b : c", "a", "b", "c")]
    public void Spans(string formula, params string[] expected) =>
        Assert.Equal(expected, Nodes(Parse(formula)).Select(node => formula.Substring(node.Span.Start, node.Span.Length)));

    private static Expression Parse(string formula) => Parser.Parse(formula, PolicyLimits.Default, mistake => Assert.Fail(mistake.Descriptor.Code))!;

    private static IEnumerable<Expression> Nodes(Expression node) => Parts(node).SelectMany(Nodes).Prepend(node);

    private static IEnumerable<Expression> Parts(Expression node) => node switch
    {
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        MembershipExpression membership => [membership.Value, .. membership.Items],
        ConditionalExpression conditional => [conditional.Condition, conditional.Then, conditional.Otherwise],
        CallExpression call => call.Arguments,
        _ => [],
    };

    private static string Print(Expression node) => node switch
    {
        NumberLiteral number => number.Value.ToText(),
        NameReference name => name.Name,
        UnaryExpression unary => $"({unary.Operator} {Print(unary.Operand)})",
        BinaryExpression binary => $"({Print(binary.Left)} {binary.Operator} {Print(binary.Right)})",
        MembershipExpression membership => $"({Print(membership.Value)} in {string.Join(' ', membership.Items.Select(Print))})",
        ConditionalExpression conditional => $"({Print(conditional.Condition)} ? {Print(conditional.Then)} : {Print(conditional.Otherwise)})",
        CallExpression call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Print))})",
        _ => node.GetType().Name,
    };
}
