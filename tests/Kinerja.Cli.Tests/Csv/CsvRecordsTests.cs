using System.Text;
using Kinerja.Cli.Csv;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Csv;

/// <summary>Records end where the reader of tables ends them, whatever the quotes and line endings.</summary>
public sealed class CsvRecordsTests
{
    private const string Letters = "a,\"\n\r";

    [Fact]
    public void EveryShortText_IsCutWhereItsRecordsEnd()
    {
        var dialect = new CsvDialect("test.csv", decimalComma: false, Language.English);
        var texts = new List<string> { "" };
        for (var length = 1; length <= 7; length++)
        {
            texts = [.. texts.SelectMany(text => Letters.Select(letter => text + letter))];
            foreach (var text in length < 6 ? texts : texts.Where((_, index) => index % 17 == length))
                Check(text, dialect);
        }
    }

    private static void Check(string text, CsvDialect dialect)
    {
        using var whole = new StringReader(text);
        var expected = dialect.Rows(whole, null).Select(row => (row.Line, string.Join('|', row.Cells))).ToList();
        var bytes = Encoding.ASCII.GetBytes(text);
        for (var cut = 1; cut <= bytes.Length; cut++)
        {
            // The beginning ends with whole records, read by themselves; the rest follows.
            var first = CsvRecords.WholeRecords(bytes.AsSpan(0, cut), (byte)',');
            using var head = new StringReader(text[..first]);
            using var tail = new StringReader(text[first..]);
            var parts = dialect.Rows(head, null).Concat(dialect.Rows(tail, null, CsvRecords.CountLines(bytes.AsSpan(0, first)))).Select(row => (row.Line, string.Join('|', row.Cells)));
            Assert.True(expected.SequenceEqual(parts), $"{text.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)} cut at {first}: {string.Join(" / ", expected)} but {string.Join(" / ", parts)}");
        }
    }
}
