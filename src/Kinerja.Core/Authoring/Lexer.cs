using System.Globalization;
using System.Text;

namespace Kinerja.Core.Authoring;

internal enum TokenKind
{
    End,
    Number,
    Text,
    Date,
    Name,
    BracketedName,
    Symbol,
}

/// <summary>One word of a formula. Symbols and names carry their text; numbers, texts and dates their value.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, Span Span, Rational Number = default, DateOnly Date = default);

/// <summary>A mistake in a formula, before it has a place in a document.</summary>
internal sealed class FormulaException(Diagnostics.DiagnosticDescriptor descriptor, Span span, params object[] arguments) : Exception
{
    public Diagnostics.DiagnosticDescriptor Descriptor { get; } = descriptor;

    public Span Span { get; } = span;

    public object[] Arguments { get; } = arguments;
}

/// <summary>Cuts a formula into tokens, one at a time.</summary>
/// <remarks>Throws <see cref="FormulaException"/>, which the parser turns into a diagnostic.</remarks>
internal sealed class Lexer(string text, PolicyLimits limits)
{
    private static readonly string[] LongSymbols = ["**", "<=", ">=", "==", "!=", "<>", "&&", "||", "??", "<<", ">>"];

    private int _position;

    public Token Next()
    {
        while (_position < text.Length && text[_position] is ' ' or '\t' or '\r' or '\n')
            _position++;
        if (_position >= text.Length)
            return new Token(TokenKind.End, "", new Span(text.Length, 0));
        var first = text[_position];
        if (char.IsAsciiDigit(first) || (first == '.' && _position + 1 < text.Length && char.IsAsciiDigit(text[_position + 1])))
            return ReadNumber();
        if (char.IsAsciiLetter(first) || first == '_')
            return ReadName();
        return first switch
        {
            '[' => ReadBracketed(']'),
            '{' => ReadBracketed('}'),
            '\'' or '"' => ReadText(first),
            '#' => ReadDate(),
            _ => ReadSymbol(),
        };
    }

    private Token ReadNumber()
    {
        var start = _position;
        SkipDigits();
        if (_position < text.Length && text[_position] == '.')
        {
            _position++;
            SkipDigits();
        }

        var mark = _position;
        if (_position < text.Length && text[_position] is 'e' or 'E')
        {
            _position++;
            if (_position < text.Length && text[_position] is '+' or '-')
                _position++;
            var digits = _position;
            SkipDigits();
            if (digits == _position)
                _position = mark; // the e belongs to a name that should not stand here; the parser says so
        }

        var span = new Span(start, _position - start);
        if (Rational.Parse(text.AsSpan(start, span.Length), out var value) != NumberFault.None)
            throw new FormulaException(Diagnostics.DiagnosticCatalog.NumberTooLong, span);
        return new Token(TokenKind.Number, text.Substring(start, span.Length), span, value);
    }

    private void SkipDigits()
    {
        while (_position < text.Length && char.IsAsciiDigit(text[_position]))
            _position++;
    }

    private Token ReadName()
    {
        var start = _position;
        while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] == '_'
            || (text[_position] == '.' && _position + 1 < text.Length && (char.IsAsciiLetter(text[_position + 1]) || text[_position + 1] == '_'))))
        {
            _position++;
        }

        return NameToken(TokenKind.Name, text[start.._position], new Span(start, _position - start));
    }

    private Token ReadBracketed(char close)
    {
        var start = _position;
        var end = text.IndexOf(close, start);
        if (end < 0)
            throw new FormulaException(Diagnostics.DiagnosticCatalog.Unterminated, new Span(start, 1), new LocalizedText("Nama berkurung", "name in brackets"));
        _position = end + 1;
        var span = new Span(start, _position - start);
        var name = text[(start + 1)..end];
        if (!name.Split('.').All(Names.IsName))
            throw new FormulaException(Diagnostics.DiagnosticCatalog.InvalidName, span, name);
        return NameToken(TokenKind.BracketedName, name, span);
    }

    private Token NameToken(TokenKind kind, string name, Span span)
    {
        if (name.Split('.').Any(part => part.Length > limits.NameLength))
            throw new FormulaException(Diagnostics.DiagnosticCatalog.NameTooLong, span, limits.NameLength);
        return new Token(kind, name, span);
    }

    private Token ReadText(char quote)
    {
        var start = _position++;
        var value = new StringBuilder();
        while (_position < text.Length && text[_position] != quote)
        {
            var next = text[_position];
            if (next is '\n' or '\r')
                break;
            if (next == '\\')
            {
                value.Append(ReadEscape());
                continue;
            }

            value.Append(next);
            _position++;
        }

        if (_position >= text.Length || text[_position] != quote)
            throw new FormulaException(Diagnostics.DiagnosticCatalog.Unterminated, new Span(start, 1), new LocalizedText("Teks", "text"));
        _position++;
        var read = value.ToString();
        if (!IsWellFormed(read))
            throw new FormulaException(Diagnostics.DiagnosticCatalog.InvalidEscape, new Span(start, _position - start), "\\u");
        return new Token(TokenKind.Text, read, new Span(start, _position - start));
    }

    // Half of a surrogate pair is no text.
    private static bool IsWellFormed(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && !(char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[++index])))
                return false;
        }

        return true;
    }

    private char ReadEscape()
    {
        var start = _position;
        var letter = _position + 1 < text.Length ? text[_position + 1] : ' ';
        _position += 2;
        switch (letter)
        {
            case '\\' or '\'' or '"':
                return letter;
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _position += 4;
                return (char)code;
            default:
                throw new FormulaException(Diagnostics.DiagnosticCatalog.InvalidEscape, new Span(start, 2), $"\\{letter}");
        }
    }

    private Token ReadDate()
    {
        var start = _position;
        var end = text.IndexOf('#', start + 1);
        if (end < 0)
            throw new FormulaException(Diagnostics.DiagnosticCatalog.Unterminated, new Span(start, 1), new LocalizedText("Tanggal", "date"));
        _position = end + 1;
        var span = new Span(start, _position - start);
        if (!Period.TryParseDay(text[(start + 1)..end], out var day))
            throw new FormulaException(Diagnostics.DiagnosticCatalog.InvalidDate, span, text[(start + 1)..end]);
        return new Token(TokenKind.Date, text[start.._position], span, Date: day);
    }

    private Token ReadSymbol()
    {
        var start = _position;
        foreach (var symbol in LongSymbols)
        {
            if (text.AsSpan(start).StartsWith(symbol))
            {
                _position += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, new Span(start, symbol.Length));
            }
        }

        if ("+-*/%()<>=!?:,&|^~".Contains(text[start], StringComparison.Ordinal))
        {
            _position++;
            return new Token(TokenKind.Symbol, text[start].ToString(), new Span(start, 1));
        }

        Rune.DecodeFromUtf16(text.AsSpan(start), out var rune, out _);
        throw new FormulaException(Diagnostics.DiagnosticCatalog.UnknownCharacter, new Span(start, 1), rune.ToString());
    }
}
