using System.Collections.Immutable;
using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>People of one period whose facts are held in columns, with a scorer of their own.</summary>
internal sealed class FactBatch
{
    private readonly ColumnScorer _scorer;
    private ResultColumns _results;
    private ImmutableDictionary<int, AppraisalResult> _exceptions = ImmutableDictionary<int, AppraisalResult>.Empty;

    public FactBatch(AppraisalPolicy policy, byte[] period)
    {
        Period = period;
        _scorer = policy.CreateColumnScorer();
        _results = _scorer.CreateResults(0);
        Scored = new ScoredColumns(policy.Results, policy.FollowUps);
        People = new FactLevel("", null, null, policy.Facts);
    }

    /// <summary>The period as it is written, UTF-8; empty for none.</summary>
    public byte[] Period { get; }

    public FactLevel People { get; }

    /// <summary>The results of the people, once they are scored.</summary>
    public ScoredColumns Scored { get; }

    /// <summary>Whether only the plan can say what became of a person.</summary>
    public bool IsException(int row) => (!_exceptions.IsEmpty && _exceptions.ContainsKey(row)) || Scored.IsPersonal(row);

    public void Clear() => People.Clear();

    public void Score()
    {
        if (_results.Capacity < People.Count)
            _results = _scorer.CreateResults(Math.Max(People.Count, _results.Capacity * 2));
        var period = Period.Length == 0 ? null : Encoding.ASCII.GetString(Period);
        var people = new AppraisalColumns(People.Count, [.. People.All().SelectMany(level => level.Columns())], period) { Lists = [.. People.All().Skip(1).Select(list => list.ToListColumn())] };
        _scorer.Score(people, _results);
        Scored.Take(_results);
        _exceptions = _results.Exceptions;
    }
}
