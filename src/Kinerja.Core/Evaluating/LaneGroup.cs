using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Scores people of one shape chunk by chunk: lanes bound to the ranges seen so far, then ever dearer arithmetics for the rows they leave open.</summary>
internal sealed unsafe class LaneGroup
{
    private const int Staged = -1; // in place of where rows lie

    private readonly LaneProgram _program;
    private readonly LaneStage _stage;
    private readonly LaneStage _pending; // rows for the next arithmetic
    private readonly LaneBinding _fast;
    private readonly LaneBinding _whole;
    private readonly int[] _rowInputs;
    private readonly long[] _rowOutputs;
    private readonly LaneRows _wide;
    private readonly LaneChunk<long> _outputs; // of rows that do not belong behind each other
    private LaneOrder _order;
    private LaneTiers _tiers;

    /// <param name="program">The lanes of the shape.</param>
    /// <param name="facts">The fact of each input.</param>
    /// <param name="counts">Records of a person on each level.</param>
    /// <param name="effort">When loops pay.</param>
    public LaneGroup(LaneProgram program, LaneFact[] facts, int[] counts, LaneEffort effort)
    {
        (_program, Facts, Counts) = (program, facts, counts);
        (_stage, _pending) = (new LaneStage(program.Inputs.Length), new LaneStage(program.Inputs.Length));
        (_fast, _whole) = (new LaneBinding(program, facts, isExact: false, effort), new LaneBinding(program, facts, isExact: true, effort));
        (_rowInputs, _rowOutputs) = (new int[program.Inputs.Length], new long[program.Outputs.Length]);
        int[] scales = [.. program.Inputs.Select((input, index) => input.IsPresence ? 0 : facts[index].Scale)];
        _wide = new LaneRows(program, scales);
        _outputs = new LaneChunk<long>(program.Outputs.Length);
        Together = [.. CopiedTogether(program.Inputs)];
        foreach (var input in program.Divisors())
            Facts[input].IsDivisor = true;
    }

    public LaneFact[] Facts { get; }

    public int[] Counts { get; }

    public int Inputs => _program.Inputs.Length;

    public LaneStage Stage => _stage;

    /// <summary>How many rows the dearer arithmetics have decided since this was last asked.</summary>
    public LaneTiers TakeTiers()
    {
        var tiers = _tiers;
        _tiers = default;
        return tiers;
    }

    /// <summary>The inputs as they are copied: alone, or four records of a list that lie beside each other.</summary>
    public int[][] Together { get; }

    public LaneInput InputAt(int index) => _program.Inputs[index];

    private static IEnumerable<int[]> CopiedTogether(ImmutableArray<LaneInput> inputs)
    {
        foreach (var of in Enumerable.Range(0, inputs.Length).GroupBy(input => (inputs[input].Fact, inputs[input].IsPresence)))
        {
            int[] rising = [.. of.OrderBy(input => inputs[input].Record)];
            for (var next = 0; next < rising.Length;)
            {
                var isFour = !of.Key.IsPresence && next + 3 < rising.Length && inputs[rising[next + 3]].Record - inputs[rising[next]].Record == 3;
                var count = isFour ? 4 : 1;
                yield return rising[next..(next + count)];
                next += count;
            }
        }
    }

    /// <summary>Scores rows where they lie; false where some value is outside what the bindings hold for, and nothing was done.</summary>
    public bool TryScore(int** inputs, int start, int rows, ResultColumns results, List<int> open)
    {
        for (var input = 0; input < Facts.Length; input++)
        {
            if (Facts[input].Domain.Step != 1 || !Facts[input].Seen.Contains(inputs[input], rows))
                return false;
        }

        Run(inputs, rows, start, results, open);
        return true;
    }

    /// <summary>Scores what was staged.</summary>
    public void Flush(ResultColumns results, List<int> open)
    {
        var count = _stage.Count;
        if (count == 0)
            return;
        for (var input = 0; input < Facts.Length; input++)
            Check(input, count);
        fixed (int** inputs = _stage.Starts)
            Run(inputs, count, Staged, results, open);
        _stage.Clear();
    }

    /// <summary>Scores rows that some arithmetic has left open, as far as any can.</summary>
    public void Finish(ResultColumns results, List<int> open)
    {
        Flush(results, open);
        ScorePending(results, open);
    }

    // A row with a value that the policy does not accept is set aside, and computes on with one that does no harm.
    private void Check(int input, int count)
    {
        var (fact, range) = (Facts[input], _stage.Ranges[input]);
        if (_program.Inputs[input].IsPresence || (fact.Domain.Step == 1 && range.IsWithin(fact.Seen)))
            return;
        var domain = fact.Domain;
        var rows = new Span<int>(_stage.Starts[input], count);
        for (var row = 0; row < count; row++)
        {
            if (domain.Contains(rows[row]))
                continue;
            rows[row] = domain.Harmless;
            _stage.SetAside(row);
        }

        range = InputRange.Of(_stage.Starts[input], count);
        if (!range.IsWithin(fact.Seen))
            fact.Widen(range.Low, range.High);
    }

    private void Run(int** inputs, int rows, int start, ResultColumns results, List<int> open)
    {
        if ((_order.IsWholeFirst ? _whole : _fast).Runner is not { } runner)
        {
            for (var row = 0; row < rows; row++)
                SetOpen(inputs, row, start == Staged ? _stage.Rows[row] : start + row, start == Staged && _stage.IsAside(row), results, open);
            Reconsider(rows, rows, results, open);
            return;
        }

        var flags = stackalloc byte[LaneRunner.ChunkRows / 8];
        new Span<byte>(flags, LaneRunner.ChunkRows / 8).Clear();
        var ahead = stackalloc int*[Inputs];
        for (var input = 0; input < Inputs; input++)
            ahead[input] = start == Staged ? _stage.Ahead[input] : inputs[input] + rows;
        // Straight to where the results belong, if they belong behind each other.
        var first = start != Staged ? start : (rows & 7) == 0 && _stage.IsConsecutive ? _stage.Rows[0] : -1;
        var outputs = stackalloc long*[_program.Outputs.Length];
        for (var output = 0; output < _program.Outputs.Length; output++)
            outputs[output] = first >= 0 ? results.StartOf(output) + first : _outputs.Starts[output];
        var isPast = first >= 0 && (first & 7) == 0 && (long)results.Count * _program.Outputs.Length * sizeof(long) > LaneWriting.MostCached;
        runner.Run(inputs, ahead, (rows + 7) & ~7, flags, new LaneWriting(outputs, isPast));
        for (var output = 0; first < 0 && output < _program.Outputs.Length; output++)
        {
            var column = results.Column(output);
            for (var row = 0; row < rows; row++)
                column[_stage.Rows[row]] = _outputs.Starts[output][row];
        }

        var passed = 0;
        for (var index = 0; index < (rows + 7) / 8; index++)
        {
            for (uint left = start == Staged ? (uint)(flags[index] | _stage.Asides[index]) : flags[index]; left != 0; left &= left - 1)
            {
                var row = (index * 8) + BitOperations.TrailingZeroCount(left);
                if (row >= rows)
                    continue;
                passed++;
                SetOpen(inputs, row, start == Staged ? _stage.Rows[row] : start + row, start == Staged && _stage.IsAside(row), results, open);
            }
        }

        if (_order.IsWholeFirst)
            _tiers = _tiers with { WholeNumbers = _tiers.WholeNumbers + rows - passed };
        Reconsider(rows, passed, results, open);
    }

    // What is pending was left open in the order of before.
    private void Reconsider(int rows, int passed, ResultColumns results, List<int> open)
    {
        if (!_order.IsToChange(rows, passed))
            return;
        ScorePending(results, open);
        _order.Change();
    }

    // Taken along while the chunk is still in the cache; a full chunk of such rows is worth running.
    private void SetOpen(int** inputs, int inChunk, int row, bool isAside, ResultColumns results, List<int> open)
    {
        if (isAside)
        {
            open.Add(row);
            return;
        }

        for (var input = 0; input < Facts.Length; input++)
            _pending.Starts[input][_pending.Count] = inputs[input][inChunk];
        _pending.Add(row);
        if (_pending.Count == LaneRunner.ChunkRows)
            ScorePending(results, open);
    }

    // The other one of doubles and whole numbers, then two doubles, with fractions where they leave a tie.
    private void ScorePending(ResultColumns results, List<int> open)
    {
        var count = _pending.Count;
        if (count == 0)
            return;
        var flags = stackalloc byte[LaneRunner.ChunkRows / 8];
        new Span<byte>(flags, LaneRunner.ChunkRows / 8).Clear();
        var runner = (_order.IsWholeFirst ? _fast : _whole).Runner;
        fixed (int** inputs = _pending.Starts)
        fixed (long** outputs = _outputs.Starts)
        {
            runner?.Run(inputs, inputs, (count + 7) & ~7, flags, new LaneWriting(outputs, isPast: false));
            for (var index = 0; index < count; index++)
            {
                if (runner is null || (flags[index >> 3] & (1 << (index & 7))) != 0)
                {
                    ScoreRow(index, results, open);
                    continue;
                }

                _tiers = _tiers with { WholeNumbers = _tiers.WholeNumbers + (_order.IsWholeFirst ? 0 : 1) };
                for (var output = 0; output < _program.Outputs.Length; output++)
                    results.Column(output)[_pending.Rows[index]] = outputs[output][index];
            }
        }

        _pending.Clear();
    }

    private void ScoreRow(int index, ResultColumns results, List<int> open)
    {
        for (var input = 0; input < _rowInputs.Length; input++)
            _rowInputs[input] = _pending.Starts[input][index];
        if (_wide.TryRun(_rowInputs, _rowOutputs))
        {
            _tiers = _wide.HasUsedFractions ? _tiers with { Fractions = _tiers.Fractions + 1 } : _tiers with { DoublePairs = _tiers.DoublePairs + 1 };
        }
        else
        {
            open.Add(_pending.Rows[index]);
            return;
        }

        for (var output = 0; output < _rowOutputs.Length; output++)
            results.Column(output)[_pending.Rows[index]] = _rowOutputs[output];
    }
}

/// <summary>Rows copied together: a chunk for each input, which row of the batch each is, and which of them only the plan may score.</summary>
internal sealed unsafe class LaneStage
{
    private readonly LaneChunk<int> _values;

    public LaneStage(int inputs)
    {
        (_values, Ahead, Ranges) = (new LaneChunk<int>(inputs), new int*[inputs], new InputRange[inputs]);
        Clear();
    }

    public int*[] Starts => _values.Starts;

    /// <summary>For each input its share of what will be copied next: its fact's rows of the next chunk, divided among the records.</summary>
    public int*[] Ahead { get; }

    /// <summary>What was copied for each input.</summary>
    public InputRange[] Ranges { get; }

    public int[] Rows { get; } = new int[LaneRunner.ChunkRows];

    /// <summary>One bit a row.</summary>
    public byte[] Asides { get; } = new byte[LaneRunner.ChunkRows / 8];

    public int Count { get; private set; }

    /// <summary>Whether the rows of the batch follow each other; they always rise.</summary>
    public bool IsConsecutive => Rows[Count - 1] - Rows[0] == Count - 1;

    public int Room => LaneRunner.ChunkRows - Count;

    public void Add(int row) => Rows[Count++] = row;

    public void Add(int first, int rows)
    {
        foreach (ref var row in Rows.AsSpan(Count, rows))
            row = first++;
        Count += rows;
    }

    public void SetAside(int row) => Asides[row >> 3] |= (byte)(1 << (row & 7));

    public bool IsAside(int row) => (Asides[row >> 3] & (1 << (row & 7))) != 0;

    public void Clear()
    {
        Count = 0;
        Array.Clear(Asides);
        Array.Fill(Ranges, InputRange.None);
    }
}

/// <summary>A chunk of rows for each of some columns.</summary>
internal sealed unsafe class LaneChunk<T>
    where T : unmanaged
{
    private const int CacheLine = 64; // bytes; vectors across two of them cost twice

    private readonly T[] _values;

    public LaneChunk(int columns)
    {
        _values = GC.AllocateArray<T>((Math.Max(1, columns) * LaneRunner.ChunkRows) + (CacheLine / sizeof(T)), pinned: true);
        var start = (T*)(((nint)Unsafe.AsPointer(ref _values[0]) + CacheLine - 1) & -CacheLine);
        Starts = new T*[columns];
        for (var column = 0; column < columns; column++)
            Starts[column] = start + ((nint)column * LaneRunner.ChunkRows);
    }

    public T*[] Starts { get; }
}
