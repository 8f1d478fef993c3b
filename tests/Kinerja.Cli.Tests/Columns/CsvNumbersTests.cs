using System.Text;
using Kinerja.Cli.Columns;

namespace Kinerja.Cli.Tests.Columns;

/// <summary>Cells read together are the numbers that they are one by one, and whatever is unusual in one of them is noticed.</summary>
public sealed class CsvNumbersTests
{
    private const string Before = "        "; // which a cell read from its end looks at
    private static readonly string[] Odd = ["", "-1", "007", "1e3", "1.", ".5", "1.2.3", "12a", "123456789", "00", "0.", "\u00B2", " 7", "7 ", "+4", "4294967296"];

    // A processor without such vectors reads every cell by itself, which is what is expected here anyway.
    [Fact]
    public void CellsTogether_AreTheCellsOneByOne()
    {
        if (!CsvNumbers.IsSupported)
            return;
        var random = new Random(31);
        var (together, refused) = (0, 0);
        for (var round = 0; round < 60_000; round++)
        {
            var count = random.Next(1, CsvNumbers.MostCells + 1);
            var mark = random.Next(2) == 0 ? '.' : ',';
            var cells = Enumerable.Range(0, count).Select(_ => random.Next(40) == 0 ? Odd[random.Next(Odd.Length)].Replace('.', mark) : Number(random, mark)).ToArray();
            var scales = Enumerable.Range(0, CsvNumbers.MostCells).Select(_ => random.Next(12) == 0 ? random.Next(10) : random.Next(2, 5)).ToArray();
            var text = Encoding.UTF8.GetBytes($"{Before}{string.Join(';', cells)};{Before}{Before}");
            var (starts, ends, at) = (new int[CsvNumbers.MostCells], new int[CsvNumbers.MostCells], Before.Length);
            for (var cell = 0; cell < count; cell++)
            {
                (starts[cell], ends[cell]) = (at, at + Encoding.UTF8.GetByteCount(cells[cell]));
                at = ends[cell] + 1;
            }

            var expected = Enumerable.Range(0, count).Select(cell => OneByOne(text, starts[cell], ends[cell] - starts[cell], (byte)mark, scales[cell])).ToArray();
            if (CsvNumbers.TryRead(ref text[0], ref starts[0], ref ends[0], count, ref scales[0], (byte)mark, out var values))
            {
                together++;
                for (var cell = 0; cell < count; cell++)
                    Assert.Equal(expected[cell], values[cell]);
            }
            else
            {
                refused++;
                Assert.Contains(null, expected);
            }
        }

        Assert.True(together > 20_000 && refused > 5_000, $"{together} together, {refused} refused");
    }

    [Fact]
    public void CellsAtTheBeginningOfABlock_AreReadOneByOne()
    {
        if (!CsvNumbers.IsSupported)
            return;
        var text = Encoding.ASCII.GetBytes($"1234567,1{Before}");
        int[] starts = [0, 8, 0, 0, 0, 0, 0, 0], ends = [7, 9, 0, 0, 0, 0, 0, 0], scales = new int[8];
        Assert.False(CsvNumbers.TryRead(ref text[0], ref starts[0], ref ends[0], 2, ref scales[0], (byte)'.', out _));
    }

    private static string Number(Random random, char mark)
    {
        var whole = random.Next((int)Math.Pow(10, random.Next(1, 8))).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var part = random.Next(2) == 0 ? "" : mark + new string([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (char)('0' + random.Next(10)))]);
        return whole + part is { Length: <= 9 } number ? number : whole;
    }

    // Null where it needs more care than a short number that fits its column.
    private static int? OneByOne(byte[] text, int start, int length, byte mark, int scale)
    {
        if (!PlainNumber.TryReadCell(ref text[0], start, length, mark, out var mantissa, out var decimals) || scale - decimals is < 0 or > 7)
            return null;
        var value = (ulong)mantissa * (uint)PlainNumber.Power(scale - decimals);
        return value > int.MaxValue ? null : (int)value;
    }
}
