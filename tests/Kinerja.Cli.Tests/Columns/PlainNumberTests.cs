using System.Globalization;
using System.Text;
using Kinerja.Cli.Columns;
using Kinerja.Cli.Csv;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Columns;

public sealed class PlainNumberTests
{
    private const string Before = "        "; // which a cell read from its end looks at

    [Fact]
    public void EveryShortText_IsTheNumberThatJsonSaysOrNone()
    {
        const string Letters = "0159.-e,/";
        var texts = new List<string> { "" };
        for (var length = 1; length <= 5; length++)
        {
            texts = [.. texts.Where(text => text.Length == length - 1).SelectMany(text => Letters.Select(letter => text + letter)), .. texts.Where(text => text.Length < length - 1)];
            foreach (var text in texts.Where(text => text.Length == length))
                Check(text, '.');
        }
    }

    [Fact]
    public void LongerNumbers_AreExact()
    {
        var dice = new Random(7);
        for (var time = 0; time < 20_000; time++)
        {
            var whole = dice.NextInt64((long)Math.Pow(10, dice.Next(1, 19))).ToString(CultureInfo.InvariantCulture);
            var part = new string([.. Enumerable.Range(0, dice.Next(0, 12)).Select(_ => (char)('0' + dice.Next(10)))]);
            var text = $"{(dice.Next(4) == 0 ? "-" : "")}{whole}{(part.Length > 0 ? "," : "")}{part}";
            Check(text, ',');
        }
    }

    private static void Check(string text, char mark)
    {
        var isNumber = CsvNumber.ToJson(text, mark == ',') is not null;
        var exact = isNumber && Rational.TryParse(text.Replace(mark, '.'), out var number) ? number : default;
        var bytes = Encoding.ASCII.GetBytes($"{Before}{text};{Before}{Before}{Before}");
        if (PlainNumber.TryReadCell(ref bytes[0], Before.Length, text.Length, (byte)mark, out var mantissa, out var decimals))
            Assert.True(isNumber && exact == Value(mantissa, decimals), text);
        // What follows a number is for the reader to judge; here it ends at the mark put behind it.
        var isShort = PlainNumber.TryReadShort(ref bytes[Before.Length], out var length, out mantissa, out decimals) && length == text.Length;
        if (mark == '.' && isShort)
            Assert.True(isNumber && exact == Value(mantissa, decimals), text);
        if (mark == '.' && isNumber && text.All(letter => letter == '.' || char.IsAsciiDigit(letter)) && text.Length < 8)
            Assert.True(isShort, text);
        length = PlainNumber.Read(bytes.AsSpan(Before.Length, text.Length), (byte)mark, out var longer, out decimals);
        if (length == text.Length)
            Assert.True(isNumber && exact == Value(longer, decimals), text);
        if (isNumber && !text.Contains('e', StringComparison.Ordinal) && text.Count(char.IsAsciiDigit) <= 18)
            Assert.Equal(text.Length, length);
    }

    private static Rational Value(long mantissa, int decimals) => mantissa / ((Rational)10).Power(decimals);
}
