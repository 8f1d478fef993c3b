using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Places records: 1 for the first, the same for equals. The order of the records never matters.</summary>
internal static class RankKernel
{
    public static void Run(RankStep step, int level, Block block)
    {
        var (target, mask) = ((NumberColumn)block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var keys = step.Keys.Select(key => block.Columns[key]).ToArray();
        var within = step.Within == Step.None ? null : block.Columns[step.Within];
        var parents = block.AncestorRows(level, block.LevelOf(level).Parent!.Index);
        Array.Fill(target.Status, RowStatus.Absent);
        var order = Comparer<int>.Create((left, right) => Compare(keys, step.IsDescending, left, right));
        var groups = Enumerable.Range(0, target.Rows).Where(row => PlanRunner.Takes(mask, row))
            .GroupBy(row => (parents[row], within is null ? null : within.Status[row] == RowStatus.Value ? within.ValueAt(row) : null));
        foreach (var group in groups)
            Place(target, keys, within, [.. group], order);
    }

    // Where one key of a group has failed nobody's place is known; the failure has been reported.
    private static void Place(NumberColumn target, Column[] keys, Column? within, int[] rows, IComparer<int> order)
    {
        var worst = rows.Max(row => keys.Append(within).OfType<Column>().Max(column => column.Status[row]));
        if (worst == RowStatus.Value)
            Array.Sort(rows, order);
        for (var index = 0; index < rows.Length; index++)
        {
            target.Status[rows[index]] = worst;
            target.Values[rows[index]] = index > 0 && worst == RowStatus.Value && order.Compare(rows[index - 1], rows[index]) == 0
                ? target.Values[rows[index - 1]]
                : index + 1;
        }
    }

    private static int Compare(Column[] keys, IReadOnlyList<bool> isDescending, int left, int right)
    {
        for (var key = 0; key < keys.Length; key++)
        {
            var difference = keys[key] switch
            {
                NumberColumn numbers => numbers.Values[left].CompareTo(numbers.Values[right]),
                OrdinalColumn ordinals => ordinals.Values[left].CompareTo(ordinals.Values[right]),
                var texts => string.CompareOrdinal(((TextColumn)texts).Values[left], ((TextColumn)texts).Values[right]),
            };
            if (difference != 0)
                return isDescending[key] ? -difference : difference;
        }

        return 0;
    }
}
