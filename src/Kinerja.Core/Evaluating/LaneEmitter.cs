using System.Collections.Immutable;

namespace Kinerja.Core.Evaluating;

/// <summary>Collects the operations of a lane program. What is known beforehand is computed here and now, and nothing is computed twice.</summary>
internal sealed class LaneEmitter
{
    private readonly ImmutableArray<LaneStep>.Builder _steps = ImmutableArray.CreateBuilder<LaneStep>();
    private readonly Dictionary<Rational, int> _constants = [];
    private readonly Dictionary<int, Rational> _values = [];
    private readonly Dictionary<(LaneOperator, int, int, int, RoundingRule?), int> _known = [];

    public LaneEmitter() => (False, True) = (Constant(Rational.Zero), Constant(Rational.One));

    public int False { get; }

    public int True { get; }

    public int Lanes { get; private set; }

    public ImmutableArray<LaneStep> Steps => _steps.ToImmutable();

    public int Constant(Rational value)
    {
        if (_constants.TryGetValue(value, out var known))
            return known;
        _steps.Add(new LaneStep(LaneOperator.Constant, Lanes) { Constant = value });
        _values[Lanes] = value;
        return _constants[value] = Lanes++;
    }

    public Rational? ConstantOf(int lane) => _values.TryGetValue(lane, out var value) ? value : null;

    public int Input()
    {
        _steps.Add(new LaneStep(LaneOperator.Input, Lanes));
        return Lanes++;
    }

    public int Emit(LaneOperator @operator, int first, int second = -1, RoundingRule? rounding = null) =>
        Fold(@operator, first, second, rounding) ?? Add(@operator, first, second, -1, rounding);

    public int And(int left, int right) =>
        left == False || right == False ? False : left == True || left == right ? right : right == True ? left : Add(LaneOperator.And, left, right);

    public int Or(int left, int right) =>
        left == True || right == True ? True : left == False || left == right ? right : right == False ? left : Add(LaneOperator.Or, left, right);

    public int Not(int claim) => claim == True ? False : claim == False ? True : Add(LaneOperator.Not, claim);

    public int Select(int condition, int then, int otherwise) =>
        condition == True || then == otherwise ? then
        : condition == False ? otherwise
        : then == True && otherwise == False ? condition
        : Add(LaneOperator.Select, then, otherwise, condition);

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
        _steps.Add(new LaneStep(@operator, Lanes, first, second, third) { Rounding = rounding });
        return _known[key] = Lanes++;
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
