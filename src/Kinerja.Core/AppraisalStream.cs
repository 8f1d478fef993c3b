using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Kinerja.Core;

/// <summary>Scores people as they come, a block at a time.</summary>
internal static class AppraisalStream
{
    private const int BlockPeople = 512;

    public static async IAsyncEnumerable<AppraisalResult> Score(
        AppraisalPolicy policy, IAsyncEnumerable<Appraisal> people, IProgress<long>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var block = new List<Appraisal>(BlockPeople);
        var scored = 0L;
        await foreach (var person in people.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Appraisal.ThrowIfIncomplete(person, nameof(people));
            block.Add(person);
            if (block.Count < BlockPeople)
                continue;
            foreach (var result in Finish())
                yield return result;
        }

        foreach (var result in Finish())
            yield return result;

        ImmutableArray<AppraisalResult> Finish()
        {
            cancellationToken.ThrowIfCancellationRequested();
            var results = policy.ScoreBatch(block);
            block.Clear();
            scored += results.Length;
            if (results.Length > 0)
                progress?.Report(scored);
            return results;
        }
    }
}
