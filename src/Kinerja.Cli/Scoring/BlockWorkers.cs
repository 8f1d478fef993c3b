using Kinerja.Cli.Columns;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Chooses how the blocks of an input are scored: in columns where the policy, the input and the formats allow it, otherwise as objects. The bytes are the same.</summary>
internal sealed class BlockWorkers(AppraisalPolicy policy, IAppraisalInput input, IReadOnlyList<IOutcomeFormat> formats, DateOnly? asOf)
{
    /// <summary>Whether they are scored in columns. What is known up to a day is for the plan to say.</summary>
    public bool AreInColumns { get; } = asOf is null && input.CreateColumnReader(policy) is not null && ColumnWorker.CanScore(policy, formats);

    /// <summary>Makes a worker for each thread.</summary>
    public Func<Func<InputBlock, ScoredBlock>> With(RepeatedIds repeatedIds)
    {
        var plan = new BlockScorer(policy, repeatedIds, asOf);
        if (!AreInColumns)
            return () => block => plan.Score(block, formats);
        return () =>
        {
            var worker = new ColumnWorker(policy, input.CreateColumnReader(policy)!, formats, plan, repeatedIds);
            return block => worker.Score((ByteBlock)block);
        };
    }
}
