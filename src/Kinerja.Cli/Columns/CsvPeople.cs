using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kinerja.Cli.Csv;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Reads plain rows of a wide table straight into columns. A row in which anything is unusual is left to the plan, whole.</summary>
internal sealed class CsvPeople(WideTable table, AppraisalPolicy policy) : IColumnReader
{
    private readonly CsvCells _cells = new(table.Header.Length, table.Delimiter);
    private readonly CsvRecord _person = new(table.Facts, policy.Facts, table.DecimalMark);

    public void Read(ByteBlock block, BlockRows rows)
    {
        table.Check(block);
        var line = block.Start.Line;
        ref var text = ref MemoryMarshal.GetReference(block.Utf8);
        for (var start = 0; start < block.Length;)
        {
            if (Unsafe.Add(ref text, start) is not ((byte)'\n' or (byte)'\r') && ReadRow(block, ref text, start, line + 1, rows) is var end and > 0)
            {
                (start, line) = (end, line + 1);
                continue;
            }

            end = table.EndOfRow(block.Utf8, start, ref line);
            if (end > 0)
                rows.AddOdd(new RecordPlace(start, end - start, line));
            start = Math.Abs(end); // behind a blank line
        }
    }

    // Behind the row, or −1 for one that is not plain.
    private int ReadRow(ByteBlock block, ref byte text, int start, int line, BlockRows rows)
    {
        var end = _cells.Find(ref text, start);
        if (end < 0 || end > block.Length)
            return -1;
        var id = block.Utf8.Slice(_cells.Start(table.IdColumn), _cells.Length(table.IdColumn));
        var period = table.PeriodColumn < 0 ? default : block.Utf8.Slice(_cells.Start(table.PeriodColumn), _cells.Length(table.PeriodColumn));
        if (id.IsEmpty || id.ContainsAnyExcept(PlainBytes.Letters) || !IsCurrent(period, rows))
            return -1;
        var people = rows.Current.People;
        people.Mark();
        if (!_person.TryFill(ref text, _cells, people, people.Add()))
        {
            people.Undo();
            return -1;
        }

        var next = Unsafe.Add(ref text, end) == (byte)'\r' && end + 1 < block.Length && Unsafe.Add(ref text, end + 1) == (byte)'\n' ? end + 2 : end + 1;
        next = Math.Min(next, block.Length);
        rows.Add(new RecordPlace(start, next - start, line), block.Utf8, _cells.Start(table.IdColumn), id.Length);
        return next;
    }

    private static bool IsCurrent(ReadOnlySpan<byte> period, BlockRows rows) =>
        period.SequenceEqual(rows.Current.Period) || (!period.ContainsAnyExcept(PlainBytes.Letters) && rows.TrySelect(period));
}
