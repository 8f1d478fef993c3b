using Kinerja.Cli.Columns;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Chooses how the blocks of an input are scored: in columns where the policy, the input and the formats allow it, otherwise as objects. The bytes are the same.</summary>
internal static class BlockWorkers
{
    /// <summary>Makes a worker for each thread.</summary>
    public static Func<Func<InputBlock, ScoredBlock>> Of(AppraisalPolicy policy, IAppraisalInput input, IReadOnlyList<IOutcomeFormat> formats, RepeatedIds repeatedIds, DateOnly? asOf)
    {
        var plan = new BlockScorer(policy, repeatedIds, asOf);
        return () =>
        {
            // What is known up to a day is for the plan to say.
            var worker = asOf is null && input.CreateColumnReader(policy) is { } reader ? ColumnWorker.Create(policy, reader, formats, plan, repeatedIds) : null;
            return block => worker is not null ? worker.Score((ByteBlock)block) : plan.Score(block, formats);
        };
    }
}
