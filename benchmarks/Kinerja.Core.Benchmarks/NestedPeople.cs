using System.Numerics;

namespace Kinerja.Core.Benchmarks;

/// <summary>People of <c>permenpanrb-8-2021</c> in administrative and functional posts: four plan items of three aspects each, five behaviours. Numbers are held in hundredths.</summary>
internal sealed class NestedPeople(int count)
{
    private const int Items = 4;
    private const int Aspects = 3;
    private const int Behaviours = 5;
    private static readonly int[] ScoreOfCategory = [25, 60, 80, 100, 120];

    private readonly int[] _groups = new int[count];
    private readonly int[] _surveys = new int[count];
    private readonly int[] _ideas = new int[count];
    private readonly int[] _conditions = new int[count * Items * Aspects];
    private readonly int[] _targets = new int[count * Items * Aspects];
    private readonly int[] _actuals = new int[count * Items * Aspects];
    private readonly int[] _alignments = new int[count * Items];
    private readonly int[] _aspects = new int[count * Behaviours];
    private readonly int[] _scores = new int[count * Behaviours];

    /// <summary>An aspect as an object model holds it.</summary>
    internal sealed record Aspect(decimal Target, decimal Actual, bool IsSpecial);

    /// <summary>A person as an object model holds one.</summary>
    internal sealed record Person(Aspect[][] Items, decimal[] Behaviours, bool HasSurvey, bool HasIdea);

    public int Count { get; } = count;

    public static NestedPeople Create(int count, ulong seed)
    {
        var (people, dice) = (new NestedPeople(count), new Dice(seed));
        for (var row = 0; row < count; row++)
        {
            (people._groups[row], people._surveys[row], people._ideas[row]) = (2 + dice.Below(2), dice.Below(2), dice.Below(3) == 0 ? 1 : 0);
            var isStrong = dice.Below(3) > 0;
            for (var item = row * Items; item < (row + 1) * Items; item++)
                people._alignments[item] = dice.Below(2);
            for (var aspect = row * Items * Aspects; aspect < (row + 1) * Items * Aspects; aspect++)
            {
                var target = dice.Below(3) == 0 ? dice.Between(100, 50_000) : dice.Between(1, 300) * 100;
                var percent = dice.Below(3) == 0 ? 100 : isStrong ? dice.Between(90, 130) : dice.Between(50, 120);
                (people._conditions[aspect], people._targets[aspect]) = (dice.Below(4) == 0 ? 1 : 0, target);
                people._actuals[aspect] = (int)(((long)target * (people._conditions[aspect] == 1 ? 200 - percent : percent) / 100) + (dice.Below(8) == 0 ? dice.Between(-1, 1) : 0));
            }

            for (var behaviour = 0; behaviour < Behaviours; behaviour++)
                (people._aspects[(row * Behaviours) + behaviour], people._scores[(row * Behaviours) + behaviour]) = (behaviour, isStrong ? dice.Between(85, 120) * 100 : dice.Between(4_000, 12_000));
        }

        return people;
    }

    public AppraisalColumns ToColumns(int people) => new(people,
    [
        new FactColumn("positionGroup", _groups), new FactColumn("peersAndSubordinatesConsulted", _surveys), new FactColumn("newIdea", _ideas),
        new FactColumn("planItems.alignment", _alignments),
        new FactColumn("planItems.aspects.condition", _conditions), new FactColumn("planItems.aspects.targetLower", _targets, 2), new FactColumn("planItems.aspects.actual", _actuals, 2),
        new FactColumn("behaviours.aspect", _aspects), new FactColumn("behaviours.score", _scores, 2),
    ],
    "2021-07-01/2021-12-31")
    {
        Lists = [Same("planItems", people, Items), Same("planItems.aspects", people * Items, Aspects), Same("behaviours", people, Behaviours)],
    };

    private static ListColumn Same(string list, int rows, int length)
    {
        var lengths = new int[rows];
        Array.Fill(lengths, length);
        return new ListColumn(list, lengths);
    }

    public Person[] ToObjects(int people) => [.. Enumerable.Range(0, people).Select(row => new Person(
        [.. Enumerable.Range(row * Items, Items).Select(item => Enumerable.Range(item * Aspects, Aspects).Select(at => new Aspect(Hundredths(_targets[at]), Hundredths(_actuals[at]), _conditions[at] == 1)).ToArray())],
        [.. Enumerable.Range(row * Behaviours, Behaviours).Select(at => Hundredths(_scores[at]))],
        _surveys[row] == 1,
        _ideas[row] == 1))];

    private static decimal Hundredths(int value) => value % 100 == 0 ? value / 100 : new decimal(value, 0, 0, false, 2);

    /// <summary>Hand-written decimal over objects: the final score in hundredths and the predicate, 0 for the worst.</summary>
    public static (int Score, int Predicate) Decimal(Person person)
    {
        var sum = 0m;
        foreach (var item in person.Items)
        {
            int veryPoor = 0, poor = 0, fair = 0, veryGood = 0;
            foreach (var aspect in item)
            {
                var ratio = aspect.Actual / aspect.Target;
                var achievement = Math.Round(aspect.IsSpecial ? (1 + (1 - ratio)) * 100 : ratio * 100, 0, MidpointRounding.AwayFromZero);
                if (achievement > 100)
                    veryGood++;
                else if (achievement < 60)
                    veryPoor++;
                else if (achievement < 80)
                    poor++;
                else if (achievement < 100)
                    fair++;
            }

            sum += ScoreOfCategory[Category(veryPoor, poor, fair, veryGood)];
        }

        var behaviours = 0m;
        foreach (var score in person.Behaviours)
            behaviours += score;
        var work = Math.Round(sum / person.Items.Length, 2, MidpointRounding.AwayFromZero);
        var behaviour = Math.Round(behaviours / person.Behaviours.Length, 2, MidpointRounding.AwayFromZero);
        var final = Math.Round(Math.Min(120, person.HasSurvey ? (0.6m * work) + (0.4m * behaviour) : (0.7m * work) + (0.3m * behaviour)), 2, MidpointRounding.AwayFromZero);
        return ((int)(final * 100), Predicate((int)(final * 100), person.HasIdea));
    }

    private static int Category(int veryPoor, int poor, int fair, int veryGood) =>
        veryPoor >= 2 ? 0 : veryPoor == 1 || poor >= 2 ? 1 : poor == 1 || fair >= 2 ? 2 : veryGood >= 2 && fair == 0 ? 4 : 3;

    private static int Predicate(int score, bool hasIdea) => score >= 11_000 && hasIdea ? 4 : score >= 9_000 ? 3 : score >= 7_000 ? 2 : score >= 5_000 ? 1 : 0;

    /// <summary>The exact answer over big integers; it shares no code with the engine.</summary>
    public (int Score, int Predicate) Exact(int row)
    {
        var sum = 0;
        for (var item = row * Items; item < (row + 1) * Items; item++)
        {
            Span<int> counts = [0, 0, 0, 0, 0];
            for (var at = item * Aspects; at < (item + 1) * Aspects; at++)
            {
                BigInteger target = _targets[at], actual = _actuals[at];
                var achievement = Nearest((_conditions[at] == 1 ? (2 * target) - actual : actual) * 100, target);
                counts[achievement > 100 ? 4 : achievement == 100 ? 3 : achievement >= 80 ? 2 : achievement >= 60 ? 1 : 0]++;
            }

            sum += ScoreOfCategory[Category(counts[0], counts[1], counts[2], counts[4])];
        }

        BigInteger behaviours = 0;
        for (var at = row * Behaviours; at < (row + 1) * Behaviours; at++)
            behaviours += _scores[at];
        var (work, behaviour) = (Nearest(sum * 100, Items), Nearest(behaviours, Behaviours));
        var share = _surveys[row] == 1 ? 60 : 70;
        var score = (int)BigInteger.Min(12_000, Nearest((share * work) + ((100 - share) * behaviour), 100));
        return (score, Predicate(score, _ideas[row] == 1));
    }

    // Halves go away from zero.
    private static BigInteger Nearest(BigInteger numerator, BigInteger denominator) =>
        numerator.Sign * (((2 * BigInteger.Abs(numerator)) + denominator) / (2 * denominator));
}
