using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>What is decided about quotients by whole numbers, against the plan and against rounding itself.</summary>
public sealed class LaneFractionsTests
{
    private const string Policy = """
        {
          "id": "fractions", "version": "1.0.0",
          "scales": { "word": { "ratings": { "poor": {}, "fair": {}, "good": {} } } },
          "facts": {
            "actual": { "type": "number", "min": -1000, "max": 1000, "digits": 2 }, "target": { "type": "number", "min": 0, "exclusiveMin": true, "max": 1000, "digits": 2 },
            "isLower": { "type": "boolean" }
          },
          "values": {
            "ratio": { "formula": "if(isLower, 2 - actual / target, actual / target) * 100" },
            "rounded": { "formula": "round(ratio, 1, 'MODE')" },
            "byRounded": { "bands": { "of": "rounded", "scale": "word", "items": [ { "from": 90, "rating": "good" }, { "from": -12.5, "including": "neither", "rating": "fair" }, { "rating": "poor" } ] } },
            "shown": { "formula": "round(max(ratio, 50), 0, 'MODE')" },
            "byRatio": { "bands": { "of": "ratio", "scale": "word", "items": [ { "from": 60.5, "including": "neither", "rating": "good" }, { "from": 0, "rating": "fair" }, { "rating": "poor" } ] } }
          },
          "results": ["byRounded", "shown", "byRatio"]
        }
        """;

    public static TheoryData<RoundingMode> Modes => [.. Enum.GetValues<RoundingMode>()];

    [Theory]
    [MemberData(nameof(Modes))]
    public void TheEdge_IsWhereRoundingReachesANumber(RoundingMode mode)
    {
        for (var tenths = -4; tenths <= 4; tenths++)
        {
            var reached = Rational.Fraction(tenths, 10);
            var (edge, isIncluded) = LaneBounds.EdgeBefore(reached, Rational.Fraction(1, 10), mode);
            for (var fortieths = -24; fortieths <= 24; fortieths++)
            {
                var number = Rational.Fraction(fortieths, 40);
                Assert.Equal(number.Round(1, mode) >= reached, isIncluded ? number >= edge : number > edge);
            }
        }
    }

    // Halves and edges met exactly, and one step beside; nothing of it is left to dearer arithmetic where halves are decided by kernels.
    [Theory]
    [MemberData(nameof(Modes))]
    public void Quotients_AreDecidedWithoutABound(RoundingMode mode)
    {
        var policy = AppraisalPolicy.Load(Policy.Replace("MODE", char.ToLowerInvariant($"{mode}"[0]) + $"{mode}"[1..], StringComparison.Ordinal)).Policy!;
        var random = new Random(3);
        var people = Enumerable.Range(0, 4_000).Select(index => Person($"p{index}", random)).ToArray();
        var (fitting, columns) = PeopleInColumns.Of(policy, people, 2);
        var scorer = policy.CreateColumnScorer();
        var results = scorer.CreateResults(people.Length);
        scorer.Score(columns, results);
        var expected = policy.ScoreExactly(fitting);
        for (var row = 0; row < people.Length; row++)
            Assert.Equal(PeopleInColumns.Tell(expected[row]), PeopleInColumns.Tell(policy, results, row));
        if (mode is RoundingMode.HalfAwayFromZero or RoundingMode.HalfToEven)
            Assert.Equal(people.Length, scorer.Tiers.Doubles);
    }

    private static Appraisal Person(string id, Random random)
    {
        long target = random.Next(4) switch { 0 => 200_00, 1 => 80_00, 2 => 3_00 * random.Next(1, 30), _ => random.Next(1, 100_000) };
        // A ratio on a twentieth of a percent, or on an edge of a band.
        var wanted = random.Next(3) switch { 0 => 9_000, 1 => 6_050, _ => random.Next(-300, 300) * 5 };
        var actual = Math.Clamp((target * wanted / 10_000) + random.Next(-1, 2), -100_000, 100_000);
        return new Appraisal(id, FactRecord.Empty.With("actual", Rational.Fraction(actual, 100)).With("target", Rational.Fraction(target, 100)).With("isLower", random.Next(3) == 0));
    }
}
