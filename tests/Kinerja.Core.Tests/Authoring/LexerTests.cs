using Kinerja.Core.Authoring;

namespace Kinerja.Core.Tests.Authoring;

/// <summary>Tokens and their spans.</summary>
public sealed class LexerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \t\r\n", "")]
    [InlineData("1+2", "Number:1@0-1 Symbol:+@1-1 Number:2@2-1")]
    [InlineData("a<=b", "Name:a@0-1 Symbol:<=@1-2 Name:b@3-1")]
    [InlineData("a<>b", "Name:a@0-1 Symbol:<>@1-2 Name:b@3-1")]
    [InlineData("2**-x", "Number:2@0-1 Symbol:**@1-2 Symbol:-@3-1 Name:x@4-1")]
    [InlineData("a??b", "Name:a@0-1 Symbol:??@1-2 Name:b@3-1")]
    [InlineData("a ? ?b", "Name:a@0-1 Symbol:?@2-1 Symbol:?@4-1 Name:b@5-1")]
    [InlineData("!a!=b", "Symbol:!@0-1 Name:a@1-1 Symbol:!=@2-2 Name:b@4-1")]
    [InlineData("a&&b||c", "Name:a@0-1 Symbol:&&@1-2 Name:b@3-1 Symbol:||@4-2 Name:c@6-1")]
    [InlineData(".5", "Number:.5@0-2")]
    [InlineData("12.", "Number:12.@0-3")]
    [InlineData("1.2e-5", "Number:1.2e-5@0-6")]
    [InlineData("1e", "Number:1@0-1 Name:e@1-1")]
    [InlineData("1e+", "Number:1@0-1 Name:e@1-1 Symbol:+@2-1")]
    [InlineData("1.2.3", "Number:1.2@0-3 Number:.3@3-2")]
    [InlineData("list.field", "Name:list.field@0-10")]
    [InlineData("a.b.c", "Name:a.b.c@0-5")]
    [InlineData("_x1", "Name:_x1@0-3")]
    [InlineData("[a]{b}", "BracketedName:a@0-3 BracketedName:b@3-3")]
    [InlineData("[a.b]", "BracketedName:a.b@0-5")]
    [InlineData("'a''b'", "Text:a@0-3 Text:b@3-3")]
    [InlineData("#2024-02-29#", "Date:#2024-02-29#@0-12")]
    [InlineData("f(x, 1)", "Name:f@0-1 Symbol:(@1-1 Name:x@2-1 Symbol:,@3-1 Number:1@5-1 Symbol:)@6-1")]
    [InlineData("a orb", "Name:a@0-1 Name:orb@2-3")]
    public void Tokens(string formula, string expected)
    {
        var lexer = new Lexer(formula, PolicyLimits.Default);
        var tokens = new List<string>();
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            tokens.Add($"{token.Kind}:{token.Text}@{token.Span.Start}-{token.Span.Length}");
        Assert.Equal(expected, string.Join(' ', tokens));
        Assert.Equal(TokenKind.End, lexer.Next().Kind);
    }

    [Theory]
    [InlineData("1 + $", "KIN1022", 4)]
    [InlineData("'abc", "KIN1021", 0)]
    [InlineData("x + [y", "KIN1021", 4)]
    [InlineData("[a b]", "KIN1010", 0)]
    [InlineData("'a\\qb'", "KIN1025", 2)]
    [InlineData("#2024-02-30#", "KIN1014", 0)]
    [InlineData("1 + 1e101", "KIN1009", 4)]
    public void Mistakes(string formula, string code, int start)
    {
        var lexer = new Lexer(formula, PolicyLimits.Default);
        var mistake = Assert.Throws<FormulaException>(() =>
        {
            while (lexer.Next().Kind != TokenKind.End)
            {
            }
        });
        Assert.Equal((code, start), (mistake.Descriptor.Code, mistake.Span.Start));
    }
}
