namespace PeopleGenerator.Regions;

/// <summary>Weights of the items of a plan.</summary>
internal static class Weights
{
    /// <summary>So many multiples of five that sum to 100, ten at least.</summary>
    public static List<int> Invent(Dice dice, int count)
    {
        var weights = Enumerable.Repeat(10, count).ToList();
        for (var left = 100 - (10 * count); left > 0; left -= 5)
            weights[dice.Between(0, count - 1)] += 5;
        return weights;
    }
}
