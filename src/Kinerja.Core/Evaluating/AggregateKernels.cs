using System.Numerics;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>One value from the records of a list.</summary>
internal static class AggregateKernels
{
    public static void Run(AggregateStep step, int targetLevel, Block block)
    {
        var (target, mask) = (block.Columns[step.Target], PlanRunner.MaskOf(step, block));
        var body = step.Body == Step.None ? null : block.Columns[step.Body];
        var condition = step.Condition == Step.None ? null : (OrdinalColumn)block.Columns[step.Condition];
        var rows = block.AncestorRows(step.List, targetLevel);
        var accumulators = new Accumulator[target.Rows];
        for (var row = 0; row < target.Rows; row++)
            accumulators[row] = new Accumulator(step.Function);
        MarkAbsentLists(step.List, targetLevel, block, accumulators);
        for (var record = 0; record < rows.Length; record++)
        {
            if (!PlanRunner.Takes(mask, rows[record]))
                continue;
            if (condition is not null && (condition.Status[record] != RowStatus.Value || condition.Values[record] == 0))
            {
                if (condition.Status[record] == RowStatus.Failed)
                    accumulators[rows[record]].Mark(RowStatus.Failed);
                continue;
            }

            accumulators[rows[record]].Add(body, record);
        }

        for (var row = 0; row < target.Rows; row++)
        {
            if (!PlanRunner.Takes(mask, row))
                target.Status[row] = RowStatus.Absent;
            else if (accumulators[row].Store(target, row) != Fault.None)
                block.Report(step, row, DiagnosticCatalog.NumberTooLarge, block.OwnerOf(step, row));
        }
    }

    // A list that was missing or misshapen has been reported; what is made of it fails without a second word.
    private static void MarkAbsentLists(int list, int targetLevel, Block block, Accumulator[] accumulators)
    {
        for (var level = block.LevelOf(list); level.Parent is { } parent && level.Index != targetLevel; level = parent)
        {
            var targets = block.AncestorRows(parent.Index, targetLevel);
            for (var row = 0; row < targets.Length; row++)
                accumulators[targets[row]].Mark(block.ListStatus[level.Index][row]);
        }
    }
}

/// <summary>Collects records, or rules of a table, into one value. Their order never matters, but for the first.</summary>
internal struct Accumulator(AggregateFunction function)
{
    private Rational _sum;
    private BigInteger _common = BigInteger.One; // least common denominator of all terms
    private int _count;
    private object? _best;
    private List<Rational>? _values; // of a median
    private RowStatus _status;
    private bool _isTooLarge;

    /// <summary>Lets a failure, or else a list that is not applicable, decide the whole.</summary>
    public void Mark(RowStatus status) => _status = status > _status ? status : _status;

    public void Add(Column? body, int record)
    {
        var status = body?.Status[record] ?? RowStatus.Value;
        if (status == RowStatus.Failed)
            Mark(status);
        if (status != RowStatus.Value || _status == RowStatus.Failed)
            return;
        _count++;
        switch (function)
        {
            case AggregateFunction.Sum or AggregateFunction.Average:
                AddTerm(((NumberColumn)body!).Values[record]);
                break;
            case AggregateFunction.Median:
                (_values ??= []).Add(((NumberColumn)body!).Values[record]);
                break;
            case AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.First:
                Keep(body!.ValueAt(record));
                break;
            case AggregateFunction.Any or AggregateFunction.All:
                var isTrue = ((OrdinalColumn)body!).Values[record] == 1;
                _best = function == AggregateFunction.Any ? _best is true || isTrue : _best is not false && isTrue;
                break;
        }
    }

    // The limit is put to the common denominator, which does not depend on the order of the terms; a running sum would.
    private void AddTerm(Rational term)
    {
        if (_isTooLarge)
            return;
        if (!term.IsWhole)
        {
            var denominator = term.Denominator;
            _common = _common / BigInteger.GreatestCommonDivisor(_common, denominator) * denominator;
            if (_common.GetBitLength() > ElementKernels.MaximumBits)
            {
                _isTooLarge = true;
                return;
            }
        }

        _sum += term;
    }

    private void Keep(object value)
    {
        var isBetter = _best is null || function switch
        {
            AggregateFunction.Min => Compare(value, _best) < 0,
            AggregateFunction.Max => Compare(value, _best) > 0,
            _ => false,
        };
        if (isBetter)
            _best = value;
    }

    private static int Compare(object left, object right) => left is Rational number ? number.CompareTo((Rational)right) : ((int)left).CompareTo((int)right);

    public readonly Fault Store(Column target, int row)
    {
        target.Status[row] = _status;
        if (_status != RowStatus.Value)
            return Fault.None;
        switch (function)
        {
            case AggregateFunction.Count:
                target.Set(row, (Rational)_count);
                return Fault.None;
            case AggregateFunction.Any or AggregateFunction.All:
                target.Set(row, _best ?? function == AggregateFunction.All);
                return Fault.None;
            case AggregateFunction.Sum or AggregateFunction.Average when function == AggregateFunction.Sum || _count > 0:
                var result = function == AggregateFunction.Sum ? _sum : _sum / _count;
                if (_isTooLarge || _sum.BitLength > ElementKernels.MaximumBits || result.BitLength > ElementKernels.MaximumBits)
                {
                    target.Status[row] = RowStatus.Failed;
                    return Fault.TooLarge;
                }

                target.Set(row, result);
                return Fault.None;
            case AggregateFunction.Median when _values is { } values:
                values.Sort();
                var median = (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
                target.Set(row, median);
                if (median.BitLength <= ElementKernels.MaximumBits)
                    return Fault.None;
                target.Status[row] = RowStatus.Failed;
                return Fault.TooLarge;
            default:
                if (_best is null)
                    target.Status[row] = RowStatus.NotApplicable;
                else
                    target.Set(row, _best);
                return Fault.None;
        }
    }
}
