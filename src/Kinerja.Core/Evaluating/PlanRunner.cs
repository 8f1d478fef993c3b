using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>The door of Evaluating: puts people into a block and runs the plan over it. The columns it leaves are the whole calculation.</summary>
internal static class PlanRunner
{
    public static Block Run(ScoringPlan plan, PolicyLimits limits, IReadOnlyList<Appraisal> appraisals)
    {
        var block = FactBinder.Bind(plan, limits, appraisals);
        foreach (var step in plan.Steps)
            Execute(plan, step, block);
        return block;
    }

    private static void Execute(ScoringPlan plan, Step step, Block block)
    {
        switch (step)
        {
            case ElementStep element:
                ElementKernels.Run(element, block);
                break;
            case MaskStep mask:
                LogicKernels.Mask(mask, block);
                break;
            case ConstantStep constant:
                LogicKernels.Constant(constant, block);
                break;
            case NotApplicableStep none:
                LogicKernels.NotApplicable(none, block);
                break;
            case BroadcastStep broadcast:
                LogicKernels.Broadcast(broadcast, plan.Columns[broadcast.Source].Level, plan.Columns[broadcast.Target].Level, block);
                break;
            case MaskOfParentsStep parents:
                LogicKernels.MaskOfParents(parents, plan.Columns[parents.Source].Level, plan.Columns[parents.Target].Level, block);
                break;
            case LogicStep logic:
                LogicKernels.Logic(logic, block);
                break;
            case CoalesceStep coalesce:
                LogicKernels.Coalesce(coalesce, block);
                break;
            case ConditionalStep conditional:
                LogicKernels.Conditional(conditional, block);
                break;
            case GuardStep guard:
                LogicKernels.Guard(guard, block);
                break;
            case AggregateStep aggregate:
                AggregateKernels.Run(aggregate, plan.Columns[aggregate.Target].Level, block);
                break;
            case RankStep rank:
                RankKernel.Run(rank, plan.Columns[rank.Target].Level, block);
                break;
            case InPieceStep inPiece:
                ChoiceKernels.InPiece(inPiece, block);
                break;
            case LeftOpenStep leftOpen:
                ChoiceKernels.LeftOpen(leftOpen, block);
                break;
            case LocateStep locate:
                ChoiceKernels.Locate(locate, block);
                break;
            case MatchStep match:
                ChoiceKernels.Match(match, block);
                break;
            case ChooseRuleStep choose:
                ChoiceKernels.ChooseRule(choose, block);
                break;
            case CollectStep collect:
                ChoiceKernels.Collect(collect, block);
                break;
            case PickStep pick:
                ChoiceKernels.Pick(pick, block);
                break;
            case AppliesStep applies:
                ChoiceKernels.Applies(applies, block);
                break;
            case ChooseExceptionStep exception:
                ChoiceKernels.ChooseException(exception, block);
                break;
            default:
                throw new InvalidOperationException($"Unhandled step {step.GetType().Name}.");
        }
    }

    /// <summary>Whether a row takes part in a step.</summary>
    public static bool Takes(Column? mask, int row) => mask is null || mask.Status[row] == RowStatus.Value;

    /// <summary>The column of a mask, or null for all rows.</summary>
    public static Column? MaskOf(Step step, Block block) => step.Mask == Step.None ? null : block.Columns[step.Mask];
}
