using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>One row at a time decides and computes as eight at a time do.</summary>
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
            for (var round = 0; round < 200; round++)
                Compare(kernel, mode, random);
        }
    }

    private static unsafe void Compare(LaneKernel kernel, RoundingMode mode, Random random)
    {
        LaneOperand Register(int number) => new(LanePlace.Register, number);
        var (factor, bound) = kernel switch
        {
            LaneKernel.Clamp or LaneKernel.DivideClamp => (-3.0, 4.5),
            LaneKernel.RoundNear or LaneKernel.RoundDirected => (0.25, 0.01),
            LaneKernel.RoundExact => (100.0, 0.0),
            LaneKernel.DivideExact => (63.0, 0.0),
            _ => (0.0, random.Next(2) * 1.5),
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
        var (runner, scalar) = (new LaneRunner(lanes), LaneScalar.Of(lanes, inputs: 3));
        var rows = stackalloc int[24];
        var starts = stackalloc int*[3];
        for (var input = 0; input < 3; input++)
        {
            starts[input] = rows + (8 * input);
            for (var row = 0; row < 8; row++)
                starts[input][row] = input == 2 ? random.Next(0, 2) : input == 1 ? random.Next(1, 12) * (random.Next(2) == 0 ? 1 : -1) : random.Next(-400, 400) * random.Next(0, 3);
        }

        var flags = stackalloc byte[1];
        *flags = 0;
        runner.Run(starts, 8, flags);
        var eight = (double*)runner.Start(Register(1), starts);
        var outputs = new long[1];
        for (var row = 0; row < 8; row++)
        {
            var strip = new double[scalar.Length];
            for (var input = 0; input < 3; input++)
                strip[input] = starts[input][row];
            var isDecided = scalar.TryRun(strip, outputs);
            Assert.Equal((*flags & (1 << row)) == 0, isDecided);
            if (isDecided)
                Assert.Equal((long)eight[row], outputs[0]);
        }
    }
}
