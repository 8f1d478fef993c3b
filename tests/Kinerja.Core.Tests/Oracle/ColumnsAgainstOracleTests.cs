using System.Numerics;
using System.Text.Json;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Random policies that compile to lanes, scored in columns, against the oracle.</summary>
public sealed class ColumnsAgainstOracleTests
{
    private const int Seeds = 700;
    private const int Rows = 60;

    [Fact]
    public void Columns_GiveTheAnswersOfTheOracle()
    {
        var (policies, inColumns, beside) = (0, 0, 0);
        Parallel.For(0, Seeds, seed =>
        {
            var generated = RandomColumns.Create(seed, Rows);
            // Some random divisors are always 0, which the engine proves and refuses.
            if (AppraisalPolicy.Load(generated.PolicyJson).Policy is not { } policy || !policy.SlowValues.IsEmpty)
                return;
            var scorer = policy.CreateColumnScorer();
            var results = scorer.CreateResults(Rows);
            scorer.Score(new AppraisalColumns(Rows, [.. generated.Columns.Select(column => new FactColumn(column.Name, column.Values, column.Scale))]), results);
            Compare(generated, policy, results);
            Interlocked.Increment(ref policies);
            Interlocked.Add(ref beside, results.Exceptions.Count);
            Interlocked.Add(ref inColumns, Rows - results.Exceptions.Count);
        });
        Assert.True(policies >= 100, $"{policies} policies");
        Assert.True(inColumns > 5 * beside && inColumns > 6_000, $"{inColumns} rows in columns, {beside} beside them");
    }

    private static void Compare(RandomColumns generated, AppraisalPolicy policy, ResultColumns results)
    {
        var oracle = OraclePolicy.Load(generated.PolicyJson);
        using var document = JsonDocument.Parse(generated.PolicyJson);
        var values = document.RootElement.GetProperty("values");
        for (var row = 0; row < Rows; row++)
        {
            var expected = oracle.Evaluate(generated.FactsJson(row));
            var isBeside = results.Exceptions.TryGetValue(row, out var result);
            Assert.True(isBeside || !expected.IsRejected, Where());
            if (isBeside)
            {
                Assert.True(result!.IsScored != expected.IsRejected, Where());
                Assert.True(expected.IsRejected || result.Values.All(value => value.Text == expected.Printed[value.Name]), Where());
                continue;
            }

            foreach (var name in policy.ResultNames.Where(name => Applies(expected.Outcomes[name], results.IsApplicable(name), row, Where)))
                Assert.True(results.Of(name)[row] == Held(expected.Outcomes[name], values.GetProperty(name)), $"{name} is {results.Of(name)[row]}, expected {expected.Printed[name]}; {Where()}");
            foreach (var followUp in document.RootElement.GetProperty("followUps").EnumerateObject())
                Assert.True(results.FollowUp(followUp.Name)[row] == (expected.FollowUps.Any(one => one.Key == followUp.Name) ? 1 : 0), Where());

            string Where() => $"row {row}: {generated.FactsJson(row)}\n{generated.PolicyJson}";
        }
    }

    private static bool Applies(OracleOutcome outcome, ReadOnlySpan<long> isApplicable, int row, Func<string> where)
    {
        var applies = isApplicable.IsEmpty || isApplicable[row] == 1;
        Assert.True(applies == outcome is not NotApplicableOutcome, where());
        return applies;
    }

    // As a column holds it.
    private static long Held(OracleOutcome outcome, JsonElement value) => outcome switch
    {
        NumberOutcome number => (long)(number.Value * new Fraction(BigInteger.Pow(10, value.GetProperty("round").GetProperty("digits").GetInt32()))).Numerator,
        RatingOutcome rating => rating.Order,
        BooleanOutcome boolean => boolean.Value ? 1 : 0,
        DateOutcome day => day.Value.DayNumber,
        TextOutcome code => Array.IndexOf(RandomPolicy.Codes, code.Value),
        _ => throw new InvalidOperationException($"A column cannot hold {outcome}."),
    };
}
