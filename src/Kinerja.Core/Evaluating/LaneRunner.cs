using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kinerja.Core.Evaluating;

/// <summary>Runs bound lanes over chunks of rows. Each kernel goes over the chunk once; registers stay in the first-level cache.</summary>
internal sealed unsafe class LaneRunner
{
    /// <summary>Rows of a chunk.</summary>
    public const int ChunkRows = 512;

    private readonly LaneChunk<double> _registers;
    private readonly double[] _constants;
    private readonly double* _registerStart;
    private readonly double* _constantStart;
    private readonly BoundLanes _lanes;
    private readonly int _inputs;
    private LaneLoop[]? _loops;
    private int _chunks; // until loops are compiled

    /// <param name="lanes">The bound lanes.</param>
    /// <param name="inputs">How many inputs there are.</param>
    /// <param name="effort">When loops pay.</param>
    /// <param name="before">A runner that is not used any more: its registers are taken over if they are enough.</param>
    public LaneRunner(BoundLanes lanes, int inputs, LaneEffort effort, LaneRunner? before = null)
    {
        (_lanes, _inputs, _chunks) = (lanes, inputs, effort.Chunks);
        _registers = before?._registers is { } enough && enough.Starts.Length >= lanes.Registers ? enough : new LaneChunk<double>(Math.Max(1, lanes.Registers));
        _constants = GC.AllocateArray<double>(Math.Max(1, lanes.Constants.Length), pinned: true);
        lanes.Constants.CopyTo(_constants, 0);
        _registerStart = _registers.Starts[0];
        _constantStart = (double*)Unsafe.AsPointer(ref _constants[0]);
    }

    public BoundLanes Lanes => _lanes;

    /// <summary>Runs one chunk.</summary>
    /// <param name="inputs">Start of the chunk in each input column; a whole number of eight rows can be read from each.</param>
    /// <param name="ahead">For each input as many rows that will be needed next, to be fetched while this chunk is computed; a hint.</param>
    /// <param name="rows">Rows, rounded up to eight.</param>
    /// <param name="flags">One bit a row, set where a decision lies within its bound.</param>
    /// <param name="writing">Where the outputs go.</param>
    public void Run(int** inputs, int** ahead, int rows, byte* flags, LaneWriting writing)
    {
        if (RuntimeFeature.IsDynamicCodeCompiled && Vector512.IsHardwareAccelerated && _loops is null && --_chunks < 0)
            _loops = LaneLoops.Compile(_lanes);
        if (_loops is not null)
        {
            foreach (var loop in _loops)
                loop(inputs, ahead, _registerStart, rows, flags, writing.Starts, writing.IsPast);
            return;
        }

        var codes = _lanes.Codes;
        for (var code = 0; code < codes.Length; code++)
        {
            for (var input = code * _inputs / codes.Length; input < (code + 1) * _inputs / codes.Length; input++)
                Fetch(ahead[input], rows);
            Run(in codes[code], inputs, rows, flags);
        }

        for (var output = 0; output < _lanes.Outputs.Length; output++)
            writing.Write(output, _lanes.Outputs[output].Place, Start(_lanes.Outputs[output], inputs), rows);
    }

    // A hint: an address behind the column does no harm.
    private static void Fetch(int* from, int rows)
    {
        if (!Sse.IsSupported)
            return;
        for (nint row = 0; row < rows; row += 16)
            Sse.Prefetch1(from + row);
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
                Pair<BinaryKernel<LaneAdd>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Subtract:
                Pair<BinaryKernel<LaneSubtract>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Multiply:
                Pair<BinaryKernel<LaneMultiply>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Divide:
                Pair<BinaryKernel<LaneDivide>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Minimum:
                Pair<BinaryKernel<LaneMinimum>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Maximum:
                Pair<BinaryKernel<LaneMaximum>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Absolute:
                Pair<AbsoluteKernel>(code with { Second = code.First }, inputs, target, rows, flags);
                break;
            case LaneKernel.Clamp:
                Pair<ClampKernel>(code with { Second = code.First }, inputs, target, rows, flags);
                break;
            case LaneKernel.DivideClamp:
                Pair<DivideClampKernel>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Equal:
                Pair<ComparisonKernel<LaneEqual>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Less:
                Pair<ComparisonKernel<LaneLess>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.LessOrEqual:
                Pair<ComparisonKernel<LaneLessOrEqual>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.DivideExact:
                Pair<DivideExactKernel>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.MultiplyAdd:
                if (code.Third.Place == LanePlace.Register)
                    Pair<MultiplyAddKernel<RegisterSource>>(in code, inputs, target, rows, flags);
                else if (code.Third.Place == LanePlace.Constant)
                    Pair<MultiplyAddKernel<ConstantSource>>(in code, inputs, target, rows, flags);
                else
                    Pair<MultiplyAddKernel<InputSource>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Select:
                if (code.Third.Place == LanePlace.Register)
                    Pair<SelectKernel<RegisterSource>>(in code, inputs, target, rows, flags);
                else if (code.Third.Place == LanePlace.Constant)
                    Pair<SelectKernel<ConstantSource>>(in code, inputs, target, rows, flags);
                else
                    Pair<SelectKernel<InputSource>>(in code, inputs, target, rows, flags);
                break;
            case LaneKernel.Require:
                Pair<RequireKernel>(code with { Second = code.First }, inputs, target, rows, flags);
                break;
            case LaneKernel.RoundNear:
                Pair<RoundNearKernel>(code with { Second = code.First }, inputs, target, rows, flags);
                break;
            case LaneKernel.RoundDirected:
                Pair<RoundDirectedKernel>(code with { Second = code.First }, inputs, target, rows, flags);
                break;
            case LaneKernel.RoundExact:
                Pair<RoundExactKernel>(in code, inputs, target, rows, flags);
                break;
            default:
                throw new InvalidOperationException($"Unhandled kernel {code.Kernel}.");
        }
    }

    // Each pair of places has a loop of its own, in which nothing is asked any more.
    private void Pair<TKernel>(in LaneCode code, int** inputs, double* target, int rows, byte* flags)
        where TKernel : struct, ILanePair
    {
        var (left, right) = ((nint)Start(code.First, inputs), (nint)Start(code.Second, inputs));
        switch (code.First.Place, code.Second.Place)
        {
            case (LanePlace.Register, LanePlace.Register):
                TKernel.Run<RegisterSource, RegisterSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
            case (LanePlace.Register, LanePlace.Constant):
                TKernel.Run<RegisterSource, ConstantSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
            case (LanePlace.Register, LanePlace.Input):
                TKernel.Run<RegisterSource, InputSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
            case (LanePlace.Constant, LanePlace.Register):
                TKernel.Run<ConstantSource, RegisterSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
            case (LanePlace.Constant, LanePlace.Constant):
                TKernel.Run<ConstantSource, ConstantSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
            case (LanePlace.Constant, LanePlace.Input):
                TKernel.Run<ConstantSource, InputSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
            case (LanePlace.Input, LanePlace.Register):
                TKernel.Run<InputSource, RegisterSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
            case (LanePlace.Input, LanePlace.Constant):
                TKernel.Run<InputSource, ConstantSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
            default:
                TKernel.Run<InputSource, InputSource>(in code, (void*)left, (void*)right, ThirdOf(in code, inputs), target, rows, flags);
                break;
        }
    }

    private void* ThirdOf(in LaneCode code, int** inputs) => code.Kernel is LaneKernel.MultiplyAdd or LaneKernel.Select ? Start(code.Third, inputs) : null;
}
