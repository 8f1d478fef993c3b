using System.Text;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>People of the samples as columns: lists, facts that are left out, codes that set others, days and periods, against the plan.</summary>
public sealed class LaneShapeTests(ITestOutputHelper output)
{
    public static TheoryData<string, string, int> Samples => new()
    {
        { "pp-30-2019", "samples/national/people.ndjson", 90 },
        { "samples/regions/binjai/policy.json", "samples/regions/binjai/people.ndjson", 0 },
        { "samples/regions/kotabumi/policy.json", "samples/regions/kotabumi/people.ndjson", 0 },
        { "samples/regions/manokwari/policy.json", "samples/regions/manokwari/people.ndjson", 0 },
        { "samples/regions/sabangau/policy.json", "samples/regions/sabangau/people.ndjson", 0 },
        { "samples/regions/sawahlunto/policy.json", "samples/regions/sawahlunto/people.ndjson", 0 },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Columns_GiveTheAnswersOfThePlan(string policyName, string peopleFile, int percentInLanes)
    {
        var policy = Load(policyName);
        var (rows, inLanes) = (0, 0);
        foreach (var period in Read(peopleFile).GroupBy(person => person.Period))
        {
            var people = Enumerable.Repeat(period, 20).SelectMany(persons => persons);
            var (fitting, columns) = PeopleInColumns.Of(policy, people, 3);
            var scorer = policy.CreateColumnScorer();
            var results = scorer.CreateResults(fitting.Length);
            scorer.Score(columns, results);
            Compare(policy, fitting, results);
            scorer.Score(columns, results); // with lanes for everybody from the beginning
            Compare(policy, fitting, results);
            (rows, inLanes) = (rows + fitting.Length, inLanes + fitting.Length - scorer.OpenRows);
        }

        output.WriteLine($"{policyName}: {inLanes} of {rows} in lanes");
        Assert.InRange(inLanes * 100.0 / rows, percentInLanes, 100);
    }

    private static void Compare(AppraisalPolicy policy, Appraisal[] people, ResultColumns results)
    {
        var expected = policy.ScoreBatch(people);
        for (var row = 0; row < people.Length; row++)
            Assert.Equal(PeopleInColumns.Tell(expected[row]), PeopleInColumns.Tell(policy, results, row));
    }

    private static AppraisalPolicy Load(string name) => name.EndsWith(".json", StringComparison.Ordinal)
        ? AppraisalPolicy.Load(File.ReadAllText(RepositoryFolder.At(name))).Policy!
        : AppraisalPolicy.LoadNational(name);

    private static IEnumerable<Appraisal> Read(string file) => File.ReadLines(RepositoryFolder.At(file)).Select(line => Appraisal.Read(Encoding.UTF8.GetBytes(line)).Appraisal).OfType<Appraisal>();
}
