using System.Text;

namespace Kinerja.Cli.Tests.Columns;

/// <summary>What is read straight into columns is what the reader of records reads: files of random people, and of people with every kind of damage.</summary>
public sealed class ColumnWorkerTests : IDisposable
{
    private static readonly string[] Facts = ["target", "actual", "open", "extra", "isNew", "kind", "before", "since"];

    private readonly TwoWays _ways = new(ColumnPolicy.Load());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PlainPeople_NeedNoObject(bool isCsv)
    {
        var dice = new Random(1);
        var people = isCsv
            ? "id,unit,period," + string.Join(',', Facts) + "\n" + string.Concat(Enumerable.Range(0, 500).Select(number => Row($"p{number}", dice, isPlain: true, ',') + "\n"))
            : string.Concat(Enumerable.Range(0, 500).Select(number => Line($"p{number}", dice, isPlain: true) + "\n"));
        Assert.Equal(500, _ways.Check(Encoding.UTF8.GetBytes(people), isCsv).InColumns);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void DamagedLines_AreScoredAlike(int seed)
    {
        var dice = new Random(seed);
        var text = new List<byte>();
        if (seed % 2 == 0)
            text.AddRange(Encoding.UTF8.Preamble);
        for (var number = 0; number < 500; number++)
        {
            var line = Encoding.UTF8.GetBytes(Line(dice.Next(40) == 0 ? $"p{dice.Next(number + 1)}" : $"p{number}", dice, isPlain: dice.Next(3) > 0));
            text.AddRange(dice.Next(3) == 0 ? Damage(line, dice) : line);
            text.AddRange(dice.Next(5) switch { 0 => "\r\n"u8, 1 when dice.Next(5) == 0 => "\n\n \t\n"u8, _ => "\n"u8 });
        }

        _ways.Check([.. text], isCsv: false);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void DamagedRows_AreScoredAlike(int seed, bool decimalComma)
    {
        var dice = new Random(seed);
        var delimiter = decimalComma ? ';' : ',';
        var text = new List<byte>();
        if (seed % 3 == 0)
            text.AddRange(Encoding.UTF8.Preamble);
        var names = new[] { "id", "unit", "period" }.Concat(Facts).ToArray();
        text.AddRange(Encoding.UTF8.GetBytes(string.Join(delimiter, names) + "\r\n"));
        for (var number = 0; number < 500; number++)
        {
            var row = Encoding.UTF8.GetBytes(Row(dice.Next(40) == 0 ? $"p{dice.Next(number + 1)}" : $"p{number}", dice, isPlain: dice.Next(3) > 0, delimiter));
            row = dice.Next(3) == 0 ? Damage(row, dice) : row;
            text.AddRange(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(row))); // a file that is no text at all is refused whole
            text.AddRange(dice.Next(6) switch { 0 => "\r\n"u8, 1 => "\r"u8, 2 when dice.Next(5) == 0 => "\n\r\n\n"u8, _ => "\n"u8 });
        }

        _ways.Check([.. text], isCsv: true, decimalComma);
    }

    [Theory]
    [InlineData("""{"id":"a","facts":{}}""")]
    [InlineData("""{"id":"a","id":"b","facts":{}}""")]
    [InlineData("""{"id":"","period":"","facts":{"target":1}}""")]
    [InlineData("""{"id":null,"facts":null}""")]
    [InlineData("""{"facts":{"target":1,"target":2},"id":"a"}""")]
    [InlineData("""{"id":"a","facts":{"target":1,"actual":1,"open":1,"isNew":true,"kind":"a","before":"low","since":"2026-01-01"}} x""")]
    [InlineData("""{"id":"a","asOf":"2026-01-02","period":"2026","facts":{"target":1,"actual":1,"open":1,"isNew":true,"kind":"a","before":"low","since":"2026-01-01"}}""")]
    [InlineData("""{"id":"a","segments":[],"facts":{"target":1,"actual":1,"open":1,"isNew":true,"kind":"a","before":"low","since":"2026-01-01"}}""")]
    [InlineData("""{"id":"\u0061","facts":{"target":1,"actual":1,"open":1,"isNew":true,"kind":"a","before":"low","since":"2026-01-01"}}""")]
    [InlineData("""{"id":"=a,b","facts":{"target":1,"actual":1,"open":1,"isNew":true,"kind":"a","before":"low","since":"2026-01-01"}}""")]
    [InlineData("""{"id":"a","period":"2026-13","facts":{"target":1,"actual":1,"open":1,"isNew":true,"kind":"a","before":"low","since":"2026-01-01"}}""")]
    [InlineData("""{"id":"a","period":"2031","facts":{"target":1,"actual":1,"open":1,"isNew":true,"kind":"a","before":"low","since":"2026-01-01"}}""")]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("{")]
    [InlineData("nothing")]
    public void UnusualLines_AreScoredAlike(string line) => _ways.Check(Encoding.UTF8.GetBytes(line), isCsv: false);

    [Theory]
    [InlineData("id\na\n")]
    [InlineData("\uFEFF\r\n\nid,target\n\n\na,1\r\n")]
    [InlineData("target,id,strange\n1,a,\n1,b,x\n1,,y")]
    [InlineData("\"id\",\"target\"\n\"a\",\"1.5\"\n\"b\"\"\",\"2\n2\"\nc,\"1")]
    [InlineData("id,planItems.1.x\na,1\n")]
    [InlineData("id,target\r\ra,1\rb,2\n\nc,3,4\nd\n")]
    [InlineData("id,target\na,1\nb,\"2\" \nc,\"\"\"3\"\"\"\nd,4\"5\ne,\"6\nf,7\n")]
    [InlineData("id,target\n\"a\"b\"c,1\nd\"\n\"e\"\"f\"\"\n,2\"\ng,3\n")]
    public void UnusualRows_AreScoredAlike(string text) => _ways.Check(Encoding.UTF8.GetBytes(text), isCsv: true);

    [Fact]
    public void ALineLongerThanTheLibraryReads_IsRefusedAlike()
    {
        var blanks = new string(' ', 4 * 1024 * 1024);
        var person = Line("b", new Random(1), isPlain: true);
        _ways.Check(Encoding.UTF8.GetBytes($"{Line("a", new Random(1), isPlain: true)}\n{person[..^1]}{blanks}}}\n{person.Replace("\"b\"", "\"c\"", StringComparison.Ordinal)}\n"), isCsv: false);
    }

    public void Dispose() => _ways.Dispose();

    private static string Line(string id, Random dice, bool isPlain)
    {
        var facts = Facts.Select(name => (name, Value: Value(name, dice, isPlain, isJson: true))).Where(fact => fact.Value.Length > 0).ToArray();
        if (!isPlain && dice.Next(3) == 0)
            dice.Shuffle(facts);
        var (comma, colon) = !isPlain && dice.Next(3) == 0 ? (" ,  ", "\t: ") : (",", ":");
        var members = new List<string> { $"\"id\"{colon}\"{id}\"", $"\"period\"{colon}\"{Period(dice)}\"", $"\"facts\"{colon}{{{string.Join(comma, facts.Select(fact => $"\"{fact.name}\"{colon}{fact.Value}"))}}}" };
        if (dice.Next(2) == 0)
            members.Insert(1, $"\"unit\"{colon}\"Dinas {dice.Next(9)}\"");
        if (!isPlain && dice.Next(4) == 0)
            members.Reverse();
        return $"{{{string.Join(comma, members)}}}";
    }

    private static string Row(string id, Random dice, bool isPlain, char delimiter)
    {
        var cells = new[] { id, dice.Next(2) == 0 ? $"Dinas {dice.Next(9)}" : "", Period(dice) }.Concat(Facts.Select(name => Value(name, dice, isPlain, isJson: false)));
        if (delimiter == ';')
            cells = cells.Select(cell => cell.Length > 0 && cell.All(letter => char.IsAsciiDigit(letter) || letter is '.' or '-') ? cell.Replace('.', ',') : cell);
        return string.Join(delimiter, cells.Select(cell => !isPlain && dice.Next(6) == 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell));
    }

    private static string Period(Random dice) => dice.Next(6) switch { 0 => "2025", 1 => "2026-S1", _ => "2026" };

    private static string Value(string name, Random dice, bool isPlain, bool isJson)
    {
        if (!isPlain && dice.Next(12) == 0)
        {
            string[] odd = ["", "null", "\"\"", "007", "-0", "-0.00", "1e3", "1E-2", "12.", ".5", "1.500", "99999999999", "123456.78", "0.1234567", "-12.25", new string('9', 100), new string('1', 101), "true", "TRUE", "\"1\"", "[]", "{}", "\"Mutu, \\\"baik\\\"\"", "2147483647", "21474836.48", "-21474836.49"];
            var value = odd[dice.Next(odd.Length)];
            return isJson ? value : value.Trim('"');
        }

        var text = name switch
        {
            "target" => FormattableString.Invariant($"{dice.Next(1, 50_000) / 100m:0.##}"),
            "actual" => FormattableString.Invariant($"{dice.Next(-4_000, 60_000) / 100m}"),
            "open" => dice.Next(200) == 0 ? FormattableString.Invariant($"{dice.Next() / 100_000m}") : FormattableString.Invariant($"{dice.Next(-40, 40) / 8m}"),
            "extra" => dice.Next(30) == 0 ? "" : $"{dice.Next(5)}",
            "isNew" => dice.Next(2) == 0 ? "true" : "false",
            "kind" => dice.Next(3) switch { 0 => "a", 1 => "b", _ => "longWord" },
            "before" => dice.Next(3) switch { 0 => "low", 1 => "middle", _ => "high" },
            _ => $"20{dice.Next(20, 28)}-0{dice.Next(1, 10)}-1{dice.Next(10)}",
        };
        return isJson && name is "kind" or "before" or "since" ? isJson ? $"\"{text}\"" : text : text;
    }

    // Cut off, doubled, turned or overwritten somewhere.
    private static byte[] Damage(byte[] line, Random dice)
    {
        var at = dice.Next(line.Length);
        switch (dice.Next(5))
        {
            case 0:
                return line[..at];
            case 1:
                return [.. line[..at], .. line[dice.Next(at + 1)..]];
            case 2:
                return [.. line[..at], .. line[Math.Min(line.Length, at + dice.Next(1, 4))..]];
            case 3:
                byte[] odd = [.. "\",;:{}[]\\\t \r-+.eE0\0\u007F"u8, 0xC3, 0xFF];
                line[at] = odd[dice.Next(odd.Length)];
                return line;
            default:
                return [.. line[..at], .. "é\"\\u00e9 "u8[dice.Next(3)..], .. line[at..]];
        }
    }
}
