using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>What is proven of a lane: every row holds the exact number times the factor times ten to the scale, to within the error.</summary>
/// <param name="Scale">Decimals by which the number is shifted.</param>
/// <param name="Low">Lowest value held.</param>
/// <param name="High">Highest value held.</param>
/// <param name="Error">Greatest distance from the exact value; 0 for a whole number that is exact.</param>
internal readonly record struct LaneState(int Scale, double Low, double High, double Error)
{
    /// <summary>A whole number by which quotients were multiplied, so that thirds and sevenths come out whole.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The largest whole number up to which every one has a representation of its own.</summary>
    public const double MostExact = 9_007_199_254_740_992;

    /// <summary>The largest dividend and divisor whose quotient rounds without a doubt.</summary>
    public const double MostRounded = MostExact / 4;

    public bool IsExact => Error == 0;

    public double Size => Math.Max(Math.Abs(Low), Math.Abs(High));
}

/// <summary>
/// Binds a lane program to the ranges of its inputs: follows interval and greatest error through every operation, once, and gives each decision
/// the bound under which a row is not decided but passed on.
/// </summary>
/// <remarks>
/// Scaled whole numbers up to 2^53 are exact in a double, and so are their sums, differences and products below that. Every other operation adds half a unit in the
/// last place of its result. The arithmetic of the bounds itself is done with room to spare (<see cref="Slack"/>), which is far more than its own rounding.
/// </remarks>
internal sealed partial class LaneBounds
{
    private const double HalfUnit = 1.1102230246251565e-16; // 2^-53
    private const double Slack = 1.000001;
    private const int MostDigits = 15;

    /// <summary>Exact quotients carry six more decimals, and denominators may have the factors 9 and 7 besides.</summary>
    private const double QuotientFactor = 63;
    private const int QuotientDigits = 6;

    private readonly LaneProgram _program;
    private readonly List<LaneState> _states;
    private readonly List<LaneOperand> _operands;
    private readonly List<Rational?> _constants;
    private readonly List<LaneCode> _codes = [];
    private readonly List<double> _values = [];
    private readonly Dictionary<int, (LaneState State, LaneOperand Operand)> _unshifted = [];
    private readonly bool _isExact;
    private int _registers;

    private LaneBounds(LaneProgram program, bool isExact)
    {
        _program = program;
        _isExact = isExact;
        _states = [.. new LaneState[program.Lanes]];
        _operands = [.. new LaneOperand[program.Lanes]];
        _constants = [.. new Rational?[program.Lanes]];
        _definitions = new LaneStep?[program.Lanes];
    }

    /// <summary>The kernels, or null when some decision cannot be bounded for these ranges.</summary>
    /// <param name="program">The program.</param>
    /// <param name="inputs">Scale and range of each input, in the program's order; whole numbers.</param>
    /// <param name="isExact">Whether every lane must stay a whole number: rows with a quotient that is none are flagged, and halves are decided.</param>
    public static BoundLanes? Bind(LaneProgram program, ReadOnlySpan<LaneState> inputs, bool isExact = false)
    {
        var bounds = new LaneBounds(program, isExact);
        for (var index = 0; index < inputs.Length; index++)
        {
            var lane = program.Inputs[index].Lane;
            (bounds._states[lane], bounds._operands[lane]) = (inputs[index], new LaneOperand(LanePlace.Input, index));
        }

        return bounds.Bind();
    }

    private BoundLanes? Bind()
    {
        foreach (var step in _program.Steps)
        {
            if (step.Target >= 0)
                _definitions[step.Target] = step;
            if (!Bind(step))
                return null;
        }

        var outputs = new List<LaneOperand>();
        foreach (var output in _program.Outputs)
        {
            if (AlignOutput(output) is not { } operand)
                return null;
            outputs.Add(operand);
        }

        return LaneFusion.Finish(_codes, [.. _values], [.. outputs], _registers);
    }

    private bool Bind(LaneStep step)
    {
        switch (step.Operator)
        {
            case LaneOperator.Constant:
                _constants[step.Target] = step.Constant;
                return Constant(step.Target, step.Constant);
            case LaneOperator.Input:
                return true;
            case LaneOperator.Add:
                return Sum(step, LaneKernel.Add);
            case LaneOperator.Subtract:
                return Sum(step, LaneKernel.Subtract);
            case LaneOperator.Multiply:
                return Product(step);
            case LaneOperator.Divide:
                return Quotient(step);
            case LaneOperator.Minimum:
                return Extreme(step, LaneKernel.Minimum, Math.Min);
            case LaneOperator.Maximum:
                return Extreme(step, LaneKernel.Maximum, Math.Max);
            case LaneOperator.And:
                return Logic(step, LaneKernel.Minimum);
            case LaneOperator.Or:
                return Logic(step, LaneKernel.Maximum);
            case LaneOperator.Absolute:
                var state = _states[step.First];
                return Emit(step.Target, state with { Low = 0, High = state.Size }, LaneKernel.Absolute, _operands[step.First]);
            case LaneOperator.Not:
                return TruthOf(step.First) is { } claim && Emit(step.Target, Truth, LaneKernel.Subtract, Held(1), claim);
            case LaneOperator.Equal or LaneOperator.Less or LaneOperator.LessOrEqual:
                return Comparison(step);
            case LaneOperator.Select:
                return Choice(step);
            case LaneOperator.Require:
                if (TruthOf(step.First) is not { } needed)
                    return false;
                if (_states[step.First].Low < 1)
                    _codes.Add(new LaneCode(LaneKernel.Require, -1, needed, default, default, 0, 0, default));
                return true;
            default:
                return Rounding(step);
        }
    }

    private bool Emit(int target, LaneState state, LaneKernel kernel, LaneOperand first, LaneOperand second = default, LaneOperand third = default, double factor = 0, double bound = 0, RoundingMode mode = default)
    {
        if (!double.IsFinite(state.Low) || !double.IsFinite(state.High) || !double.IsFinite(state.Error) || !double.IsFinite(bound) || (_isExact && !state.IsExact))
            return false;
        _codes.Add(new LaneCode(kernel, _registers, first, second, third, factor, bound, mode));
        (_states[target], _operands[target]) = (state, new LaneOperand(LanePlace.Register, _registers++));
        return true;
    }

    private LaneOperand Held(double value)
    {
        var known = _values.IndexOf(value);
        if (known < 0)
        {
            known = _values.Count;
            _values.Add(value);
        }

        return new LaneOperand(LanePlace.Constant, known);
    }

    private bool Constant(int lane, Rational value)
    {
        for (var digits = 0; digits <= MostDigits; digits++)
        {
            if (At(value, digits, 1) is { IsExact: true } exact)
                return Hold(lane, exact);
        }

        return !_isExact && Hold(lane, At(value, 0, 1));
    }

    private bool Hold(int lane, LaneState state)
    {
        (_states[lane], _operands[lane]) = (state, Held(state.Low));
        return double.IsFinite(state.Low);
    }

    // A constant at a scale: exact where it is whole there, otherwise the nearest double with room for how it was found.
    private static LaneState At(Rational value, int scale, double factor)
    {
        var shifted = value * Rational.PowerOfTen(scale) * (long)factor;
        if (shifted.IsWhole && shifted.Abs() <= (long)LaneState.MostExact)
            return new LaneState(scale, (double)(long)shifted.Numerator, (double)(long)shifted.Numerator, 0) { Factor = factor };
        var near = (double)shifted.Numerator / (double)shifted.Denominator;
        return new LaneState(scale, near, near, 4 * HalfUnit * Math.Abs(near)) { Factor = factor };
    }

    // The lane at a larger scale and factor; null when the shift cannot be made.
    private LaneOperand? Shift(int lane, int scale, double wanted)
    {
        var state = _states[lane];
        if (state.Scale == scale && state.Factor == wanted)
            return _operands[lane];
        var factor = LanePowers.OfTen(scale - state.Scale) * (wanted / state.Factor);
        if (double.IsNaN(factor) || wanted % state.Factor != 0)
            return null;
        var shifted = Scaled(state, factor, scale) with { Factor = wanted };
        if (_isExact && !shifted.IsExact)
            return null;
        _unshifted.TryAdd(lane, (_states[lane], _operands[lane]));
        _codes.Add(new LaneCode(LaneKernel.Multiply, _registers, _operands[lane], Held(factor), default, 0, 0, default));
        (_states[lane], _operands[lane]) = (shifted, new LaneOperand(LanePlace.Register, _registers++));
        return _operands[lane];
    }

    // As it was before it was shifted to stand beside others, since digits cannot be taken away again.
    private LaneOperand? AlignOutput(LaneOutput output)
    {
        if (_constants[output.Lane] is { } constant)
            return At(constant, output.Digits, 1) is { IsExact: true } exact ? Held(exact.Low) : null;
        if (_unshifted.TryGetValue(output.Lane, out var first))
            (_states[output.Lane], _operands[output.Lane]) = first;
        return Shift(output.Lane, output.Digits, 1) is { } operand && _states[output.Lane].IsExact ? operand : null;
    }

    private static LaneState Scaled(LaneState state, double factor, int scale)
    {
        var size = state.Size * factor;
        var error = state.IsExact && size <= LaneState.MostExact ? 0 : ((state.Error * factor) + (HalfUnit * size)) * Slack;
        return new LaneState(scale, state.Low * factor, state.High * factor, error);
    }

    // Both operands at one scale: the larger; but beside a number that is not exact a constant takes the scale of that number, which spares a multiplication.
    private bool Align(int first, int second, out LaneOperand left, out LaneOperand right, out LaneState one, out LaneState other)
    {
        var scale = (_constants[first], _constants[second]) switch
        {
            (not null, null) when !_states[second].IsExact => _states[second].Scale,
            (null, not null) when !_states[first].IsExact => _states[first].Scale,
            _ => Math.Max(_states[first].Scale, _states[second].Scale),
        };
        var factor = Math.Max(_states[first].Factor, _states[second].Factor);
        var (a, b) = (AlignOne(first, scale, factor, out one), AlignOne(second, scale, factor, out other));
        (left, right) = (a ?? default, b ?? default);
        return a is not null && b is not null;
    }

    private LaneOperand? AlignOne(int lane, int scale, double factor, out LaneState state)
    {
        if (_constants[lane] is { } constant)
        {
            state = At(constant, scale, factor);
            return double.IsFinite(state.Low) && (state.IsExact || !_isExact) ? Held(state.Low) : null;
        }

        var operand = Shift(lane, scale, factor);
        state = _states[lane];
        return operand;
    }

    private bool Sum(LaneStep step, LaneKernel kernel)
    {
        if (!Align(step.First, step.Second, out var left, out var right, out var a, out var b))
            return false;
        var (low, high) = kernel == LaneKernel.Add ? (a.Low + b.Low, a.High + b.High) : (a.Low - b.High, a.High - b.Low);
        var isExact = a.IsExact && b.IsExact && Math.Max(Math.Abs(low), Math.Abs(high)) <= LaneState.MostExact;
        var error = isExact ? 0 : (a.Error + b.Error + (HalfUnit * (a.Size + b.Size))) * Slack;
        return Emit(step.Target, Widened(a.Scale, low, high, error) with { Factor = a.Factor }, kernel, left, right);
    }

    // Ends computed in double are moved outwards, so that they hold for the values held and for the exact ones.
    private static LaneState Widened(int scale, double low, double high, double error) =>
        error == 0 ? new LaneState(scale, low, high, 0) : new LaneState(scale, low - error - (Math.Abs(low) * 1e-12), high + error + (Math.Abs(high) * 1e-12), error);

    private bool Product(LaneStep step)
    {
        if (PowerOfTenIn(step.Second) is { } shift && IsShiftFree(step.First, shift))
            return Alias(step.Target, step.First, -shift);
        if (PowerOfTenIn(step.First) is { } other && IsShiftFree(step.Second, other))
            return Alias(step.Target, step.Second, -other);
        var (a, b) = (_states[step.First], _states[step.Second]);
        Span<double> corners = [a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High];
        var (low, high) = (Least(corners), Most(corners));
        var isExact = a.IsExact && b.IsExact && Math.Max(Math.Abs(low), Math.Abs(high)) <= LaneState.MostExact;
        var error = isExact ? 0 : ((a.Size * b.Error) + (b.Size * a.Error) + (a.Error * b.Error) + (HalfUnit * a.Size * b.Size)) * Slack;
        return Emit(step.Target, Widened(a.Scale + b.Scale, low, high, error) with { Factor = a.Factor * b.Factor }, LaneKernel.Multiply, _operands[step.First], _operands[step.Second]);
    }

    private int? PowerOfTenIn(int lane)
    {
        if (_constants[lane] is not { } value || value.Sign <= 0)
            return null;
        for (var exponent = -MostDigits; exponent <= MostDigits; exponent++)
        {
            if (value == Rational.PowerOfTen(exponent))
                return exponent;
        }

        return null;
    }

    // Times ten is the same digits at another scale. An exact number keeps a scale that is not negative, so that constants beside it stay whole.
    private bool IsShiftFree(int lane, int shift) => _constants[lane] is null && (!_states[lane].IsExact || _states[lane].Scale >= shift);

    private bool Alias(int target, int lane, int shift)
    {
        (_states[target], _operands[target]) = (_states[lane] with { Scale = _states[lane].Scale + shift }, _operands[lane]);
        return true;
    }

    private bool Extreme(LaneStep step, LaneKernel kernel, Func<double, double, double> choose)
    {
        if (!Align(step.First, step.Second, out var left, out var right, out var a, out var b))
            return false;
        return Emit(step.Target, new LaneState(a.Scale, choose(a.Low, b.Low), choose(a.High, b.High), Math.Max(a.Error, b.Error)) { Factor = a.Factor }, kernel, left, right);
    }

    private bool Comparison(LaneStep step) =>
        (Whole(step) is { } whole && Compare(whole, KernelOf(whole))) || Compare(step, KernelOf(step));

    private static LaneKernel KernelOf(LaneStep comparison) => comparison.Operator switch
    {
        LaneOperator.Equal => LaneKernel.Equal,
        LaneOperator.Less => LaneKernel.Less,
        _ => LaneKernel.LessOrEqual,
    };

    private bool Compare(LaneStep step, LaneKernel kernel)
    {
        if (!Align(step.First, step.Second, out var left, out var right, out var a, out var b))
            return false;
        var bound = a.IsExact && b.IsExact ? 0 : (a.Error + b.Error + (HalfUnit * (a.Size + b.Size))) * Slack;
        // Exact numbers past 2^53 would lose the difference.
        if (bound == 0 && Math.Max(a.Size, b.Size) > LaneState.MostExact)
            return false;
        return Emit(step.Target, Truth, kernel, left, right, bound: bound);
    }

    private bool Rounding(LaneStep step)
    {
        var (state, digits, mode) = (_states[step.First], step.Rounding!.Digits, step.Rounding.Mode);
        if (state.IsExact && state.Scale <= digits && state.Factor == 1)
        {
            if (Shift(step.First, digits, 1) is not { } shifted || !_states[step.First].IsExact)
                return false;
            (_states[step.Target], _operands[step.Target]) = (_states[step.First] with { Scale = digits }, shifted);
            return true;
        }

        var isNear = mode <= RoundingMode.HalfDown;
        var power = LanePowers.OfTen(Math.Abs(state.Scale - digits));
        if (double.IsNaN(power))
            return false;
        // Decimals are cut off by dividing; a number shifted the other way is multiplied first.
        var factor = (state.Scale > digits ? 1 / power : power) / state.Factor;
        var size = (state.Size * factor) + 1;
        if (size > LaneState.MostExact / 4)
            return false;
        var result = new LaneState(digits, Math.Floor(state.Low * factor) - 1, Math.Ceiling(state.High * factor) + 1, 0);
        if (!IsWhole(step.First) && TryRound(step, result))
            return true;
        if (state.IsExact && mode is RoundingMode.HalfAwayFromZero or RoundingMode.HalfToEven && state.Scale > digits && Math.Max(state.Size, power * state.Factor) <= LaneState.MostRounded)
            return Emit(step.Target, result, LaneKernel.RoundExact, _operands[step.First], Held(power * state.Factor), mode: mode);
        var bound = ((state.Error * factor) + (4 * HalfUnit * size)) * Slack;
        if (bound > 0.25)
            return false;
        return Emit(step.Target, result, isNear ? LaneKernel.RoundNear : LaneKernel.RoundDirected, _operands[step.First], factor: factor, bound: bound, mode: mode);
    }

    private static double Least(ReadOnlySpan<double> values)
    {
        var least = values[0];
        foreach (var value in values)
            least = Math.Min(least, value);
        return least;
    }

    private static double Most(ReadOnlySpan<double> values)
    {
        var most = values[0];
        foreach (var value in values)
            most = Math.Max(most, value);
        return most;
    }
}
