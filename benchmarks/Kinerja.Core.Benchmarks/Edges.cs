using System.Numerics;

namespace Kinerja.Core.Benchmarks;

/// <summary>People built so that the exact score lies on a point where the answer turns, in threes: one step of an input below, on it, and one step above.</summary>
internal static class Edges
{
    private static readonly int[] BandEdges = [5_000, 7_000, 9_000, 11_000];
    private static readonly int[] RoundTargets = [1_000, 2_000, 2_500, 4_000, 5_000, 8_000, 10_000, 20_000, 40_000, 50_000];
    private static readonly int[] OddTargets = [600, 1_200, 1_800, 2_400, 3_600, 4_800, 7_200, 8_400, 9_600, 14_400];

    /// <summary>Builds people.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed gives the same people.</param>
    /// <param name="isHalf">Whether the answer turns at halves of a hundredth, or at whole ones.</param>
    /// <param name="largest">Largest target of the indicator that is aimed: the larger, the smaller a step.</param>
    public static Population Create(int count, ulong seed, bool isHalf, int largest)
    {
        var (people, dice) = (new Population("edges", count), new Dice(seed));
        for (var row = 0; row < count; row += 3)
        {
            do
                Draw(people, row, dice);
            while (!Aim(people, row, dice, isHalf, largest));
            for (var other = row + 1; other < Math.Min(count, row + 3); other++)
                Copy(people, row, other);
            var stepped = dice.Below(4) switch
            {
                0 or 1 => people.Actuals[0],
                2 => people.Targets[0],
                _ => people.Scores[dice.Below(Population.Behaviours)],
            };
            stepped[row]--;
            if (row + 2 < count)
                stepped[row + 2]++;
        }

        return people;
    }

    private static void Draw(Population people, int row, Dice dice)
    {
        var targets = dice.Below(2) == 0 ? RoundTargets : OddTargets;
        people.DrawWeights(row, dice, dice.Below(3) switch { 0 => 50, 1 => 100, _ => 500 });
        for (var item = 0; item < Population.Indicators; item++)
        {
            people.Targets[item][row] = targets[dice.Below(targets.Length)];
            people.Actuals[item][row] = (int)((long)people.Targets[item][row] * dice.Between(40, 170) / 10_000) * 100;
        }

        for (var item = 0; item < Population.Behaviours; item++)
            people.Scores[item][row] = dice.Between(20, 118) * 100;
        people.MakeMeanShort(row, dice.Below(2) == 0);
        people.Discipline[row] = dice.Below(30) == 0 ? dice.Between(2, 3) : dice.Between(0, 1);
    }

    // The first indicator adds 0.6 · weight · actual / target hundredths: a fraction that leads exactly to the point, if its target is not too large.
    private static bool Aim(Population people, int row, Dice dice, bool isHalf, int largest)
    {
        var (top, bottom) = K10.Unrounded(people, row, without: 0);
        var weight = people.Weights[0][row];
        var rest = (int)(top / bottom);
        var reach = (int)(0.6 * weight);
        var edges = Array.FindAll(BandEdges, edge => edge > rest + 1 + (reach / 20) && edge < rest + reach);
        var whole = edges.Length > 0 && dice.Below(2) == 0 ? edges[dice.Below(edges.Length)] - (isHalf ? 1 : 0) : rest + 1 + dice.Between(reach / 20, reach);
        // wanted - rest = 3/5 · weight · actual / target, with wanted in halves.
        var numerator = 5 * ((((2 * whole) + (isHalf ? 1 : 0)) * bottom) - (2 * top));
        var denominator = 6 * weight * bottom;
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        (numerator, denominator) = (numerator / common, denominator / common);
        if (denominator > largest || numerator * 100 > 118 * denominator || numerator * 100 < denominator)
            return false;
        var (least, most) = ((int)((99 + denominator) / denominator), (int)(largest / denominator));
        if (least > most)
            return false;
        var times = dice.Between(Math.Max(least, most / 4), most);
        (people.Targets[0][row], people.Actuals[0][row]) = ((int)denominator * times, (int)numerator * times);
        return true;
    }

    private static void Copy(Population people, int from, int to)
    {
        foreach (var column in people.Targets.Concat(people.Actuals).Concat(people.Weights).Concat(people.Scores).Append(people.Discipline))
            column[to] = column[from];
    }
}
