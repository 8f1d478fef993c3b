using Kinerja.Core.Evaluating;

namespace Kinerja.Core;

/// <summary>Scores people held in columns. The answers are those of <see cref="AppraisalPolicy.ScoreBatch"/>; most rows are decided without making an object for them.</summary>
/// <remarks>One for each thread: it keeps working room of its own.</remarks>
public sealed class ColumnScorer
{
    private const int BlockRows = 512;

    private readonly AppraisalPolicy _policy;
    private readonly LaneScoring _lanes;
    private readonly List<int> _all = [];

    internal ColumnScorer(AppraisalPolicy policy, LaneScoring lanes) => (_policy, _lanes) = (policy, lanes);

    /// <summary>Rows of the last batch that needed the exact arithmetic of the plan itself.</summary>
    public int OpenRows { get; private set; }

    /// <summary>Which arithmetic decided how many rows of the last batch.</summary>
    internal LaneTiers Tiers { get; private set; }

    /// <summary>Room for the results of up to <paramref name="capacity"/> people.</summary>
    public ResultColumns CreateResults(int capacity) => new(_policy.ResultNames, _policy.FollowUpIds, _policy.OptionalResults, capacity);

    /// <summary>Scores a batch into columns made by <see cref="CreateResults"/>.</summary>
    /// <exception cref="ArgumentException">A column stands twice, is too short or has decimals that its fact cannot have, a list is unknown, or there is no room for the results. A fact that the policy does not know is an issue of everybody.</exception>
    public void Score(AppraisalColumns people, ResultColumns results)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(results);
        if (people.Count > results.Capacity)
            throw new ArgumentException($"There is room for {results.Capacity} results, not for {people.Count}.", nameof(results));
        results.Begin(people.Count);
        var open = _policy.Accepts(people.Period) && _lanes.TryScore(people, results) ? _lanes.Open : All(people.Count);
        OpenRows = open.Count;
        Tiers = ReferenceEquals(open, _all) ? new LaneTiers(0, 0, 0, 0, open.Count) : _lanes.Tiers;
        if (open.Count == 0)
            return;
        var reader = new ColumnReader(people, _policy.Facts);
        for (var start = 0; start < open.Count; start += BlockRows)
            ScoreExactly(reader, open[start..Math.Min(open.Count, start + BlockRows)], results);
    }

    private List<int> All(int count)
    {
        _all.Clear();
        _all.AddRange(Enumerable.Range(0, count));
        return _all;
    }

    private void ScoreExactly(ColumnReader reader, List<int> rows, ResultColumns results)
    {
        var scored = _policy.ScoreExactly([.. rows.Select(reader.Read)]);
        for (var index = 0; index < rows.Count; index++)
            Write(scored[index], rows[index], results);
    }

    private void Write(AppraisalResult result, int row, ResultColumns results)
    {
        var isHeld = result.IsScored && result.FollowUps.All(followUp => followUp is { For.IsEmpty: true, Due: null });
        for (var position = 0; position < result.Values.Length && isHeld; position++)
        {
            var value = result.Values[position];
            isHeld = results.SetApplicable(position, row, value.IsApplicable) && (!value.IsApplicable || _policy.Encode(value, position) is not null);
            if (isHeld)
                results.Column(position)[row] = value.IsApplicable ? _policy.Encode(value, position)!.Value : 0;
        }

        if (!isHeld)
        {
            results.Except(row, result);
            return;
        }

        foreach (var (id, position) in results.FollowUps)
            results.Column(position)[row] = result.FollowUps.Any(followUp => followUp.Id == id) ? 1 : 0;
    }
}
