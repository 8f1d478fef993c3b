using System.Globalization;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>People for the policy <c>k10</c>: plain ones, often on a half or an edge, and those that something is wrong with.</summary>
internal static class K10People
{
    private static readonly int[] Targets = [100, 300, 600, 700, 900, 1_200, 1_000, 2_500, 10_000, 14_400, 33_333];

    public static Appraisal[] Plain(int seed, int count) => Make(seed, count, (_, _) => { });

    /// <summary>About a third have one or two facts that are missing, unknown, of a wrong type, out of range, too fine or huge.</summary>
    public static Appraisal[] OfAllKinds(int seed, int count) => Make(seed, count, (facts, random) =>
    {
        for (var spoilt = random.Next(6) - 3; spoilt > 0; spoilt--)
            Spoil(facts, random);
    });

    /// <summary>Facts that the policy accepts, as fine and as large as can be, each time elsewhere.</summary>
    public static Appraisal[] Hostile(int seed, int count) => Make(seed, count, (facts, random) =>
    {
        var name = $"{(random.Next(2) == 0 ? "target" : "actual")}{random.Next(1, 11)}";
        facts[Find(facts, name)] = KeyValuePair.Create<string, FactValue>(name, Number(random.NextInt64(1, 1L << random.Next(1, 63)), random.Next(3)));
    });

    private static Appraisal[] Make(int seed, int count, Action<List<KeyValuePair<string, FactValue>>, Random> change)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row =>
        {
            var facts = Facts(random);
            change(facts, random);
            return new Appraisal($"person-{row}", new FactRecord([.. facts]), random.Next(3) == 0 ? null : "2026");
        })];
    }

    private static List<KeyValuePair<string, FactValue>> Facts(Random random)
    {
        var facts = new List<KeyValuePair<string, FactValue>>();
        var isRound = random.Next(2) == 0;
        var left = 10_000; // the weights sum to a hundred
        for (var item = 1; item <= 10; item++)
        {
            var target = isRound ? Targets[random.Next(Targets.Length)] : random.Next(1, 100_000);
            var actual = isRound ? (long)target * random.Next(50, 131) / 100 : (long)(target * random.NextDouble() * 1.4);
            Add($"target{item}", target);
            Add($"actual{item}", actual);
            var weight = item == 10 ? left : isRound ? 1_000 : random.Next(0, left / 2);
            left -= weight;
            Add($"weight{item}", weight);
        }

        for (var item = 1; item <= 7; item++)
            Add($"behaviour{item}", isRound ? random.Next(50, 121) * 100 : random.Next(0, 12_001));
        facts.Add(KeyValuePair.Create<string, FactValue>("discipline", random.Next(8) == 0 ? random.Next(1, 4) : 0));
        return facts;

        void Add(string name, long hundredths) => facts.Add(KeyValuePair.Create(name, Number(hundredths, 2)));
    }

    private static FactValue Number(long digits, int scale) => Rational.Fraction(digits, System.Numerics.BigInteger.Pow(10, scale));

    private static int Find(List<KeyValuePair<string, FactValue>> facts, string name) => facts.FindIndex(fact => fact.Key == name);

    private static void Spoil(List<KeyValuePair<string, FactValue>> facts, Random random)
    {
        var index = random.Next(facts.Count);
        var name = facts[index].Key;
        FactValue? value = random.Next(12) switch
        {
            0 => FactValue.Missing,
            1 => "87,5",
            2 => true,
            3 => FactValue.List(),
            4 => Number(random.NextInt64(1, 1_000_000), 3),
            5 => Number(-random.NextInt64(1, 1_000_000), 2),
            6 => Number(random.NextInt64(), 2),
            7 => Rational.Fraction(1, 3),
            8 => Rational.TryParse(new string('9', 90), out var huge) ? huge : throw new FormatException(),
            9 => 0,
            10 => decimal.Parse("7.5000", CultureInfo.InvariantCulture),
            _ => null,
        };
        if (value is not null)
            facts[index] = KeyValuePair.Create(name, value);
        else if (random.Next(2) == 0)
            facts.RemoveAt(index);
        else if (Find(facts, "stranger") < 0)
            facts.Add(KeyValuePair.Create<string, FactValue>("stranger", 1));
    }
}
