using System.Runtime.CompilerServices;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Loops made of many kernels compute what these compute one after the other, whichever of them share a loop.</summary>
public sealed unsafe class LaneLoopTests
{
    private const int Inputs = 6;
    private const int Registers = 24;
    private const int Rows = 64;

    private static readonly LaneKernel[] Kernels = Enum.GetValues<LaneKernel>();

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 160)]
    [InlineData(3, 161)]
    [InlineData(4, 900)]
    public void RandomPrograms_ComputeTheSame(int seed, int length)
    {
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
            Compare(Create(random, length), random);
    }

    // Results that are facts or constants as they stand.
    [Fact]
    public void AProgramWithoutKernels_StillWritesItsResults() =>
        Compare(new BoundLanes([], 0, [7], [new LaneOperand(LanePlace.Input, 2), new LaneOperand(LanePlace.Constant, 0)]), new Random(9));

    private static BoundLanes Create(Random random, int length)
    {
        var codes = new List<LaneCode>();
        for (var register = 0; register < Registers; register++)
            codes.Add(new LaneCode(LaneKernel.Add, register, Input(), Input(), default, 0, 0, default));
        while (codes.Count < length)
        {
            // Truth as 0 and 1 meets logic and arithmetic; numbers are kept small.
            var (kernel, target) = (Kernels[random.Next(Kernels.Length)], random.Next(Registers));
            if (kernel is LaneKernel.Clamp or LaneKernel.DivideClamp)
                codes.Add(new LaneCode(kernel, target, Any(), kernel == LaneKernel.Clamp ? default : Divisor(), default, -50, 70, default));
            else if (kernel == LaneKernel.Require)
                codes.Add(new LaneCode(kernel, -1, Any(), default, default, 0, 0, default));
            else
                codes.Add(new LaneCode(kernel, target, random.Next(8) == 0 ? new LaneOperand(LanePlace.Constant, 1) : Any(), kernel is LaneKernel.Divide or LaneKernel.DivideExact or LaneKernel.RoundExact ? Divisor() : Any(), Any(), 1, random.Next(2) * 0.25, (RoundingMode)random.Next(9)));
            if (codes[^1].Target >= 0 && random.Next(3) == 0)
                codes.Add(new LaneCode(LaneKernel.Clamp, target, new LaneOperand(LanePlace.Register, target), default, default, -100, 100, default));
        }

        // Fractions show in whole numbers.
        for (var register = 0; register < Registers; register++)
            codes.Add(new LaneCode(LaneKernel.Multiply, register, new LaneOperand(LanePlace.Register, register), new LaneOperand(LanePlace.Constant, 4), default, 0, 0, default));
        return new BoundLanes([.. codes], Registers, [2.5, 1, 4, 0, 1 << 20], [new LaneOperand(LanePlace.Constant, 2), new LaneOperand(LanePlace.Input, 1), .. Enumerable.Range(0, Registers).Select(register => new LaneOperand(LanePlace.Register, register))]);

        LaneOperand Input() => new(LanePlace.Input, random.Next(Inputs));
        LaneOperand Divisor() => new(LanePlace.Constant, random.Next(3));
        LaneOperand Any() => random.Next(8) switch
        {
            0 => Input(),
            1 => new LaneOperand(LanePlace.Constant, random.Next(4)),
            _ => new LaneOperand(LanePlace.Register, random.Next(Registers)),
        };
    }

    private static void Compare(BoundLanes lanes, Random random)
    {
        var rows = GC.AllocateArray<int>(Inputs * Rows, pinned: true);
        var starts = stackalloc int*[Inputs];
        for (var input = 0; input < Inputs; input++)
            starts[input] = (int*)Unsafe.AsPointer(ref rows[input * Rows]);
        for (var index = 0; index < rows.Length; index++)
            rows[index] = random.Next(-3, 4) * random.Next(0, 12);
        var flags = stackalloc byte[2 * Rows / 8];
        new Span<byte>(flags, 2 * Rows / 8).Clear();
        var outputs = lanes.Outputs.Length;
        var written = GC.AllocateArray<long>(2 * outputs * Rows, pinned: true);
        var places = stackalloc long*[2 * outputs];
        for (var output = 0; output < 2 * outputs; output++)
            places[output] = (long*)Unsafe.AsPointer(ref written[output * Rows]);
        var (kernels, loops) = (new LaneRunner(lanes, Inputs, new LaneEffort(0, int.MaxValue)), new LaneRunner(lanes, Inputs, new LaneEffort(0, 0)));
        kernels.Run(starts, starts, Rows, flags, new LaneWriting(places, isPast: false));
        loops.Run(starts, starts, Rows, flags + (Rows / 8), new LaneWriting(places + outputs, isPast: false));
        Assert.Equal(new Span<byte>(flags, Rows / 8).ToArray(), new Span<byte>(flags + (Rows / 8), Rows / 8).ToArray());
        for (var output = 0; output < outputs; output++)
            Assert.Equal(new Span<long>(places[output], Rows).ToArray(), new Span<long>(places[outputs + output], Rows).ToArray());
        GC.KeepAlive(rows);
        GC.KeepAlive(written);
    }
}
