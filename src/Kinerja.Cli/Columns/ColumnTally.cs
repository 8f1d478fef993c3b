using System.Text;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Counts the people of a block from their columns, and those left to the plan from their outcomes.</summary>
internal sealed class ColumnTally(AppraisalPolicy policy)
{
    private readonly ResultDescription[] _results = [.. policy.Results];
    private readonly FollowUpDescription[] _followUps = [.. policy.FollowUps];

    public RunSummary Sum(BlockRows rows, ByteBlock block, Outcome[] outcomes)
    {
        var summary = new RunSummary(policy);
        var next = 0;
        foreach (ref readonly var row in rows.Rows)
        {
            if (row.Batch is null)
                summary.Add(outcomes[next++]);
            else
                summary.AddScored(summary.FirstScoredId is null ? Encoding.ASCII.GetString(block.Utf8.Slice(row.IdStart, row.IdLength)) : null);
        }

        if (next < rows.Count)
        {
            for (var index = 0; index < _results.Length; index++)
                SumResult(summary, rows, index);
            CountFollowUps(summary, rows);
        }

        return summary;
    }

    private void SumResult(RunSummary summary, BlockRows rows, int index)
    {
        var result = _results[index];
        var (counts, lowest, highest, sum, count, absent) = (result.Codes.IsEmpty ? [] : new int[result.Codes.Length], long.MaxValue, long.MinValue, default(Int128), 0, 0);
        foreach (ref readonly var row in rows.Rows)
        {
            if (row.Batch is not { } batch)
                continue;
            if (!batch.Scored.IsApplicable(index, row.Row))
            {
                absent++;
                continue;
            }

            var value = batch.Scored.Results[index][row.Row];
            count++;
            if (counts.Length > 0)
                counts[value]++;
            else
                (lowest, highest, sum) = (Math.Min(lowest, value), Math.Max(highest, value), sum + value);
        }

        if (result.Type == DataType.Number)
            summary.AddNumbers(result, lowest, highest, sum, count);
        else
            summary.AddWords(result, counts, absent);
    }

    private void CountFollowUps(RunSummary summary, BlockRows rows)
    {
        foreach (var kind in _followUps.Select(followUp => followUp.Kind).Distinct())
        {
            var ofKind = Enumerable.Range(0, _followUps.Length).Where(index => _followUps[index].Kind == kind).ToArray();
            var people = 0;
            foreach (ref readonly var row in rows.Rows)
            {
                if (row.Batch is { } batch && IsAny(batch.Scored, ofKind, row.Row))
                    people++;
            }

            summary.AddFollowUps(kind, people);
        }
    }

    private static bool IsAny(ScoredColumns people, int[] followUps, int row)
    {
        foreach (var followUp in followUps)
        {
            if (people.FollowUps[followUp][row] != 0)
                return true;
        }

        return false;
    }
}
