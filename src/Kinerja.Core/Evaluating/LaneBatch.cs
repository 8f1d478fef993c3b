using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>The columns of a batch in the order of the plan, and a place in them that goes from person to person.</summary>
internal sealed unsafe class LaneBatch
{
    private readonly ScoringPlan _plan;
    private readonly Dictionary<string, int> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);
    private readonly ReadOnlyMemory<int>?[] _lengths; // of each list level; null for a list that nobody has
    private readonly bool[] _areSame; // whether every list of the level is as long as every other
    private readonly int[] _offsets; // of the next person, on each level
    private readonly int[] _texts;
    private readonly List<int> _key = [];

    public LaneBatch(ScoringPlan plan)
    {
        _plan = plan;
        Facts = [.. plan.Facts.Select(input => new LaneFact(input))];
        for (var fact = 0; fact < Facts.Length; fact++)
        {
            if (!Facts[fact].IsPart)
                _facts[Facts[fact].Symbol.FullName] = fact;
        }

        foreach (var level in plan.Policy.Levels.Skip(1))
            _levels[level.Name] = level.Index;
        _lengths = new ReadOnlyMemory<int>?[plan.Policy.Levels.Length];
        (_areSame, _offsets) = (new bool[_lengths.Length], new int[_lengths.Length]);
        _texts = [.. Enumerable.Range(0, Facts.Length).Where(fact => Facts[fact] is { IsText: true, IsPart: false })];
    }

    /// <summary>Along the facts of the plan.</summary>
    public LaneFact[] Facts { get; }

    /// <summary>Takes the columns; false where one is of no fact of the policy.</summary>
    /// <exception cref="ArgumentException">A column stands twice or is too short, or a list is unknown.</exception>
    public bool TryTake(AppraisalColumns people, out bool isNew)
    {
        isNew = false;
        Array.Clear(_lengths);
        foreach (var list in people.Lists)
        {
            if (!_levels.TryGetValue(list.List, out var level))
                throw new ArgumentException($"The policy has no list '{list.List}'.", nameof(people));
            if (_lengths[level] is not null)
                throw new ArgumentException($"The list '{list.List}' stands twice.", nameof(people));
            _lengths[level] = list.Lengths;
        }

        var rows = new int[_lengths.Length];
        rows[0] = people.Count;
        foreach (var level in _plan.Policy.Levels.Skip(1))
        {
            if (_lengths[level.Index] is not { } lengths)
                continue;
            if (lengths.Length < rows[level.Parent!.Index] || Sum(lengths.Span[..rows[level.Parent.Index]]) is not { Lengths.Low: >= -1 } sum)
                throw new ArgumentException($"The list '{level.Name}' needs {rows[level.Parent.Index]} lengths of −1 or more.", nameof(people));
            _areSame[level.Index] = sum.Lengths.Low == sum.Lengths.High;
            rows[level.Index] = sum.Records <= int.MaxValue ? (int)sum.Records : throw new ArgumentException($"The list '{level.Name}' has more records than a column can have rows.", nameof(people));
        }

        var columns = new FactColumn?[Facts.Length];
        foreach (var column in people.Facts)
        {
            if (!_facts.TryGetValue(column.Fact, out var fact))
                return false;
            var needed = rows[Facts[fact].Symbol.Level.Index];
            if (columns[fact] is not null)
                throw new ArgumentException($"The column '{column.Fact}' stands twice.", nameof(people));
            if (column.Scale is < 0 or > FactColumn.MostDecimals || (column.Scale > 0 && Facts[fact].Symbol.Declaration.Type != FactType.Number))
                throw new ArgumentException($"The column '{column.Fact}' has {column.Scale} decimals; a number has 0 to {FactColumn.MostDecimals}, everything else none.", nameof(people));
            if (column.Values.Length < needed || (!column.IsMissing.IsEmpty && column.IsMissing.Length < needed))
                throw new ArgumentException($"The column '{column.Fact}' is shorter than {needed} rows.", nameof(people));
            columns[fact] = column;
        }

        for (var fact = 0; fact < Facts.Length; fact++)
        {
            if (!Facts[fact].IsPart)
                isNew |= Facts[fact].Take(columns[fact], rows[Facts[fact].Symbol.Level.Index]);
        }

        Array.Clear(_offsets);
        return true;
    }

    // A list that is not given has −1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Records, InputRange Lengths) Sum(ReadOnlySpan<int> lengths)
    {
        var (records, least, most, row) = (Vector512<long>.Zero, Vector512.Create(int.MaxValue), Vector512.Create(int.MinValue), 0);
        for (; row <= lengths.Length - 16; row += 16)
        {
            var next = Vector512.Create(lengths[row..]);
            var (low, high) = Vector512.Widen(Vector512.Max(next, Vector512<int>.Zero));
            (records, least, most) = (records + low + high, Vector512.Min(least, next), Vector512.Max(most, next));
        }

        var (sum, range) = (Vector512.Sum(records), InputRange.Across(least, most));
        for (; row < lengths.Length; row++)
            (sum, range) = (sum + Math.Max(0, lengths[row]), range.With(new InputRange(lengths[row], lengths[row])));
        return (sum, range);
    }

    public void Pin()
    {
        foreach (var fact in Facts)
            fact.Pin();
    }

    public void Unpin()
    {
        foreach (var fact in Facts)
            fact.Unpin();
    }

    public void Advance(int[] counts, int people)
    {
        for (var level = 1; level < counts.Length; level++)
            _offsets[level] += counts[level] * people;
    }

    /// <summary>The lengths of a person's lists, level by level; valid until the next person is asked for.</summary>
    public ReadOnlySpan<int> KeyOf(int person)
    {
        _key.Clear();
        Span<int> counts = stackalloc int[_lengths.Length];
        for (var level = 1; level < _lengths.Length; level++)
        {
            // Levels come after their parents, so that the records around are counted by now.
            var parent = _plan.Policy.Levels[level].Parent!.Index;
            var parents = parent == 0 ? 1 : counts[parent];
            for (var record = 0; record < parents; record++)
            {
                var length = _lengths[level] is { } lengths ? lengths.Span[(parent == 0 ? person : _offsets[parent]) + record] : -1;
                counts[level] += Math.Max(0, length);
                _key.Add(length);
            }
        }

        return CollectionsMarshal.AsSpan(_key);
    }

    /// <summary>The shape with these lengths, not compiled.</summary>
    public LaneShapes ShapeOf(ReadOnlySpan<int> key)
    {
        var (shape, counts) = (new int[_lengths.Length][], new int[_lengths.Length]);
        (shape[0], counts[0]) = ([], 1);
        for (var level = 1; level < shape.Length; level++)
        {
            var parents = counts[_plan.Policy.Levels[level].Parent!.Index];
            shape[level] = key[..parents].ToArray();
            key = key[parents..];
            foreach (var length in shape[level])
                counts[level] += Math.Max(0, length);
        }

        return new LaneShapes(shape, counts);
    }

    /// <summary>How many people from one with the shape on have it too, up to a number.</summary>
    public int RunOf(LaneShapes shape, int person, int most)
    {
        for (var level = 1; level < _lengths.Length; level++)
        {
            var (parent, period) = (_plan.Policy.Levels[level].Parent!.Index, shape.Lengths[level].Length);
            if (_lengths[level] is not { } lengths || period == 0 || _areSame[level])
                continue;
            // Whoever has the lengths of the one before has those of the first.
            var own = lengths.Span[(parent == 0 ? person : _offsets[parent])..];
            var next = own[period..];
            most = Math.Min(most, 1 + (own.CommonPrefixLength(next[..Math.Min(next.Length, (most - 1) * period)]) / period));
        }

        return most;
    }

    /// <summary>Whether a person has a shape.</summary>
    public bool Is(LaneShapes shape, int person)
    {
        for (var level = 1; level < _lengths.Length; level++)
        {
            var parent = _plan.Policy.Levels[level].Parent!.Index;
            var expected = shape.Lengths[level];
            if (_lengths[level] is not { } lengths)
            {
                if (expected.AsSpan().ContainsAnyExcept(-1))
                    return false;
                continue;
            }

            var start = parent == 0 ? person : _offsets[parent];
            if (start + expected.Length > lengths.Length || !lengths.Span.Slice(start, expected.Length).SequenceEqual(expected))
                return false;
        }

        return true;
    }

    /// <summary>Where an input of a person lies, for reading the people behind it too; null where it must be gathered.</summary>
    public int* InPlace(LaneGroup group, int input, int person)
    {
        var fact = group.Facts[input];
        return fact.Column is { IsMissing.IsEmpty: true } && !group.InputAt(input).IsPresence ? fact.Start + person : null;
    }

    /// <summary>Copies people of one shape behind those staged.</summary>
    public void Gather(LaneGroup group, int person, int people)
    {
        var (stage, at) = (group.Stage, group.Stage.Count);
        stage.Add(person, people);
        foreach (var together in group.Together)
        {
            var (fact, first) = (group.Facts[together[0]], group.InputAt(together[0]));
            var level = fact.Symbol.Level.Index;
            var (place, step) = level == 0 ? (person, 1) : (_offsets[level] + first.Record, group.Counts[level]);
            if (together.Length == 4 && fact.Column is { IsMissing.IsEmpty: true })
            {
                GatherFour(fact.Start + place, step, together, at, people, stage);
            }
            else
            {
                for (var index = 0; index < together.Length; index++)
                {
                    var input = together[index];
                    var range = Gather(fact, first.IsPresence, place + index, step, stage.Starts[input] + at, at, people, stage);
                    stage.Ranges[input] = stage.Ranges[input].With(range);
                }
            }

            var ahead = fact.Start + place + ((nint)people * step) - first.Record;
            for (var index = 0; index < together.Length; index++)
                stage.Ahead[together[index]] = ahead + ((first.Record + index) * LaneRunner.ChunkRows);
        }

        foreach (var text in _texts)
        {
            var level = Facts[text].Symbol.Level.Index;
            CheckTexts(Facts[text], level == 0 ? person : _offsets[level], level == 0 ? 1 : group.Counts[level], at, people, stage);
        }
    }

    // Of records beside each other.
    private static void GatherFour(int* from, int step, int[] inputs, int at, int people, LaneStage stage)
    {
        var into = stackalloc int*[4];
        for (var index = 0; index < 4; index++)
            into[index] = stage.Starts[inputs[index]] + at;
        Span<InputRange> ranges = stackalloc InputRange[4];
        InputRange.CopyFour(from, step, into, people, ranges);
        for (var index = 0; index < 4; index++)
            stage.Ranges[inputs[index]] = stage.Ranges[inputs[index]].With(ranges[index]);
    }

    private static InputRange Gather(LaneFact fact, bool isPresence, int first, int step, int* into, int at, int people, LaneStage stage)
    {
        if (fact.Column is null or { IsMissing.IsEmpty: false })
            GatherWithout(fact, isPresence, first, step, into, at, people, stage);
        else if (isPresence)
            new Span<int>(into, people).Fill(1);
        else if (step == 1)
            new Span<int>(fact.Start + first, people).CopyTo(new Span<int>(into, people));
        else
            return InputRange.Copy(fact.Start + first, step, into, people);
        return InputRange.Of(into, people);
    }

    // The column is left out, or some rows of it.
    private static void GatherWithout(LaneFact fact, bool isPresence, int first, int step, int* into, int at, int people, LaneStage stage)
    {
        var (column, harmless, isForPlan) = (fact.Column, fact.Scale < 0 ? 0 : fact.Domain.Harmless, fact.IsForPlanWithout);
        for (var row = 0; row < people; row++)
        {
            var isMissing = column?.IsMissingAt(first + (row * step)) ?? true;
            into[row] = isPresence ? (isMissing ? 0 : 1) : isMissing ? fact.StandIn ?? harmless : column!.Values.Span[first + (row * step)];
            if (isMissing && isForPlan)
                stage.SetAside(at + row);
        }
    }

    // No lane reads a text, but one that the policy does not accept rejects its person.
    private static void CheckTexts(LaneFact fact, int first, int count, int at, int people, LaneStage stage)
    {
        if (fact.Column is null && !fact.IsNeeded)
            return;
        for (var record = 0; record < count * people; record++)
        {
            var isGood = fact.Column is not { } column || column.IsMissingAt(first + record) ? !fact.IsNeeded : IsGood(fact.Symbol, column.TextOf(first + record));
            if (!isGood)
                stage.SetAside(at + (record / count));
        }
    }

    private static bool IsGood(FactSymbol fact, ReadOnlySpan<byte> text) => fact.Declaration.Type == FactType.Text
        ? text.Length <= fact.Declaration.MaxLength || Encoding.UTF8.GetCharCount(text) <= fact.Declaration.MaxLength
        : IdentityNumber.IsPlain(text);
}
