namespace Kinerja.Core.Tests;

/// <summary>The forms of a period, and what a dated parameter gives in it.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData("2026", "2026-01-01/2026-12-31")]
    [InlineData("2026-S1", "2026-01-01/2026-06-30")]
    [InlineData("2026-S2", "2026-07-01/2026-12-31")]
    [InlineData("2026-Q1", "2026-01-01/2026-03-31")]
    [InlineData("2026-Q2", "2026-04-01/2026-06-30")]
    [InlineData("2026-Q3", "2026-07-01/2026-09-30")]
    [InlineData("2026-Q4", "2026-10-01/2026-12-31")]
    [InlineData("2026-02", "2026-02-01/2026-02-28")]
    [InlineData("2024-02", "2024-02-01/2024-02-29")]
    [InlineData("2026-12", "2026-12-01/2026-12-31")]
    [InlineData("2026-01-01/2026-06-30", "2026-01-01/2026-06-30")]
    [InlineData("2026-01-31/2026-01-31", "2026-01-31/2026-01-31")]
    [InlineData("9999", "9999-01-01/9999-12-31")]
    public void Forms(string text, string expected)
    {
        Assert.True(Period.TryParse(text, out var period));
        Assert.Equal(expected, period!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("0000")]
    [InlineData("2026-")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-1")]
    [InlineData("2026-S3")]
    [InlineData("2026-s1")]
    [InlineData("2026-Q5")]
    [InlineData("2026-Q0")]
    [InlineData("2026/S1")]
    [InlineData(" 2026")]
    [InlineData("+026")]
    [InlineData("2026-+1")]
    [InlineData("2026- 1")]
    [InlineData("2026-02-30/2026-03-01")]
    [InlineData("2026-06-30/2026-01-01")]
    [InlineData("2026-01-01-2026-06-30")]
    [InlineData("2026-01-01/2026-06-30 ")]
    [InlineData("２０２６")]
    public void OtherTexts_AreNoPeriod(string text)
    {
        Assert.False(Period.TryParse(text, out var period));
        Assert.Null(period);
    }

    [Theory]
    [InlineData("2020", "", "70")]
    [InlineData("2021", "", "60")]
    [InlineData("2020-12", "", "70")]
    [InlineData("2021-01", "", "60")]
    [InlineData("2020-12-31/2020-12-31", "", "70")]
    [InlineData("2021-01-01/2021-01-01", "", "60")]
    [InlineData("2020-07-01/2021-06-30", "", "KIN5022")]
    [InlineData("2020-07-01/2021-06-30", "\"at\": \"start\",", "70")]
    [InlineData("2020-07-01/2021-06-30", "\"at\": \"end\",", "60")]
    [InlineData("2018", "", "KIN5022")]
    [InlineData("2019", "", "KIN5022")]
    [InlineData("2019", "\"at\": \"end\",", "70")]
    [InlineData("2019", "\"at\": \"start\",", "KIN5022")]
    [InlineData(null, "", "KIN5023")]
    [InlineData("soon", "", "KIN5020")]
    public void DatedParameters(string? period, string at, string outcome) => Assert.Equal(outcome, PolicyText.Outcome(
        PolicyText.Sound(PolicyText.Of($$"""
            "parameters": { "p": { {{at}} "dated": [{ "from": "2019-04-26", "value": 70 }, { "from": "2021-01-01", "value": 60 }] } },
            "values": { "v": { "formula": "p" } }, "results": ["v"]
            """)),
        "{}",
        period: period));

    [Theory]
    [InlineData("2022", "1")]
    [InlineData("2021", "KIN5021")]
    [InlineData("2025", "KIN5021")]
    [InlineData("2024-12-31/2025-01-01", "KIN5021")]
    [InlineData("2024-12-31/2024-12-31", "1")]
    [InlineData(null, "1")]
    public void ThePeriod_LiesInsideTheEffectOfThePolicy(string? period, string outcome) => Assert.Equal(outcome, PolicyText.Outcome(
        PolicyText.Sound(PolicyText.Of(""" "effective": { "from": "2022-01-01", "to": "2024-12-31" }, "values": { "v": { "formula": 1 } }, "results": ["v"] """)),
        "{}",
        period: period));
}
