namespace Kinerja.Core.Evaluating;

/// <summary>Joins products with the sums they go into, leaves out what nobody reads, and lets registers be used again.</summary>
internal static class LaneFusion
{
    public static BoundLanes Finish(List<LaneCode> codes, double[] constants, LaneOperand[] outputs, int registers)
    {
        var fused = Fuse(codes, outputs, constants, registers);
        var places = new int[Math.Max(1, registers)]; // an operand that is not there looks like the first register
        var used = Allocate(fused, outputs, places);
        LaneOperand Placed(LaneOperand operand) => operand.Place == LanePlace.Register ? operand with { Number = places[operand.Number] } : operand;
        return new BoundLanes([.. used.Codes], used.Registers, constants, [.. outputs.Select(Placed)]);
    }

    /// <summary>What a kernel reads.</summary>
    public static IEnumerable<LaneOperand> OperandsOf(LaneCode code)
    {
        yield return code.First;
        if (code.Kernel is not (LaneKernel.Absolute or LaneKernel.Clamp or LaneKernel.RoundNear or LaneKernel.RoundDirected or LaneKernel.Require))
            yield return code.Second;
        if (code.Kernel is LaneKernel.MultiplyAdd or LaneKernel.Select)
            yield return code.Third;
    }

    // What has one reader may be done by it.
    private static List<LaneCode> Fuse(List<LaneCode> codes, LaneOperand[] ends, double[] constants, int registers)
    {
        for (var before = -1; before != codes.Count;)
        {
            before = codes.Count;
            var uses = new int[registers];
            foreach (var operand in codes.SelectMany(OperandsOf).Concat(ends).Where(operand => operand.Place == LanePlace.Register))
                uses[operand.Number]++;
            var definitions = new Dictionary<int, LaneCode>();
            var gone = new HashSet<int>();
            var joined = new List<LaneCode>(codes.Count);
            foreach (var code in codes.Where(code => code.Target < 0 || uses[code.Target] > 0))
            {
                var better = Join(code);
                joined.Add(better);
                if (better.Target >= 0)
                    definitions[better.Target] = better;
            }

            joined.RemoveAll(code => gone.Contains(code.Target));
            codes = joined;

            LaneCode? Alone(LaneOperand operand, LaneKernel kernel) =>
                operand.Place == LanePlace.Register && uses[operand.Number] == 1 && definitions.TryGetValue(operand.Number, out var found) && found.Kernel == kernel ? found : null;

            LaneCode Join(LaneCode code)
            {
                switch (code.Kernel)
                {
                    case LaneKernel.Add when (Alone(code.First, LaneKernel.Multiply) ?? Alone(code.Second, LaneKernel.Multiply)) is { } product:
                        var other = code.First == new LaneOperand(LanePlace.Register, product.Target) ? code.Second : code.First;
                        gone.Add(product.Target);
                        return code with { Kernel = LaneKernel.MultiplyAdd, First = product.First, Second = product.Second, Third = other };
                    case LaneKernel.Minimum when code.Second.Place == LanePlace.Constant && Alone(code.First, LaneKernel.Maximum) is { Second.Place: LanePlace.Constant } floor:
                        gone.Add(floor.Target);
                        return code with { Kernel = LaneKernel.Clamp, First = floor.First, Second = floor.First, Factor = constants[floor.Second.Number], Bound = constants[code.Second.Number] };
                    case LaneKernel.Clamp when Alone(code.First, LaneKernel.Divide) is { } quotient:
                        gone.Add(quotient.Target);
                        return code with { Kernel = LaneKernel.DivideClamp, First = quotient.First, Second = quotient.Second };
                    default:
                        return code;
                }
            }
        }

        return codes;
    }

    private static (List<LaneCode> Codes, int Registers) Allocate(List<LaneCode> codes, LaneOperand[] ends, int[] places)
    {
        var lastUse = new Dictionary<int, int>();
        for (var index = 0; index < codes.Count; index++)
        {
            foreach (var operand in OperandsOf(codes[index]).Where(operand => operand.Place == LanePlace.Register))
                lastUse[operand.Number] = index;
        }

        foreach (var end in ends.Where(end => end.Place == LanePlace.Register))
            lastUse[end.Number] = codes.Count;
        var free = new Stack<int>();
        var count = 0;
        var placed = new List<LaneCode>(codes.Count);
        for (var index = 0; index < codes.Count; index++)
        {
            var code = codes[index];
            var moved = code with { First = Placed(code.First), Second = Placed(code.Second), Third = Placed(code.Third) };
            foreach (var operand in OperandsOf(code).Where(operand => operand.Place == LanePlace.Register && lastUse[operand.Number] == index).Distinct())
                free.Push(places[operand.Number]);
            if (code.Target >= 0)
            {
                places[code.Target] = free.TryPop(out var again) ? again : count++;
                moved = moved with { Target = places[code.Target] };
            }

            placed.Add(moved);
        }

        return (placed, count);

        LaneOperand Placed(LaneOperand operand) => operand.Place == LanePlace.Register ? operand with { Number = places[operand.Number] } : operand;
    }
}
