using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private LaneRunner? _runner;
    private bool _isHopeless;

    public LaneScoring(LaneProgram program)
    {
        _program = program;
        _copies = [.. program.Inputs.Select(_ => GC.AllocateArray<int>(LaneRunner.ChunkRows, pinned: true))];
        _seen = [.. program.Inputs.Select(_ => (int.MaxValue, int.MinValue))];
        _scales = [.. program.Inputs.Select(_ => -1)];
    }

    /// <summary>Rows left open by the lanes, rising; their results are not written.</summary>
    public List<int> Open { get; } = [];

    /// <summary>Fills the result columns for every row that the lanes decide.</summary>
    /// <param name="columns">One for each input of the program, in its order.</param>
    /// <param name="count">Rows.</param>
    /// <param name="results">One for each output.</param>
    public void Score(ReadOnlySpan<FactColumn> columns, int count, ResultColumns results)
    {
        Open.Clear();
        var domains = new LaneDomain[columns.Length];
        var pins = new MemoryHandle[columns.Length];
        var inputs = stackalloc int*[columns.Length];
        var flags = stackalloc byte[LaneRunner.ChunkRows / 8];
        try
        {
            for (var index = 0; index < columns.Length; index++)
            {
                pins[index] = columns[index].Values.Pin();
                domains[index] = LaneDomain.Of(_program.Inputs[index], columns[index].Scale);
                if (_scales[index] != columns[index].Scale)
                    (_scales[index], _runner, _isHopeless) = (columns[index].Scale, null, false);
            }

            for (var start = 0; start < count; start += LaneRunner.ChunkRows)
            {
                var rows = Math.Min(LaneRunner.ChunkRows, count - start);
                new Span<byte>(flags, LaneRunner.ChunkRows / 8).Clear();
                for (var index = 0; index < columns.Length; index++)
                    inputs[index] = Take(index, (int*)pins[index].Pointer + start, columns[index], start, rows, domains[index], flags);
                ScoreChunk(inputs, start, rows, flags, results);
            }
        }
        finally
        {
            foreach (var pin in pins)
                pin.Dispose();
        }
    }

    private void ScoreChunk(int** inputs, int start, int rows, byte* flags, ResultColumns results)
    {
        _runner ??= Bind();
        if (_runner is null)
        {
            for (var row = 0; row < rows; row++)
                Open.Add(start + row);
            return;
        }

        _runner.Run(inputs, (rows + 7) & ~7, flags);
        for (var output = 0; output < _program.Outputs.Length; output++)
            Write(_runner.Lanes.Outputs[output], inputs, results.Column(output).AsSpan(start, rows));
        for (var index = 0; index < (rows + 7) / 8; index++)
        {
            for (uint open = flags[index]; open != 0; open &= open - 1)
            {
                var row = (index * 8) + BitOperations.TrailingZeroCount(open);
                if (row < rows)
                    Open.Add(start + row);
            }
        }
    }

    private void Write(LaneOperand output, int** inputs, Span<long> target)
    {
        var from = _runner!.Start(output, inputs);
        switch (output.Place)
        {
            case LanePlace.Register:
                for (var row = 0; row < target.Length; row++)
                    target[row] = (long)((double*)from)[row];
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

    // The rows of one input: where they lie, unless rows must be set aside or eight of them cannot be read at the end.
    private int* Take(int index, int* rows, FactColumn column, int start, int count, LaneDomain domain, byte* flags)
    {
        var missing = column.IsMissing.IsEmpty ? default : column.IsMissing.Span.Slice(start, count);
        var (low, high) = Range(new ReadOnlySpan<int>(rows, count));
        var isPlain = low >= domain.Low && high <= domain.High && domain.Step == 1 && missing.IndexOf(true) < 0;
        if (!isPlain || (count & 7) != 0)
        {
            var copy = _copies[index];
            new ReadOnlySpan<int>(rows, count).CopyTo(copy);
            if (!isPlain)
                SetAside(copy.AsSpan(0, count), missing, domain, flags);
            copy.AsSpan(count).Fill(copy[0]);
            (low, high) = Range(copy.AsSpan(0, count));
            rows = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(copy));
        }

        if (low < _seen[index].Low || high > _seen[index].High)
        {
            _seen[index] = (Math.Min(low, _seen[index].Low), Math.Max(high, _seen[index].High));
            (_runner, _isHopeless) = (null, false);
        }

        return rows;
    }

    // A row whose fact is missing or outside its domain is flagged, and computes on with a value that does no harm.
    private void SetAside(Span<int> rows, ReadOnlySpan<bool> missing, LaneDomain domain, byte* flags)
    {
        var harmless = (int)Math.Clamp(1, domain.Low, Math.Max(domain.Low, domain.High));
        for (var row = 0; row < rows.Length; row++)
        {
            if (domain.Contains(rows[row]) && (missing.IsEmpty || !missing[row]))
                continue;
            rows[row] = harmless;
            flags[row >> 3] |= (byte)(1 << (row & 7));
        }
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

    private LaneRunner? Bind()
    {
        if (_isHopeless)
            return null;
        var states = new LaneState[_seen.Length];
        for (var index = 0; index < states.Length; index++)
            states[index] = new LaneState(_scales[index], _seen[index].Low, _seen[index].High, 0);
        var lanes = LaneBounds.Bind(_program, states);
        _isHopeless = lanes is null;
        return lanes is null ? null : new LaneRunner(lanes);
    }
}
