using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Kinerja.Cli.Csv;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Reads plain rows of a wide table straight into columns. A row in which anything is unusual is left to the plan, whole.</summary>
internal sealed class CsvPeople : IColumnReader
{
    private enum CellKind
    {
        Number,
        Word,
        Id,
        Unit,
        Period,
        Unknown,
    }

    private readonly WideTable _table;
    private readonly byte _delimiter;
    private readonly byte _mark;
    private readonly CellKind[] _kinds;
    private readonly int[] _fields; // by column
    private readonly int[] _absent; // facts without a column
    private readonly bool _isEverythingGiven;

    public CsvPeople(WideTable table, AppraisalPolicy policy)
    {
        (_table, _delimiter, _mark) = (table, table.Delimiter, table.DecimalMark);
        (_kinds, _fields) = (new CellKind[table.Header.Length], new int[table.Header.Length]);
        Array.Fill(_kinds, CellKind.Unknown);
        _kinds[table.IdColumn] = CellKind.Id;
        if (table.UnitColumn >= 0)
            _kinds[table.UnitColumn] = CellKind.Unit;
        if (table.PeriodColumn >= 0)
            _kinds[table.PeriodColumn] = CellKind.Period;
        var facts = policy.Facts;
        foreach (var cell in table.Facts.Cells.Where(cell => cell.Fact is not null))
        {
            _fields[cell.Column] = facts.IndexOf(cell.Fact!);
            _kinds[cell.Column] = cell.Fact!.Type == DataType.Number ? CellKind.Number : CellKind.Word;
        }

        _absent = [.. Enumerable.Range(0, facts.Length).Where(field => table.Facts.Cells.TrueForAll(cell => cell.Fact != facts[field]))];
        _isEverythingGiven = _absent.All(field => !facts[field].IsRequired);
    }

    public void Read(ByteBlock block, BlockRows rows)
    {
        var line = block.Start.Line;
        ref var text = ref MemoryMarshal.GetReference(block.Utf8);
        for (var start = 0; start < block.Length;)
        {
            if (Unsafe.Add(ref text, start) is not ((byte)'\n' or (byte)'\r') && ReadRow(block, ref text, start, line + 1, rows) is var end and > 0)
            {
                (start, line) = (end, line + 1);
                continue;
            }

            end = _table.EndOfRow(block.Utf8, start, ref line);
            if (end > 0)
                rows.AddOdd(new RecordPlace(start, end - start, line));
            start = Math.Abs(end); // behind a blank line
        }
    }

    // Behind the row, or −1 for one that is not plain.
    private int ReadRow(ByteBlock block, ref byte text, int start, int line, BlockRows rows)
    {
        var people = rows.Current.People;
        people.Mark();
        var end = _isEverythingGiven ? ReadCells(ref text, start, people, people.Add(), out var id, out var period) : NothingRead(out id, out period);
        if (end < 0 || end > block.Length)
        {
            people.Undo();
            return -1;
        }

        var periodText = block.Utf8.Slice(period.Start, period.Length);
        if (!periodText.SequenceEqual(rows.Current.Period))
        {
            people.Undo();
            return rows.TrySelect(periodText) ? ReadRow(block, ref text, start, line, rows) : -1;
        }

        var next = Unsafe.Add(ref text, end) == (byte)'\r' && end + 1 < block.Length && Unsafe.Add(ref text, end + 1) == (byte)'\n' ? end + 2 : end + 1;
        next = Math.Min(next, block.Length);
        rows.Add(new RecordPlace(start, next - start, line), block.Utf8, id.Start, id.Length);
        return next;
    }

    private static int NothingRead(out (int Start, int Length) id, out (int Start, int Length) period)
    {
        (id, period) = (default, default);
        return -1;
    }

    // Up to the line ending.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ReadCells(ref byte text, int start, FactLevel people, int row, out (int Start, int Length) id, out (int Start, int Length) period)
    {
        (id, period) = (default, default);
        var (position, last, mark, delimiter, fields) = (start, _kinds.Length - 1, _mark, _delimiter, people.Fields);
        for (var column = 0; ; column++)
        {
            var kind = _kinds[column];
            if (kind == CellKind.Number)
            {
                var field = fields[_fields[column]];
                var length = PlainNumber.ReadShort(ref Unsafe.Add(ref text, position), mark, out var mantissa, out var decimals);
                if (length > 0 && Unsafe.Add(ref text, position + length) == delimiter && column < last && field.TrySetShort(row, mantissa, decimals))
                {
                    position += length + 1;
                    continue;
                }
            }

            if (!TryCell(ref text, ref position, out var cell))
                return -1;
            switch (kind)
            {
                case CellKind.Id:
                    if (cell.Length == 0)
                        return -1;
                    id = cell;
                    break;
                case CellKind.Period:
                    period = cell;
                    break;
                case CellKind.Unit:
                    break;
                default:
                    if (!TrySet(kind, ref Unsafe.Add(ref text, cell.Start), cell.Length, kind == CellKind.Unknown ? null : fields[_fields[column]], row))
                        return -1;
                    break;
            }

            var next = Unsafe.Add(ref text, position);
            if (column == last)
                break;
            if (next != delimiter)
                return -1;
            position++;
        }

        if (Unsafe.Add(ref text, position) is not ((byte)'\n' or (byte)'\r'))
            return -1;
        foreach (var field in _absent)
            fields[field].SetMissing(row);
        return position;
    }

    private bool TrySet(CellKind kind, ref byte start, int length, FactField? field, int row)
    {
        if (length == 0)
        {
            if (field is { IsRequired: true })
                return false;
            field?.SetMissing(row);
            return true;
        }

        var cell = MemoryMarshal.CreateReadOnlySpan(ref start, length);
        if (kind == CellKind.Number)
            return PlainNumber.Read(cell, _mark, out var mantissa, out var decimals) == length && field!.TrySet(row, mantissa, decimals);
        if (field?.Type != DataType.Boolean)
            return field is not null && field.TrySetText(row, cell);
        var isTrue = Ascii.EqualsIgnoreCase(cell, "true"u8);
        field.Set(row, isTrue ? 1 : 0);
        return isTrue || Ascii.EqualsIgnoreCase(cell, "false"u8);
    }

    // A cell of plain letters, perhaps with quotes around it; the position is then behind it.
    private bool TryCell(ref byte text, ref int position, out (int Start, int Length) cell)
    {
        if (Unsafe.Add(ref text, position) == (byte)'"')
        {
            cell = (position + 1, PlainBytes.CountFrom(ref Unsafe.Add(ref text, position + 1), (byte)'"'));
            position += cell.Length + 2;
            return Unsafe.Add(ref text, position - 1) == (byte)'"';
        }

        cell = (position, PlainBytes.CountFrom(ref Unsafe.Add(ref text, position), _delimiter));
        position += cell.Length;
        return Unsafe.Add(ref text, position) is var end && (end == _delimiter || end is (byte)'\n' or (byte)'\r');
    }
}
