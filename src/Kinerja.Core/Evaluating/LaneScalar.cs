using System.Runtime.CompilerServices;

namespace Kinerja.Core.Evaluating;

/// <summary>Bound lanes for one row: the same kernels, with inputs, constants and what is computed in one strip of memory.</summary>
/// <remarks>
/// Kernels are put in an order in which equal ones follow each other as far as their operands allow, so that a run of them is a loop without a decision.
/// Immutable: every call brings its own strip, so that threads share the program.
/// </remarks>
internal sealed unsafe class LaneScalar
{
    private readonly Operation[] _operations;
    private readonly double[] _constants;
    private readonly int[] _outputs;
    private readonly int _inputs;

    /// <summary>A kernel with the places of its operands in the strip; its target is its own place behind the constants.</summary>
    /// <param name="Kernel">What is done.</param>
    /// <param name="Run">How many operations from this one on have the same kernel; 0 behind the first of them.</param>
    /// <param name="First">First operand.</param>
    /// <param name="Second">Second operand.</param>
    /// <param name="Third">Third operand.</param>
    /// <param name="Factor">See <see cref="LaneCode"/>.</param>
    /// <param name="Bound">See <see cref="LaneCode"/>.</param>
    /// <param name="Mode">Of a rounding.</param>
    private readonly record struct Operation(LaneKernel Kernel, int Run, int First, int Second, int Third, double Factor, double Bound, RoundingMode Mode);

    private LaneScalar(double[] constants, Operation[] operations, int[] outputs, int inputs)
    {
        (_constants, _operations, _outputs, _inputs) = (constants, operations, outputs, inputs);
        Length = inputs + constants.Length + operations.Length;
    }

    /// <summary>Doubles of a strip; the inputs stand at its start.</summary>
    public int Length { get; }

    /// <summary>The program of bound lanes.</summary>
    public static LaneScalar Of(BoundLanes lanes, int inputs)
    {
        // A register is filled more than once; each filling gets a place of its own.
        var start = inputs + lanes.Constants.Length;
        var filled = new int[lanes.Registers];
        int PlaceOf(LaneOperand operand) => operand.Place switch
        {
            LanePlace.Input => operand.Number,
            LanePlace.Constant => inputs + operand.Number,
            _ => filled[operand.Number],
        };
        var operations = new Operation[lanes.Codes.Length];
        for (var index = 0; index < operations.Length; index++)
        {
            var code = lanes.Codes[index];
            var hasSecond = code.Kernel is not (LaneKernel.Absolute or LaneKernel.Clamp or LaneKernel.RoundNear or LaneKernel.RoundDirected or LaneKernel.Require);
            var hasThird = code.Kernel is LaneKernel.MultiplyAdd or LaneKernel.Select;
            operations[index] = new Operation(code.Kernel, 0, PlaceOf(code.First), hasSecond ? PlaceOf(code.Second) : 0, hasThird ? PlaceOf(code.Third) : 0, code.Factor, code.Bound, code.Mode);
            if (code.Target >= 0)
                filled[code.Target] = start + index;
        }

        var outputs = lanes.Outputs.Select(PlaceOf).ToArray();
        return new LaneScalar(lanes.Constants, Arrange(operations, outputs, start), outputs, inputs);
    }

    // Again and again the kernel of which most operations have all they need.
    private static Operation[] Arrange(Operation[] operations, int[] outputs, int start)
    {
        var moved = new int[operations.Length]; // where each operation went
        Array.Fill(moved, -1);
        bool IsThere(int place) => place < start || moved[place - start] >= 0;
        int Moved(int place) => place < start ? place : start + moved[place - start];
        var arranged = new List<Operation>(operations.Length);
        while (arranged.Count < operations.Length)
        {
            var run = Enumerable.Range(0, operations.Length)
                .Where(index => moved[index] < 0 && IsThere(operations[index].First) && IsThere(operations[index].Second) && IsThere(operations[index].Third))
                .GroupBy(index => operations[index].Kernel).MaxBy(group => group.Count())!;
            var rest = run.Count();
            foreach (var index in run.ToArray())
            {
                var operation = operations[index];
                arranged.Add(operation with { Run = rest, First = Moved(operation.First), Second = Moved(operation.Second), Third = Moved(operation.Third) });
                (moved[index], rest) = (arranged.Count - 1, 0);
            }
        }

        for (var output = 0; output < outputs.Length; output++)
            outputs[output] = Moved(outputs[output]);
        return [.. arranged];
    }

    /// <summary>Runs one row; false where a decision lies within its bound.</summary>
    /// <param name="strip">At least <see cref="Length"/> doubles, the inputs filled.</param>
    /// <param name="outputs">Filled with the results, in the program's order.</param>
    public bool TryRun(Span<double> strip, Span<long> outputs)
    {
        _constants.CopyTo(strip[_inputs..]);
        fixed (double* lanes = strip[..Length])
        fixed (Operation* first = _operations)
        {
            var target = lanes + _inputs + _constants.Length;
            for (var code = first; code != first + _operations.Length;)
            {
                var count = code->Run;
                if (!TryRun(code, count, lanes, target))
                    return false;
                code += count;
                target += count;
            }

            for (var output = 0; output < _outputs.Length; output++)
                outputs[output] = (long)lanes[_outputs[output]];
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryRun(Operation* code, int count, double* lanes, double* target)
    {
        var isDecided = true;
        switch (code->Kernel)
        {
            case LaneKernel.Add:
                for (var index = 0; index < count; index++)
                    target[index] = lanes[code[index].First] + lanes[code[index].Second];
                break;
            case LaneKernel.Subtract:
                for (var index = 0; index < count; index++)
                    target[index] = lanes[code[index].First] - lanes[code[index].Second];
                break;
            case LaneKernel.Multiply:
                for (var index = 0; index < count; index++)
                    target[index] = lanes[code[index].First] * lanes[code[index].Second];
                break;
            case LaneKernel.MultiplyAdd:
                for (var index = 0; index < count; index++)
                    target[index] = Math.FusedMultiplyAdd(lanes[code[index].First], lanes[code[index].Second], lanes[code[index].Third]);
                break;
            case LaneKernel.Divide:
                for (var index = 0; index < count; index++)
                    target[index] = lanes[code[index].First] / lanes[code[index].Second];
                break;
            case LaneKernel.DivideClamp:
                for (var index = 0; index < count; index++)
                    target[index] = Clamp(lanes[code[index].First] / lanes[code[index].Second], code[index].Factor, code[index].Bound);
                break;
            case LaneKernel.Clamp:
                for (var index = 0; index < count; index++)
                    target[index] = Clamp(lanes[code[index].First], code[index].Factor, code[index].Bound);
                break;
            case LaneKernel.Select:
                for (var index = 0; index < count; index++)
                    target[index] = lanes[lanes[code[index].Third] == 0 ? code[index].Second : code[index].First];
                break;
            default:
                for (var index = 0; index < count; index++)
                    isDecided &= TryRun(code + index, lanes[code[index].First], lanes[code[index].Second], target + index);
                break;
        }

        return isDecided;
    }

    private static bool TryRun(Operation* code, double a, double b, double* target)
    {
        switch (code->Kernel)
        {
            case LaneKernel.DivideExact:
                return TryDivide(code, a, b, target);
            case LaneKernel.Minimum:
                *target = a < b ? a : b;
                return true;
            case LaneKernel.Maximum:
                *target = a > b ? a : b;
                return true;
            case LaneKernel.Absolute:
                *target = Math.Abs(a);
                return true;
            case LaneKernel.RoundNear:
                var (number, nearest) = (a * code->Factor, double.Round(a * code->Factor));
                *target = nearest;
                return Math.Abs(number - nearest) < 0.5 - code->Bound;
            case LaneKernel.RoundDirected:
                return TryRoundDirected(code, a * code->Factor, target);
            case LaneKernel.RoundExact:
                *target = RoundExact(a, b, code->Mode);
                return true;
            case LaneKernel.Equal:
                *target = a == b ? 1 : 0;
                return IsDecided(code, a, b);
            case LaneKernel.Less:
                *target = a < b ? 1 : 0;
                return IsDecided(code, a, b);
            case LaneKernel.LessOrEqual:
                *target = a <= b ? 1 : 0;
                return IsDecided(code, a, b);
            case LaneKernel.Require:
                return a != 0;
            default:
                throw new InvalidOperationException($"Unhandled kernel {code->Kernel}.");
        }
    }

    private static bool IsDecided(Operation* code, double a, double b) => code->Bound <= 0 || Math.Abs(a - b) > code->Bound;

    private static double Clamp(double value, double low, double high)
    {
        var raised = value > low ? value : low;
        return raised < high ? raised : high;
    }

    private static bool TryDivide(Operation* code, double a, double divisor, double* target)
    {
        var dividend = a * code->Factor;
        var quotient = double.Round(dividend / divisor);
        *target = quotient;
        return Math.FusedMultiplyAdd(-quotient, divisor, dividend) == 0;
    }

    private static bool TryRoundDirected(Operation* code, double number, double* target)
    {
        *target = code->Mode switch
        {
            RoundingMode.Floor => Math.Floor(number),
            RoundingMode.Ceiling => Math.Ceiling(number),
            RoundingMode.TowardZero => Math.Truncate(number),
            _ => number < 0 ? Math.Floor(number) : Math.Ceiling(number),
        };
        return Math.Abs(number - double.Round(number)) > code->Bound;
    }

    // See LaneVectors.RoundExact.
    private static double RoundExact(double number, double divisor, RoundingMode mode)
    {
        var nearest = double.Round(number / divisor);
        var remainder = number - (nearest * divisor);
        return mode == RoundingMode.HalfToEven || remainder + remainder != Math.CopySign(divisor, number) ? nearest : nearest + Math.CopySign(1, number);
    }
}
