using System.Collections.Immutable;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>The results of a batch, one array for each: what formats and summaries read.</summary>
internal sealed class ScoredColumns(ImmutableArray<ResultDescription> results, ImmutableArray<FollowUpDescription> followUps)
{
    public long[][] Results { get; } = [.. results.Select(_ => Array.Empty<long>())];

    public long[][] FollowUps { get; } = [.. followUps.Select(_ => Array.Empty<long>())];

    // One flag for each person where a result can be not applicable; otherwise empty.
    private readonly long[][] _applicable = [.. results.Select(_ => Array.Empty<long>())];

    /// <summary>Whether a person has a result.</summary>
    public bool IsApplicable(int result, int row) => !results[result].IsOptional || _applicable[result][row] != 0;

    /// <summary>Writes a result of a person.</summary>
    public void Write(ref ByteWriter writer, ResultText text, int result, int row)
    {
        if (IsApplicable(result, row))
            writer.Advance(text.Write(writer.Rest, Results[result][row]));
        else
            writer.Write(text.Absent);
    }

    /// <summary>Takes over what was scored.</summary>
    public void Take(ResultColumns scored)
    {
        for (var index = 0; index < Results.Length; index++)
        {
            Take(scored.Of(results[index].Name), ref Results[index]);
            Take(scored.IsApplicable(results[index].Name), ref _applicable[index]);
        }

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
