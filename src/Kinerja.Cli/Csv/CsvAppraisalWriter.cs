using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>Turns the rows of one person into the JSON of an appraisal. What a cell means is the policy's to say; what cannot be read is left as text, for the policy to refuse.</summary>
internal sealed class CsvAppraisalWriter(ImmutableArray<FactDescription> facts, Dictionary<string, ListTable> lists, bool decimalComma)
{
    private readonly List<Diagnostic> _issues = [];

    public AppraisalLine Write(CsvTable appraisals, CsvRow row)
    {
        _issues.Clear();
        var id = row[appraisals.IdColumn];
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json, JsonLine.Options))
        {
            NoteFlaw(appraisals, row, "");
            writer.WriteStartObject();
            writer.WriteString("id", id);
            foreach (var name in new[] { "unit", "period" })
            {
                if (row[Array.IndexOf(appraisals.Header, name) is var column and >= 0 ? column : int.MaxValue] is { Length: > 0 } text)
                    writer.WriteString(name, text);
            }

            writer.WriteStartObject("facts");
            WriteCells(writer, appraisals, row, facts, ["id", "unit", "period"]);
            foreach (var (name, table) in lists.Where(list => !list.Key.Contains('.', StringComparison.Ordinal)))
                WriteList(writer, name, table, id);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return new AppraisalLine(row.Line, json.WrittenMemory) { Issues = [.. _issues] };
    }

    private void WriteList(Utf8JsonWriter writer, string name, ListTable table, string id)
    {
        var rows = table.RowsOf(id);
        var fields = facts.First(fact => fact.Name == name).Fields;
        var inner = lists.Where(list => list.Key.StartsWith($"{name}.", StringComparison.Ordinal))
            .Select(list => (Name: list.Key[(name.Length + 1)..], list.Value.Table, Rows: ByPosition(name, list.Key, list.Value, id, rows.Count)))
            .ToList();
        writer.WriteStartArray(name);
        for (var position = 1; position <= rows.Count; position++)
        {
            var row = rows[position - 1];
            NoteFlaw(table.Table, row, $"facts.{name}[{position - 1}]");
            writer.WriteStartObject();
            WriteCells(writer, table.Table, row, fields, ["id"]);
            foreach (var list in inner)
            {
                writer.WriteStartArray(list.Name);
                foreach (var record in list.Rows[position])
                {
                    NoteFlaw(list.Table, record, $"facts.{name}[{position - 1}].{list.Name}");
                    writer.WriteStartObject();
                    WriteCells(writer, list.Table, record, fields.First(field => field.Name == list.Name).Fields, ["id", $"{name}#"]);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // The rows of an inner list by the position, from 1, of the record that they belong to.
    private ILookup<int, CsvRow> ByPosition(string parent, string name, ListTable table, string id, int count)
    {
        var column = Array.IndexOf(table.Table.Header, $"{parent}#");
        var placed = new List<(int Position, CsvRow Row)>();
        foreach (var row in table.RowsOf(id))
        {
            if (int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position >= 1 && position <= count)
            {
                placed.Add((position, row));
                continue;
            }

            _issues.Add(AppraisalIssues.InvalidTable($"facts.{name}", new LocalizedText(
                $"{table.Table.FileName} baris {row.Line}: kolom '{parent}#' berisi '{row[column]}', padahal orang ini punya {count} baris {parent}",
                $"{table.Table.FileName}, line {row.Line}: the column '{parent}#' holds '{row[column]}', but this person has {count} records of {parent}")));
        }

        return placed.ToLookup(entry => entry.Position, entry => entry.Row);
    }

    private void NoteFlaw(CsvTable table, CsvRow row, string path)
    {
        if (row.Flaw is { } flaw)
            _issues.Add(AppraisalIssues.InvalidTable(path, new LocalizedText($"{table.FileName} baris {row.Line}: {flaw.Indonesian}", $"{table.FileName}, line {row.Line}: {flaw.English}")));
    }

    private void WriteCells(Utf8JsonWriter writer, CsvTable table, CsvRow row, ImmutableArray<FactDescription> declared, string[] others)
    {
        for (var column = 0; column < table.Header.Length; column++)
        {
            var (name, cell) = (table.Header[column], row[column]);
            if (cell.Length == 0 || others.Contains(name))
                continue;
            writer.WritePropertyName(name);
            WriteCell(writer, cell, declared.FirstOrDefault(fact => fact.Name == name)?.Type, decimalComma);
        }
    }

    /// <summary>Writes what a cell means for a fact of some type; what cannot be read, and cells of unknown facts, are text.</summary>
    public static void WriteCell(Utf8JsonWriter writer, string cell, DataType? type, bool decimalComma)
    {
        if (type == DataType.Number && CsvNumber.ToJson(cell, decimalComma) is { } number)
            writer.WriteRawValue(number, skipInputValidation: true);
        else if (type == DataType.Boolean && bool.TryParse(cell, out var flag))
            writer.WriteBooleanValue(flag);
        else
            writer.WriteStringValue(cell);
    }
}
