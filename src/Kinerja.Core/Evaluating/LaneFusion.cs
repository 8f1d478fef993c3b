namespace Kinerja.Core.Evaluating;

/// <summary>Joins products with the sums they go into, leaves out what nobody reads, and lets registers be used again.</summary>
internal static class LaneFusion
{
    public static BoundLanes Finish(List<LaneCode> codes, double[] constants, LaneOperand[] outputs, LaneOperand[] followUps, int registers)
    {
        var fused = Fuse(codes, [.. outputs, .. followUps], registers);
        var places = new int[registers];
        var used = Allocate(fused, [.. outputs, .. followUps], places);
        LaneOperand Placed(LaneOperand operand) => operand.Place == LanePlace.Register ? operand with { Number = places[operand.Number] } : operand;
        return new BoundLanes([.. used.Codes], used.Registers, constants, [.. outputs.Select(Placed)], [.. followUps.Select(Placed)]);
    }

    private static IEnumerable<LaneOperand> OperandsOf(LaneCode code)
    {
        yield return code.First;
        if (code.Kernel is not (LaneKernel.Absolute or LaneKernel.RoundNear or LaneKernel.RoundDirected or LaneKernel.RoundExact or LaneKernel.Require))
            yield return code.Second;
        if (code.Kernel is LaneKernel.MultiplyAdd or LaneKernel.Select)
            yield return code.Third;
    }

    // Backwards, so that a product knows whether the sum that reads it is read itself.
    private static List<LaneCode> Fuse(List<LaneCode> codes, LaneOperand[] ends, int registers)
    {
        var uses = new int[registers];
        void Count(LaneOperand operand, int by) => uses[operand.Number] += operand.Place == LanePlace.Register ? by : 0;
        foreach (var end in ends)
            Count(end, 1);
        foreach (var operand in codes.SelectMany(OperandsOf).Where(operand => operand.Place == LanePlace.Register))
            Count(operand, 1);
        var definitions = codes.Where(code => code.Target >= 0).ToDictionary(code => code.Target);
        var kept = new List<LaneCode>();
        for (var index = codes.Count - 1; index >= 0; index--)
        {
            var code = codes[index];
            if (code.Target >= 0 && uses[code.Target] == 0)
            {
                foreach (var operand in OperandsOf(code).Where(operand => operand.Place == LanePlace.Register))
                    Count(operand, -1);
                continue;
            }

            if (code.Kernel == LaneKernel.Add && (ProductOf(code.First) ?? ProductOf(code.Second)) is { } product)
            {
                var other = code.First == new LaneOperand(LanePlace.Register, product.Target) ? code.Second : code.First;
                uses[product.Target] = -1; // gone: neither kept nor counted again
                code = code with { Kernel = LaneKernel.MultiplyAdd, First = product.First, Second = product.Second, Third = other };
            }
            else if (code.Target >= 0 && uses[code.Target] < 0)
            {
                continue;
            }

            kept.Add(code);
        }

        kept.Reverse();
        return kept;

        LaneCode? ProductOf(LaneOperand operand) =>
            operand.Place == LanePlace.Register && uses[operand.Number] == 1 && definitions[operand.Number] is { Kernel: LaneKernel.Multiply } product ? product : null;
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
