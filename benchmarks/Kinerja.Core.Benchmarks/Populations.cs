namespace Kinerja.Core.Benchmarks;

/// <summary>People for the K10 workload: ten indicators, seven behaviours, a disciplinary sanction. Numbers are held in hundredths.</summary>
internal sealed class Population(string name, int count)
{
    public const int Indicators = 10;
    public const int HigherIsBetter = 7;
    public const int Behaviours = 7;

    public string Name { get; } = name;

    public int Count { get; } = count;

    public int[][] Targets { get; } = Columns(Indicators, count);

    public int[][] Actuals { get; } = Columns(Indicators, count);

    public int[][] Weights { get; } = Columns(Indicators, count);

    public int[][] Scores { get; } = Columns(Behaviours, count);

    public int[] Discipline { get; } = new int[count];

    private static int[][] Columns(int number, int count) => [.. Enumerable.Range(0, number).Select(_ => new int[count])];

    /// <summary>The four populations; the same seed gives the same people.</summary>
    public static Population[] All(int count, ulong seed = 20_260_101) => [Random(count, seed), Nice(count, seed + 1), Thirds(count, seed + 2), NearTies(count, seed)];

    /// <summary>Targets from 1 to 500 with up to two decimals, and results near them.</summary>
    public static Population Random(int count, ulong seed)
    {
        var (people, dice) = (new Population("random", count), new Dice(seed));
        for (var row = 0; row < count; row++)
        {
            people.DrawWeights(row, dice, dice.Below(4) == 0 ? 50 : 100);
            for (var item = 0; item < Indicators; item++)
            {
                var step = dice.Below(3) switch { 0 => 100, 1 => 10, _ => 1 };
                var target = Math.Max(100, dice.Between(100, 50_000) / step * step);
                var percent = dice.Below(50) == 0 ? dice.Between(140, 320) : dice.Between(55, 130);
                people.Targets[item][row] = target;
                people.Actuals[item][row] = (int)((long)target * percent / 100 / step * step);
            }

            for (var item = 0; item < Behaviours; item++)
                people.Scores[item][row] = dice.Below(10) == 0 ? dice.Between(0, 12_000) : dice.Between(50, 120) * 100;
            people.Discipline[row] = dice.Below(30) == 0 ? dice.Between(2, 3) : dice.Between(0, 1);
        }

        return people;
    }

    /// <summary>Round targets and whole percentages: exact halves are frequent.</summary>
    public static Population Nice(int count, ulong seed)
    {
        int[] targets = [1_000, 2_000, 2_500, 4_000, 5_000, 8_000, 10_000, 20_000, 40_000, 50_000];
        var (people, dice) = (new Population("nice", count), new Dice(seed));
        for (var row = 0; row < count; row++)
        {
            people.DrawWeights(row, dice, 500);
            for (var item = 0; item < Indicators; item++)
            {
                people.Targets[item][row] = targets[dice.Below(targets.Length)];
                people.Actuals[item][row] = people.Targets[item][row] / 100 * dice.Between(50, 130) / 100 * 100;
            }

            for (var item = 0; item < Behaviours; item++)
                people.Scores[item][row] = dice.Between(10, 22) * 500;
            people.MakeMeanShort(row, dice.Below(2) == 0);
            people.Discipline[row] = dice.Below(30) == 0 ? 2 : 0;
        }

        return people;
    }

    /// <summary>Targets with factors three and seven: the quotients do not end, and yet the sum is often an exact half.</summary>
    public static Population Thirds(int count, ulong seed)
    {
        int[] targets = [600, 1_200, 1_800, 2_400, 3_600, 4_800, 7_200, 8_400, 9_600, 14_400];
        var (people, dice) = (new Population("thirds", count), new Dice(seed));
        for (var row = 0; row < count; row++)
        {
            people.DrawWeights(row, dice, dice.Below(2) == 0 ? 50 : 25);
            var target = targets[dice.Below(targets.Length)];
            for (var item = 0; item < Indicators; item++)
            {
                target = dice.Below(8) == 0 ? targets[dice.Below(targets.Length)] : target;
                people.Targets[item][row] = target;
                people.Actuals[item][row] = (int)((long)target * dice.Between(50, 130) / 10_000) * 100;
            }

            for (var item = 0; item < Behaviours; item++)
                people.Scores[item][row] = dice.Between(50, 114) * 100;
            people.MakeMeanShort(row, true);
            people.Discipline[row] = dice.Below(30) == 0 ? 2 : 0;
        }

        return people;
    }

    /// <summary>Random people whose first indicator is chosen so that the score comes as near to a half as a fraction of two small numbers can, often at the edge of a band.</summary>
    public static Population NearTies(int count, ulong seed)
    {
        int[] edges = [4_999, 6_999, 8_999, 10_999];
        var people = Random(count, seed).Named("nearties");
        var dice = new Dice(seed + 3);
        for (var row = 0; row < count; row++)
        {
            var rest = K10.HundredthsOf(people, row, without: 0);
            var step = 0.006 * people.Weights[0][row]; // of the score in hundredths, for one percent of the first indicator
            var wanted = Math.Floor(rest + (step * dice.Between(10, 110))) + 0.5;
            foreach (var edge in edges)
                wanted = edge + 0.5 > rest + (5 * step) && edge + 0.5 < rest + (118 * step) && dice.Below(2) == 0 ? edge + 0.5 : wanted;
            var ratio = (wanted - rest) / step / 100;
            if (ratio is <= 0.05 or >= 1.19)
                continue;
            var (actual, target) = BestFraction(ratio, dice.Between(60, 50_000));
            var scale = Math.Max(1, (100 + target - 1) / target);
            if (target * scale > 50_000)
                continue;
            (people.Targets[0][row], people.Actuals[0][row]) = (target * scale, actual * scale);
        }

        return people;
    }

    private Population Named(string other)
    {
        var copy = new Population(other, Count);
        foreach (var (from, to) in Targets.Zip(copy.Targets).Concat(Actuals.Zip(copy.Actuals)).Concat(Weights.Zip(copy.Weights)).Concat(Scores.Zip(copy.Scores)).Append((Discipline, copy.Discipline)))
            from.CopyTo(to, 0);
        return copy;
    }

    // Continued fraction of a ratio, as far as the denominator allows.
    private static (int Numerator, int Denominator) BestFraction(double ratio, int most)
    {
        var (before, last) = ((N: 0L, D: 1L), (N: 1L, D: 0L));
        for (var rest = ratio; ;)
        {
            var whole = (long)Math.Floor(rest);
            var next = (N: (whole * last.N) + before.N, D: (whole * last.D) + before.D);
            if (next.D > most)
                break;
            (before, last) = (last, next);
            if (rest - whole < 1e-12)
                break;
            rest = 1 / (rest - whole);
        }

        return ((int)last.N, (int)Math.Max(1, last.D));
    }

    // Ten weights, multiples of a step, that sum to a hundred.
    public void DrawWeights(int row, Dice dice, int step)
    {
        var left = (10_000 / step) - Indicators;
        for (var item = 0; item < Indicators; item++)
            Weights[item][row] = step;
        while (left > 0)
        {
            var more = Math.Min(left, 1 + dice.Below(4));
            Weights[dice.Below(Indicators)][row] += more * step;
            left -= more;
        }
    }

    // Takes from the last behaviour until the mean of seven ends.
    public void MakeMeanShort(int row, bool isWanted)
    {
        var excess = Enumerable.Range(0, Behaviours).Sum(item => Scores[item][row]) % (Behaviours * 100);
        if (isWanted && Scores[^1][row] >= excess)
            Scores[^1][row] -= excess;
    }
}

/// <summary>A small generator of its own, so that populations never change with the platform.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 up to, not including, <paramref name="count"/>.</summary>
    public int Below(int count)
    {
        // SplitMix64, Steele, Lea and Flood 2014.
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(((UInt128)(mixed ^ (mixed >> 31)) * (ulong)count) >> 64);
    }

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);
}
