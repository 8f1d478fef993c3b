using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Claims about one number, folded while a program is written, still say what their parts say.</summary>
public sealed class LaneIntervalTests
{
    [Fact]
    public void FoldedClaims_SayTheSame()
    {
        var random = new Random(17);
        var folded = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var emitter = new LaneEmitter();
            int[] numbers = [emitter.Input(isClaim: false, isNotZero: false), emitter.Input(isClaim: false, isNotZero: false)];
            var made = 0;
            var (lane, says) = Claim(emitter, numbers, random, 5, ref made);
            // A choice among few numbers, in which one stands for several reasons.
            var (chosen, isChosen) = ((Func<Rational, Rational, Rational>)((x, _) => x), numbers[0]);
            for (var choice = random.Next(0, 4); choice > 0; choice--)
            {
                var ((condition, holds), constant, before) = (Claim(emitter, numbers, random, 2, ref made), (Rational)random.Next(5, 7), chosen);
                (isChosen, chosen) = (emitter.Select(condition, emitter.Constant(constant), isChosen), (x, y) => holds(x, y) ? constant : before(x, y));
            }

            var steps = emitter.StepsFor([lane, isChosen]);
            folded += made - steps.Count(step => step.Operator is LaneOperator.And or LaneOperator.Or or LaneOperator.Not) > 0 ? 1 : 0;
            for (var halves = -1; halves <= 7; halves++)
            {
                for (var others = -1; others <= 7; others++)
                {
                    var values = new Rational[emitter.Lanes];
                    (values[numbers[0]], values[numbers[1]]) = (Rational.Fraction(halves, 2), Rational.Fraction(others, 2));
                    foreach (var step in steps)
                        Evaluate(step, values);
                    Assert.Equal(chosen(values[numbers[0]], values[numbers[1]]), values[isChosen]);
                    Assert.Equal(says(values[numbers[0]], values[numbers[1]]), values[lane] == Rational.One);
                }
            }
        }

        Assert.True(folded > 1_000, $"{folded} claims became smaller");
    }

    private static (int Lane, Func<Rational, Rational, bool> Says) Claim(LaneEmitter emitter, int[] numbers, Random random, int depth, ref int made)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            var (which, bound, kind) = (random.Next(4) == 0 ? 1 : 0, (Rational)random.Next(0, 4), random.Next(6));
            var (number, constant) = (numbers[which], emitter.Constant(bound));
            Rational Of(Rational x, Rational y) => which == 0 ? x : y;
            return kind switch
            {
                0 => (emitter.Emit(LaneOperator.Less, number, constant), (x, y) => Of(x, y) < bound),
                1 => (emitter.Emit(LaneOperator.LessOrEqual, number, constant), (x, y) => Of(x, y) <= bound),
                2 => (emitter.Emit(LaneOperator.Less, constant, number), (x, y) => bound < Of(x, y)),
                3 when which == 0 => (emitter.Emit(LaneOperator.Less, numbers[0], numbers[1]), (x, y) => x < y),
                3 => (emitter.Emit(LaneOperator.Less, numbers[1], numbers[0]), (x, y) => y < x),
                4 => (emitter.Emit(LaneOperator.LessOrEqual, constant, number), (x, y) => bound <= Of(x, y)),
                _ => (emitter.Emit(LaneOperator.Equal, number, constant), (x, y) => Of(x, y) == bound),
            };
        }

        made++;
        var (left, leftSays) = Claim(emitter, numbers, random, depth - 1, ref made);
        if (random.Next(4) == 0)
            return (emitter.Not(left), (x, y) => !leftSays(x, y));
        var (right, rightSays) = Claim(emitter, numbers, random, depth - 1, ref made);
        return random.Next(2) == 0
            ? (emitter.And(left, right), (x, y) => leftSays(x, y) && rightSays(x, y))
            : (emitter.Or(left, right), (x, y) => leftSays(x, y) || rightSays(x, y));
    }

    private static void Evaluate(LaneStep step, Rational[] values)
    {
        Rational Say(bool claim) => claim ? Rational.One : Rational.Zero;
        values[step.Target] = step.Operator switch
        {
            LaneOperator.Input => values[step.Target],
            LaneOperator.Constant => step.Constant,
            LaneOperator.Less => Say(values[step.First] < values[step.Second]),
            LaneOperator.LessOrEqual => Say(values[step.First] <= values[step.Second]),
            LaneOperator.Equal => Say(values[step.First] == values[step.Second]),
            LaneOperator.And => Rational.Min(values[step.First], values[step.Second]),
            LaneOperator.Or => Rational.Max(values[step.First], values[step.Second]),
            LaneOperator.Not => Rational.One - values[step.First],
            LaneOperator.Select => values[step.Third] == Rational.One ? values[step.First] : values[step.Second],
            _ => throw new InvalidOperationException($"{step.Operator}"),
        };
    }
}
