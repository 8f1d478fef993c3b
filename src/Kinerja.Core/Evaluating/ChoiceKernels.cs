using Kinerja.Core.Authoring;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>Bands, decision tables and exceptions: which outcome a row gets.</summary>
internal static class ChoiceKernels
{
    public static void InPiece(InPieceStep step, Block block)
    {
        var (target, input, mask) = (block.Columns[step.Target], (NumberColumn)block.Columns[step.Input], PlanRunner.MaskOf(step, block));
        for (var row = 0; row < target.Rows; row++)
        {
            var isIn = PlanRunner.Takes(mask, row) && input.Status[row] == RowStatus.Value && step.Piece.Contains(input.Values[row]);
            target.Status[row] = isIn ? RowStatus.Value : RowStatus.Absent;
        }
    }

    public static void LeftOpen(LeftOpenStep step, Block block)
    {
        var (target, inside, mask) = (block.Columns[step.Target], block.Columns[step.Inside], PlanRunner.MaskOf(step, block));
        var condition = (OrdinalColumn)block.Columns[step.Condition];
        for (var row = 0; row < target.Rows; row++)
        {
            var isTaken = inside.Status[row] == RowStatus.Value && !(condition.Status[row] == RowStatus.Value && condition.Values[row] == 0);
            target.Status[row] = PlanRunner.Takes(mask, row) && !isTaken ? RowStatus.Value : RowStatus.Absent;
        }
    }

    public static void Locate(LocateStep step, Block block)
    {
        var (target, mask) = ((OrdinalColumn)block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var input = (NumberColumn)block.Columns[step.Input];
        var conditions = step.Conditions.Select(condition => condition == Step.None ? null : (OrdinalColumn)block.Columns[condition]).ToArray();
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
                target.Status[row] = RowStatus.Absent;
            else if (input.Status[row] != RowStatus.Value)
                target.Status[row] = input.Status[row];
            else
                LocateOne(step, conditions, target, input.Values[row], row, block);
        }
    }

    private static void LocateOne(LocateStep step, OrdinalColumn?[] conditions, OrdinalColumn target, Rational value, int row, Block block)
    {
        for (var piece = 0; piece < step.Pieces.Length; piece++)
        {
            if (!step.Pieces[piece].Contains(value))
                continue;
            var condition = conditions[piece];
            if (condition is not null && condition.Status[row] != RowStatus.Value)
            {
                target.Status[row] = RowStatus.Failed; // told where the condition failed
                return;
            }

            if (condition is not null && condition.Values[row] == 0)
                continue;
            target.Values[row] = piece;
            return;
        }

        target.Status[row] = RowStatus.Failed;
        block.Report(step, row, DiagnosticCatalog.NothingMatches, block.OwnerOf(step, row));
    }

    public static void Match(MatchStep step, Block block)
    {
        var (target, mask) = ((OrdinalColumn)block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var inputs = step.Inputs.Select(input => block.Columns[input]).ToArray();
        for (var row = 0; row < target.Rows; row++)
        {
            var worst = PlanRunner.Takes(mask, row) ? inputs.Max(input => input.Status[row]) : RowStatus.Absent;
            target.Status[row] = worst;
            if (worst == RowStatus.Value)
                target.Values[row] = step.Cells.All(cell => cell.Matches(ForCell(inputs[cell.Input], cell.AnyOf, row))) ? 1 : 0;
        }
    }

    // Cells hold constants as the policy means them; ordinal columns hold positions.
    private static object ForCell(Column input, IEnumerable<object> constants, int row)
    {
        if (input is not OrdinalColumn ordinals)
            return input.ValueAt(row);
        return constants.FirstOrDefault(constant => OrdinalColumn.Encode(constant) == ordinals.Values[row]) ?? ordinals;
    }

    public static void ChooseRule(ChooseRuleStep step, Block block)
    {
        var (target, mask) = ((OrdinalColumn)block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var matches = step.Matches.Select(match => (OrdinalColumn)block.Columns[match]).ToArray();
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
            {
                target.Status[row] = RowStatus.Absent;
                continue;
            }

            if (matches.Length > 0 && matches[0].Status[row] != RowStatus.Value)
            {
                target.Status[row] = matches[0].Status[row]; // every rule reads the same inputs
                continue;
            }

            var first = Array.FindIndex(matches, match => match.Values[row] == 1);
            var second = first < 0 || !step.IsUnique ? -1 : Array.FindIndex(matches, first + 1, match => match.Values[row] == 1);
            target.Values[row] = first < 0 ? matches.Length : first;
            if (second >= 0)
            {
                target.Status[row] = RowStatus.Failed;
                block.Report(step, row, DiagnosticCatalog.TwoRulesMatch, step.Ids[first], step.Ids[second], block.OwnerOf(step, row));
            }
            else if (first < 0 && !step.HasDefault)
            {
                target.Status[row] = RowStatus.Failed;
                block.Report(step, row, DiagnosticCatalog.NothingMatches, block.OwnerOf(step, row));
            }
        }
    }

    public static void Collect(CollectStep step, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var matches = step.Matches.Select(match => (OrdinalColumn)block.Columns[match]).ToArray();
        var outcomes = step.Outcomes.Select(outcome => block.Columns[outcome]).ToArray();
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
            {
                target.Status[row] = RowStatus.Absent;
                continue;
            }

            var worst = matches.Length == 0 ? RowStatus.Value : matches[0].Status[row];
            var collected = new Accumulator(step.HitPolicy switch
            {
                HitPolicy.CollectSum => Checking.AggregateFunction.Sum,
                HitPolicy.CollectMin => Checking.AggregateFunction.Min,
                HitPolicy.CollectMax => Checking.AggregateFunction.Max,
                _ => Checking.AggregateFunction.Count,
            });
            for (var rule = 0; rule < matches.Length && worst == RowStatus.Value; rule++)
            {
                if (matches[rule].Values[row] == 1)
                    collected.Add(outcomes[rule], row);
            }

            if (worst != RowStatus.Value)
                target.Status[row] = worst;
            else if (collected.Store(target, row) != Fault.None)
                block.Report(step, row, DiagnosticCatalog.NumberTooLarge, block.OwnerOf(step, row));
        }
    }

    public static void Pick(PickStep step, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var position = (OrdinalColumn)block.Columns[step.Position];
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
                target.Status[row] = RowStatus.Absent;
            else if (position.Status[row] != RowStatus.Value)
                target.Status[row] = position.Status[row];
            else
                target.Copy(row, block.Columns[step.Outcomes[position.Values[row]]], row);
        }
    }

    public static void Applies(AppliesStep step, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        bool IsTrue(int exception, int row) =>
            block.Columns[step.Conditions[exception]] is OrdinalColumn condition && condition.Status[row] == RowStatus.Value && condition.Values[row] == 1;
        for (var row = 0; row < target.Rows; row++)
        {
            var applies = PlanRunner.Takes(mask, row) && IsTrue(step.Exception, row) && !step.SilencedBy.Any(other => IsTrue(other, row));
            target.Status[row] = applies ? RowStatus.Value : RowStatus.Absent;
        }
    }

    public static void ChooseException(ChooseExceptionStep step, Block block)
    {
        var (target, mask) = ((OrdinalColumn)block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
            {
                target.Status[row] = RowStatus.Absent;
                continue;
            }

            if (step.Conditions.Any(condition => block.Columns[condition].Status[row] == RowStatus.Failed))
            {
                target.Status[row] = RowStatus.Failed;
                continue;
            }

            var chosen = -1;
            for (var exception = 0; exception < step.Applies.Length; exception++)
            {
                if (block.Columns[step.Applies[exception]].Status[row] != RowStatus.Value)
                    continue;
                if (chosen >= 0 && !Agree(block.Columns[step.Outcomes[chosen]], block.Columns[step.Outcomes[exception]], row))
                {
                    target.Status[row] = RowStatus.Failed;
                    block.Report(step, row, DiagnosticCatalog.PersonExceptions, step.Ids[chosen], step.Ids[exception], block.OwnerOf(step, row));
                    break;
                }

                chosen = chosen < 0 ? exception : chosen;
            }

            target.Values[row] = chosen + 1;
        }
    }

    private static bool Agree(Column left, Column right, int row) =>
        left.Status[row] == RowStatus.Failed || right.Status[row] == RowStatus.Failed // told elsewhere, and the row fails with it
        || (left.Status[row] == right.Status[row] && (left.Status[row] != RowStatus.Value || left.ValueAt(row).Equals(right.ValueAt(row))));
}
