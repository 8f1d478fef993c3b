using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Computes single rows of a lane program in sums of two doubles, and takes what these leave open by fractions.</summary>
internal sealed class LaneRows
{
    private readonly LaneProgram _program;
    private readonly LaneWide[] _values;
    private readonly int[] _decimals; // by which each lane is shifted
    private readonly int[] _scales;
    private readonly int[] _given; // the inputs of the row, by lane
    private readonly int[] _scaleOf; // of the inputs, by lane
    private readonly LaneTies _ties;

    /// <param name="program">The program.</param>
    /// <param name="scales">Decimals of the inputs.</param>
    public LaneRows(LaneProgram program, ReadOnlySpan<int> scales)
    {
        _program = program;
        _scales = scales.ToArray();
        _values = new LaneWide[program.Lanes];
        (_given, _scaleOf, _ties) = (new int[program.Lanes], new int[program.Lanes], new LaneTies(program));
        _decimals = new int[program.Lanes];
        for (var input = 0; input < program.Inputs.Length; input++)
        {
            _decimals[program.Inputs[input].Lane] = scales[input];
            _scaleOf[program.Inputs[input].Lane] = scales[input];
        }

        foreach (var step in program.Steps)
        {
            _decimals[step.Target < 0 ? 0 : step.Target] = DecimalsOf(step);
            if (step.Operator == LaneOperator.Constant)
                _values[step.Target] = LaneWide.FromConstant(step.Constant, _decimals[step.Target]);
        }
    }

    private int DecimalsOf(LaneStep step) => step.Operator switch
    {
        LaneOperator.Input => _decimals[step.Target],
        LaneOperator.Constant => Enumerable.Range(0, 15).FirstOrDefault(digits => (step.Constant * Rational.PowerOfTen(digits)).IsWhole, 0),
        LaneOperator.Add or LaneOperator.Subtract or LaneOperator.Minimum or LaneOperator.Maximum or LaneOperator.Select => Math.Max(_decimals[step.First], _decimals[step.Second]),
        LaneOperator.Multiply => _decimals[step.First] + _decimals[step.Second],
        LaneOperator.Divide => _decimals[step.First] - _decimals[step.Second],
        LaneOperator.Absolute => _decimals[step.First],
        LaneOperator.Round => step.Rounding!.Digits,
        _ => 0,
    };

    /// <summary>Whether the last row had something that only fractions could decide.</summary>
    public bool HasUsedFractions { get; private set; }

    /// <summary>Computes a row; false where some decision is left open, or where a word has to be said about it.</summary>
    /// <param name="inputs">The row's integers, in the program's order.</param>
    /// <param name="outputs">Filled with the results, in the program's order.</param>
    public bool TryRun(ReadOnlySpan<int> inputs, Span<long> outputs)
    {
        HasUsedFractions = false;
        for (var input = 0; input < inputs.Length; input++)
        {
            var lane = _program.Inputs[input].Lane;
            (_values[lane], _given[lane]) = (LaneWide.FromInteger(inputs[input], _scales[input]), inputs[input]);
        }

        foreach (var step in _program.Steps)
        {
            if (!TryRun(step))
                return false;
        }

        for (var output = 0; output < outputs.Length; output++)
        {
            var (lane, digits) = (_program.Outputs[output].Lane, _program.Outputs[output].Digits);
            if (!LaneWide.TryGetInteger(_values[lane], _decimals[lane], digits, out outputs[output]))
                return false;
        }

        return true;
    }

    private LaneWide At(int lane, int decimals) => _decimals[lane] == decimals ? _values[lane] : LaneWide.Shift(_values[lane], decimals - _decimals[lane]);

    private bool IsTrue(int lane) => LaneWide.TryCompare(_values[lane], default, out var sign) && sign != 0;

    private bool TryRun(LaneStep step)
    {
        var decimals = step.Target < 0 ? 0 : _decimals[step.Target];
        switch (step.Operator)
        {
            case LaneOperator.Constant or LaneOperator.Input:
                return true;
            case LaneOperator.Add:
                _values[step.Target] = LaneWide.Add(At(step.First, decimals), At(step.Second, decimals));
                return true;
            case LaneOperator.Subtract:
                _values[step.Target] = LaneWide.Subtract(At(step.First, decimals), At(step.Second, decimals));
                return true;
            case LaneOperator.Multiply:
                _values[step.Target] = LaneWide.Multiply(_values[step.First], _values[step.Second]);
                return true;
            case LaneOperator.Divide:
                return LaneWide.TryDivide(_values[step.First], _values[step.Second], out _values[step.Target]);
            case LaneOperator.Minimum or LaneOperator.Maximum:
                return TryChoose(step, decimals);
            case LaneOperator.Absolute:
                if (!TryCompare(step.First, -1, 0, out var sign))
                    return false;
                _values[step.Target] = sign < 0 ? LaneWide.Subtract(default, _values[step.First]) : _values[step.First];
                return true;
            case LaneOperator.Equal or LaneOperator.Less or LaneOperator.LessOrEqual:
                return TryCompare(step);
            case LaneOperator.And:
                return Say(step.Target, IsTrue(step.First) && IsTrue(step.Second));
            case LaneOperator.Or:
                return Say(step.Target, IsTrue(step.First) || IsTrue(step.Second));
            case LaneOperator.Not:
                return Say(step.Target, !IsTrue(step.First));
            case LaneOperator.Select:
                _values[step.Target] = At(IsTrue(step.Third) ? step.First : step.Second, decimals);
                return true;
            case LaneOperator.Require:
                return IsTrue(step.First);
            default:
                if (LaneWide.TryRound(_values[step.First], _decimals[step.First], step.Rounding!, out _values[step.Target]))
                    return true;
                if (Exactly(step.First) is not { } exact)
                    return false;
                _values[step.Target] = LaneWide.FromConstant(exact.Round(step.Rounding!.Digits, step.Rounding.Mode), decimals);
                return true;
        }
    }

    private bool Say(int target, bool claim)
    {
        _values[target] = claim ? LaneWide.FromInteger(1, 0) : default;
        return true;
    }

    private bool TryChoose(LaneStep step, int decimals)
    {
        var (left, right) = (At(step.First, decimals), At(step.Second, decimals));
        if (!TryCompare(step.First, step.Second, decimals, out var sign))
            return false;
        _values[step.Target] = (sign <= 0) == (step.Operator == LaneOperator.Minimum) ? left : right;
        return true;
    }

    private bool TryCompare(LaneStep step)
    {
        var decimals = Math.Max(_decimals[step.First], _decimals[step.Second]);
        return TryCompare(step.First, step.Second, decimals, out var sign)
            && Say(step.Target, step.Operator switch { LaneOperator.Equal => sign == 0, LaneOperator.Less => sign < 0, _ => sign <= 0 });
    }

    // With nothing in place of the second, with zero.
    private bool TryCompare(int first, int second, int decimals, out int sign)
    {
        if (LaneWide.TryCompare(second < 0 ? _values[first] : At(first, decimals), second < 0 ? default : At(second, decimals), out sign))
            return true;
        if (Exactly(first) is not { } left || (second < 0 ? Rational.Zero : Exactly(second)) is not { } right)
            return false;
        sign = left.CompareTo(right);
        return true;
    }

    private Rational? Exactly(int lane)
    {
        if (!HasUsedFractions)
            _ties.Begin();
        HasUsedFractions = true;
        return _ties.Of(lane, IsTrue, Whole);
    }

    private Rational? Whole(LaneStep step) => step.Operator switch
    {
        LaneOperator.Input => _given[step.Target] / Rational.PowerOfTen(_scaleOf[step.Target]),
        LaneOperator.Round when LaneWide.TryGetInteger(_values[step.Target], _decimals[step.Target], step.Rounding!.Digits, out var rounded) => rounded / Rational.PowerOfTen(step.Rounding.Digits),
        _ => null,
    };
}
