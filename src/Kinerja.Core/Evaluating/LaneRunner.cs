using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kinerja.Core.Evaluating;

/// <summary>Runs bound lanes over chunks of rows. Each kernel goes over the chunk once; registers stay in the first-level cache.</summary>
internal sealed unsafe class LaneRunner
{
    /// <summary>Rows of a chunk.</summary>
    public const int ChunkRows = 256;

    private readonly double[] _registers;
    private readonly double[] _constants;
    private readonly double* _registerStart;
    private readonly double* _constantStart;
    private readonly BoundLanes _lanes;

    public LaneRunner(BoundLanes lanes)
    {
        _lanes = lanes;
        // Pinned for the life of the runner; two chunks of room so that nothing lies across the end.
        _registers = GC.AllocateArray<double>(Math.Max(1, lanes.Registers) * ChunkRows, pinned: true);
        _constants = GC.AllocateArray<double>(Math.Max(1, lanes.Constants.Length), pinned: true);
        lanes.Constants.CopyTo(_constants, 0);
        _registerStart = (double*)Unsafe.AsPointer(ref _registers[0]);
        _constantStart = (double*)Unsafe.AsPointer(ref _constants[0]);
    }

    public BoundLanes Lanes => _lanes;

    /// <summary>Runs one chunk.</summary>
    /// <param name="inputs">Start of the chunk in each input column; a whole number of eight rows can be read from each.</param>
    /// <param name="rows">Rows, rounded up to eight.</param>
    /// <param name="flags">One bit a row, set where a decision lies within its bound.</param>
    public void Run(int** inputs, int rows, byte* flags)
    {
        foreach (ref readonly var code in _lanes.Codes.AsSpan())
            Run(in code, inputs, rows, flags);
    }

    /// <summary>Where the rows of an operand start, and whether they are integers of the input.</summary>
    public void* Start(LaneOperand operand, int** inputs) => operand.Place switch
    {
        LanePlace.Register => _registerStart + ((nint)operand.Number * ChunkRows),
        LanePlace.Constant => _constantStart + operand.Number,
        _ => inputs[operand.Number],
    };

    private void Run(in LaneCode code, int** inputs, int rows, byte* flags)
    {
        var target = _registerStart + ((nint)code.Target * ChunkRows);
        switch (code.Kernel)
        {
            case LaneKernel.Add:
                Binary<LaneAdd>(in code, inputs, target, rows);
                break;
            case LaneKernel.Subtract:
                Binary<LaneSubtract>(in code, inputs, target, rows);
                break;
            case LaneKernel.Multiply:
                Binary<LaneMultiply>(in code, inputs, target, rows);
                break;
            case LaneKernel.Divide:
                Binary<LaneDivide>(in code, inputs, target, rows);
                break;
            case LaneKernel.DivideExact:
                DivideExact(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Minimum:
                Binary<LaneMinimum>(in code, inputs, target, rows);
                break;
            case LaneKernel.Maximum:
                Binary<LaneMaximum>(in code, inputs, target, rows);
                break;
            case LaneKernel.Equal:
                Compare<LaneEqual>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Less:
                Compare<LaneLess>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.LessOrEqual:
                Compare<LaneLessOrEqual>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.MultiplyAdd:
                MultiplyAdd(in code, inputs, target, rows);
                break;
            case LaneKernel.Select:
                Select(in code, inputs, target, rows);
                break;
            case LaneKernel.Require:
                Require(in code, inputs, rows, flags);
                break;
            case LaneKernel.Absolute:
                for (nint row = 0; row < rows; row += 8)
                    Vector512.Store(Vector512.Abs(Load(code.First, inputs, row)), target + row);
                break;
            default:
                LaneRounding.Run(in code, Start(code.First, inputs), code.First.Place == LanePlace.Input, target, rows, flags);
                break;
        }
    }

    private Vector512<double> Load(LaneOperand operand, int** inputs, nint row) => operand.Place switch
    {
        LanePlace.Register => RegisterSource.Load(Start(operand, inputs), row),
        LanePlace.Constant => ConstantSource.Load(Start(operand, inputs), row),
        _ => InputSource.Load(Start(operand, inputs), row),
    };

    private void Binary<TOperation>(in LaneCode code, int** inputs, double* target, int rows)
        where TOperation : struct, ILaneBinary
    {
        var (left, right) = ((nint)Start(code.First, inputs), (nint)Start(code.Second, inputs));
        switch (code.First.Place, code.Second.Place)
        {
            case (LanePlace.Register, LanePlace.Register):
                Binary<TOperation, RegisterSource, RegisterSource>((void*)left, (void*)right, target, rows);
                break;
            case (LanePlace.Register, LanePlace.Constant):
                Binary<TOperation, RegisterSource, ConstantSource>((void*)left, (void*)right, target, rows);
                break;
            case (LanePlace.Register, LanePlace.Input):
                Binary<TOperation, RegisterSource, InputSource>((void*)left, (void*)right, target, rows);
                break;
            case (LanePlace.Constant, LanePlace.Register):
                Binary<TOperation, ConstantSource, RegisterSource>((void*)left, (void*)right, target, rows);
                break;
            case (LanePlace.Constant, LanePlace.Constant):
                Binary<TOperation, ConstantSource, ConstantSource>((void*)left, (void*)right, target, rows);
                break;
            case (LanePlace.Constant, LanePlace.Input):
                Binary<TOperation, ConstantSource, InputSource>((void*)left, (void*)right, target, rows);
                break;
            case (LanePlace.Input, LanePlace.Register):
                Binary<TOperation, InputSource, RegisterSource>((void*)left, (void*)right, target, rows);
                break;
            case (LanePlace.Input, LanePlace.Constant):
                Binary<TOperation, InputSource, ConstantSource>((void*)left, (void*)right, target, rows);
                break;
            default:
                Binary<TOperation, InputSource, InputSource>((void*)left, (void*)right, target, rows);
                break;
        }
    }

    private static void Binary<TOperation, TLeft, TRight>(void* left, void* right, double* target, int rows)
        where TOperation : struct, ILaneBinary
        where TLeft : struct, ILaneSource
        where TRight : struct, ILaneSource
    {
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(TOperation.Apply(TLeft.Load(left, row), TRight.Load(right, row)), target + row);
    }

    private void Compare<TComparison>(in LaneCode code, int** inputs, double* target, int rows, byte* flags)
        where TComparison : struct, ILaneComparison
    {
        var (bound, one) = (Vector512.Create(code.Bound), Vector512.Create(1.0));
        var (left, right) = (code.First, code.Second);
        for (nint row = 0; row < rows; row += 8)
        {
            var (a, b) = (Load(left, inputs, row), Load(right, inputs, row));
            Vector512.Store(TComparison.Apply(a, b) & one, target + row);
            if (code.Bound > 0)
                flags[row >> 3] |= (byte)Vector512.LessThanOrEqual(Vector512.Abs(a - b), bound).ExtractMostSignificantBits();
        }
    }

    private void MultiplyAdd(in LaneCode code, int** inputs, double* target, int rows)
    {
        var (first, second, third) = (code.First, code.Second, code.Third);
        var (a, b, c) = ((nint)Start(first, inputs), (nint)Start(second, inputs), (nint)Start(third, inputs));
        if (first.Place == LanePlace.Input && second.Place == LanePlace.Register && third.Place == LanePlace.Register)
            MultiplyAdd<InputSource, RegisterSource, RegisterSource>((void*)a, (void*)b, (void*)c, target, rows);
        else if (first.Place == LanePlace.Register && second.Place == LanePlace.Input && third.Place == LanePlace.Register)
            MultiplyAdd<RegisterSource, InputSource, RegisterSource>((void*)a, (void*)b, (void*)c, target, rows);
        else
            for (nint row = 0; row < rows; row += 8)
                Vector512.Store(Vector512.FusedMultiplyAdd(Load(first, inputs, row), Load(second, inputs, row), Load(third, inputs, row)), target + row);
    }

    private static void MultiplyAdd<TFirst, TSecond, TThird>(void* first, void* second, void* third, double* target, int rows)
        where TFirst : struct, ILaneSource
        where TSecond : struct, ILaneSource
        where TThird : struct, ILaneSource
    {
        for (nint row = 0; row < rows; row += 8)
            Vector512.Store(Vector512.FusedMultiplyAdd(TFirst.Load(first, row), TSecond.Load(second, row), TThird.Load(third, row)), target + row);
    }

    // The product is a whole number below 2^53; the fused remainder is exact, and zero only where the quotient is whole.
    private void DivideExact(in LaneCode code, int** inputs, double* target, int rows, byte* flags)
    {
        var factor = Vector512.Create(code.Factor);
        for (nint row = 0; row < rows; row += 8)
        {
            var (dividend, divisor) = (Load(code.First, inputs, row) * factor, Load(code.Second, inputs, row));
            var quotient = Vector512.Round(dividend / divisor);
            var remainder = Vector512.FusedMultiplyAdd(-quotient, divisor, dividend);
            Vector512.Store(quotient, target + row);
            flags[row >> 3] |= (byte)(~Vector512.Equals(remainder, Vector512<double>.Zero)).ExtractMostSignificantBits();
        }
    }

    private void Select(in LaneCode code, int** inputs, double* target, int rows)
    {
        for (nint row = 0; row < rows; row += 8)
        {
            var isFirst = ~Vector512.Equals(Load(code.Third, inputs, row), Vector512<double>.Zero);
            Vector512.Store(Vector512.ConditionalSelect(isFirst, Load(code.First, inputs, row), Load(code.Second, inputs, row)), target + row);
        }
    }

    private void Require(in LaneCode code, int** inputs, int rows, byte* flags)
    {
        for (nint row = 0; row < rows; row += 8)
            flags[row >> 3] |= (byte)Vector512.Equals(Load(code.First, inputs, row), Vector512<double>.Zero).ExtractMostSignificantBits();
    }
}
