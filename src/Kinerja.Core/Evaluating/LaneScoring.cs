using System.Runtime.Intrinsics.X86;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Scores columns: people of one shape together, each shape by lanes of its own, and a list of the rows that they leave open.</summary>
/// <remarks>Not for several threads at once: stages, registers and ranges are its own.</remarks>
internal sealed unsafe class LaneScoring
{
    private const int RecordsACompile = 8; // every so many records more make compiling as much dearer again

    private const int MostShapes = 64; // each keeps room for a chunk of rows
    private const int MostPeriods = 16;

    private readonly ScoringPlan _plan;
    private readonly LaneBatch _batch;
    private readonly int _costUnits;
    private readonly LaneEffort _effort;
    private readonly bool _hasLists;
    private readonly bool _hasPeriod;
    private Dictionary<string, Dictionary<int, LaneShapes>> _shapesByPeriod = new(StringComparer.Ordinal);
    private Dictionary<int, LaneShapes> _shapes = [];
    private string? _period;
    private LaneShapes? _last;
    private int _groups;

    public LaneScoring(ScoringPlan plan, int costUnits, LaneEffort effort)
    {
        (_plan, _costUnits, _effort, _batch) = (plan, costUnits, effort, new LaneBatch(plan));
        _hasLists = plan.Policy.Levels.Length > 1;
        _hasPeriod = plan.PeriodParts.Length > 0 || plan.Parameters.Any(input => input.Parameter.Declaration.IsDated);
    }

    /// <summary>Rows left open, rising; their results are not written.</summary>
    public List<int> Open { get; } = [];

    /// <summary>Which arithmetic decided how many rows of the batch.</summary>
    public LaneTiers Tiers { get; private set; }

    /// <summary>Fills the result columns for every row that the lanes decide.</summary>
    /// <returns>False where the columns are not those of the policy's facts, and only the plan can say what then holds.</returns>
    public bool TryScore(AppraisalColumns people, ResultColumns results)
    {
        Open.Clear();
        if (!_batch.TryTake(people, out var isNew))
            return false;
        (_period, _last) = (_hasPeriod ? people.Period : null, null);
        if (isNew || (_shapesByPeriod.Count == MostPeriods && !_shapesByPeriod.ContainsKey(_period ?? "")))
            (_groups, _shapesByPeriod) = (0, new(StringComparer.Ordinal));
        if (!_shapesByPeriod.TryGetValue(_period ?? "", out _shapes!))
            _shapesByPeriod.Add(_period ?? "", _shapes = []);

        try
        {
            _batch.Pin();
            Score(people.Count, results);
        }
        finally
        {
            _batch.Unpin();
        }

        if (Sse.IsSupported)
            Sse.StoreFence(); // what went past the caches comes before whatever tells others of it
        Open.Sort();
        Tiers = _shapes.Values.Aggregate(default(LaneTiers), (sum, shape) => sum + (shape.Group?.TakeTiers() ?? default));
        Tiers = Tiers with { Plan = Open.Count, Doubles = people.Count - Open.Count - Tiers.WholeNumbers - Tiers.DoublePairs - Tiers.Fractions };
        return true;
    }

    private void Score(int count, ResultColumns results)
    {
        for (var person = 0; person < count;)
        {
            var shape = ShapeOf(person);
            if (shape.Group is not { } group)
            {
                Open.Add(person++);
                _batch.Advance(shape.Counts, 1);
                continue;
            }

            if (!_hasLists && TryScoreInPlace(group, person, Math.Min(LaneRunner.ChunkRows, count - person), results) is var scored and > 0)
            {
                person += scored;
                continue;
            }

            var run = _batch.RunOf(shape, person, Math.Min(group.Stage.Room, count - person));
            _batch.Gather(group, person, run);
            _batch.Advance(shape.Counts, run);
            person += run;
            if (group.Stage.Room == 0)
                group.Flush(results, Open);
        }

        foreach (var shape in _shapes.Values)
            shape.Group?.Finish(results, Open);
    }

    // Full chunks of single facts that nobody lacks are read where they lie.
    private int TryScoreInPlace(LaneGroup group, int person, int rows, ResultColumns results)
    {
        rows &= ~7;
        if (rows == 0)
            return 0;
        var inputs = stackalloc int*[group.Inputs];
        for (var input = 0; input < group.Inputs; input++)
        {
            if ((inputs[input] = _batch.InPlace(group, input, person)) == null)
                return 0;
        }

        return group.TryScore(inputs, person, rows, results, Open) ? rows : 0;
    }

    private LaneShapes ShapeOf(int person)
    {
        var shape = _last is not null && _batch.Is(_last, person) ? _last : _last = Find(person);
        if (!shape.IsCompiled && _groups < MostShapes && (!_hasLists || shape.People++ >= _effort.People * (1 + (shape.Records / RecordsACompile))))
        {
            shape.Compile(_plan, _batch, _period, _costUnits, _effort);
            _groups += shape.Group is null ? 0 : 1;
        }

        return shape;
    }

    private LaneShapes Find(int person)
    {
        var key = _batch.KeyOf(person);
        var hash = default(HashCode);
        foreach (var length in key)
            hash.Add(length);
        if (_shapes.TryGetValue(hash.ToHashCode(), out var known))
            return _batch.Is(known, person) ? known : _batch.ShapeOf(key); // of two with one hash the first has the lanes
        var shape = _batch.ShapeOf(key);
        // Past this many the rarer ones are left to the plan.
        if (_shapes.Count < 16 * MostShapes)
            _shapes.Add(hash.ToHashCode(), shape);
        return shape;
    }
}

/// <summary>People with lists of the same lengths, and their lanes once enough of them came by.</summary>
internal sealed class LaneShapes(int[][] lengths, int[] counts)
{
    public int[][] Lengths => lengths;

    /// <summary>Records of a person on each level.</summary>
    public int[] Counts => counts;

    /// <summary>Records of a person on all levels.</summary>
    public int Records { get; } = counts.Sum();

    public int People { get; set; }

    public bool IsCompiled { get; private set; }

    public LaneGroup? Group { get; private set; }

    public void Compile(ScoringPlan plan, LaneBatch batch, string? period, int costUnits, LaneEffort effort)
    {
        IsCompiled = true;
        var shape = new LaneShape([.. lengths.Select(level => System.Collections.Immutable.ImmutableArray.Create(level))], [.. batch.Facts.Select(fact => fact.Presence)], period);
        if (LaneCompiler.Compile(plan, shape, costUnits) is { } program)
            Group = new LaneGroup(program, [.. program.Inputs.Select(input => batch.Facts.First(fact => fact.Symbol == input.Fact))], counts, effort);
    }
}
