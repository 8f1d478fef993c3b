namespace Kinerja.Core.Tests.Oracle;

/// <summary>Reads one formula by climbing the table of operators, weakest first.</summary>
internal sealed class OracleParser
{
    private static readonly string[][] LeftGroupedLevels =
    [
        ["or", "||"],
        ["and", "&&"],
        ["=", "==", "!=", "<>"],
        ["<", "<=", ">", ">=", "in", "not"],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private static readonly Dictionary<string, string> Spellings = new()
    {
        ["||"] = "or", ["&&"] = "and", ["=="] = "=", ["<>"] = "!=", ["!"] = "not",
    };

    private readonly List<OracleToken> _tokens;
    private int _at;

    private OracleParser(string formula) => _tokens = OracleLexer.Read(formula);

    internal static OracleNode Parse(string formula)
    {
        var parser = new OracleParser(formula);
        var node = parser.ParseExpression();
        return parser._tokens[parser._at].Kind == OracleTokenKind.End
            ? node
            : throw new FormatException($"Unexpected '{parser._tokens[parser._at].Text}' in: {formula}");
    }

    private OracleNode ParseExpression()
    {
        var condition = ParseCoalesce();
        if (!Accept("?"))
            return condition;

        var whenTrue = ParseExpression();
        Expect(":");
        return new ConditionalNode(condition, whenTrue, ParseExpression());
    }

    private OracleNode ParseCoalesce()
    {
        var left = ParseLevel(0);
        return Accept("??") ? new BinaryNode("??", left, ParseCoalesce()) : left;
    }

    private OracleNode ParseLevel(int level)
    {
        if (level == LeftGroupedLevels.Length)
            return ParsePrefix();

        var left = ParseLevel(level + 1);
        while (AcceptAny(LeftGroupedLevels[level]) is { } symbol)
        {
            left = symbol switch
            {
                "in" => new MembershipNode(left, ParseArguments()),
                "not" => new UnaryNode("not", ParseNotIn(left)),
                _ => new BinaryNode(Spellings.GetValueOrDefault(symbol, symbol), left, ParseLevel(level + 1)),
            };
        }

        return left;
    }

    private MembershipNode ParseNotIn(OracleNode item)
    {
        Expect("in");
        return new MembershipNode(item, ParseArguments());
    }

    private OracleNode ParsePrefix() => AcceptAny(["-", "+", "not", "!"]) is { } symbol
        ? new UnaryNode(Spellings.GetValueOrDefault(symbol, symbol), ParsePrefix())
        : ParsePower();

    private OracleNode ParsePower()
    {
        var @base = ParsePrimary();
        return Accept("**") ? new BinaryNode("**", @base, ParseExponent()) : @base;
    }

    private OracleNode ParseExponent() => AcceptAny(["-", "+"]) is { } sign
        ? new UnaryNode(sign, ParseExponent())
        : ParsePower();

    private OracleNode ParsePrimary()
    {
        var token = _tokens[_at++];
        return token.Kind switch
        {
            OracleTokenKind.Number => new ConstantNode(new NumberOutcome(
                Fraction.Parse(token.Text) ?? throw new FormatException($"Number too long: {token.Text}"))),
            OracleTokenKind.Text => new ConstantNode(new TextOutcome(token.Text)),
            OracleTokenKind.Date => new ConstantNode(OracleDates.Parse(token.Text)),
            OracleTokenKind.Name => ParseNameOrCall(token.Text),
            _ => ParseWordOrGroup(token.Text),
        };
    }

    private OracleNode ParseWordOrGroup(string symbol)
    {
        switch (symbol)
        {
            case "true":
            case "false":
                return new ConstantNode(OracleOutcome.Of(symbol == "true"));
            case "in":
                var arguments = ParseArguments();
                return new MembershipNode(arguments[0], [.. arguments.Skip(1)]);
            case "(":
                var inner = ParseExpression();
                Expect(")");
                return inner;
            default:
                throw new FormatException($"Unexpected '{symbol}'.");
        }
    }

    private OracleNode ParseNameOrCall(string name)
    {
        if (_tokens[_at].Text == "(" && _tokens[_at].Kind == OracleTokenKind.Symbol)
            return new CallNode(name.ToLowerInvariant(), ParseArguments());

        var parts = name.Split('.').ToList();
        while (Accept("."))
            parts.Add(_tokens[_at++].Text);

        return new NameNode(parts);
    }

    private List<OracleNode> ParseArguments()
    {
        Expect("(");
        var arguments = new List<OracleNode>();
        if (Accept(")"))
            return arguments;

        do
        {
            arguments.Add(ParseExpression());
        }
        while (Accept(","));

        Expect(")");
        return arguments;
    }

    private string? AcceptAny(string[] symbols)
    {
        var token = _tokens[_at];
        if (token.Kind != OracleTokenKind.Symbol || !symbols.Contains(token.Text))
            return null;

        _at++;
        return token.Text;
    }

    private bool Accept(string symbol) => AcceptAny([symbol]) is not null;

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
            throw new FormatException($"Expected '{symbol}' but found '{_tokens[_at].Text}'.");
    }
}
