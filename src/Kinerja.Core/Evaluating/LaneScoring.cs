using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Scores columns chunk by chunk: lanes bound to the ranges seen so far, and a list of the rows that they leave open.</summary>
/// <remarks>Not for several threads at once: registers and ranges are its own. The ranges only grow, so that kernels are bound anew a few times and then no more.</remarks>
internal sealed unsafe class LaneScoring
{
    private readonly LaneProgram _program;
    private readonly int[][] _copies; // chunks that cannot be read where they are: the last one, and those with values outside their domain
    private readonly (int Low, int High)[] _seen;
    private readonly int[] _scales;
    private readonly int*[] _copyStarts;
    private readonly int[][] _pending; // rows for the next arithmetic
    private readonly int*[] _pendingStarts;
    private readonly List<int> _pendingRows = [];
    private readonly int[] _rowInputs;
    private readonly long[] _rowOutputs;
    private readonly LaneDomain[] _domains;
    private readonly LaneBinding _fast;
    private readonly LaneBinding _whole;
    private LaneRows<LaneWide>? _wide;
    private LaneRows<LaneExact>? _exact;

    public LaneScoring(LaneProgram program)
    {
        _program = program;
        _copies = [.. program.Inputs.Select(_ => GC.AllocateArray<int>(LaneRunner.ChunkRows, pinned: true))];
        _domains = new LaneDomain[program.Inputs.Length];
        _pending = [.. program.Inputs.Select(_ => GC.AllocateArray<int>(LaneRunner.ChunkRows, pinned: true))];
        (_copyStarts, _pendingStarts) = (new int*[_copies.Length], new int*[_copies.Length]);
        for (var index = 0; index < _copies.Length; index++)
        {
            _copyStarts[index] = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_copies[index]));
            _pendingStarts[index] = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_pending[index]));
        }

        (_rowInputs, _rowOutputs) = (new int[program.Inputs.Length], new long[program.Outputs.Length]);
        _seen = [.. program.Inputs.Select(_ => (int.MaxValue, int.MinValue))];
        _scales = [.. program.Inputs.Select(_ => -1)];
        (_fast, _whole) = (new LaneBinding(program, _scales, _seen, isExact: false), new LaneBinding(program, _scales, _seen, isExact: true));
    }

    private readonly HashSet<int> _asides = []; // rows of the batch with a fact that the policy does not accept

    /// <summary>Rows left open, rising; their results are not written.</summary>
    public List<int> Open { get; } = [];

    /// <summary>Which arithmetic decided how many rows of the batch.</summary>
    public LaneTiers Tiers { get; private set; }

    /// <summary>Fills the result columns for every row that the lanes decide.</summary>
    /// <param name="columns">One for each input of the program, in its order.</param>
    /// <param name="count">Rows.</param>
    /// <param name="results">One for each output.</param>
    public void Score(ReadOnlySpan<FactColumn> columns, int count, ResultColumns results)
    {
        Open.Clear();
        _pendingRows.Clear();
        _asides.Clear();
        Tiers = default;
        var pins = new MemoryHandle[columns.Length];
        var inputs = stackalloc int*[columns.Length];
        var flags = stackalloc byte[LaneRunner.ChunkRows / 8];
        try
        {
            for (var index = 0; index < columns.Length; index++)
            {
                pins[index] = columns[index].Values.Pin();
                if (_scales[index] == columns[index].Scale)
                    continue;
                _domains[index] = LaneDomain.Of(_program.Inputs[index], columns[index].Scale);
                (_scales[index], _wide, _exact) = (columns[index].Scale, null, null);
                ForgetBindings();
            }

            for (var start = 0; start < count; start += LaneRunner.ChunkRows)
            {
                var rows = Math.Min(LaneRunner.ChunkRows, count - start);
                new Span<byte>(flags, LaneRunner.ChunkRows / 8).Clear();
                for (var index = 0; index < columns.Length; index++)
                    inputs[index] = Take(index, (int*)pins[index].Pointer + start, columns[index], start, rows, _domains[index], flags);
                ScoreChunk(inputs, start, rows, flags, results);
            }

            ScorePending(results);
            Open.Sort();
            Tiers = Tiers with { Plan = Open.Count, Doubles = count - Open.Count - Tiers.WholeNumbers - Tiers.DoublePairs - Tiers.Fractions };
        }
        finally
        {
            foreach (var pin in pins)
                pin.Dispose();
        }
    }

    private void ScoreChunk(int** inputs, int start, int rows, byte* flags, ResultColumns results)
    {
        if (_fast.Runner is not { } runner)
        {
            for (var row = 0; row < rows; row++)
                Open.Add(start + row);
            return;
        }

        runner.Run(inputs, (rows + 7) & ~7, flags);
        for (var output = 0; output < _program.Outputs.Length; output++)
            Write(runner, runner.Lanes.Outputs[output], inputs, results.Column(output).AsSpan(start, rows));
        for (var index = 0; index < (rows + 7) / 8; index++)
        {
            for (uint open = flags[index]; open != 0; open &= open - 1)
            {
                var row = (index * 8) + BitOperations.TrailingZeroCount(open);
                if (row < rows)
                    SetOpen(start + row, row, inputs, results);
            }
        }
    }

    // Taken along while the chunk is still in the cache; a full chunk of such rows is worth running.
    private void SetOpen(int row, int inChunk, int** inputs, ResultColumns results)
    {
        if (_asides.Contains(row))
        {
            Open.Add(row);
            return;
        }

        for (var input = 0; input < _pendingStarts.Length; input++)
            _pendingStarts[input][_pendingRows.Count] = inputs[input][inChunk];
        _pendingRows.Add(row);
        if (_pendingRows.Count == LaneRunner.ChunkRows)
            ScorePending(results);
    }

    // Rows whose decision lay within the bound, in ever dearer arithmetics: exact lanes, two doubles, fractions.
    private void ScorePending(ResultColumns results)
    {
        var count = _pendingRows.Count;
        var flags = stackalloc byte[LaneRunner.ChunkRows / 8];
        new Span<byte>(flags, LaneRunner.ChunkRows / 8).Clear();
        var runner = _whole.Runner;
        fixed (int** inputs = _pendingStarts)
        {
            if (runner is not null)
            {
                for (var input = 0; input < _pendingStarts.Length; input++)
                    new Span<int>(_pendingStarts[input], LaneRunner.ChunkRows)[count..].Fill(_pendingStarts[input][0]);
                runner.Run(inputs, (count + 7) & ~7, flags);
            }

            for (var index = 0; index < count; index++)
            {
                if (runner is null || (flags[index >> 3] & (1 << (index & 7))) != 0)
                {
                    ScoreRow(index, results);
                    continue;
                }

                Tiers = Tiers with { WholeNumbers = Tiers.WholeNumbers + 1 };
                for (var output = 0; output < _program.Outputs.Length; output++)
                    results.Column(output)[_pendingRows[index]] = Read(runner, runner.Lanes.Outputs[output], inputs, index);
            }
        }

        _pendingRows.Clear();
    }

    private void ScoreRow(int index, ResultColumns results)
    {
        _wide ??= new LaneRows<LaneWide>(_program, _scales);
        _exact ??= new LaneRows<LaneExact>(_program, _scales);
        for (var input = 0; input < _rowInputs.Length; input++)
            _rowInputs[input] = _pendingStarts[input][index];
        if (_wide.TryRun(_rowInputs, _rowOutputs))
        {
            Tiers = Tiers with { DoublePairs = Tiers.DoublePairs + 1 };
        }
        else if (_exact.TryRun(_rowInputs, _rowOutputs))
        {
            Tiers = Tiers with { Fractions = Tiers.Fractions + 1 };
        }
        else
        {
            Open.Add(_pendingRows[index]);
            return;
        }

        for (var output = 0; output < _rowOutputs.Length; output++)
            results.Column(output)[_pendingRows[index]] = _rowOutputs[output];
    }

    private static long Read(LaneRunner runner, LaneOperand operand, int** inputs, int row)
    {
        var from = runner.Start(operand, inputs);
        return operand.Place switch
        {
            LanePlace.Register => (long)((double*)from)[row],
            LanePlace.Constant => (long)*(double*)from,
            _ => ((int*)from)[row],
        };
    }

    private static void Write(LaneRunner runner, LaneOperand output, int** inputs, Span<long> target)
    {
        var from = runner.Start(output, inputs);
        switch (output.Place)
        {
            case LanePlace.Register:
                WriteWhole((double*)from, target);
                break;
            case LanePlace.Constant:
                target.Fill((long)*(double*)from);
                break;
            default:
                for (var row = 0; row < target.Length; row++)
                    target[row] = ((int*)from)[row];
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteWhole(double* from, Span<long> target)
    {
        fixed (long* start = target)
        {
            var row = 0;
            for (; row <= target.Length - 8; row += 8)
                Vector512.Store(Vector512.ConvertToInt64Native(Vector512.Load(from + row)), start + row);
            for (; row < target.Length; row++)
                start[row] = (long)from[row];
        }
    }

    // The rows of one input: where they lie, unless rows must be set aside or eight of them cannot be read at the end.
    private int* Take(int index, int* rows, FactColumn column, int start, int count, LaneDomain domain, byte* flags)
    {
        var missing = column.IsMissing.IsEmpty ? default : column.IsMissing.Span.Slice(start, count);
        // Nothing to do for rows inside the range that was seen, which lies inside the domain.
        if ((count & 7) == 0 && missing.IsEmpty && domain.Step == 1 && IsWithin(rows, count, _seen[index]))
            return rows;
        var (low, high) = Range(new ReadOnlySpan<int>(rows, count));
        var isPlain = low >= domain.Low && high <= domain.High && domain.Step == 1 && missing.IndexOf(true) < 0;
        if (!isPlain || (count & 7) != 0)
        {
            var copy = _copies[index];
            new ReadOnlySpan<int>(rows, count).CopyTo(copy);
            if (!isPlain)
                SetAside(copy.AsSpan(0, count), missing, domain, start, flags);
            copy.AsSpan(count).Fill(copy[0]);
            (low, high) = Range(copy.AsSpan(0, count));
            rows = _copyStarts[index];
        }

        if (low < _seen[index].Low || high > _seen[index].High)
        {
            _seen[index] = (Math.Min(low, _seen[index].Low), Math.Max(high, _seen[index].High));
            ForgetBindings();
        }

        return rows;
    }

    // A row whose fact is missing or outside its domain is flagged, and computes on with a value that does no harm.
    private void SetAside(Span<int> rows, ReadOnlySpan<bool> missing, LaneDomain domain, int start, byte* flags)
    {
        var harmless = (int)Math.Clamp(1, domain.Low, Math.Max(domain.Low, domain.High));
        for (var row = 0; row < rows.Length; row++)
        {
            if (domain.Contains(rows[row]) && (missing.IsEmpty || !missing[row]))
                continue;
            rows[row] = harmless;
            _asides.Add(start + row);
            flags[row >> 3] |= (byte)(1 << (row & 7));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsWithin(int* rows, int count, (int Low, int High) range)
    {
        var (low, high) = (Vector512.Create(range.Low), Vector512.Create(range.High));
        var (least, most) = (low, high);
        nint row = 0;
        for (; row <= count - 16; row += 16)
        {
            var values = Vector512.Load(rows + row);
            (least, most) = (Vector512.Min(least, values), Vector512.Max(most, values));
        }

        var isWithin = least == low && most == high;
        for (; row < count; row++)
            isWithin &= rows[row] >= range.Low && rows[row] <= range.High;
        return isWithin;
    }

    private static (int Low, int High) Range(ReadOnlySpan<int> rows)
    {
        var (low, high) = (new Vector<int>(int.MaxValue), new Vector<int>(int.MinValue));
        var row = 0;
        for (; row <= rows.Length - Vector<int>.Count; row += Vector<int>.Count)
        {
            var values = new Vector<int>(rows[row..]);
            (low, high) = (Vector.Min(low, values), Vector.Max(high, values));
        }

        var (least, most) = (int.MaxValue, int.MinValue);
        for (var lane = 0; lane < Vector<int>.Count; lane++)
            (least, most) = (Math.Min(least, low[lane]), Math.Max(most, high[lane]));
        for (; row < rows.Length; row++)
            (least, most) = (Math.Min(least, rows[row]), Math.Max(most, rows[row]));
        return (least, most);
    }

    private void ForgetBindings()
    {
        _fast.Forget();
        _whole.Forget();
    }
}
