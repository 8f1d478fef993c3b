using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Cells beside each other in every row that hold numbers, read together (<see cref="CsvNumbers"/>), with what is known of their facts' columns.</summary>
internal sealed class CsvRun
{
    private readonly int[] _fields;
    private readonly int[][] _values = new int[CsvNumbers.MostCells][];
    private readonly int[] _scales = new int[CsvNumbers.MostCells];
    private FactValues? _held;
    private int _changes;

    private CsvRun(int first, int column, int[] fields) => (First, Column, _fields) = (first, column, fields);

    /// <summary>The first cell of them.</summary>
    public int First { get; }

    public int Count => _fields.Length;

    /// <summary>The table's column of the first cell.</summary>
    public int Column { get; }

    /// <summary>The scales of the facts; as many can be read as <see cref="CsvNumbers"/> reads cells.</summary>
    public ref int Scales => ref MemoryMarshal.GetArrayDataReference(_scales);

    /// <summary>The runs among the cells of a record.</summary>
    public static IEnumerable<CsvRun> Of((int Column, int Field)[] cells, FactDescription[] facts)
    {
        bool IsNumber(int cell) => cells[cell].Field >= 0 && facts[cells[cell].Field].Type == DataType.Number;
        for (var first = 0; first < cells.Length; first++)
        {
            var count = 0;
            while (count < CsvNumbers.MostCells && first + count < cells.Length && IsNumber(first + count) && cells[first + count].Column == cells[first].Column + count)
                count++;
            if (count < CsvNumbers.FewestCells)
                continue;
            yield return new CsvRun(first, cells[first].Column, [.. cells[first..(first + count)].Select(cell => cell.Field)]);
            first += count - 1;
        }
    }

    /// <summary>Takes up the columns of a batch, and what has become of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Follow(FactValues held)
    {
        if (held != _held || held.Changes != _changes)
            Take(held);
    }

    /// <summary>Sets a row of every column; it has been added before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int row, Vector256<int> values)
    {
        if (Count < CsvNumbers.MostCells)
        {
            for (var cell = 0; cell < _fields.Length; cell++)
                _values[cell][row] = values[cell];
            return;
        }

        var columns = _values;
        Set(columns[0], row, values.GetElement(0));
        Set(columns[1], row, values.GetElement(1));
        Set(columns[2], row, values.GetElement(2));
        Set(columns[3], row, values.GetElement(3));
        Set(columns[4], row, values.GetElement(4));
        Set(columns[5], row, values.GetElement(5));
        Set(columns[6], row, values.GetElement(6));
        Set(columns[7], row, values.GetElement(7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(int[] column, int row, int value) => column[row] = value;

    private void Take(FactValues held)
    {
        (_held, _changes) = (held, held.Changes);
        for (var cell = 0; cell < _fields.Length; cell++)
            (_values[cell], _scales[cell]) = (held.Values[_fields[cell]], held.Scales[_fields[cell]]);
    }
}
