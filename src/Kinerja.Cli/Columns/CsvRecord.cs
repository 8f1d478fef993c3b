using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Kinerja.Cli.Csv;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Puts the cells of one record, a person or a record of a list, into columns.</summary>
internal sealed class CsvRecord
{
    private readonly (int Column, int Field)[] _cells; // −1 for a column that the policy does not know
    private readonly CsvRun[] _runs; // of the cells
    private readonly int[] _others; // cells in no run
    private readonly int[] _absent; // fields without a column
    private readonly CsvRecord[][] _lists; // the records of each list; empty for a list without a column
    private readonly bool[] _hasList;
    private readonly byte _mark;

    /// <param name="record">Its columns; null for a record of which the table has none.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="given">Lists that it has in any case.</param>
    public CsvRecord(WideRecord? record, IReadOnlyList<FactDescription> facts, byte mark, IEnumerable<string>? given = null)
    {
        _mark = mark;
        var names = facts.Where(fact => fact.Type != DataType.List).Select(fact => fact.Name).ToList();
        var lists = facts.Where(fact => fact.Type == DataType.List).ToList();
        _cells = [.. (record?.Cells ?? []).Select(cell => (cell.Column, names.IndexOf(cell.Name)))];
        _runs = CsvNumbers.IsSupported ? [.. CsvRun.Of(_cells, [.. facts.Where(fact => fact.Type != DataType.List)])] : [];
        _others = [.. Enumerable.Range(0, _cells.Length).Where(cell => !Array.Exists(_runs, run => cell >= run.First && cell < run.First + run.Count))];
        _absent = [.. Enumerable.Range(0, names.Count).Where(field => !Array.Exists(_cells, cell => cell.Field == field))];
        var columns = lists.Select(list => record?.Lists.FirstOrDefault(wide => wide.List.Name == list.Name)).ToArray();
        _hasList = [.. lists.Select((list, index) => columns[index] is not null || (given?.Contains(list.Name) ?? false))];
        _lists = [.. columns.Select((wide, index) => wide is null ? [] : Enumerable.Range(1, wide.Records.Keys.Max())
            .Select(number => new CsvRecord(wide.Records.GetValueOrDefault(number), lists[index].Fields, mark, wide.InnerLists)).ToArray())];
    }

    /// <summary>Fills a row of the level; false where a cell is not plain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryFill(ref byte text, CsvCells cells, FactLevel level, int row)
    {
        foreach (var run in _runs)
        {
            if (!TryFillRun(ref text, cells, run, level, row))
                return false;
        }

        foreach (var cell in _others)
        {
            if (!TryFillCell(ref text, cells, cell, level, row))
                return false;
        }

        foreach (var field in _absent)
        {
            if (!TrySet(level.Fields[field], row, default))
                return false;
        }

        for (var list = 0; list < _lists.Length; list++)
        {
            if (!TryFillList(ref text, cells, level, row, list))
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryFillRun(ref byte text, CsvCells cells, CsvRun run, FactLevel level, int row)
    {
        run.Follow(level.Held);
        if (CsvNumbers.TryRead(ref text, ref cells.StartsFrom(run.Column), ref cells.EndsFrom(run.Column), run.Count, ref run.Scales, _mark, out var values))
        {
            run.Set(row, values);
            return true;
        }

        for (var cell = 0; cell < run.Count; cell++)
        {
            if (!TryFillCell(ref text, cells, run.First + cell, level, row))
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFillCell(ref byte text, CsvCells cells, int cell, FactLevel level, int row)
    {
        var (column, index) = _cells[cell];
        var (start, length) = (cells.Start(column), cells.Length(column));
        if (index < 0)
            return length == 0; // otherwise an unknown fact
        var field = level.Fields[index];
        return (field.Type == DataType.Number && PlainNumber.TryReadCell(ref text, start, length, _mark, out var mantissa, out var decimals) && field.TrySetShort(row, mantissa, decimals))
            || TrySet(field, row, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), length));
    }

    private bool TryFillList(ref byte text, CsvCells cells, FactLevel level, int row, int list)
    {
        var inner = level.Lists[list];
        if (!_hasList[list])
        {
            inner.SetLength(row, -1);
            return !inner.IsRequired;
        }

        var (records, count) = (_lists[list], _lists[list].Length);
        while (count > 0 && !records[count - 1].HasContent(cells))
            count--;
        for (var number = 0; number < count; number++)
        {
            if (!records[number].TryFill(ref text, cells, inner, inner.Add()))
                return false;
        }

        inner.SetLength(row, count);
        return true;
    }

    private bool HasContent(CsvCells cells)
    {
        foreach (var (column, _) in _cells)
        {
            if (cells.Length(column) > 0)
                return true;
        }

        return Array.Exists(_lists, records => Array.Exists(records, record => record.HasContent(cells)));
    }

    private bool TrySet(FactField field, int row, ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
        {
            field.SetMissing(row);
            return !field.IsRequired;
        }

        switch (field.Type)
        {
            case DataType.Number:
                return PlainNumber.Read(cell, _mark, out var mantissa, out var decimals) == cell.Length && field.TrySet(row, mantissa, decimals);
            case DataType.Boolean:
                var isTrue = Ascii.EqualsIgnoreCase(cell, "true"u8);
                field.Set(row, isTrue ? 1 : 0);
                return isTrue || Ascii.EqualsIgnoreCase(cell, "false"u8);
            default:
                return field.TrySetText(row, cell);
        }
    }
}
