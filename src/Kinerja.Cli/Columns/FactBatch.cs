using System.Collections.Immutable;
using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>The people themselves, or the records of one list of all of them, as columns.</summary>
internal sealed class FactLevel
{
    private const int FirstCapacity = 1_024;

    private int _capacity;
    private int _mark;

    /// <param name="path">The list's path among the facts; empty for the people themselves.</param>
    /// <param name="parent">Whose records hold the list; null for the people.</param>
    /// <param name="facts">Its fields.</param>
    public FactLevel(string path, FactLevel? parent, IEnumerable<FactDescription> facts)
    {
        (Path, Parent) = (path, parent);
        Fields = [.. facts.Where(fact => fact.Type != DataType.List).Select(fact => new FactField(fact))];
    }

    public string Path { get; }

    public FactLevel? Parent { get; }

    public FactField[] Fields { get; }

    /// <summary>Records so far.</summary>
    public int Count { get; private set; }

    /// <summary>A new record; its fields have yet to be set.</summary>
    public int Add()
    {
        if (Count == _capacity)
        {
            _capacity = Math.Max(FirstCapacity, _capacity * 2);
            foreach (var field in Fields)
                field.Grow(_capacity);
        }

        return Count++;
    }

    public void Clear()
    {
        Count = 0;
        foreach (var field in Fields)
            field.Clear();
    }

    public void Mark() => _mark = Count;

    /// <summary>Takes back every record since the mark.</summary>
    public void Undo()
    {
        foreach (var field in Fields)
            field.Forget(_mark, Count - _mark);
        Count = _mark;
    }

    public IEnumerable<FactColumn> Columns() => Fields.Select(field => field.ToColumn(Path.Length == 0 ? field.Name : $"{Path}.{field.Name}", Count));
}

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
        People = new FactLevel("", null, policy.Facts);
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
        _scorer.Score(new AppraisalColumns(People.Count, [.. People.Columns()], Period.Length == 0 ? null : Encoding.ASCII.GetString(Period)), _results);
        Scored.Take(_results);
        _exceptions = _results.Exceptions;
    }
}
