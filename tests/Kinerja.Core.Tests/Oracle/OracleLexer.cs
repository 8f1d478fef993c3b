using System.Globalization;
using System.Text;

namespace Kinerja.Core.Tests.Oracle;

internal enum OracleTokenKind
{
    Number,
    Text,
    Date,
    Name,
    Symbol,
    End,
}

internal readonly record struct OracleToken(OracleTokenKind Kind, string Text);

/// <summary>Cuts a formula into tokens. Word operators become symbols in small letters.</summary>
internal static class OracleLexer
{
    private static readonly string[] Symbols =
    [
        "**", "<=", ">=", "==", "!=", "<>", "&&", "||", "??",
        "+", "-", "*", "/", "%", "<", ">", "=", "!", "?", ":", "(", ")", ",", ".",
    ];

    private static readonly string[] Words = ["and", "or", "not", "in", "true", "false"];

    internal static List<OracleToken> Read(string formula)
    {
        var tokens = new List<OracleToken>();
        var at = 0;
        while (true)
        {
            while (at < formula.Length && char.IsWhiteSpace(formula[at]))
                at++;

            if (at == formula.Length)
            {
                tokens.Add(new OracleToken(OracleTokenKind.End, ""));
                return tokens;
            }

            tokens.Add(ReadToken(formula, ref at));
        }
    }

    private static OracleToken ReadToken(string formula, ref int at)
    {
        var first = formula[at];
        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < formula.Length && char.IsAsciiDigit(formula[at + 1])))
            return ReadNumber(formula, ref at);
        if (first is '\'' or '"')
            return ReadText(formula, ref at);
        if (first == '#')
            return new OracleToken(OracleTokenKind.Date, ReadUntil(formula, '#', ref at));
        if (first == '[')
            return new OracleToken(OracleTokenKind.Name, ReadUntil(formula, ']', ref at));
        if (first == '{')
            return new OracleToken(OracleTokenKind.Name, ReadUntil(formula, '}', ref at));
        if (IsNameLetter(first))
            return ReadWord(formula, ref at);

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(formula, at, symbol, 0, symbol.Length) != 0)
                continue;

            at += symbol.Length;
            return new OracleToken(OracleTokenKind.Symbol, symbol);
        }

        throw new FormatException($"Unexpected '{first}' in: {formula}");
    }

    private static bool IsNameLetter(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private static OracleToken ReadWord(string formula, ref int at)
    {
        var start = at;
        while (at < formula.Length && IsNameLetter(formula[at]))
            at++;

        var word = formula[start..at];
        var small = word.ToLowerInvariant();
        return Words.Contains(small)
            ? new OracleToken(OracleTokenKind.Symbol, small)
            : new OracleToken(OracleTokenKind.Name, word);
    }

    private static OracleToken ReadNumber(string formula, ref int at)
    {
        var start = at;
        SkipDigits(formula, ref at);
        if (at < formula.Length && formula[at] == '.')
        {
            at++;
            SkipDigits(formula, ref at);
        }

        var afterExponent = at + 1;
        if (at < formula.Length && formula[at] is 'e' or 'E')
        {
            if (afterExponent < formula.Length && formula[afterExponent] is '+' or '-')
                afterExponent++;
            if (afterExponent < formula.Length && char.IsAsciiDigit(formula[afterExponent]))
            {
                at = afterExponent;
                SkipDigits(formula, ref at);
            }
        }

        return new OracleToken(OracleTokenKind.Number, formula[start..at]);
    }

    private static void SkipDigits(string formula, ref int at)
    {
        while (at < formula.Length && char.IsAsciiDigit(formula[at]))
            at++;
    }

    private static string ReadUntil(string formula, char end, ref int at)
    {
        var close = formula.IndexOf(end, at + 1);
        var inner = formula[(at + 1)..close];
        at = close + 1;
        return inner;
    }

    private static OracleToken ReadText(string formula, ref int at)
    {
        var quote = formula[at++];
        var text = new StringBuilder();
        while (formula[at] != quote)
        {
            var letter = formula[at++];
            if (letter != '\\')
            {
                text.Append(letter);
                continue;
            }

            var escape = formula[at++];
            if (escape == 'u')
            {
                text.Append((char)int.Parse(formula.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
                continue;
            }

            text.Append(escape switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => escape });
        }

        at++;
        return new OracleToken(OracleTokenKind.Text, text.ToString());
    }
}
