using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>One row at a time, and a loop of all kernels, decide and compute as one kernel after the other does.</summary>
public sealed class LaneScalarTests
{
    public static TheoryData<string> Kernels => [.. Enum.GetNames<LaneKernel>()];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EveryKernel_DoesWhatItDoesToEightRows(string name)
    {
        var kernel = Enum.Parse<LaneKernel>(name);
        var random = new Random(11);
        foreach (var mode in Enum.GetValues<RoundingMode>())
        {
            Compare(kernel, mode, bound: 0, random);
            Compare(kernel, mode, bound: 1.5, random);
        }
    }

    private static unsafe void Compare(LaneKernel kernel, RoundingMode mode, double bound, Random random)
    {
        LaneOperand Register(int number) => new(LanePlace.Register, number);
        (var factor, bound) = kernel switch
        {
            LaneKernel.Clamp or LaneKernel.DivideClamp => (-3.0, 4.5),
            LaneKernel.RoundNear or LaneKernel.RoundDirected => (0.25, 0.01),
            LaneKernel.DivideExact => (63.0, 0.0),
            _ => (0.0, bound),
        };
        // The outcome is multiplied, so that halves and quarters show in whole numbers.
        var target = kernel == LaneKernel.Require ? -1 : 0;
        LaneCode[] codes =
        [
            new(LaneKernel.Add, 0, new LaneOperand(LanePlace.Input, 0), new LaneOperand(LanePlace.Constant, 1), default, 0, 0, default),
            new(kernel, target, Register(0), new LaneOperand(LanePlace.Input, 1), new LaneOperand(LanePlace.Input, 2), factor, bound, mode),
            new(LaneKernel.Multiply, 1, Register(0), new LaneOperand(LanePlace.Constant, 0), default, 0, 0, default),
        ];
        var lanes = new BoundLanes(codes, 2, [1_000_000, 0], [Register(1)]);
        var scalar = LaneScalar.Of(lanes, inputs: 3);
        var (runner, looped) = (new LaneRunner(lanes, 3, new LaneEffort(0, int.MaxValue)), new LaneRunner(lanes, 3, new LaneEffort(0, 0)));
        var rows = stackalloc int[24];
        var starts = stackalloc int*[3];
        var flags = stackalloc byte[2];
        var written = stackalloc long[16];
        var kernels = stackalloc long*[1];
        var loops = stackalloc long*[1];
        kernels[0] = written;
        loops[0] = written + 8;
        for (var round = 0; round < 100; round++)
        {
            for (var input = 0; input < 3; input++)
            {
                starts[input] = rows + (8 * input);
                for (var row = 0; row < 8; row++)
                    starts[input][row] = input == 2 ? random.Next(0, 2) : input == 1 ? random.Next(1, 12) * (random.Next(2) == 0 || kernel == LaneKernel.RoundExact ? 1 : -1) : random.Next(-400, 400) * random.Next(0, 3);
            }

            flags[0] = flags[1] = 0;
            runner.Run(starts, starts, 8, flags, new LaneWriting(kernels, isPast: false));
            looped.Run(starts, starts, 8, flags + 1, new LaneWriting(loops, isPast: false));
            Assert.Equal(flags[0], flags[1]);
            var eight = (double*)runner.Start(Register(1), starts);
            var outputs = new long[1];
            for (var row = 0; row < 8; row++)
            {
                Assert.Equal(written[row], written[8 + row]);
                var strip = new double[scalar.Length];
                for (var input = 0; input < 3; input++)
                    strip[input] = starts[input][row];
                var isDecided = scalar.TryRun(strip, outputs);
                Assert.Equal((*flags & (1 << row)) == 0, isDecided);
                if (isDecided)
                    Assert.Equal(((long)eight[row], (long)eight[row]), (outputs[0], written[row]));
            }
        }
    }
}
