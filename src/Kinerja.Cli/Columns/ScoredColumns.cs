using System.Collections.Immutable;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>The results of a batch, one array for each: what formats and summaries read.</summary>
internal sealed class ScoredColumns(ImmutableArray<ResultDescription> results, ImmutableArray<FollowUpDescription> followUps)
{
    public long[][] Results { get; } = [.. results.Select(_ => Array.Empty<long>())];

    public long[][] FollowUps { get; } = [.. followUps.Select(_ => Array.Empty<long>())];

    /// <summary>Takes over what was scored.</summary>
    public void Take(ResultColumns scored)
    {
        for (var index = 0; index < Results.Length; index++)
            Take(scored.Of(results[index].Name), ref Results[index]);
        for (var index = 0; index < FollowUps.Length; index++)
            Take(scored.FollowUp(followUps[index].Id), ref FollowUps[index]);
    }

    /// <summary>Whether something follows for a person that only the plan can word.</summary>
    public bool IsPersonal(int row)
    {
        for (var index = 0; index < FollowUps.Length; index++)
        {
            if (followUps[index].IsPersonal && FollowUps[index][row] != 0)
                return true;
        }

        return false;
    }

    private static void Take(ReadOnlySpan<long> from, ref long[] to)
    {
        if (to.Length < from.Length)
            to = new long[Math.Max(from.Length, to.Length * 2)];
        from.CopyTo(to);
    }
}
