using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>One CSV file of a folder: its header, and its rows from the first to the last as often as they are asked for.</summary>
internal sealed class CsvTable
{
    private readonly string _path;
    private readonly CsvDialect _dialect;

    private CsvTable(string path, bool decimalComma, Language language)
    {
        (_path, _dialect) = (path, new CsvDialect(path, decimalComma, language));
        Header = _dialect.CheckHeader(Read(cells: null).FirstOrDefault()?.Cells);
        IdColumn = Array.IndexOf(Header, "id");
    }

    public string FileName => _dialect.FileName;

    public long Length => new FileInfo(_path).Length;

    public string[] Header { get; }

    public int IdColumn { get; }

    /// <summary>Bytes of the file read in the newest pass.</summary>
    public long Position { get; private set; }

    public static CsvTable Open(string path, bool decimalComma, Language language) => new(path, decimalComma, language);

    public IEnumerable<CsvRow> Rows() => Read(Header.Length).Skip(1);

    /// <summary>The ids in the order of the rows, with their lines.</summary>
    public IEnumerable<(string Id, int Line)> Ids() => Rows().Select(row => (row[IdColumn], row.Line));

    /// <inheritdoc cref="CsvDialect.Refused"/>
    public UsageException Refused(string indonesian, string english) => _dialect.Refused(indonesian, english);

    private IEnumerable<CsvRow> Read(int? cells)
    {
        using var file = File.OpenRead(_path);
        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 64 * 1024);
        foreach (var row in _dialect.Rows(text, cells))
        {
            Position = file.Position;
            yield return row;
        }
    }
}
