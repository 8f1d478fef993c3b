using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Reporting;

public sealed class UnitSummaryTests
{
    [Theory]
    [InlineData("7", "7", "7", "7")]
    [InlineData("4 1", "1", "5/2", "5/2")]
    [InlineData("9 1 5", "1", "5", "5")]
    [InlineData("10 2 3 1", "1", "4", "5/2")]
    [InlineData("0.1 0.2 - 0.2", "1/10", "1/6", "1/5")]
    public void MeanAndMedian_AreExact(string given, string lowest, string mean, string median)
    {
        var means = NumberMeans.Of([.. given.Split(' ').Select(Value)]);
        Assert.Equal((lowest, mean, median), (means.Lowest.ToFractionText(), means.Mean.ToFractionText(), means.Median.ToFractionText()));
    }

    // A dash is a value that is not applicable.
    private static ResultValue Value(string text)
    {
        var label = new LocalizedText("x", "x");
        Rational? number = text != "-" && Rational.TryParse(text, out var parsed) ? parsed : null;
        return new ResultValue("x", label, DataType.Number, number?.ToText(), number, null);
    }
}
