namespace Kinerja.Core.Evaluating;

/// <summary>Joins products with the sums they go into, leaves out what nobody reads, and lets registers be used again.</summary>
internal static class LaneFusion
{
    public static BoundLanes Finish(List<LaneCode> codes, double[] constants, LaneOperand[] outputs, int registers)
    {
        var uses = new int[Math.Max(1, registers)]; // an operand that is not there looks like the first register
        var fused = Join(Needed(codes, outputs, uses), constants, uses);
        var places = new int[uses.Length];
        var used = Allocate(fused, outputs, places);
        return new BoundLanes([.. fused], used, constants, [.. outputs.Select(output => Placed(output, places))]);
    }

    // What is read, by outputs or by what is needed itself, and how often each register is.
    private static List<LaneCode> Needed(List<LaneCode> codes, LaneOperand[] outputs, int[] uses)
    {
        foreach (var output in outputs)
            Count(output);
        var needed = new List<LaneCode>(codes.Count);
        for (var index = codes.Count - 1; index >= 0; index--)
        {
            var code = codes[index];
            if (code.Target >= 0 && uses[code.Target] == 0)
                continue;
            needed.Add(code);
            for (var position = 0; position < code.Operands; position++)
                Count(code[position]);
        }

        needed.Reverse();
        return needed;

        void Count(LaneOperand operand)
        {
            if (operand.IsRegister)
                uses[operand.Number]++;
        }
    }

    // What has one reader may be done by it.
    private static List<LaneCode> Join(List<LaneCode> codes, double[] constants, int[] uses)
    {
        var joined = new List<LaneCode>(codes.Count);
        var places = new int[uses.Length]; // where a register is filled
        var gone = new bool[uses.Length];
        foreach (var code in codes)
        {
            var better = code;
            while (Joined(better) is { } more)
                better = more;
            if (better.Target >= 0)
                places[better.Target] = joined.Count;
            joined.Add(better);
        }

        joined.RemoveAll(code => code.Target >= 0 && gone[code.Target]);
        return joined;

        LaneCode? Joined(LaneCode code)
        {
            switch (code.Kernel)
            {
                case LaneKernel.Add when (Alone(code.First, LaneKernel.Multiply) ?? Alone(code.Second, LaneKernel.Multiply)) is { } product:
                    var other = code.First == new LaneOperand(LanePlace.Register, product.Target) ? code.Second : code.First;
                    gone[product.Target] = true;
                    return code with { Kernel = LaneKernel.MultiplyAdd, First = product.First, Second = product.Second, Third = other };
                case LaneKernel.Minimum when code.Second.Place == LanePlace.Constant && Alone(code.First, LaneKernel.Maximum) is { Second.Place: LanePlace.Constant } floor:
                    gone[floor.Target] = true;
                    return code with { Kernel = LaneKernel.Clamp, First = floor.First, Second = floor.First, Factor = constants[floor.Second.Number], Bound = constants[code.Second.Number] };
                case LaneKernel.Clamp when Alone(code.First, LaneKernel.Divide) is { } quotient:
                    gone[quotient.Target] = true;
                    return code with { Kernel = LaneKernel.DivideClamp, First = quotient.First, Second = quotient.Second };
                default:
                    return null;
            }
        }

        LaneCode? Alone(LaneOperand operand, LaneKernel kernel) =>
            operand.IsRegister && uses[operand.Number] == 1 && joined[places[operand.Number]] is var found && found.Kernel == kernel ? found : null;
    }

    // A register is free behind its last reader, and for what that reader fills. Returns how many there are.
    private static int Allocate(List<LaneCode> codes, LaneOperand[] outputs, int[] places)
    {
        var lastUse = new int[places.Length];
        for (var index = 0; index < codes.Count; index++)
        {
            for (var position = 0; position < codes[index].Operands; position++)
                Use(codes[index][position], index);
        }

        foreach (var output in outputs)
            Use(output, codes.Count);
        var free = new Stack<int>();
        var count = 0;
        for (var index = 0; index < codes.Count; index++)
        {
            var code = codes[index];
            var moved = code with { First = Placed(code.First, places), Second = Placed(code.Second, places), Third = Placed(code.Third, places) };
            for (var position = 0; position < code.Operands; position++)
            {
                if (!code[position].IsRegister || lastUse[code[position].Number] != index)
                    continue;
                free.Push(places[code[position].Number]);
                Use(code[position], codes.Count); // given back once
            }

            if (code.Target >= 0)
            {
                places[code.Target] = free.TryPop(out var again) ? again : count++;
                moved = moved with { Target = places[code.Target] };
            }

            codes[index] = moved;
        }

        return count;

        void Use(LaneOperand operand, int index)
        {
            if (operand.IsRegister)
                lastUse[operand.Number] = index;
        }
    }

    private static LaneOperand Placed(LaneOperand operand, int[] places) => operand.IsRegister ? operand with { Number = places[operand.Number] } : operand;
}
