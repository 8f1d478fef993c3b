using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>One row of a table.</summary>
/// <param name="Line">The line of the file on which it ends, from 1.</param>
/// <param name="Cells">Its cells, in the order of the header.</param>
/// <param name="Flaw">Why it cannot be used, or null.</param>
internal sealed record CsvRow(int Line, string[] Cells, LocalizedText? Flaw)
{
    /// <summary>A cell, or empty where the row is too short.</summary>
    public string this[int column] => column < Cells.Length ? Cells[column] : "";
}

/// <summary>One CSV file: its header, and its rows from the first to the last as often as they are asked for.</summary>
internal sealed class CsvTable
{
    private const int MostCharactersACell = 4 * 1024 * 1024;

    private readonly string _path;
    private readonly CsvConfiguration _configuration;
    private readonly Language _language;

    private CsvTable(string path, bool decimalComma, Language language)
    {
        (_path, _language) = (path, language);
        _configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = decimalComma ? ";" : ",",
            Mode = CsvMode.RFC4180,
            MaxFieldSize = MostCharactersACell,
            BadDataFound = null,
        };
        Header = Rows(isHeader: true).FirstOrDefault()?.Cells ?? throw Refused("berkas kosong", "the file is empty");
        foreach (var name in Header.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
            throw Refused($"kolom '{name}' ada dua kali", $"the column '{name}' stands twice");
        if (!Header.Contains("id"))
        {
            var isOther = Header.Length == 1 && Header[0].Contains(decimalComma ? ',' : ';', StringComparison.Ordinal);
            var (indonesian, english) = !isOther ? ("", "") : decimalComma
                ? ("; pemisahnya ',', jadi tanpa --decimal-comma?", "; it is separated by ',', so without --decimal-comma?")
                : ("; pemisahnya ';', jadi dengan --decimal-comma?", "; it is separated by ';', so with --decimal-comma?");
            throw Refused($"tidak ada kolom 'id'{indonesian}", $"there is no column 'id'{english}");
        }

        IdColumn = Array.IndexOf(Header, "id");
    }

    public string FileName => Path.GetFileName(_path);

    public long Length => new FileInfo(_path).Length;

    public string[] Header { get; }

    public int IdColumn { get; }

    /// <summary>Bytes of the file read in the newest pass.</summary>
    public long Position { get; private set; }

    public static CsvTable Open(string path, bool decimalComma, Language language) => new(path, decimalComma, language);

    public IEnumerable<CsvRow> Rows() => Rows(isHeader: false);

    /// <summary>The ids in the order of the rows, with their lines.</summary>
    public IEnumerable<(string Id, int Line)> Ids() => Rows().Select(row => (row[IdColumn], row.Line));

    /// <summary>Why the whole file cannot be used.</summary>
    public UsageException Refused(string indonesian, string english) => new($"{_path}: {_language.Say(indonesian, english)}. {_language.Say("Lihat", "See")} docs/data-files.md.");

    private IEnumerable<CsvRow> Rows(bool isHeader)
    {
        using var file = File.OpenRead(_path);
        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 64 * 1024);
        using var parser = new CsvParser(text, _configuration);
        if (!isHeader)
            Read(parser);
        while (Read(parser))
        {
            Position = file.Position;
            var cells = parser.Record!;
            yield return new CsvRow(parser.RawRow, cells, isHeader ? null : FlawOf(parser, cells));
            if (isHeader)
                yield break;
        }
    }

    private bool Read(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (DecoderFallbackException)
        {
            throw Refused("berkas ini bukan UTF-8; simpan sebagai CSV UTF-8", "the file is not UTF-8; save it as CSV UTF-8");
        }
        catch (MaxFieldSizeException)
        {
            throw Refused($"baris {parser.RawRow}: satu sel terlalu panjang; tanda kutip yang tidak ditutup?", $"line {parser.RawRow}: a cell is too long; a quote that does not end?");
        }
    }

    private LocalizedText? FlawOf(CsvParser parser, string[] cells)
    {
        if (parser.RawRecord.AsSpan().Count('"') % 2 != 0)
            return new LocalizedText("tanda kutip tidak ditutup", "a quote does not end");
        return cells.Length == Header.Length
            ? null
            : new LocalizedText($"ada {cells.Length} sel, sedangkan kepala tabel punya {Header.Length}", $"{cells.Length} cells where the header has {Header.Length}");
    }
}
