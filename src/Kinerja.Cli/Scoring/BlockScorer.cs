using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>Scores blocks of records as objects: slow, and what every other way has to agree with. Safe to share between threads.</summary>
internal sealed class BlockScorer(AppraisalPolicy policy, RepeatedIds repeatedIds, DateOnly? asOf = null)
{
    public Outcome[] Score(IReadOnlyList<AppraisalLine> lines)
    {
        var outcomes = new Outcome[lines.Count];
        var appraisals = new List<Appraisal>(lines.Count);
        var positions = new List<int>(lines.Count);
        for (var position = 0; position < lines.Count; position++)
        {
            if (ReadOrReject(lines[position], out var appraisal) is { } rejected)
            {
                outcomes[position] = rejected;
                continue;
            }

            appraisals.Add(appraisal!);
            positions.Add(position);
        }

        var results = policy.ScoreBatch(appraisals);
        for (var index = 0; index < results.Length; index++)
            outcomes[positions[index]] = new Outcome(results[index]) { Unit = appraisals[index].Unit, Period = appraisals[index].Period };
        return outcomes;
    }

    /// <summary>Scores a block, counts it and makes the text of every output.</summary>
    public ScoredBlock Score(InputBlock block, IReadOnlyList<IOutcomeFormat> formats)
    {
        var outcomes = Score([.. block.Records]);
        var summary = new RunSummary(policy);
        foreach (var outcome in outcomes)
            summary.Add(outcome);
        return new ScoredBlock(block.End, [.. formats.Select(format => Format(format, outcomes))], summary);
    }

    /// <summary>The appraisal of a record, or the rejection of one that is none.</summary>
    public Outcome? ReadOrReject(AppraisalLine line, out Appraisal? appraisal)
    {
        appraisal = null;
        if (line.Utf8.IsEmpty)
            return new Outcome(policy.Reject(line.Id, line.Issues));
        var reading = Appraisal.Read(line.Utf8, $"line {line.Number}");
        var id = reading.Id ?? TopLevelMember.Id(line.Utf8.Span);
        var issues = repeatedIds.IssuesOf(id).AddRange(line.Issues).AddRange(reading.Diagnostics);
        if (!issues.IsEmpty)
        {
            if (string.IsNullOrEmpty(id))
                issues = [.. issues.Select(issue => AppraisalIssues.OnLine(issue, line.Number))];
            return new Outcome(policy.Reject(id, issues)) { Unit = TopLevelMember.Text(line.Utf8.Span, "unit"u8) };
        }

        appraisal = reading.Appraisal!;
        appraisal = appraisal with { AsOf = appraisal.AsOf ?? asOf }; // a record that names its own day knows better
        return null;
    }

    private static RentedText Format(IOutcomeFormat format, Outcome[] outcomes)
    {
        var text = new RentedText(InputBlock.UsualBytes);
        using var one = new MemoryStream();
        foreach (var outcome in outcomes)
        {
            one.SetLength(0);
            format.Write(one, outcome);
            text.Append(one.GetBuffer().AsSpan(0, (int)one.Length));
        }

        return text;
    }
}
