using System.Globalization;
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

/// <summary>How the rows of a CSV file are read, and what can be wrong with the file as a whole.</summary>
internal sealed class CsvDialect
{
    /// <summary>The longest cell.</summary>
    public const int MostCharactersACell = 4 * 1024 * 1024;

    private readonly string _path;
    private readonly Language _language;
    private readonly CsvConfiguration _configuration;

    public CsvDialect(string path, bool decimalComma, Language language)
    {
        (_path, DecimalComma, _language) = (path, decimalComma, language);
        _configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = decimalComma ? ";" : ",",
            Mode = CsvMode.RFC4180,
            MaxFieldSize = MostCharactersACell,
            BadDataFound = null,
        };
    }

    public string FileName => Path.GetFileName(_path);

    public bool DecimalComma { get; }

    /// <summary>The rows of a text, which begins with one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cells">How many cells a row has to have; null for any.</param>
    /// <param name="linesBefore">Lines of the file before the text.</param>
    public IEnumerable<CsvRow> Rows(TextReader text, int? cells, int linesBefore = 0)
    {
        using var parser = new CsvParser(text, _configuration, leaveOpen: true);
        while (Read(parser, linesBefore))
            yield return new CsvRow(linesBefore + parser.RawRow, parser.Record!, FlawOf(parser, cells));
    }

    /// <summary>A header that can be used.</summary>
    /// <exception cref="UsageException">There is none, a column stands twice, or nothing says whose rows these are.</exception>
    public string[] CheckHeader(string[]? header)
    {
        if (header is null)
            throw Refused("berkas kosong", "the file is empty");
        foreach (var name in header.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
            throw Refused($"kolom '{name}' ada dua kali", $"the column '{name}' stands twice");
        if (header.Contains("id"))
            return header;
        var isOther = header.Length == 1 && header[0].Contains(DecimalComma ? ',' : ';', StringComparison.Ordinal);
        var (indonesian, english) = !isOther ? ("", "") : DecimalComma
            ? ("; pemisahnya ',', jadi tanpa --decimal-comma?", "; it is separated by ',', so without --decimal-comma?")
            : ("; pemisahnya ';', jadi dengan --decimal-comma?", "; it is separated by ';', so with --decimal-comma?");
        throw Refused($"tidak ada kolom 'id'{indonesian}", $"there is no column 'id'{english}");
    }

    /// <summary>Why the whole file cannot be used.</summary>
    public UsageException Refused(string indonesian, string english) => new($"{_path}: {_language.Say(indonesian, english)}. {_language.Say("Lihat", "See")} docs/data-files.md.");

    public UsageException NotUtf8() => Refused("berkas ini bukan UTF-8; simpan sebagai CSV UTF-8", "the file is not UTF-8; save it as CSV UTF-8");

    public UsageException TooLong(int line) => Refused($"baris {line}: satu sel terlalu panjang; tanda kutip yang tidak ditutup?", $"line {line}: a cell is too long; a quote that does not end?");

    private bool Read(CsvParser parser, int linesBefore)
    {
        try
        {
            return parser.Read();
        }
        catch (System.Text.DecoderFallbackException)
        {
            throw NotUtf8();
        }
        catch (MaxFieldSizeException)
        {
            throw TooLong(linesBefore + parser.RawRow);
        }
    }

    private static LocalizedText? FlawOf(CsvParser parser, int? expected)
    {
        if (expected is not { } cells)
            return null;
        if (parser.RawRecord.AsSpan().Count('"') % 2 != 0)
            return new LocalizedText("tanda kutip tidak ditutup", "a quote does not end");
        return parser.Count == cells
            ? null
            : new LocalizedText($"ada {parser.Count} sel, sedangkan kepala tabel punya {cells}", $"{parser.Count} cells where the header has {cells}");
    }
}
