namespace Kinerja.Core.Tests.Evaluating;

/// <summary>A number that grows past what the plan allows is an issue, and lanes must not hide it.</summary>
public sealed class LaneSizesTests
{
    [Theory]
    [InlineData(20, true)]
    [InlineData(160, false)] // so many large primes below the stroke have more than 4,096 bits together
    public void ASumOfManyQuotients_IsForThePlan(int terms, bool isScored)
    {
        var names = Enumerable.Range(1, terms).Select(term => $"target{term}").ToArray();
        var facts = string.Join(",", names.Select(name => $$"""
            "{{name}}": { "type": "number", "min": 1, "digits": 0 }
            """));
        var policy = AppraisalPolicy.Load($$"""
            { "id": "sum", "version": "1.0.0", "facts": { {{facts}} }, "values": { "score": { "formula": "{{string.Join(" + ", names.Select(name => $"1 / {name}"))}}", "round": { "digits": 2 } } }, "results": ["score"] }
            """).Policy!;
        var primes = Primes(terms);
        var person = new Appraisal("a", new FactRecord([.. names.Select((name, term) => KeyValuePair.Create<string, FactValue>(name, primes[term]))]));
        Assert.Equal(isScored, policy.Objects.TryCompile());
        Assert.Equal(isScored, policy.ScoreExactly([person])[0].IsScored);
        ResultComparison.AssertSame(policy.ScoreExactly([person]), [policy.Score(person)]);
        var scorer = policy.CreateColumnScorer();
        var results = scorer.CreateResults(1);
        scorer.Score(new AppraisalColumns(1, [.. names.Select((name, term) => new FactColumn(name, new[] { primes[term] }))]), results);
        Assert.Equal(isScored, results.Exceptions.IsEmpty);
    }

    private static int[] Primes(int count)
    {
        var primes = new List<int>();
        for (var candidate = 1_999_999_001; primes.Count < count; candidate += 2)
        {
            var divisor = 3;
            while ((long)divisor * divisor <= candidate && candidate % divisor != 0)
                divisor += 2;
            if ((long)divisor * divisor > candidate)
                primes.Add(candidate);
        }

        return [.. primes];
    }
}
