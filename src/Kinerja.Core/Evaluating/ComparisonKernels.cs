using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Comparisons of numbers, texts, words, days and booleans; exact, without an epsilon.</summary>
internal static class ComparisonKernels
{
    public static void Run(ElementStep step, Block block) => ElementKernels.Each(step, block, (operands, target, row) =>
    {
        var order = (operands[0], operands[1]) switch
        {
            (NumberColumn left, NumberColumn right) => left.Values[row].CompareTo(right.Values[row]),
            (OrdinalColumn left, OrdinalColumn right) => left.Values[row].CompareTo(right.Values[row]),
            (TextColumn left, TextColumn right) => string.CompareOrdinal(left.Values[row], right.Values[row]),
            _ => throw new InvalidOperationException("Columns of different kinds met in a comparison."),
        };
        ((OrdinalColumn)target).Values[row] = Holds(step.Operator, order) ? 1 : 0;
        return Fault.None;
    });

    private static bool Holds(ElementOperator @operator, int order) => @operator switch
    {
        ElementOperator.Equal => order == 0,
        ElementOperator.NotEqual => order != 0,
        ElementOperator.Less => order < 0,
        ElementOperator.LessOrEqual => order <= 0,
        ElementOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
