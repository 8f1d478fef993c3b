namespace Kinerja.Core.Tests.Evaluating;

/// <summary>People given as objects: lanes say what the plan says, in every respect, and the plan says the rest.</summary>
public sealed class LaneObjectsTests
{
    private static readonly AppraisalPolicy Policy = LoadK10();

    [Fact]
    public void PlainPeople_AreScoredInLanes()
    {
        var policy = LoadK10();
        var people = K10People.Plain(1, 4_000);
        Assert.All(people, person => Assert.NotNull(policy.Objects.TryScore(person)));
        ResultComparison.AssertSame(policy.ScoreExactly(people), policy.ScoreBatch(people));
        ResultComparison.AssertSame(policy.ScoreExactly(people), people.Select(policy.Score));
    }

    [Fact]
    public void PeopleOfAllKinds_AreAnsweredAsByThePlan()
    {
        var people = K10People.OfAllKinds(2, 6_000);
        var expected = Policy.ScoreExactly(people);
        Assert.InRange(expected.Count(result => !result.IsScored), 1_000, 4_000);
        ResultComparison.AssertSame(expected, Policy.ScoreBatch(people));
        ResultComparison.AssertSame(expected, people.Select(Policy.Score));
    }

    // Every thread meets people outside of what the others have bound.
    [Fact]
    public void ManyThreads_GiveTheSameAnswers()
    {
        var policy = LoadK10();
        var people = K10People.OfAllKinds(3, 3_000);
        var expected = policy.ScoreExactly(people);
        var results = new AppraisalResult[people.Length];
        Parallel.For(0, people.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, index => results[index] = policy.Score(people[index]));
        ResultComparison.AssertSame(expected, results);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => ResultComparison.AssertSame(expected, policy.ScoreBatch(people)));
    }

    // Each hostile person is wider than the one before, in another fact, scale and order; what is bound for everybody stays useful.
    [Fact]
    public void HostilePeople_BindABoundedNumberOfTimes()
    {
        var policy = LoadK10();
        var plain = K10People.Plain(4, 50);
        var hostile = K10People.Hostile(5, 3_000);
        Appraisal[] people = [.. hostile.SelectMany((person, index) => new[] { person, plain[index % plain.Length] })];
        var results = policy.ScoreBatch(people);
        ResultComparison.AssertSame(policy.ScoreExactly(people), results);
        var bindings = policy.Objects.Bindings;
        ResultComparison.AssertSame(results, policy.ScoreBatch(people));
        Assert.Equal(bindings, policy.Objects.Bindings);
        Assert.InRange(bindings, 1, 400);
        Assert.All(plain, person => Assert.NotNull(policy.Objects.TryScore(person)));
    }

    [Fact]
    public void FactsInManyOrders_AreReadByName()
    {
        var policy = LoadK10();
        var random = new Random(6);
        Appraisal[] people = [.. K10People.Plain(6, 300).Select(person => person with { Facts = new FactRecord([.. person.Facts.Facts.OrderBy(_ => random.Next())]) })];
        Assert.All(people, person => Assert.NotNull(policy.Objects.TryScore(person)));
        ResultComparison.AssertSame(policy.ScoreExactly(people), policy.ScoreBatch(people));
    }

    [Fact]
    public void WhatSurroundsTheFacts_IsLookedAt()
    {
        var person = K10People.Plain(7, 1)[0];
        Appraisal[] people =
        [
            person, person with { Id = " " }, person with { Id = "" }, person with { Period = null }, person with { Period = "2026-S1" }, person with { Period = "2026-S3" },
            person with { AsOf = new DateOnly(2026, 3, 1) }, person with { AsOf = new DateOnly(2025, 3, 1) }, person with { Period = null, AsOf = new DateOnly(2026, 3, 1) },
            person with { Segments = [new AppraisalSegment("2026-S1", person.Facts)] }, person with { Facts = FactRecord.Empty },
        ];
        ResultComparison.AssertSame(Policy.ScoreExactly(people), Policy.ScoreBatch(people));
        ResultComparison.AssertSame(Policy.ScoreExactly(people), people.Select(Policy.Score));
    }

    // The first people of a policy are not worth compiling for.
    [Fact]
    public void LanesAreCompiled_OnceManyPeopleCameBy()
    {
        var policy = AppraisalPolicy.Load(K10Text()).Policy!;
        var people = K10People.OfAllKinds(9, 200);
        ResultComparison.AssertSame(policy.ScoreExactly(people), people.Select(policy.Score));
        Assert.NotEqual(0, policy.Objects.Bindings);
    }

    [Fact]
    public void AnEmptyBatch_IsEmpty() => Assert.Empty(Policy.ScoreBatch([]));

    private static string K10Text() => File.ReadAllText(RepositoryFolder.At("benchmarks", "policies", "k10.json"));

    private static AppraisalPolicy LoadK10()
    {
        var policy = AppraisalPolicy.Load(K10Text()).Policy!;
        Assert.True(policy.Objects.TryCompile());
        return policy;
    }
}
