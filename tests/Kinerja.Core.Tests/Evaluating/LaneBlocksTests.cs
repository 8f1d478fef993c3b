namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Batches of people with lists, facts left out and texts: put into columns, they are answered as by the plan.</summary>
public sealed class LaneBlocksTests
{
    private static readonly Appraisal[] People = [.. File.ReadLines(RepositoryFolder.At("samples", "national", "people.ndjson")).Select(line => Appraisal.Read(line).Appraisal!)];

    [Fact]
    public void NationalPeople_AreAnsweredAsByThePlan()
    {
        var policy = AppraisalPolicy.LoadNational("pp-30-2019");
        var expected = policy.ScoreExactly(People);
        ResultComparison.AssertSame(expected, policy.ScoreBatch(People));
        var results = new AppraisalResult[People.Length];
        var open = policy.Objects.Score(People, results);
        Assert.InRange(open.Count, 0, 600); // most, once their lists were seen a few times
        ResultComparison.AssertSame([.. expected.Where((_, row) => !open.Contains(row))], results.Where(result => result is not null));
    }

    [Fact]
    public void SpoiltPeople_AreAnsweredAsByThePlan()
    {
        var policy = AppraisalPolicy.LoadNational("pp-30-2019");
        var random = new Random(31);
        Appraisal[] people = [.. Enumerable.Range(0, 2_000).Select(row => Spoilt(People[random.Next(People.Length)], random))];
        var expected = policy.ScoreExactly(people);
        Assert.InRange(expected.Count(result => !result.IsScored), 200, 1_800);
        ResultComparison.AssertSame(expected, policy.ScoreBatch(people));
        Parallel.For(0, 4, _ => ResultComparison.AssertSame(expected, policy.ScoreBatch(people)));
    }

    [Fact]
    public void PeriodsAndDecimals_MayChangeFromOneToTheNext()
    {
        var policy = AppraisalPolicy.Load("""
            {
              "id": "mixed", "version": "1.0.0", "effective": { "from": "2025-01-01" },
              "facts": { "actual": { "type": "number", "min": 0 }, "share": { "type": "number", "min": 0, "max": 1, "ifMissing": { "value": 0.5 } }, "day": { "type": "date", "ifMissing": "exclude" }, "name": { "type": "text", "maxLength": 5 } },
              "values": { "score": { "formula": "actual * share", "round": { "digits": 2 } }, "late": { "formula": "day > date('2026-02-01')" } },
              "results": ["score", "late", "actual"]
            }
            """);
        Assert.True(policy.Policy is not null, string.Join('\n', policy.Diagnostics));
        var random = new Random(32);
        string?[] periods = ["2026", "2025", null, "2024", "2026-S9"];
        Appraisal[] people = [.. Enumerable.Range(0, 3_000).Select(row =>
        {
            var facts = FactRecord.Empty.With("actual", Rational.Fraction(random.NextInt64(0, 1L << random.Next(1, 50)), (long)Math.Pow(10, random.Next(0, 5))))
                .With("name", random.Next(9) == 0 ? "lengthy" : "Ani");
            if (random.Next(2) == 0)
                facts = facts.With("share", Rational.Fraction(random.Next(0, 1_003), 1_000));
            if (random.Next(2) == 0)
                facts = facts.With("day", new DateOnly(2026, random.Next(1, 13), 1));
            return new Appraisal($"p{row}", facts, periods[random.Next(40) == 0 ? random.Next(5) : row / 100 % 3]);
        })];
        ResultComparison.AssertSame(policy.Policy.ScoreExactly(people), policy.Policy.ScoreBatch(people));
    }

    private static Appraisal Spoilt(Appraisal person, Random random)
    {
        var list = random.Next(2) == 0 ? "planItems" : "behaviours";
        // Some of the samples are spoilt as they are.
        if (random.Next(3) == 0 || person.Facts[list].Kind != FactKind.List || person.Facts[list].Items.Any(item => item.Kind != FactKind.Record) || person.Facts[list].Items.IsEmpty)
            return person;
        var records = person.Facts[list].Items.Select(item => item.Record).ToList();
        var index = random.Next(records.Count);
        var name = records[index].Names.ElementAt(random.Next(records[index].Names.Count()));
        switch (random.Next(10))
        {
            case 0:
                records.RemoveAt(index);
                break;
            case 1:
                records.Add(records[index]);
                break;
            case 2:
                return person with { Facts = person.Facts.With(list, FactValue.Missing) };
            case 3:
                return person with { Facts = person.Facts.With(list, 7) };
            case 4:
                return person with { Facts = person.Facts.With("stranger", true) };
            case 5:
                records[index] = records[index].With(name, "?");
                break;
            case 6:
                records[index] = records[index].With(name, FactValue.Missing);
                break;
            case 7:
                records[index] = records[index].With(name, Rational.Fraction(random.Next(1, 900_000), 10_000));
                break;
            case 8:
                records[index] = records[index].With("stranger", 1);
                break;
            default:
                records[index] = records[index].With(name, records[index][name]);
                break;
        }

        return person with { Facts = person.Facts.With(list, FactValue.List(records)), Period = random.Next(4) == 0 ? "2025" : person.Period };
    }
}
