using System.Text;

namespace Kinerja.Core.Tests.Checking;

/// <summary>Values of parts that another policy scored and left not applicable.</summary>
public sealed class SegmentSheetTests
{
    private const string Old =
        """{ "id": "old", "version": "1.0.0", "effective": { "from": "2025-01-01", "to": "2026-06-30" }, "facts": { "score": { "type": "number" } }, "values": { "final": { "when": "score > 50", "formula": "score" } }, "results": ["final"] }""";

    // The new policy comes first, but is in force only in the second half.
    [Theory]
    [InlineData("last", 40, 80, "80")]
    [InlineData("byDays", 40, 80, "80")]
    [InlineData("mean", 40, 80, "80")]
    [InlineData("mean", 60, 80, "70")]
    public void APartOfAnotherPolicyWithoutAValue_IsLeftOut(string rule, int before, int after, string expected) =>
        Assert.Equal(expected, Score(rule, ("2026-S1", before), ("2026-S2", after))["final"].Text);

    [Theory]
    [InlineData("byMonths")]
    [InlineData("byDays")]
    [InlineData("mean")]
    [InlineData("last")]
    public void WherePartsHaveNoValue_TheWholeHasNone(string rule) =>
        Assert.Null(Score(rule, ("2026-Q1", 40), ("2026-Q2", 30))["final"].Text);

    [Fact]
    public void ALastPartWithoutAValue_DoesNotFallBackOnAnEarlierOne() =>
        Assert.Null(Score("last", ("2026-Q1", 90), ("2026-Q2", 30))["final"].Text);

    private static AppraisalResult Score(string rule, params (string Period, int Score)[] parts)
    {
        var load = AppraisalPolicy.Load(
            $$"""
            {
              "id": "example", "version": "1.0.0", "effective": { "from": "2026-07-01" },
              "facts": { "score": { "type": "number" } },
              "values": { "final": { "formula": "score" } },
              "results": ["final"],
              "segments": { "combine": { "final": "{{rule}}" }, "policies": ["old"] }
            }
            """,
            new PolicyOptions { FindBase = id => id == "old" ? new PolicySource("old.json", Encoding.UTF8.GetBytes(Old)) : null });
        Assert.Empty(load.Diagnostics.Select(problem => problem.ToString()));
        var result = load.Policy!.Score(new Appraisal("a", FactRecord.Empty, "2026")
        {
            Segments = [.. parts.Select(part => new AppraisalSegment(part.Period, FactRecord.Empty.With("score", part.Score)))],
        });
        Assert.Empty(result.Issues.Select(issue => issue.ToString()));
        return result;
    }
}
