namespace Kinerja.Core.Tests.Oracle;

/// <summary>The generators give what they promise: sound policies, the same for the same seed, rich in edges.</summary>
public sealed class RandomPolicyTests
{
    [Fact]
    public void EveryGeneratedPolicy_CanBeEvaluated()
    {
        var rejected = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var generated = RandomPolicy.Create(seed, 12);
            var policy = OraclePolicy.Load(generated.PolicyJson);
            rejected += generated.FactsJson.Count(facts => policy.Evaluate(facts, generated.Period).IsRejected);
        }

        Assert.InRange(rejected, 100, 300 * 12 / 4);
    }

    [Fact]
    public void EveryConstruct_IsGenerated()
    {
        var texts = Enumerable.Range(0, 300).Select(seed => RandomPolicy.Create(seed, 0).PolicyJson).ToList();
        string[] constructs =
        [
            "\"sets\":", "addDays(", "addMonths(", "median(", "period.elapsedDays", "period.months", "period.asOf", "\"raters\":", "\"role\":", "\"reweight\"", "\"min\":3",
            "\"effects\":", "\"deduct\"", "\"forfeit\"", "\"hold\"", "\"until\":", "\"months\":", "\"percent\":", "\"ranking\":", "\"within\":", "\"by\":", "\"due\":", "\"causedBy\":",
            "\"byMonths\"", "\"byDays\"", "\"last\"", "\"mean\"", "\"people.value", "unscored", "\"blocking\":",
        ];
        Assert.All(constructs, construct => Assert.InRange(texts.Count(text => text.Contains(construct, StringComparison.Ordinal)), 5, 300));
    }

    [Fact]
    public void EveryOutcome_OfTheNewKinds_Occurs()
    {
        var followUps = new List<OracleFollowUp>();
        var (parts, blocked, decided) = (0, 0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var generated = RandomPolicy.Create(seed, 16);
            var (policy, unit, segments) = (OraclePolicy.Load(generated.PolicyJson), OracleUnit.Load(generated.PolicyJson), OracleSegments.Load(generated.PolicyJson));
            var people = generated.FactsJson.Select((facts, row) => ($"row-{row}", policy.Evaluate(facts, generated.Period))).ToList();
            followUps.AddRange(people.SelectMany(person => person.Item2.FollowUps));
            parts += generated.FactsJson.Zip(generated.Segments).Count(row => !segments.Evaluate(row.First, generated.Period, row.Second).IsRejected);
            var found = unit.Evaluate(generated.UnitFactsJson[0], generated.Period, people);
            decided += found.IsRejected ? 0 : 1;
            blocked += found.FollowUps.Any(followUp => followUp.IsBlocking) ? 1 : 0;
        }

        Assert.True(parts > 1000, $"{parts} divided periods are scored");
        Assert.True(decided > 80 && blocked > 20, $"{decided} units, {blocked} blocked");
        Assert.True(followUps.Count(followUp => followUp.For.Count > 1) > 100);
        Assert.True(followUps.Count(followUp => followUp.Due is not null) > 100);
        Assert.True(followUps.Count(followUp => followUp.Key.StartsWith("effect-", StringComparison.Ordinal)) > 100);
    }

    [Fact]
    public void EveryEdgePolicy_CanBeEvaluatedForMostRows()
    {
        for (var policy = 0; policy < EdgeCases.Count; policy++)
        {
            var generated = EdgeCases.Create(policy, seed: 1, rows: 200);
            var oracle = OraclePolicy.Load(generated.PolicyJson);
            var rejected = generated.FactsJson.Count(facts => oracle.Evaluate(facts, generated.Period).IsRejected);
            Assert.True(rejected < 150, $"{generated.Kind}: {rejected} of 200 rejected");
        }
    }

    [Fact]
    public void TheSameSeed_GivesTheSameCase()
    {
        var (first, second) = (RandomPolicy.Create(7, 20), RandomPolicy.Create(7, 20));
        Assert.Equal(first.PolicyJson, second.PolicyJson);
        Assert.Equal(first.FactsJson, second.FactsJson);
    }
}
