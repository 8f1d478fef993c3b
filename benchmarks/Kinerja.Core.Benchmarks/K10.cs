using System.Collections.Immutable;
using System.Numerics;

namespace Kinerja.Core.Benchmarks;

/// <summary>The K10 workload written by hand, in several arithmetics, and as columns for the engine.</summary>
internal static class K10
{
    /// <summary>An indicator as an object model holds it.</summary>
    internal readonly record struct Indicator(decimal Target, decimal Actual, decimal Weight, bool IsLowerBetter);

    /// <summary>A person as an object model holds one.</summary>
    internal sealed record Person(Indicator[] Indicators, decimal[] Behaviours, int Discipline);

    public static Person[] ToObjects(Population people) => [.. Enumerable.Range(0, people.Count).Select(row => new Person(
        [.. Enumerable.Range(0, Population.Indicators).Select(item => new Indicator(Hundredths(people.Targets[item][row]), Hundredths(people.Actuals[item][row]), Hundredths(people.Weights[item][row]), item >= Population.HigherIsBetter))],
        [.. Enumerable.Range(0, Population.Behaviours).Select(item => Hundredths(people.Scores[item][row]))],
        people.Discipline[row]))];

    private static decimal Hundredths(int value) => value % 100 == 0 ? value / 100 : value % 10 == 0 ? new decimal(value / 10, 0, 0, false, 1) : new decimal(value, 0, 0, false, 2);

    /// <summary>Hand-written decimal over objects: the score in hundredths and the band, 0 for the best.</summary>
    public static (int Score, int Band) Decimal(Person person)
    {
        var sum = 0m;
        foreach (ref readonly var indicator in person.Indicators.AsSpan())
        {
            var ratio = indicator.Actual / indicator.Target;
            var achievement = indicator.IsLowerBetter ? (1 + (1 - ratio)) * 100 : ratio * 100;
            achievement = achievement < 0 ? 0 : achievement > 120 ? 120 : achievement;
            sum += indicator.Weight * achievement;
        }

        var behaviours = 0m;
        foreach (var score in person.Behaviours)
            behaviours += score;
        var final = Math.Round((0.6m * (sum / 100)) + (0.4m * (behaviours / person.Behaviours.Length)), 2, MidpointRounding.AwayFromZero);
        var band = final >= 110 ? 0 : final >= 90 ? 1 : final >= 70 ? 2 : final >= 50 ? 3 : 4;
        return ((int)(final * 100), person.Discipline >= 2 && band < 3 ? 3 : band);
    }

    /// <summary>Hand-written double over columns, as an everyday program has it: not exact.</summary>
    public static int Double(Population people, int row)
    {
        var sum = 0.0;
        for (var item = 0; item < Population.Indicators; item++)
        {
            var ratio = people.Actuals[item][row] / 100.0 / (people.Targets[item][row] / 100.0);
            var achievement = item < Population.HigherIsBetter ? ratio * 100 : (1 + (1 - ratio)) * 100;
            sum += people.Weights[item][row] / 100.0 * Math.Clamp(achievement, 0, 120);
        }

        var behaviours = 0.0;
        for (var item = 0; item < Population.Behaviours; item++)
            behaviours += people.Scores[item][row] / 100.0;
        return (int)Math.Round(Math.Round((0.6 * (sum / 100)) + (0.4 * (behaviours / Population.Behaviours)), 2, MidpointRounding.AwayFromZero) * 100);
    }

    /// <summary>The score in hundredths, in double, leaving one indicator out: to aim at a half.</summary>
    public static double HundredthsOf(Population people, int row, int without)
    {
        var sum = 0.0;
        for (var item = 0; item < Population.Indicators; item++)
        {
            var ratio = (double)people.Actuals[item][row] / people.Targets[item][row];
            var achievement = Math.Clamp((item < Population.HigherIsBetter ? ratio : 2 - ratio) * 100, 0, 120);
            sum += item == without ? 0 : people.Weights[item][row] * achievement;
        }

        return (0.006 * sum) + (0.4 / 7 * Enumerable.Range(0, Population.Behaviours).Sum(item => (double)people.Scores[item][row]));
    }

    /// <summary>The score in hundredths before it is rounded, exactly: a fraction of big integers, not reduced. It shares no code with the engine.</summary>
    /// <param name="people">The people.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="without">An indicator left out; -1 for none.</param>
    public static (BigInteger Numerator, BigInteger Denominator) Unrounded(Population people, int row, int without = -1)
    {
        BigInteger numerator = 0, denominator = 1;
        for (var item = 0; item < Population.Indicators; item++)
        {
            if (item == without)
                continue;
            BigInteger target = people.Targets[item][row], actual = people.Actuals[item][row];
            var achievement = (item < Population.HigherIsBetter ? actual : (2 * target) - actual) * 100; // over the target
            achievement = BigInteger.Max(0, BigInteger.Min(achievement, 120 * target));
            numerator = (numerator * target) + (people.Weights[item][row] * achievement * denominator);
            denominator *= target;
        }

        // 0.6 · (sum / 100) + 0.4 · (behaviours / 7), all in hundredths.
        BigInteger behaviours = Enumerable.Range(0, Population.Behaviours).Sum(item => people.Scores[item][row]);
        return ((42 * numerator) + (400 * behaviours * denominator), 7_000 * denominator);
    }

    /// <summary>The exact answer, rounded in any of the nine modes.</summary>
    /// <param name="people">The people.</param>
    /// <param name="row">Which of them.</param>
    /// <param name="mode">The word of the policy format.</param>
    /// <param name="less">Hundredths taken from the score before it is rounded.</param>
    public static (int Score, int Band) Exact(Population people, int row, string mode = "halfAwayFromZero", int less = 0)
    {
        var (top, bottom) = Unrounded(people, row);
        var score = (int)Round(top - (less * bottom), bottom, mode);
        var band = score >= 11_000 ? 0 : score >= 9_000 ? 1 : score >= 7_000 ? 2 : score >= 5_000 ? 3 : 4;
        return (score, people.Discipline[row] >= 2 && band < 3 ? 3 : band);
    }

    private static BigInteger Round(BigInteger top, BigInteger bottom, string mode)
    {
        var below = BigInteger.DivRem(top, bottom, out var rest);
        if (rest.Sign < 0)
            (below, rest) = (below - 1, rest + bottom);
        var isNegative = top.Sign < 0;
        var half = (2 * rest).CompareTo(bottom);
        var isUp = mode switch
        {
            "halfAwayFromZero" => half > 0 || (half == 0 && !isNegative),
            "halfTowardZero" => half > 0 || (half == 0 && isNegative),
            "halfToEven" => half > 0 || (half == 0 && !below.IsEven),
            "halfUp" => half >= 0,
            "halfDown" => half > 0,
            "ceiling" => !rest.IsZero,
            "awayFromZero" => !rest.IsZero && !isNegative,
            "towardZero" => !rest.IsZero && isNegative,
            "floor" => false,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };
        return below + (isUp ? 1 : 0);
    }

    public static AppraisalColumns ToColumns(Population people) => new(people.Count,
    [
        .. Enumerable.Range(0, Population.Indicators).SelectMany(item => new[]
        {
            new FactColumn($"target{item + 1}", people.Targets[item], 2),
            new FactColumn($"actual{item + 1}", people.Actuals[item], 2),
            new FactColumn($"weight{item + 1}", people.Weights[item], 2),
        }),
        .. Enumerable.Range(0, Population.Behaviours).Select(item => new FactColumn($"behaviour{item + 1}", people.Scores[item], 2)),
        new FactColumn("discipline", people.Discipline),
    ]);
}
