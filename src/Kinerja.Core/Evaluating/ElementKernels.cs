using System.Numerics;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>Why an operation has no result.</summary>
internal enum Fault
{
    None,
    DivisionByZero,
    TooLarge,
    ExponentNotWhole,
    DigitsOutOfRange,
    CountNotWhole,
    NoSuchDay,
}

/// <summary>Operators and functions that work row by row, on exact numbers.</summary>
/// <remarks>
/// Missing: a failed operand makes the row failed, otherwise a not applicable one makes it not applicable.
/// Rounding: none, but for the operators that are named after it. Issues: one per row with a fault.
/// </remarks>
internal static class ElementKernels
{
    /// <summary>The largest numerator or denominator, in bits, that a result may have.</summary>
    public const int MaximumBits = 4_096;

    public static void Run(ElementStep step, Block block)
    {
        switch (step.Operator)
        {
            case ElementOperator.IsNotApplicable:
                IsNotApplicable(step, block);
                break;
            case >= ElementOperator.Equal and <= ElementOperator.GreaterOrEqual:
                ComparisonKernels.Run(step, block);
                break;
            case ElementOperator.Not:
                Each(step, block, (operands, target, row) =>
                {
                    ((OrdinalColumn)target).Values[row] = 1 - ((OrdinalColumn)operands[0]).Values[row];
                    return Fault.None;
                });
                break;
            case >= ElementOperator.Year and <= ElementOperator.DateFromParts:
                Each(step, block, (operands, target, row) => DateKernels.Apply(step.Operator, operands, target, row));
                break;
            case ElementOperator.Min or ElementOperator.Max when block.Columns[step.Target] is OrdinalColumn:
                Each(step, block, (operands, target, row) =>
                {
                    var values = operands.Select(operand => ((OrdinalColumn)operand).Values[row]);
                    ((OrdinalColumn)target).Values[row] = step.Operator == ElementOperator.Min ? values.Min() : values.Max();
                    return Fault.None;
                });
                break;
            case ElementOperator.Min or ElementOperator.Max when step.Operands.Length == 1:
                Each(step, block, (operands, target, row) =>
                {
                    target.Copy(row, operands[0], row);
                    return Fault.None;
                });
                break;
            default:
                Each(step, block, (operands, target, row) =>
                {
                    var first = ((NumberColumn)operands[0]).Values[row];
                    var second = operands.Length > 1 ? ((NumberColumn)operands[1]).Values[row] : default;
                    var fault = Apply(step.Operator, step.Mode, first, second, out var result);
                    for (var more = 2; more < operands.Length && fault == Fault.None; more++)
                        fault = Apply(step.Operator, step.Mode, result, ((NumberColumn)operands[more]).Values[row], out result);
                    ((NumberColumn)target).Values[row] = result;
                    return fault;
                });
                break;
        }
    }

    /// <summary>One operation on exact numbers.</summary>
    public static Fault Apply(ElementOperator @operator, RoundingMode mode, Rational left, Rational right, out Rational result)
    {
        result = default;
        switch (@operator)
        {
            case ElementOperator.Add:
                result = left + right;
                break;
            case ElementOperator.Subtract:
                result = left - right;
                break;
            case ElementOperator.Multiply:
                result = left * right;
                break;
            case ElementOperator.Divide or ElementOperator.Remainder when right.Sign == 0:
                return Fault.DivisionByZero;
            case ElementOperator.Divide:
                result = left / right;
                break;
            case ElementOperator.Remainder:
                result = left % right;
                break;
            case ElementOperator.Power:
                var fault = Power(left, right, out result);
                if (fault != Fault.None)
                    return fault;
                break;
            case ElementOperator.Negate:
                result = -left;
                break;
            case ElementOperator.Absolute:
                result = left.Abs();
                break;
            case ElementOperator.Sign:
                result = left.Sign;
                break;
            case ElementOperator.Floor:
                result = left.Round(0, RoundingMode.Floor);
                break;
            case ElementOperator.Ceiling:
                result = left.Round(0, RoundingMode.Ceiling);
                break;
            case ElementOperator.Truncate:
                result = left.Truncate();
                break;
            case ElementOperator.Round when !right.IsWhole || right.Abs() > RoundingRule.MaximumDigits:
                return Fault.DigitsOutOfRange;
            case ElementOperator.Round:
                result = left.Round((int)right.Numerator, mode);
                break;
            case ElementOperator.Min:
                result = Rational.Min(left, right);
                break;
            case ElementOperator.Max:
                result = Rational.Max(left, right);
                break;
            default:
                throw new InvalidOperationException($"Unhandled operator {@operator}.");
        }

        return result.BitLength > MaximumBits ? Fault.TooLarge : Fault.None;
    }

    // Judged before it is computed: a power can be too large to try.
    private static Fault Power(Rational root, Rational exponent, out Rational result)
    {
        result = default;
        if (!exponent.IsWhole)
            return Fault.ExponentNotWhole;
        if (root.Sign == 0 && exponent.Sign < 0)
            return Fault.DivisionByZero;
        var isUnit = root.IsWhole && BigInteger.Abs(root.Numerator) <= 1;
        if (isUnit)
        {
            result = exponent.Sign == 0 || (root.Sign < 0 && exponent.Numerator.IsEven) ? Rational.One : root;
            return Fault.None;
        }

        var leastBits = Math.Max(BigInteger.Abs(root.Numerator).GetBitLength(), root.Denominator.GetBitLength()) - 1;
        if (BigInteger.Abs(exponent.Numerator) * leastBits > MaximumBits)
            return Fault.TooLarge;
        result = root.Power((int)exponent.Numerator);
        return Fault.None;
    }

    /// <summary>Applies an operation to the rows whose operands all have a value, and reports its faults.</summary>
    public static void Each(ElementStep step, Block block, Func<Column[], Column, int, Fault> apply)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var operands = step.Operands.Select(operand => block.Columns[operand]).ToArray();
        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
            {
                target.Status[row] = RowStatus.Absent;
                continue;
            }

            var worst = RowStatus.Value;
            foreach (var operand in operands)
            {
                if (operand.Status[row] > worst)
                    worst = operand.Status[row];
            }

            target.Status[row] = worst;
            if (worst != RowStatus.Value || apply(operands, target, row) is not (var fault and not Fault.None))
                continue;
            target.Status[row] = RowStatus.Failed;
            Report(step, block, row, fault, operands);
        }
    }

    private static void IsNotApplicable(ElementStep step, Block block)
    {
        var (target, mask) = ((OrdinalColumn)block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var operand = block.Columns[step.Operands[0]];
        for (var row = 0; row < target.Rows; row++)
        {
            var takes = PlanRunner.Takes(mask, row);
            target.Status[row] = !takes ? RowStatus.Absent : operand.Status[row] == RowStatus.Failed ? RowStatus.Failed : RowStatus.Value;
            target.Values[row] = operand.Status[row] == RowStatus.NotApplicable ? 1 : 0;
        }
    }

    private static void Report(ElementStep step, Block block, int row, Fault fault, Column[] operands)
    {
        var owner = block.OwnerOf(step, row);
        switch (fault)
        {
            case Fault.DivisionByZero:
                block.Report(step, row, DiagnosticCatalog.DivisionByZero, owner);
                break;
            case Fault.TooLarge:
                block.Report(step, row, DiagnosticCatalog.NumberTooLarge, owner);
                break;
            case Fault.ExponentNotWhole:
                block.Report(step, row, DiagnosticCatalog.WholeNumberNeeded, new LocalizedText("Pangkat", "The exponent"), owner, "−4096", "4096");
                break;
            case Fault.DigitsOutOfRange:
                block.Report(step, row, DiagnosticCatalog.WholeNumberNeeded, new LocalizedText("Jumlah digit", "The number of digits"), owner, -RoundingRule.MaximumDigits, RoundingRule.MaximumDigits);
                break;
            case Fault.CountNotWhole:
                block.Report(step, row, DiagnosticCatalog.WholeNumberNeeded, new LocalizedText("Banyaknya", "The count"), owner, "−4000000", "4000000");
                break;
            case Fault.NoSuchDay when step.Operator is ElementOperator.AddDays or ElementOperator.AddMonths:
                var day = Period.DayText(DateOnly.FromDayNumber((int)operands[0].ValueAt(row)));
                block.Report(step, row, DiagnosticCatalog.NotADate, owner, $"{Symbols.Of(step.Operator)}({day}, {operands[1].ValueAt(row)})");
                break;
            default:
                block.Report(step, row, DiagnosticCatalog.NotADate, owner, string.Join("-", operands.Select(operand => operand.ValueAt(row))));
                break;
        }
    }
}
