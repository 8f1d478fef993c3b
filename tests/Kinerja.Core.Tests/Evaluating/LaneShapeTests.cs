using System.Text;
using System.Text.Json.Nodes;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>People of the samples as columns: lists, facts that are left out, codes that set others, days and periods, against the plan.</summary>
public sealed class LaneShapeTests(ITestOutputHelper output)
{
    public static TheoryData<string, string, int> Samples => new()
    {
        { "pp-30-2019", "samples/national/people.ndjson", 90 },
        { "samples/regions/binjai/policy.json", "samples/regions/binjai/people.ndjson", 0 },
        { "samples/regions/kotabumi/policy.json", "samples/regions/kotabumi/people.ndjson", 15 },
        { "samples/regions/manokwari/policy.json", "samples/regions/manokwari/people.ndjson", 45 },
        { "samples/regions/sabangau/policy.json", "samples/regions/sabangau/people.ndjson", 40 },
        { "samples/regions/sawahlunto/policy.json", "samples/regions/sawahlunto/people.ndjson", 40 },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Columns_GiveTheAnswersOfThePlan(string policyName, string peopleFile, int percentInLanes)
    {
        var policy = Load(policyName);
        var (rows, inLanes) = (0, 0);
        foreach (var period in Read(peopleFile).GroupBy(person => person.Period))
        {
            var (fitting, columns) = PeopleInColumns.Of(policy, Enumerable.Repeat(period, 2).SelectMany(persons => persons), 3);
            var scorer = policy.CreateColumnScorer(new LaneEffort(0, int.MaxValue));
            var results = scorer.CreateResults(fitting.Length);
            scorer.Score(columns, results);
            Compare(policy, fitting, results);
            (rows, inLanes) = (rows + fitting.Length, inLanes + fitting.Length - scorer.OpenRows);
        }

        output.WriteLine($"{policyName}: {inLanes} of {rows} in lanes");
        Assert.InRange(inLanes * 100.0 / rows, percentInLanes, 100);
    }

    // Runs of people of one shape between others, shapes whose inner lists differ, records in which the fast copy has a remainder.
    [Theory]
    [InlineData("3 3, 1 4 2, 2, 3 3 3 3", 0)]
    [InlineData("3 3, 1 4 2, 2, 3 3 3 3", int.MaxValue)]
    [InlineData("3 3 3 3", int.MaxValue)]
    [InlineData("3 3 3 3, 3 3, 3 3 3", 0)]
    [InlineData("3 1, 1 3, 2 2", int.MaxValue)]
    public void RunsOfShapes_GiveTheAnswersOfThePlan(string aspectsOfItems, int chunksWorthALoop)
    {
        var policy = AppraisalPolicy.LoadNational("permenpanrb-8-2021");
        var random = new Random(5);
        int[][] shapes = [.. aspectsOfItems.Split(", ").Select(shape => shape.Split(' ').Select(int.Parse).ToArray())];
        var people = new List<Appraisal>();
        while (people.Count < 1_500)
        {
            var shape = shapes[random.Next(shapes.Length)];
            for (var run = random.Next(1, 70); run > 0; run--)
                people.Add(PlannedPerson.Create($"p{people.Count}", shape, random));
        }

        var (fitting, columns) = PeopleInColumns.Of(policy, people, 2);
        Assert.Equal(people.Count, fitting.Length);
        var scorer = policy.CreateColumnScorer(new LaneEffort(0, chunksWorthALoop));
        var results = scorer.CreateResults(fitting.Length);
        scorer.Score(columns, results);
        Compare(policy, fitting, results);
        Assert.InRange(scorer.OpenRows, 0, 20);
    }

    public static TheoryData<string, ListColumn[]> WrongLists => new()
    {
        { "unknown", [new ListColumn("strangers", new int[2])] },
        { "twice", [new ListColumn("planItems", new int[2]), new ListColumn("planItems", new int[2])] },
        { "too short", [new ListColumn("planItems", new int[1])] },
        { "below −1", [new ListColumn("planItems", new[] { 0, -2 })] },
        { "more records than rows can be", [new ListColumn("planItems", new[] { int.MaxValue, int.MaxValue })] },
        { "too few records for the inner list", [new ListColumn("planItems", new[] { 1, 2 }), new ListColumn("planItems.aspects", new int[2])] },
    };

    [Theory]
    [MemberData(nameof(WrongLists))]
    public void ListsThatCannotBe_AreMisuse(string what, ListColumn[] lists)
    {
        var scorer = AppraisalPolicy.LoadNational("permenpanrb-8-2021").CreateColumnScorer();
        var people = new AppraisalColumns(2, [], "2021-S2") { Lists = [.. lists] };
        Assert.True(Record.Exception(() => scorer.Score(people, scorer.CreateResults(2))) is ArgumentException, what);
    }

    [Theory]
    [InlineData("newIdea", 2)]
    [InlineData("positionGroup", 1)]
    [InlineData("behaviours.score", 10)]
    [InlineData("behaviours.score", -1)]
    public void DecimalsThatCannotBe_AreMisuse(string fact, int scale)
    {
        var scorer = AppraisalPolicy.LoadNational("permenpanrb-8-2021").CreateColumnScorer();
        var people = new AppraisalColumns(2, [new FactColumn(fact, new int[2], scale)], "2021-S2") { Lists = [new ListColumn("behaviours", new[] { 1, 1 })] };
        Assert.Contains($"'{fact}' has {scale} decimals", Assert.Throws<ArgumentException>(() => scorer.Score(people, scorer.CreateResults(2))).Message, StringComparison.Ordinal);
    }

    // Every value is computed, so that a quotient rejects whoever divides by zero even where nobody reads it.
    [Theory]
    [InlineData("1")]
    [InlineData("if(quotient = quotient, 1, 2)")]
    [InlineData("min(quotient, quotient) * 0 + 1")]
    [InlineData("quotient + never ?? 1")]
    [InlineData("if(never > 0 ?? false, quotient, 1)")]
    public void ADivisionByZeroThatNobodyReads_RejectsAllTheSame(string score)
    {
        var policy = AppraisalPolicy.Load($$"""
            {
              "id": "unread", "version": "1.0.0",
              "facts": { "actual": { "type": "number" }, "target": { "type": "number" } },
              "values": {
                "quotient": { "formula": "actual / target" },
                "never": { "formula": "1", "when": "target > 2 and target < 1" },
                "score": { "formula": "{{score}}" }
              },
              "results": ["score"]
            }
            """).Policy!;
        Appraisal[] people = [.. Enumerable.Range(0, 40).Select(row => new Appraisal($"p{row}", FactRecord.Read(Encoding.UTF8.GetBytes($$"""{"actual":{{row}},"target":{{row % 4}}}""")).Facts!, null))];
        var (fitting, columns) = PeopleInColumns.Of(policy, people, 2);
        var scorer = policy.CreateColumnScorer(new LaneEffort(0, int.MaxValue));
        var results = scorer.CreateResults(fitting.Length);
        scorer.Score(columns, results);
        Assert.Equal(10, results.Exceptions.Count);
        Assert.Equal(10, scorer.OpenRows);
        foreach (var (row, person) in people.Index())
        {
            Assert.Equal(row % 4 != 0, policy.Score(person).IsScored);
            Assert.Equal(row % 4 == 0, results.Exceptions.ContainsKey(row));
        }

        Assert.All(policy.ScoreBatch(people).Index(), result => Assert.Equal(result.Index % 4 != 0, result.Item.IsScored));
    }

    // A truth that stands beside numbers with decimals is shifted as they are, and stays a truth.
    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void ATruthThatWasComparedAsANumber_StaysATruth(int chunksWorthALoop)
    {
        var policy = AppraisalPolicy.Load("""
            {
              "id": "truth", "version": "1.0.0",
              "facts": {
                "share": { "type": "number", "digits": 2 },
                "post": { "type": "code", "codes": { "none": { "sets": { "share": 0 } }, "whole": { "sets": { "share": 1 } }, "other": {} } },
                "isActing": { "type": "boolean" }
              },
              "values": {
                "counted": { "formula": "share + if(post = 'whole', 1, 0)" },
                "either": { "formula": "not (post = 'whole' or isActing)" },
                "both": { "formula": "post = 'whole' and isActing" },
                "neither": { "formula": "not (post = 'whole') and not (post = 'none')" },
                "score": { "formula": "if(post = 'whole' and not isActing, 3, if(not (post = 'whole'), 2, 1)) + counted" }
              },
              "results": ["counted", "either", "both", "neither", "score"]
            }
            """).Policy!;
        string[] posts = ["\"none\",\"share\":0", "\"whole\"", "\"other\",\"share\":0.25", "\"whole\",\"share\":1", "\"none\"", "\"whole\",\"share\":0.5"];
        Appraisal[] people = [.. Enumerable.Range(0, 240).Select(row => new Appraisal($"p{row}", FactRecord.Read(Encoding.UTF8.GetBytes($$"""{"post":{{posts[row % 6]}},"isActing":{{(row % 4 < 2 ? "true" : "false")}}}""")).Facts!))];
        var (fitting, columns) = PeopleInColumns.Of(policy, people, 4);
        var scorer = policy.CreateColumnScorer(new LaneEffort(0, chunksWorthALoop));
        var results = scorer.CreateResults(fitting.Length);
        scorer.Score(columns, results);
        Compare(policy, fitting, results);
        Assert.Equal(40, scorer.OpenRows); // whose share is not that of their post
    }

    // The plan itself is compared with the oracle on the same policies.
    [Fact]
    public void RandomPolicies_GiveTheAnswersOfThePlan()
    {
        var (rows, inLanes, policies) = (0, 0, 0);
        // Behind the first ones, those that have found something: a fraction of which both sides are one lane, a program that needs no register, a division by zero in a sum that never applies, a truth counted as a number.
        Parallel.ForEach([.. Enumerable.Range(0, 2_000), 11_975, 13_773, 23_350, 47_945], seed =>
        {
            var generated = Oracle.RandomPolicy.Create(seed, 24);
            // A third has one result only: what nobody reads may reject all the same.
            var json = JsonNode.Parse(generated.PolicyJson)!;
            if ((seed % 3 == 2 || seed == 47_945) && json["results"] is JsonArray { Count: > 1 } named)
                json["results"] = new JsonArray(named[seed % named.Count]!.DeepClone());
            if (AppraisalPolicy.Load(json.ToJsonString()).Policy is not { } policy)
                return;
            var period = $"{generated.Period.Start:yyyy-MM-dd}/{generated.Period.End:yyyy-MM-dd}";
            var people = generated.FactsJson.Select(json => FactRecord.Read(Encoding.UTF8.GetBytes(json)).Facts).OfType<FactRecord>().Select((facts, row) => new Appraisal($"row-{row}", facts, period));
            var (fitting, columns) = PeopleInColumns.Of(policy, people, 2 + (seed % 3));
            var scorer = policy.CreateColumnScorer(new LaneEffort(0, seed % 8 == 0 ? 0 : int.MaxValue));
            var results = scorer.CreateResults(fitting.Length);
            scorer.Score(columns, results);
            var differences = Differences(policy, fitting, results);
            Assert.True(differences.Length == 0, $"seed {seed}: {differences}\n{json.ToJsonString()}");
            Interlocked.Add(ref rows, fitting.Length);
            Interlocked.Add(ref inLanes, fitting.Length - scorer.OpenRows);
            Interlocked.Increment(ref policies);
        });
        output.WriteLine($"{inLanes} of {rows} rows of {policies} policies in lanes");
        Assert.True(inLanes > rows / 15 && policies > 300, $"{inLanes} of {rows} rows of {policies} policies in lanes");
    }

    private static string Differences(AppraisalPolicy policy, Appraisal[] people, ResultColumns results)
    {
        var expected = policy.ScoreExactly(people);
        return string.Join('\n', Enumerable.Range(0, people.Length).Where(row => PeopleInColumns.Tell(expected[row]) != PeopleInColumns.Tell(policy, results, row)).Take(2)
            .Select(row => $"{people[row].Id}: {PeopleInColumns.Tell(policy, results, row)}, expected {PeopleInColumns.Tell(expected[row])}"));
    }

    private static void Compare(AppraisalPolicy policy, Appraisal[] people, ResultColumns results)
    {
        var expected = policy.ScoreExactly(people);
        for (var row = 0; row < people.Length; row++)
            Assert.Equal(PeopleInColumns.Tell(expected[row]), PeopleInColumns.Tell(policy, results, row));
    }

    private static AppraisalPolicy Load(string name) => name.EndsWith(".json", StringComparison.Ordinal)
        ? AppraisalPolicy.Load(File.ReadAllText(RepositoryFolder.At(name))).Policy!
        : AppraisalPolicy.LoadNational(name);

    private static IEnumerable<Appraisal> Read(string file) => File.ReadLines(RepositoryFolder.At(file)).Select(line => Appraisal.Read(Encoding.UTF8.GetBytes(line)).Appraisal).OfType<Appraisal>();
}
