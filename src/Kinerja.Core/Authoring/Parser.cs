using System.Collections.Immutable;
using System.Text;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Grammar and precedence of the formula language: one token of look-ahead, no backtracking, counted depth.</summary>
internal sealed class Parser
{
    private const int Levels = 6; // of operators, from the weakest
    private const int ComparisonLevel = 3; // where `in` and `not in` belong too

    private readonly PolicyLimits _limits;
    private readonly Lexer _lexer;
    private Token _token;
    private int _depth;
    private int _nodes;

    private Parser(string text, PolicyLimits limits)
    {
        _limits = limits;
        _lexer = new Lexer(text, limits);
    }

    /// <summary>The syntax tree, or null after the mistake was given to <paramref name="report"/>.</summary>
    public static Expression? Parse(string text, PolicyLimits limits, Action<FormulaException> report)
    {
        try
        {
            if (Encoding.UTF8.GetByteCount(text) > limits.FormulaBytes)
                throw new FormulaException(DiagnosticCatalog.FormulaTooLong, default, limits.FormulaBytes);
            var parser = new Parser(text, limits);
            parser.Advance();
            if (parser._token.Kind == TokenKind.End)
                throw new FormulaException(DiagnosticCatalog.EmptyFormula, default);
            var root = parser.ParseExpression();
            if (parser._token.Kind != TokenKind.End)
                throw parser.Unexpected(new LocalizedText("operator atau akhir rumus", "an operator or the end of the formula"));
            return root;
        }
        catch (FormulaException mistake)
        {
            report(mistake);
            return null;
        }
    }

    // How strongly an operator binds, and what it is; -1 for what is none.
    private static (int Level, BinaryOperator Operator) OperatorOf(string text) => text switch
    {
        "||" => (0, BinaryOperator.Or),
        "&&" => (1, BinaryOperator.And),
        "=" or "==" => (2, BinaryOperator.Equal),
        "!=" or "<>" => (2, BinaryOperator.NotEqual),
        "<" => (3, BinaryOperator.Less),
        "<=" => (3, BinaryOperator.LessOrEqual),
        ">" => (3, BinaryOperator.Greater),
        ">=" => (3, BinaryOperator.GreaterOrEqual),
        "+" => (4, BinaryOperator.Add),
        "-" => (4, BinaryOperator.Subtract),
        "*" => (5, BinaryOperator.Multiply),
        "/" => (5, BinaryOperator.Divide),
        "%" => (5, BinaryOperator.Remainder),
        _ when text.Equals("or", StringComparison.OrdinalIgnoreCase) => (0, BinaryOperator.Or),
        _ when text.Equals("and", StringComparison.OrdinalIgnoreCase) => (1, BinaryOperator.And),
        _ => (-1, default),
    };

    private void Advance() => _token = _lexer.Next();

    private T Count<T>(T node)
        where T : Expression
    {
        if (++_nodes > _limits.FormulaNodes)
            throw new FormulaException(DiagnosticCatalog.FormulaTooLarge, node.Span, _limits.FormulaNodes);
        return node;
    }

    private void Enter()
    {
        if (++_depth > _limits.FormulaDepth)
            throw new FormulaException(DiagnosticCatalog.FormulaTooDeep, _token.Span, _limits.FormulaDepth);
    }

    private void Leave() => _depth--;

    private static Span Join(Expression from, int end) => new(from.Span.Start, end - from.Span.Start);

    private static int End(Expression expression) => expression.Span.Start + expression.Span.Length;

    // condition ? then : otherwise, to the right; below it a ?? b, to the right.
    private Expression ParseExpression()
    {
        Enter();
        var expression = ParseCoalesce();
        if (IsSymbol("?"))
        {
            Advance();
            var then = ParseExpression();
            Expect(":", new LocalizedText("':' dan hasil lainnya", "':' and the other outcome"));
            var otherwise = ParseExpression();
            expression = Count(new ConditionalExpression(expression, then, otherwise, Join(expression, End(otherwise))));
        }

        Leave();
        return expression;
    }

    private Expression ParseCoalesce()
    {
        var left = ParseLevel(0);
        if (!IsSymbol("??"))
            return left;
        Enter();
        Advance();
        var right = ParseCoalesce();
        Leave();
        return Count(new BinaryExpression(BinaryOperator.Coalesce, left, right, Join(left, End(right))));
    }

    private Expression ParseLevel(int level)
    {
        if (level == Levels)
            return ParsePrefix();
        var left = ParseLevel(level + 1);
        while (true)
        {
            Refuse();
            if (level == ComparisonLevel && (IsWord("in") || IsWord("not")))
            {
                left = ParseMembership(left);
            }
            else if (_token.Kind is TokenKind.Symbol or TokenKind.Name && OperatorOf(_token.Text) is var (binds, @operator) && binds == level)
            {
                Advance();
                var right = ParseLevel(level + 1);
                left = Count(new BinaryExpression(@operator, left, right, Join(left, End(right))));
            }
            else
            {
                return left;
            }
        }
    }

    private Expression ParseMembership(Expression value)
    {
        var negated = IsWord("not");
        if (negated)
        {
            Advance();
            Refuse();
            if (!IsWord("in"))
                throw Unexpected(new LocalizedText("'in' sesudah 'not'", "'in' after 'not'"));
        }

        Advance();
        Expect("(", new LocalizedText("daftar dalam kurung", "a list in parentheses"));
        var items = ParseArguments(out var end);
        if (items.IsEmpty)
            throw new FormulaException(DiagnosticCatalog.UnexpectedToken, new Span(end - 1, 1), "')'", new LocalizedText("sebuah nilai", "a value"));
        Expression membership = Count(new MembershipExpression(value, items, Join(value, end)));
        return negated ? Count(new UnaryExpression(UnaryOperator.Not, membership, membership.Span)) : membership;
    }

    private Expression ParsePrefix()
    {
        var start = _token.Span.Start;
        UnaryOperator? prefix = IsSymbol("-") ? UnaryOperator.Negate : IsSymbol("+") ? UnaryOperator.Plus : IsSymbol("!") || IsWord("not") ? UnaryOperator.Not : null;
        if (prefix is not { } @operator)
            return ParsePower();
        Enter();
        Advance();
        var operand = ParsePrefix();
        Leave();
        return Count(new UnaryExpression(@operator, operand, new Span(start, End(operand) - start)));
    }

    private Expression ParsePower()
    {
        var root = ParsePrimary();
        Refuse();
        if (!IsSymbol("**"))
            return root;
        Enter();
        Advance();
        var exponent = ParsePrefix(); // the exponent may carry a sign, and a power inside it groups to the right
        Leave();
        return Count(new BinaryExpression(BinaryOperator.Power, root, exponent, Join(root, End(exponent))));
    }

    private Expression ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return Count(new NumberLiteral(token.Number, token.Span));
            case TokenKind.Text:
                Advance();
                return Count(new TextLiteral(token.Text, token.Span));
            case TokenKind.Date:
                Advance();
                return Count(new DateLiteral(token.Date, token.Span));
            case TokenKind.BracketedName:
                Advance();
                return Count(new NameReference(token.Text, token.Span));
            case TokenKind.Name:
                return ParseWord(token);
            case TokenKind.Symbol when token.Text == "(":
                Advance();
                var inner = ParseExpression();
                if (IsSymbol(","))
                    throw new FormulaException(DiagnosticCatalog.UnexpectedToken, _token.Span, "','", new LocalizedText("')'; daftar nilai hanya ada di kanan 'in'", "')'; a list of values stands only on the right of 'in'"));
                Expect(")", new LocalizedText("')'", "')'"));
                return inner;
            default:
                throw Unexpected(new LocalizedText("sebuah nilai", "a value"));
        }
    }

    private Expression ParseWord(Token token)
    {
        if (token.Text.Equals("true", StringComparison.OrdinalIgnoreCase) || token.Text.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            Advance();
            return Count(new BooleanLiteral(token.Text.Equals("true", StringComparison.OrdinalIgnoreCase), token.Span));
        }

        if (token.Text.Equals("null", StringComparison.OrdinalIgnoreCase))
            throw NotSupported(token, new LocalizedText("Yang tidak berlaku ditanyakan dengan isNA(x) atau x ?? y.", "Ask for what is not applicable with isNA(x) or x ?? y."));
        if (IsWord("and") || IsWord("or") || IsWord("like"))
            throw Unexpected(new LocalizedText("sebuah nilai", "a value"));
        var isIn = IsWord("in"); // also a function; as a name it is written [in]
        Advance();
        if (!IsSymbol("("))
            return isIn ? throw Unexpected(new LocalizedText("'('", "'('")) : Count(new NameReference(token.Text, token.Span));
        Enter();
        Advance();
        var arguments = ParseArguments(out var end);
        Leave();
        return Count(new CallExpression(token.Text, arguments, new Span(token.Span.Start, end - token.Span.Start)));
    }

    // After "(": expressions up to ")".
    private ImmutableArray<Expression> ParseArguments(out int end)
    {
        var arguments = ImmutableArray.CreateBuilder<Expression>();
        if (!IsSymbol(")"))
        {
            arguments.Add(ParseExpression());
            while (IsSymbol(","))
            {
                Advance();
                arguments.Add(ParseExpression());
            }
        }

        end = _token.Span.Start + _token.Span.Length;
        Expect(")", new LocalizedText("',' atau ')'", "',' or ')'"));
        return arguments.DrainToImmutable();
    }

    private bool IsSymbol(string symbol) => _token.Kind == TokenKind.Symbol && _token.Text == symbol;

    private bool IsWord(string word) => _token.Kind == TokenKind.Name && _token.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private void Expect(string symbol, LocalizedText expected)
    {
        if (!IsSymbol(symbol))
            throw Unexpected(expected);
        Advance();
    }

    private FormulaException Unexpected(LocalizedText expected)
    {
        Refuse();
        object found = _token.Kind == TokenKind.End ? new LocalizedText("akhir rumus", "the end of the formula") : $"'{_token.Text}'";
        return new FormulaException(DiagnosticCatalog.UnexpectedToken, _token.Span, found, expected);
    }

    private static FormulaException NotSupported(Token token, LocalizedText advice) =>
        new(DiagnosticCatalog.NotSupported, token.Span, token.Text, advice);

    // Operators that NCalc has and that are left out here on purpose: each with the way to say it.
    private void Refuse()
    {
        if (_token.Kind == TokenKind.Symbol)
        {
            switch (_token.Text)
            {
                case "^":
                    throw NotSupported(_token, new LocalizedText("Pangkat ditulis **, misalnya 2 ** 3.", "A power is written **, as in 2 ** 3."));
                case "&":
                    throw NotSupported(_token, new LocalizedText("'dan' ditulis and atau &&.", "Write and, or &&."));
                case "|":
                    throw NotSupported(_token, new LocalizedText("'atau' ditulis or atau ||.", "Write or, or ||."));
                case "~" or "<<" or ">>":
                    throw NotSupported(_token, new LocalizedText("Bahasa ini tidak mengenal operasi bit.", "There are no operations on bits."));
                case "!":
                    throw NotSupported(_token, new LocalizedText("Faktorial tidak ada; 'tidak sama dengan' ditulis !=.", "There is no factorial; 'not equal' is written !=."));
            }
        }
        else if (IsWord("like"))
        {
            throw NotSupported(_token, new LocalizedText("Bandingkan dengan = atau in; pola teks tidak ada.", "Compare with = or in; there are no text patterns."));
        }
    }
}
