using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>What one row of a column holds. The order matters: the worst of several operands is their largest status.</summary>
internal enum RowStatus : byte
{
    Value,
    NotApplicable,
    Failed,

    /// <summary>Outside the mask: never computed, never looked at.</summary>
    Absent,
}

/// <summary>One column of a block. A column that is nothing but its statuses is a mask: a row with a value takes part.</summary>
internal class Column(int rows)
{
    public RowStatus[] Status { get; } = new RowStatus[rows];

    public int Rows => Status.Length;

    public static Column Create(ColumnKind kind, int rows) => kind switch
    {
        ColumnKind.Number => new NumberColumn(rows),
        ColumnKind.Ordinal => new OrdinalColumn(rows),
        ColumnKind.Text => new TextColumn(rows),
        _ => new Column(rows),
    };

    /// <summary>Takes over status and value of a row of a column of the same kind.</summary>
    public virtual void Copy(int row, Column from, int fromRow) => Status[row] = from.Status[fromRow];

    /// <summary>The value of a row as an object, for tables, messages and explanations.</summary>
    public virtual object ValueAt(int row) => throw new InvalidOperationException("A mask has no values.");

    /// <summary>Takes a constant: a number, boolean, position, day or text.</summary>
    public virtual void Set(int row, object value) => throw new InvalidOperationException("A mask has no values.");
}

internal abstract class Column<T>(int rows) : Column(rows)
{
    public T[] Values { get; } = new T[rows];

    public override void Copy(int row, Column from, int fromRow)
    {
        Status[row] = from.Status[fromRow];
        Values[row] = ((Column<T>)from).Values[fromRow];
    }

    public override object ValueAt(int row) => Values[row]!;
}

internal sealed class NumberColumn(int rows) : Column<Rational>(rows)
{
    public override void Set(int row, object value) => Values[row] = (Rational)value;
}

internal sealed class OrdinalColumn(int rows) : Column<int>(rows)
{
    public override void Set(int row, object value) => Values[row] = Encode(value);

    /// <summary>How booleans, positions and days are held.</summary>
    public static int Encode(object value) => value switch
    {
        bool boolean => boolean ? 1 : 0,
        int position => position,
        DateOnly day => day.DayNumber,
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no place in an ordinal column."),
    };
}

internal sealed class TextColumn(int rows) : Column<string>(rows)
{
    public override void Set(int row, object value) => Values[row] = (string)value;
}
