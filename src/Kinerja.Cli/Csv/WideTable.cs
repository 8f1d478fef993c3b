using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>What the header of one wide CSV file says, and how its rows become appraisals: each the JSON that NDJSON would have held.</summary>
internal sealed class WideTable
{
    private static readonly UTF8Encoding Utf8Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly CsvDialect _dialect;
    private readonly SearchValues<byte> _cellEnds;
    private readonly int _unit;
    private readonly int _period;

    public WideTable(CsvDialect dialect, ReadOnlyMemory<byte> header, AppraisalPolicy policy)
    {
        _dialect = dialect;
        _cellEnds = SearchValues.Create([Delimiter, (byte)'"', (byte)'\n', (byte)'\r']);
        Header = dialect.CheckHeader(dialect.Rows(Text(header), null).FirstOrDefault()?.Cells);
        (IdColumn, _unit, _period) = (Array.IndexOf(Header, "id"), Array.IndexOf(Header, "unit"), Array.IndexOf(Header, "period"));
        Facts = new WideRecord(policy.Facts);
        for (var column = 0; column < Header.Length; column++)
        {
            if (column != IdColumn && column != _unit && column != _period)
                Facts.Add(column, Header[column]);
        }
    }

    public string[] Header { get; }

    public int IdColumn { get; }

    /// <summary>The column of the unit, or −1.</summary>
    public int UnitColumn => _unit;

    /// <summary>The column of the period, or −1.</summary>
    public int PeriodColumn => _period;

    /// <summary>What the other columns hold.</summary>
    public WideRecord Facts { get; }

    public byte Delimiter => (byte)(_dialect.DecimalComma ? ';' : ',');

    /// <summary>The mark between the digits of a number.</summary>
    public byte DecimalMark => (byte)(_dialect.DecimalComma ? ',' : '.');

    /// <summary>Rows of the table.</summary>
    /// <param name="rows">Their bytes, beginning with a row.</param>
    /// <param name="linesBefore">Lines of the file before them.</param>
    public IEnumerable<CsvRow> Read(ReadOnlyMemory<byte> rows, int linesBefore) => _dialect.Rows(Text(rows), Header.Length, linesBefore);

    public AppraisalLine ToAppraisal(CsvRow row)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json, JsonLine.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("id", row[IdColumn]);
            WriteText(writer, "unit", row, _unit);
            WriteText(writer, "period", row, _period);
            writer.WriteStartObject("facts");
            Facts.Write(writer, row, _dialect.DecimalComma);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        var line = new AppraisalLine(row.Line, json.WrittenMemory);
        return row.Flaw is not { } flaw ? line : line with
        {
            Issues = [AppraisalIssues.InvalidTable("", new LocalizedText($"{_dialect.FileName} baris {row.Line}: {flaw.Indonesian}", $"{_dialect.FileName}, line {row.Line}: {flaw.English}"))],
        };
    }

    /// <summary>Tells the ids of a block.</summary>
    public void VisitIds(CsvBlock block, IdVisitor visit)
    {
        Check(block);
        var line = block.Start.Line;
        for (var position = 0; position < block.Length;)
        {
            var end = EndOfRow(block.Utf8, position, ref line);
            if (end < 0)
            {
                position = -end; // a blank line
                continue;
            }

            var row = block.Utf8[position..end];
            if (PlainId(row, out var id))
            {
                if (!id.IsEmpty)
                    visit(id, line);
            }
            else if (Read(row.ToArray(), 0).FirstOrDefault() is { } cells && cells[IdColumn] is { Length: > 0 } other)
            {
                visit(Encoding.UTF8.GetBytes(other), line);
            }

            position = end;
        }
    }

    /// <summary>Refuses a block that cannot be used.</summary>
    /// <exception cref="UsageException">The block is no UTF-8, or a cell is too long: then nothing of the file may be used.</exception>
    public void Check(ByteBlock block)
    {
        if (!Utf8.IsValid(block.Utf8))
            throw _dialect.NotUtf8();
        if (block.Length > CsvDialect.MostCharactersACell)
            _ = Read(block.Utf8.ToArray(), block.Start.Line).Count();
    }

    public UsageException TooLong(int line) => _dialect.TooLong(line);

    /// <summary>Behind the row that begins at a position, counting its lines; behind a blank line that number with a minus sign.</summary>
    public int EndOfRow(ReadOnlySpan<byte> bytes, int start, ref int line)
    {
        var rest = bytes[start..];
        var length = rest.IndexOfAny((byte)'\n', (byte)'\r', (byte)'"');
        if (length < 0)
        {
            line++;
            return bytes.Length;
        }

        if (rest[length] != (byte)'"')
        {
            line++;
            var end = CsvRecords.EndOfLine(bytes, start + length);
            end = end < 0 ? bytes.Length : end;
            return length == 0 ? -end : end;
        }

        var found = CsvRecords.EndOfRecord(bytes, start, Delimiter, areAll: true);
        line += CsvRecords.CountLines(bytes[start..(found < 0 ? bytes.Length : found)]) + (found < 0 ? 1 : 0);
        return found < 0 ? bytes.Length : found;
    }

    // The id of a row in which no quote stands before it or in it.
    private bool PlainId(ReadOnlySpan<byte> row, out ReadOnlySpan<byte> id)
    {
        id = default;
        for (var column = 0; ; column++)
        {
            var length = row.IndexOfAny(_cellEnds) is var found && found < 0 ? row.Length : found;
            if (length < row.Length && row[length] == (byte)'"')
                return false;
            if (column == IdColumn)
            {
                id = row[..length];
                return true;
            }

            if (length == row.Length || row[length] != Delimiter)
                return true; // too short a row
            row = row[(length + 1)..];
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, CsvRow row, int column)
    {
        if (column >= 0 && row[column] is { Length: > 0 } text)
            writer.WriteString(name, text);
    }

    private static StreamReader Text(ReadOnlyMemory<byte> utf8) =>
        new(new MemoryStream(utf8.ToArray(), writable: false), Utf8Text, detectEncodingFromByteOrderMarks: false, Math.Max(1_024, Math.Min(utf8.Length, 64 * 1024)));
}
