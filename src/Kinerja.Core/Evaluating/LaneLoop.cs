using System.Diagnostics.CodeAnalysis;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kinerja.Core.Evaluating;

/// <summary>One loop over the rows of a chunk in which bound lanes do all their work on eight rows before they go on, so that what is computed stays in the processor.</summary>
/// <param name="inputs">Start of the chunk in each input column.</param>
/// <param name="ahead">For each input rows that will be needed next.</param>
/// <param name="registers">A chunk of doubles for each register.</param>
/// <param name="rows">Rows, a multiple of eight.</param>
/// <param name="flags">One bit a row, set where a decision lies within its bound.</param>
/// <param name="outputs">Where each output goes; the last loop of a program writes them.</param>
/// <param name="isPast">Whether past the caches.</param>
internal unsafe delegate void LaneLoop(int** inputs, int** ahead, double* registers, nint rows, byte* flags, long** outputs, bool isPast);

/// <summary>Writes loops as code of the runtime, for programs that ran often enough. They compute with <see cref="LaneVectors"/> what the kernels compute, in the same order.</summary>
/// <remarks>
/// A long program becomes several loops one after the other: the runtime's compiler gives up on methods with thousands of variables. What one loop computes and another reads goes through the registers.
/// </remarks>
[RequiresDynamicCode("Writes code at run time.")]
internal sealed unsafe class LaneLoops
{
    private const int CodesALoop = 160;

    private readonly BoundLanes _lanes;
    private readonly ILGenerator _code;
    private readonly LocalBuilder?[] _registers; // null where a value is still in memory
    private readonly bool[] _isMask; // truth as bits rather than as 0 and 1
    private readonly HashSet<int> _inputs = []; // whose next chunk is being fetched
    private readonly LocalBuilder _row;
    private readonly LocalBuilder _open;
    private readonly LocalBuilder _one;
    private readonly LocalBuilder _other;

    private LaneLoops(BoundLanes lanes, ILGenerator code)
    {
        (_lanes, _code, _registers, _isMask) = (lanes, code, new LocalBuilder?[lanes.Registers], new bool[lanes.Registers]);
        _row = code.DeclareLocal(typeof(nint));
        (_open, _one, _other) = (code.DeclareLocal(typeof(Vector512<double>)), code.DeclareLocal(typeof(Vector512<double>)), code.DeclareLocal(typeof(Vector512<double>)));
    }

    /// <summary>The loops that do what the kernels do, to be run one after the other.</summary>
    public static LaneLoop[] Compile(BoundLanes lanes)
    {
        var loops = new LaneLoop[Math.Max(1, (lanes.Codes.Length + CodesALoop - 1) / CodesALoop)]; // the last one writes the outputs
        var read = new HashSet<int>(); // behind the loop at hand
        for (var loop = loops.Length - 1; loop >= 0; loop--)
        {
            var codes = lanes.Codes.AsSpan()[(loop * CodesALoop)..Math.Min(lanes.Codes.Length, (loop + 1) * CodesALoop)];
            loops[loop] = Compile(lanes, codes, read, isLast: loop == loops.Length - 1);
            if (loop == loops.Length - 1)
                Array.ForEach(lanes.Outputs, Read);
            for (var code = codes.Length - 1; code >= 0; code--)
            {
                read.Remove(codes[code].Target);
                for (var position = 0; position < codes[code].Operands; position++)
                    Read(codes[code][position]);
            }
        }

        return loops;

        void Read(LaneOperand operand)
        {
            if (operand.IsRegister)
                read.Add(operand.Number);
        }
    }

    private static LaneLoop Compile(BoundLanes lanes, ReadOnlySpan<LaneCode> codes, HashSet<int> read, bool isLast)
    {
        var method = new DynamicMethod("Lanes", typeof(void), [typeof(int**), typeof(int**), typeof(double*), typeof(nint), typeof(byte*), typeof(long**), typeof(bool)], typeof(LaneLoops).Module, skipVisibility: true);
        new LaneLoops(lanes, method.GetILGenerator()).Write(codes, read, isLast);
        return method.CreateDelegate<LaneLoop>();
    }

    private void Write(ReadOnlySpan<LaneCode> codes, HashSet<int> read, bool isLast)
    {
        var next = _code.DefineLabel();
        _code.Emit(OpCodes.Ldc_I4_0);
        _code.Emit(OpCodes.Conv_I);
        _code.Emit(OpCodes.Stloc, _row);
        _code.MarkLabel(next);
        Push(0);
        _code.Emit(OpCodes.Stloc, _open);
        foreach (ref readonly var code in codes)
            Write(in code);
        foreach (var register in read.Order().Where(register => _registers[register] is not null))
        {
            Push(new LaneOperand(LanePlace.Register, register));
            PushPlace(OpCodes.Ldarg_2, register);
            Call(LaneVectors.Store);
        }

        for (var output = 0; isLast && output < _lanes.Outputs.Length; output++)
        {
            Push(_lanes.Outputs[output]);
            _code.Emit(OpCodes.Ldarg_S, (byte)5);
            _code.Emit(OpCodes.Ldc_I4, output);
            _code.Emit(OpCodes.Ldloc, _row);
            _code.Emit(OpCodes.Ldarg_S, (byte)6);
            Call(LaneVectors.Write);
        }

        _code.Emit(OpCodes.Ldloc, _open);
        _code.Emit(OpCodes.Ldarg_S, (byte)4);
        _code.Emit(OpCodes.Ldloc, _row);
        Call(LaneVectors.Flag);
        _code.Emit(OpCodes.Ldloc, _row);
        _code.Emit(OpCodes.Ldc_I4_8);
        _code.Emit(OpCodes.Conv_I);
        _code.Emit(OpCodes.Add);
        _code.Emit(OpCodes.Stloc, _row);
        _code.Emit(OpCodes.Ldloc, _row);
        _code.Emit(OpCodes.Ldarg_3);
        _code.Emit(OpCodes.Blt, next);
        _code.Emit(OpCodes.Ret);
    }

    private void Write(in LaneCode code)
    {
        var isMask = TryWriteMask(code);
        if (!isMask)
            WriteNumber(code);
        if (code.Target < 0)
            return;
        _registers[code.Target] ??= _code.DeclareLocal(typeof(Vector512<double>));
        _isMask[code.Target] = isMask;
        _code.Emit(OpCodes.Stloc, _registers[code.Target]!);
    }

    // What says true or false of things that do stays bits: a comparison needs no ones, logic no arithmetic.
    private bool TryWriteMask(LaneCode code)
    {
        switch (code.Kernel)
        {
            case LaneKernel.Equal:
                Compare(code, LaneEqual.Apply);
                return true;
            case LaneKernel.Less:
                Compare(code, LaneLess.Apply);
                return true;
            case LaneKernel.LessOrEqual:
                Compare(code, LaneLessOrEqual.Apply);
                return true;
            case LaneKernel.Minimum or LaneKernel.Maximum when IsMask(code.First) && IsMask(code.Second):
                PushMask(code.First);
                PushMask(code.Second);
                Call(code.Kernel == LaneKernel.Minimum ? LaneVectors.Both : LaneVectors.Either);
                return true;
            case LaneKernel.Subtract when code.First.Place == LanePlace.Constant && _lanes.Constants[code.First.Number] == 1 && IsMask(code.Second):
                PushMask(code.Second);
                Call(LaneVectors.Not);
                return true;
            case LaneKernel.Select when IsMask(code.First) && IsMask(code.Second) && IsMask(code.Third):
                PushMask(code.First);
                PushMask(code.Second);
                PushMask(code.Third);
                Call(LaneVectors.Choose);
                return true;
            default:
                return false;
        }
    }

    private bool IsMask(LaneOperand operand) => operand.IsRegister && _isMask[operand.Number];

    private void PushMask(LaneOperand operand) => _code.Emit(OpCodes.Ldloc, _registers[operand.Number]!);

    private void WriteNumber(LaneCode code)
    {
        switch (code.Kernel)
        {
            case LaneKernel.Add:
                Pair(code, LaneAdd.Apply);
                break;
            case LaneKernel.Subtract:
                Pair(code, LaneSubtract.Apply);
                break;
            case LaneKernel.Multiply:
                Pair(code, LaneMultiply.Apply);
                break;
            case LaneKernel.Divide:
                Pair(code, LaneDivide.Apply);
                break;
            case LaneKernel.Minimum:
                Pair(code, LaneMinimum.Apply);
                break;
            case LaneKernel.Maximum:
                Pair(code, LaneMaximum.Apply);
                break;
            case LaneKernel.MultiplyAdd:
                Triple(code, LaneVectors.MultiplyAdd);
                break;
            case LaneKernel.Select when IsMask(code.Third):
                Push(code.First);
                Push(code.Second);
                PushMask(code.Third);
                Call(LaneVectors.Choose);
                break;
            case LaneKernel.Select:
                Triple(code, LaneVectors.Select);
                break;
            case LaneKernel.Absolute:
                Push(code.First);
                Call(LaneVectors.Absolute);
                break;
            case LaneKernel.Clamp:
                Push(code.First);
                Clamp(code);
                break;
            case LaneKernel.DivideClamp:
                Pair(code, LaneDivide.Apply);
                Clamp(code);
                break;
            case LaneKernel.Require when IsMask(code.First):
                PushMask(code.First);
                Call(LaneVectors.Not);
                SetOpen();
                break;
            case LaneKernel.Require:
                Push(code.First);
                Call(LaneVectors.IsZero);
                SetOpen();
                break;
            case LaneKernel.DivideExact:
                Keep(_one, code.First, code.Factor);
                _code.Emit(OpCodes.Ldloc, _one);
                Push(code.Second);
                Call(LaneVectors.NearestQuotient);
                _code.Emit(OpCodes.Stloc, _other);
                _code.Emit(OpCodes.Ldloc, _one);
                Push(code.Second);
                _code.Emit(OpCodes.Ldloc, _other);
                Call(LaneVectors.HasRemainder);
                SetOpen();
                _code.Emit(OpCodes.Ldloc, _other);
                break;
            case LaneKernel.RoundNear:
                Nearest(code);
                Push(0.5 - code.Bound);
                Call(LaneVectors.IsNearHalf);
                SetOpen();
                _code.Emit(OpCodes.Ldloc, _other);
                break;
            case LaneKernel.RoundDirected:
                Nearest(code);
                Push(code.Bound);
                Call(LaneVectors.IsNear);
                SetOpen();
                _code.Emit(OpCodes.Ldloc, _one);
                _code.Emit(OpCodes.Ldc_I4, (int)code.Mode);
                Call(LaneVectors.Directed);
                break;
            case LaneKernel.RoundExact:
                Push(code.First);
                Push(code.Second);
                _code.Emit(OpCodes.Ldc_I4, (int)code.Mode);
                Call(LaneVectors.RoundExact);
                break;
            default:
                throw new InvalidOperationException($"Unhandled kernel {code.Kernel}.");
        }
    }

    private void Pair(LaneCode code, Func<Vector512<double>, Vector512<double>, Vector512<double>> operation)
    {
        Push(code.First);
        Push(code.Second);
        Call(operation);
    }

    private void Triple(LaneCode code, Func<Vector512<double>, Vector512<double>, Vector512<double>, Vector512<double>> operation)
    {
        Push(code.First);
        Push(code.Second);
        Push(code.Third);
        Call(operation);
    }

    private void Clamp(LaneCode code)
    {
        Push(code.Factor);
        Push(code.Bound);
        Call(LaneVectors.Clamp);
    }

    private void Compare(LaneCode code, Func<Vector512<double>, Vector512<double>, Vector512<double>> comparison)
    {
        if (code.Bound > 0)
        {
            Push(code.First);
            Push(code.Second);
            Push(code.Bound);
            Call(LaneVectors.IsNear);
            SetOpen();
        }

        Pair(code, comparison);
    }

    // Leaves the number and the nearest whole one on the stack, and keeps both.
    private void Nearest(LaneCode code)
    {
        Keep(_one, code.First, code.Factor);
        _code.Emit(OpCodes.Ldloc, _one);
        Call(LaneVectors.Nearest);
        _code.Emit(OpCodes.Stloc, _other);
        _code.Emit(OpCodes.Ldloc, _one);
        _code.Emit(OpCodes.Ldloc, _other);
    }

    private void Keep(LocalBuilder local, LaneOperand operand, double factor)
    {
        Push(operand);
        Push(factor);
        Call(LaneMultiply.Apply);
        _code.Emit(OpCodes.Stloc, local);
    }

    private void SetOpen()
    {
        _code.Emit(OpCodes.Ldloc, _open);
        Call(LaneVectors.Either);
        _code.Emit(OpCodes.Stloc, _open);
    }

    private void Push(double value)
    {
        _code.Emit(OpCodes.Ldc_R8, value);
        Call(LaneVectors.Everywhere);
    }

    private void Push(LaneOperand operand)
    {
        switch (operand.Place)
        {
            case LanePlace.Constant:
                Push(_lanes.Constants[operand.Number]);
                break;
            case LanePlace.Input:
                if (_inputs.Add(operand.Number))
                {
                    PushPlace(OpCodes.Ldarg_1, operand.Number);
                    Call(LaneVectors.Fetch);
                }

                PushPlace(OpCodes.Ldarg_0, operand.Number);
                Call(LaneVectors.LoadInput);
                break;
            default:
                if (_registers[operand.Number] is null)
                {
                    PushPlace(OpCodes.Ldarg_2, operand.Number);
                    Call(LaneVectors.Load);
                    _registers[operand.Number] = _code.DeclareLocal(typeof(Vector512<double>));
                    _code.Emit(OpCodes.Stloc, _registers[operand.Number]!);
                }

                _code.Emit(OpCodes.Ldloc, _registers[operand.Number]!);
                if (_isMask[operand.Number])
                    Call(LaneVectors.Truth);
                break;
        }
    }

    // Where inputs or registers begin, the number of one, and the row.
    private void PushPlace(OpCode argument, int number)
    {
        _code.Emit(argument);
        _code.Emit(OpCodes.Ldc_I4, number);
        _code.Emit(OpCodes.Ldloc, _row);
    }

    private void Call(Delegate method) => _code.Emit(OpCodes.Call, method.Method);
}
