using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Explaining;

/// <summary>Reads what a run has left in its columns, by the expression that was computed. Nothing is computed again.</summary>
internal sealed class RunReading(ScoringPlan plan, Block block)
{
    public ScoringPlan Plan => plan;

    public Block Block => block;

    /// <summary>The outcome of an expression for a row; an expression under several masks was computed under at most one of them for a row.</summary>
    public (RowStatus Status, object? Value) Read(CheckedExpression node, int row)
    {
        foreach (var number in plan.ColumnsByNode[node])
        {
            var column = block.Columns[number];
            if (column.Status[row] != RowStatus.Absent)
                return (column.Status[row], column.Status[row] == RowStatus.Value ? column.ValueAt(row) : null);
        }

        return (RowStatus.Absent, null);
    }

    /// <summary>The position of the outcome chosen, or null when nothing was chosen.</summary>
    public int? Choice(CheckedExpression node, int row)
    {
        var column = (OrdinalColumn)block.Columns[plan.ChoicesByNode[node]];
        return column.Status[row] == RowStatus.Value ? column.Values[row] : null;
    }

    /// <summary>The records that went into an aggregate seen from a row.</summary>
    public IEnumerable<int> Records(AggregateNode aggregate, ListLevel level, int row)
    {
        var target = block.AncestorRows(level.Index, aggregate.Target.Index)[row];
        var targets = block.AncestorRows(aggregate.List.Index, aggregate.Target.Index);
        for (var record = 0; record < targets.Length; record++)
        {
            var isIn = targets[record] == target
                && (aggregate.Condition is null || Read(aggregate.Condition, record) is (RowStatus.Value, 1))
                && (aggregate.Body is null || Read(aggregate.Body, record).Status == RowStatus.Value);
            if (isIn)
                yield return record;
        }
    }
}
