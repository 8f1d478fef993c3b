using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Masks, conditions and the three outcomes: value, not applicable, failed.</summary>
internal static class LogicKernels
{
    public static void Constant(ConstantStep step, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        for (var row = 0; row < target.Rows; row++)
        {
            if (PlanRunner.Takes(mask, row))
                target.Set(row, step.Value);
            else
                target.Status[row] = RowStatus.Absent;
        }
    }

    public static void NotApplicable(NotApplicableStep step, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        for (var row = 0; row < target.Rows; row++)
            target.Status[row] = PlanRunner.Takes(mask, row) ? RowStatus.NotApplicable : RowStatus.Absent;
    }

    public static void Broadcast(BroadcastStep step, int from, int to, Block block)
    {
        var (target, source, rows) = (block.Columns[step.Target], block.Columns[step.Source], block.AncestorRows(to, from));
        for (var row = 0; row < target.Rows; row++)
            target.Copy(row, source, rows[row]);
    }

    public static void MaskOfParents(MaskOfParentsStep step, int from, int to, Block block)
    {
        var (target, source, rows) = (block.Columns[step.Target], block.Columns[step.Source], block.AncestorRows(from, to));
        Array.Fill(target.Status, RowStatus.Absent);
        for (var row = 0; row < source.Rows; row++)
        {
            if (source.Status[row] == RowStatus.Value)
                target.Status[rows[row]] = RowStatus.Value;
        }
    }

    public static void Mask(MaskStep step, Block block)
    {
        var (target, source, mask) = (block.Columns[step.Target], block.Columns[step.Source], PlanRunner.MaskOf(step, block));
        var ordinals = (source as OrdinalColumn)?.Values;
        for (var row = 0; row < target.Rows; row++)
        {
            var isIn = PlanRunner.Takes(mask, row) && Passes(step, source.Status[row], ordinals is null ? 0 : ordinals[row]);
            target.Status[row] = isIn ? RowStatus.Value : RowStatus.Absent;
        }
    }

    private static bool Passes(MaskStep step, RowStatus status, int ordinal) => step.Test switch
    {
        MaskTest.True => status == RowStatus.Value && ordinal == 1,
        MaskTest.False => status == RowStatus.Value && ordinal == 0,
        MaskTest.NotFalse => status == RowStatus.NotApplicable || (status == RowStatus.Value && ordinal == 1),
        MaskTest.NotTrue => status == RowStatus.NotApplicable || (status == RowStatus.Value && ordinal == 0),
        MaskTest.NotApplicable => status == RowStatus.NotApplicable,
        MaskTest.Position => status == RowStatus.Value && ordinal == step.Position,
        _ => throw new InvalidOperationException($"Unhandled test {step.Test}."),
    };

    public static void Logic(LogicStep step, Block block)
    {
        var (target, mask) = ((OrdinalColumn)block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var (left, right) = ((OrdinalColumn)block.Columns[step.Left], (OrdinalColumn)block.Columns[step.Right]);
        var decisive = step.IsAnd ? 0 : 1; // the value that settles the answer alone
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
                target.Status[row] = RowStatus.Absent;
            else if (left.Status[row] == RowStatus.Failed || (left.Status[row] == RowStatus.Value && left.Values[row] == decisive))
                target.Copy(row, left, row);
            else if (right.Status[row] == RowStatus.Failed || (right.Status[row] == RowStatus.Value && right.Values[row] == decisive))
                target.Copy(row, right, row);
            else if (left.Status[row] == RowStatus.NotApplicable)
                target.Status[row] = RowStatus.NotApplicable;
            else
                target.Copy(row, right, row);
        }
    }

    public static void Coalesce(CoalesceStep step, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var (left, right) = (block.Columns[step.Left], block.Columns[step.Right]);
        for (var row = 0; row < target.Rows; row++)
        {
            if (PlanRunner.Takes(mask, row))
                target.Copy(row, left.Status[row] == RowStatus.NotApplicable ? right : left, row);
            else
                target.Status[row] = RowStatus.Absent;
        }
    }

    public static void Conditional(ConditionalStep step, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var condition = (OrdinalColumn)block.Columns[step.Condition];
        var (then, otherwise) = (block.Columns[step.Then], block.Columns[step.Otherwise]);
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
                target.Status[row] = RowStatus.Absent;
            else if (condition.Status[row] != RowStatus.Value)
                target.Status[row] = condition.Status[row];
            else
                target.Copy(row, condition.Values[row] == 1 ? then : otherwise, row);
        }
    }

    public static void Guard(GuardStep step, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var (inner, condition) = (block.Columns[step.Inner], (OrdinalColumn)block.Columns[step.Condition]);
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
            {
                target.Status[row] = RowStatus.Absent;
            }
            else if (condition.Status[row] == RowStatus.Value && condition.Values[row] == 1)
            {
                target.Copy(row, inner, row);
            }
            else if (condition.Status[row] == RowStatus.NotApplicable)
            {
                target.Status[row] = RowStatus.NotApplicable;
            }
            else
            {
                target.Status[row] = RowStatus.Failed;
                if (condition.Status[row] != RowStatus.Failed)
                    block.Report(step, row, step.Descriptor, [block.OwnerOf(step, row), .. step.Arguments.Select(argument => block.Columns[argument].ValueAt(row))]);
            }
        }
    }
}
