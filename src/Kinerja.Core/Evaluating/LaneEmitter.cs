using System.Collections.Immutable;

namespace Kinerja.Core.Evaluating;

/// <summary>Collects the operations of a lane program. What is known beforehand is computed here and now, and nothing is computed twice.</summary>
internal sealed class LaneEmitter
{
    private readonly ImmutableArray<LaneStep>.Builder _steps = ImmutableArray.CreateBuilder<LaneStep>();
    private readonly Dictionary<Rational, int> _constants = [];
    private readonly Dictionary<int, Rational> _values = [];
    private readonly Dictionary<(LaneOperator, int, int, int, RoundingRule?), int> _known = [];
    private readonly Dictionary<int, LaneStep> _definitions = [];
    private readonly HashSet<int> _claims = []; // lanes of nothing but 0 and 1
    private readonly HashSet<int> _notZero = [];
    private readonly List<int> _faulty = []; // quotients that pass on rows in which they divide by zero
    private readonly Dictionary<int, LaneInterval> _intervals = []; // what claims say

    public LaneEmitter()
    {
        (False, True) = (Constant(Rational.Zero), Constant(Rational.One));
        _claims.UnionWith([False, True]);
    }

    public int False { get; }

    public int True { get; }

    public int Lanes { get; private set; }

    public int Constant(Rational value)
    {
        if (_constants.TryGetValue(value, out var known))
            return known;
        _steps.Add(new LaneStep(LaneOperator.Constant, Lanes) { Constant = value });
        _values[Lanes] = value;
        return _constants[value] = Lanes++;
    }

    public Rational? ConstantOf(int lane) => _values.TryGetValue(lane, out var value) ? value : null;

    /// <summary>A lane that is read.</summary>
    /// <param name="isClaim">Whether it holds 0 and 1 only.</param>
    /// <param name="isNotZero">Whether it can never hold 0.</param>
    public int Input(bool isClaim, bool isNotZero)
    {
        _steps.Add(new LaneStep(LaneOperator.Input, Lanes));
        if (isClaim)
            _claims.Add(Lanes);
        if (isNotZero)
            _notZero.Add(Lanes);
        return Lanes++;
    }

    /// <summary>Whether a lane can be divided by wherever it is computed.</summary>
    public bool IsNotZero(int lane) => _notZero.Contains(lane) || ConstantOf(lane) is { Sign: not 0 }
        || (_definitions.GetValueOrDefault(lane) is { Operator: LaneOperator.Select or LaneOperator.Multiply or LaneOperator.Divide } made && IsNotZero(made.First) && IsNotZero(made.Second));

    public int Emit(LaneOperator @operator, int first, int second = -1, RoundingRule? rounding = null) =>
        Fold(@operator, first, second, rounding) ?? Add(@operator, first, second, -1, rounding);

    public int And(int left, int right)
    {
        if (left == False || right == False || AreOpposite(left, right))
            return False;
        if (left == True || left == right)
            return right;
        if (right == True)
            return left;
        if (!AreOfOneLane(left, right, out var a, out var b))
            return Add(LaneOperator.And, left, right);
        // Of two claims about one number often one says all.
        var both = a.And(b);
        return both.IsEmpty ? False : both == a ? left : both == b ? right : Said(both, Add(LaneOperator.And, left, right));
    }

    public int Or(int left, int right)
    {
        if (left == True || right == True || AreOpposite(left, right))
            return True;
        if (left == False || left == right)
            return right;
        if (right == False)
            return left;
        if (!AreOfOneLane(left, right, out var a, out var b))
            return Unequal(left, right) ?? Add(LaneOperator.Or, left, right);
        return a.Contains(b) ? left : b.Contains(a) ? right : Add(LaneOperator.Or, left, right);
    }

    public int Not(int claim)
    {
        if (claim == True || claim == False)
            return claim == True ? False : True;
        if (_definitions.GetValueOrDefault(claim) is { Operator: LaneOperator.Not } twice)
            return twice.First;
        var not = Add(LaneOperator.Not, claim);
        return _intervals.TryGetValue(claim, out var interval) && interval.Not is { } other ? Said(other, not) : not;
    }

    // Less or greater is not equal.
    private int? Unequal(int left, int right) =>
        _definitions.GetValueOrDefault(left) is { Operator: LaneOperator.Less } less && _definitions.GetValueOrDefault(right) is { Operator: LaneOperator.Less } greater && (less.First, less.Second) == (greater.Second, greater.First)
            ? Not(Emit(LaneOperator.Equal, less.First, less.Second))
            : null;

    private int Said(LaneInterval interval, int claim)
    {
        _intervals[claim] = interval;
        return claim;
    }

    private bool AreOfOneLane(int left, int right, out LaneInterval a, out LaneInterval b)
    {
        b = default;
        return _intervals.TryGetValue(left, out a) && _intervals.TryGetValue(right, out b) && a.Lane == b.Lane;
    }

    private bool AreOpposite(int left, int right) => IsNotOf(left, right) || IsNotOf(right, left);

    private bool IsNotOf(int lane, int other) => _definitions.GetValueOrDefault(lane) is { Operator: LaneOperator.Not } not && not.First == other;

    public int Select(int condition, int then, int otherwise)
    {
        if (condition == True || then == otherwise)
            return then;
        if (condition == False)
            return otherwise;
        if (_definitions.GetValueOrDefault(condition) is { Operator: LaneOperator.Not } not)
            return Select(not.First, otherwise, then);
        if (_definitions.GetValueOrDefault(otherwise) is { Operator: LaneOperator.Select } next && next.First == then)
            return Select(Or(condition, next.Third), then, next.Second); // the same for two reasons
        if (!_claims.Contains(then) || !_claims.Contains(otherwise))
            return Add(LaneOperator.Select, then, otherwise, condition);
        // Between truths a choice is logic, in which more is known beforehand.
        return then == True ? Or(condition, otherwise) : otherwise == False ? And(condition, then)
            : then == False ? And(Not(condition), otherwise) : otherwise == True ? Or(Not(condition), then)
            : Add(LaneOperator.Select, then, otherwise, condition);
    }

    /// <summary>Passes on the rows that take part and for which the claim is not true.</summary>
    public void Require(int claim, int takes)
    {
        var needed = Or(Not(takes), claim);
        if (needed != True)
            Add(LaneOperator.Require, needed);
    }

    private int Add(LaneOperator @operator, int first, int second = -1, int third = -1, RoundingRule? rounding = null)
    {
        var key = (@operator, first, second, third, rounding);
        if (_known.TryGetValue(key, out var known))
            return known;
        var step = new LaneStep(@operator, Lanes, first, second, third) { Rounding = rounding };
        _steps.Add(step);
        _definitions[Lanes] = step;
        if (@operator == LaneOperator.Divide && !IsNotZero(second))
            _faulty.Add(Lanes);
        if (@operator is LaneOperator.Equal or LaneOperator.Less or LaneOperator.LessOrEqual or LaneOperator.And or LaneOperator.Or or LaneOperator.Not
            || (@operator == LaneOperator.Select && _claims.Contains(first) && _claims.Contains(second)))
            _claims.Add(Lanes);
        if (LaneInterval.Of(@operator, first, ConstantOf(first), second, ConstantOf(second)) is { } interval)
            _intervals[Lanes] = interval;
        return _known[key] = Lanes++;
    }

    // A choice between constants is compared by comparing these, and a truth by comparing 1 and 0: what is left is the condition.
    private int? CompareChoice(LaneOperator @operator, int first, int second)
    {
        if (ConstantOf(second) is not null && ChoiceAt(first) is { } left)
            return Select(left.Condition, Emit(@operator, left.Then, second), Emit(@operator, left.Otherwise, second));
        if (ConstantOf(first) is not null && ChoiceAt(second) is { } right)
            return Select(right.Condition, Emit(@operator, first, right.Then), Emit(@operator, first, right.Otherwise));
        return null;
    }

    private (int Condition, int Then, int Otherwise)? ChoiceAt(int lane)
    {
        if (ConstantOf(lane) is not null)
            return null;
        if (_claims.Contains(lane))
            return (lane, True, False);
        return _definitions.GetValueOrDefault(lane) is { Operator: LaneOperator.Select } choice && IsKnown(choice.First) && IsKnown(choice.Second) ? (choice.Third, choice.First, choice.Second) : null;

        bool IsKnown(int branch) => ConstantOf(branch) is not null || ChoiceAt(branch) is not null;
    }

    /// <summary>The operations that outputs, requirements and divisions by zero need (an issue in a value that nobody reads rejects too), each just before the first that reads it, so that few lanes are alive at once.</summary>
    public ImmutableArray<LaneStep> StepsFor(IEnumerable<int> outputs)
    {
        var (ordered, done, open) = (ImmutableArray.CreateBuilder<LaneStep>(), new HashSet<int>(), new Stack<int>());
        var steps = _steps.Where(step => step.Operator != LaneOperator.Require).ToDictionary(step => step.Target);
        var needed = _steps.Where(step => step.Operator == LaneOperator.Require).ToLookup(step => step.First);
        foreach (var root in outputs.Concat(needed.Select(group => group.Key)).Concat(_faulty))
        {
            open.Push(root);
            while (open.TryPeek(out var lane))
            {
                var step = steps[lane];
                var before = open.Count;
                foreach (var operand in new[] { step.Third, step.Second, step.First })
                {
                    if (operand >= 0 && !done.Contains(operand))
                        open.Push(operand);
                }

                if (open.Count > before)
                    continue;
                open.Pop();
                if (!done.Add(lane))
                    continue;
                ordered.Add(step);
                ordered.AddRange(needed[lane]);
            }
        }

        return ordered.ToImmutable();
    }

    private int? Fold(LaneOperator @operator, int first, int second, RoundingRule? rounding)
    {
        var (left, right) = (ConstantOf(first), ConstantOf(second));
        switch (@operator)
        {
            case LaneOperator.Add when left is { Sign: 0 }:
                return second;
            case LaneOperator.Add or LaneOperator.Subtract when right is { Sign: 0 }:
                return first;
            case LaneOperator.Multiply when left == Rational.One:
                return second;
            case LaneOperator.Multiply or LaneOperator.Divide when right == Rational.One:
                return first;
            case LaneOperator.Minimum or LaneOperator.Maximum when first == second:
                return first;
            case LaneOperator.Equal or LaneOperator.LessOrEqual when first == second:
                return True;
            case LaneOperator.Equal or LaneOperator.Less or LaneOperator.LessOrEqual when CompareChoice(@operator, first, second) is { } compared:
                return compared;
        }

        if (left is not { } a)
            return null;
        if (second < 0)
        {
            return @operator switch
            {
                LaneOperator.Absolute => Constant(a.Abs()),
                LaneOperator.Round => Constant(a.Round(rounding!.Digits, rounding.Mode)),
                _ => null,
            };
        }

        if (right is not { } b)
            return null;
        int Say(bool claim) => claim ? True : False;
        return @operator switch
        {
            LaneOperator.Add => Constant(a + b),
            LaneOperator.Subtract => Constant(a - b),
            LaneOperator.Multiply => Constant(a * b),
            LaneOperator.Divide when b.Sign != 0 => Constant(a / b),
            LaneOperator.Minimum => Constant(Rational.Min(a, b)),
            LaneOperator.Maximum => Constant(Rational.Max(a, b)),
            LaneOperator.Equal => Say(a == b),
            LaneOperator.Less => Say(a < b),
            LaneOperator.LessOrEqual => Say(a <= b),
            _ => null,
        };
    }
}
