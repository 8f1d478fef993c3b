using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Explaining;

/// <summary>Reads what a run has left in its columns for one row of one level. Nothing is computed again.</summary>
internal sealed class RunReading(ScoringPlan plan, Block block, ListLevel level, int row)
{
    public ScoringPlan Plan => plan;

    public Block Block => block;

    public ListLevel Level => level;

    public int Row => row;

    /// <summary>The same run seen from another row.</summary>
    public RunReading At(ListLevel otherLevel, int otherRow) => new(plan, block, otherLevel, otherRow);

    /// <summary>The outcome of an expression. Under several masks it was computed under at most one of them for a row; on another level it has other rows.</summary>
    public (RowStatus Status, object? Value) Read(CheckedExpression node)
    {
        foreach (var number in plan.ColumnsByNode[node])
        {
            var column = block.Columns[number];
            if (plan.Columns[number].Level == level.Index && column.Status[row] != RowStatus.Absent)
                return (column.Status[row], column.Status[row] == RowStatus.Value ? column.ValueAt(row) : null);
        }

        return (RowStatus.Absent, null);
    }

    /// <summary>The position of the outcome chosen, or null when nothing was chosen.</summary>
    public int? Choice(CheckedExpression node)
    {
        var column = (OrdinalColumn)block.Columns[plan.ChoicesByNode[node]];
        return column.Status[row] == RowStatus.Value ? column.Values[row] : null;
    }

    /// <summary>The records that went into an aggregate.</summary>
    public IEnumerable<RunReading> Records(AggregateNode aggregate)
    {
        var target = block.AncestorRows(level.Index, aggregate.Target.Index)[row];
        var targets = block.AncestorRows(aggregate.List.Index, aggregate.Target.Index);
        for (var record = 0; record < targets.Length; record++)
        {
            if (targets[record] != target)
                continue;
            var at = At(aggregate.List, record);
            if ((aggregate.Condition is null || at.Read(aggregate.Condition) is (RowStatus.Value, 1))
                && (aggregate.Body is null || at.Read(aggregate.Body).Status == RowStatus.Value))
                yield return at;
        }
    }
}
