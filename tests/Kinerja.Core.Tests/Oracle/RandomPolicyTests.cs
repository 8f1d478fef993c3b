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
