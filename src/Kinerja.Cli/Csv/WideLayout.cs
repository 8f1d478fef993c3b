using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>What one column of a wide table holds.</summary>
/// <param name="Column">Its position in the header.</param>
/// <param name="Name">The fact, or the field of its record.</param>
/// <param name="Fact">What the policy says of it; null where it knows no such fact.</param>
internal sealed record WideCell(int Column, string Name, FactDescription? Fact);

/// <summary>The columns of one record, or of the people themselves: single facts, and the records of lists.</summary>
internal sealed class WideRecord(ImmutableArray<FactDescription> facts)
{
    private const int MostRecords = 1_000; // of a list in a header

    private readonly SortedDictionary<int, WideList> _lists = []; // by the policy's order

    /// <summary>The columns of a list: what each of its records has.</summary>
    public sealed class WideList(FactDescription list)
    {
        public FactDescription List => list;

        /// <summary>By the number of the record, from 1.</summary>
        public SortedDictionary<int, WideRecord> Records { get; } = [];

        /// <summary>Lists that some record has a column of: then all of them have the list.</summary>
        public SortedSet<string> InnerLists { get; } = new(StringComparer.Ordinal);
    }

    public List<WideCell> Cells { get; } = [];

    public IEnumerable<WideList> Lists => _lists.Values;

    /// <summary>Puts a column where its name says: <c>planItems.2.target</c> is a field of the second record of a list, all else a fact.</summary>
    public void Add(int column, string name)
    {
        if (Split(name) is not var (position, number, field))
        {
            Cells.Add(new WideCell(column, name, facts.FirstOrDefault(fact => fact.Name == name)));
            return;
        }

        if (!_lists.TryGetValue(position, out var list))
            _lists.Add(position, list = new WideList(facts[position]));
        if (!list.Records.TryGetValue(number, out var record))
            list.Records.Add(number, record = new WideRecord(facts[position].Fields));
        record.Add(column, field);
        list.InnerLists.UnionWith(record.Lists.Select(inner => inner.List.Name));
    }

    /// <summary>Writes the members of the object that a row says.</summary>
    public void Write(Utf8JsonWriter writer, CsvRow row, bool decimalComma, IEnumerable<string>? otherLists = null)
    {
        foreach (var cell in Cells)
        {
            if (row[cell.Column] is not { Length: > 0 } text)
                continue;
            writer.WritePropertyName(cell.Name);
            CsvAppraisalWriter.WriteCell(writer, text, cell.Fact?.Type, decimalComma);
        }

        foreach (var list in Lists)
            Write(writer, list, row, decimalComma);
        foreach (var name in (otherLists ?? []).Where(name => Lists.All(list => list.List.Name != name)))
        {
            writer.WriteStartArray(name);
            writer.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter writer, WideList list, CsvRow row, bool decimalComma)
    {
        writer.WriteStartArray(list.List.Name);
        var count = list.Records.LastOrDefault(record => record.Value.HasContent(row)).Key; // 0 where none has
        for (var number = 1; number <= count; number++)
        {
            writer.WriteStartObject();
            (list.Records.GetValueOrDefault(number) ?? new WideRecord([])).Write(writer, row, decimalComma, list.InnerLists);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private bool HasContent(CsvRow row) => Cells.Exists(cell => row[cell.Column].Length > 0) || Lists.Any(list => list.Records.Values.Any(record => record.HasContent(row)));

    // List, number and field of a name such as planItems.2.target; null for any other name.
    private (int Position, int Number, string Field)? Split(string name)
    {
        if (name.Split('.', 3) is not [var list, var number, { Length: > 0 } field] || number.StartsWith('0'))
            return null;
        for (var position = 0; position < facts.Length; position++)
        {
            if (facts[position].Name == list && facts[position].Type == DataType.List && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var record) && record <= MostRecords)
                return (position, record, field);
        }

        return null;
    }
}
