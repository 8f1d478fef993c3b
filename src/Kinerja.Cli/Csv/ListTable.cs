namespace Kinerja.Cli.Csv;

/// <summary>The file of one list: hands out the records of one person after the other.</summary>
/// <remarks>
/// A file in the order of the appraisals is read once along with them, and memory stays flat. A file in any other order, or with rows of
/// nobody, is held whole.
/// </remarks>
internal sealed class ListTable : IDisposable
{
    private readonly Dictionary<string, List<CsvRow>>? _rowsById;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly IEnumerator<CsvRow>? _rows;
    private bool _hasRow;

    public ListTable(CsvTable table, CsvTable appraisals)
    {
        Table = table;
        if (IsInOrder(table, appraisals))
        {
            _rows = table.Rows().GetEnumerator();
            _hasRow = _rows.MoveNext();
            return;
        }

        _rowsById = new Dictionary<string, List<CsvRow>>(StringComparer.Ordinal);
        foreach (var row in table.Rows())
        {
            if (!_rowsById.TryGetValue(row[table.IdColumn], out var rows))
                _rowsById.Add(row[table.IdColumn], rows = []);
            rows.Add(row);
        }
    }

    public CsvTable Table { get; }

    /// <summary>Rows whose id no appraisal has asked for.</summary>
    public IEnumerable<(string Id, int Line)> Orphans => _rowsById is null
        ? []
        : _rowsById.Where(pair => !_taken.Contains(pair.Key)).Select(pair => (pair.Key, pair.Value[0].Line)).OrderBy(orphan => orphan.Line);

    /// <summary>The rows of the next person. People are asked for in the order of the appraisals.</summary>
    public List<CsvRow> RowsOf(string id)
    {
        if (_rowsById is not null)
        {
            _taken.Add(id);
            return _rowsById.GetValueOrDefault(id) ?? [];
        }

        var rows = new List<CsvRow>();
        for (; _hasRow && _rows!.Current[Table.IdColumn] == id; _hasRow = _rows.MoveNext())
            rows.Add(_rows.Current);
        return rows;
    }

    public void Dispose() => _rows?.Dispose();

    // Each id of the list must come up in the appraisals after the one before it.
    private static bool IsInOrder(CsvTable table, CsvTable appraisals)
    {
        using var people = appraisals.Ids().GetEnumerator();
        string? current = null;
        foreach (var (id, _) in table.Ids())
        {
            while (current != id)
            {
                if (!people.MoveNext())
                    return false;
                current = people.Current.Id;
            }
        }

        return true;
    }
}
