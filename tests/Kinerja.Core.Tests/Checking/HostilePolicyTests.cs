using System.Text;

namespace Kinerja.Core.Tests.Checking;

/// <summary>Large and crafty policies: an answer, never a crash, and no way around a lock.</summary>
public sealed class HostilePolicyTests
{
    [Fact]
    public void TenThousandWeightedParts_AreSummedWithoutDepth()
    {
        var parts = string.Join(",", Enumerable.Repeat("{\"value\":1,\"weight\":0.01}", 10_000));
        var policy = PolicyText.Sound(PolicyText.Of($"\"values\": {{ \"v\": {{ \"weighted\": {{ \"of\": [{parts}] }} }} }}, \"results\": [\"v\"]"));
        Assert.Equal("1", PolicyText.Outcome(policy, "{}"));
    }

    [Fact]
    public void AResultNamedTwice_IsRefused() =>
        CheckerTable.AssertCodes("KIN1003", "\"facts\": { \"n\": { \"type\": \"number\" } }, \"values\": { \"v\": { \"formula\": \"n\" } }, \"results\": [\"v\", \"v\"]");

    [Theory]
    [InlineData("\"a\": { \"dated\": { \"remove\": true }, \"value\": 99 }", "KIN3011")]
    [InlineData("\"b\": { \"needsSource\": { \"remove\": true } }", "KIN3020")]
    [InlineData("\"c\": { \"remove\": true }", "KIN3020")]
    [InlineData("\"d\": 7", "KIN3011")]
    public void ALaw_CannotBeRemovedFromBelow(string change, string code)
    {
        const string upper = """
            { "id": "upper", "version": "1.0.0",
              "parameters": {
                "a": { "dated": [{ "from": "2020-01-01", "value": 1, "locked": true }] },
                "b": { "value": 1, "needsSource": true },
                "c": { "value": 1, "between": [0, 2] },
                "d": { "value": 1, "locked": true } },
              "values": { "v": { "formula": "a + b + c + d" } }, "results": ["v"] }
            """;
        var lower = $"{{ \"id\": \"lower\", \"version\": \"1.0.0\", \"extends\": \"upper\", \"parameters\": {{ {change} }} }}";
        var options = new PolicyOptions { FindBase = id => id == "upper" ? new PolicySource("upper", Encoding.UTF8.GetBytes(upper)) : null };
        var load = AppraisalPolicy.Load(new PolicySource("lower", Encoding.UTF8.GetBytes(lower)), options);
        Assert.Null(load.Policy);
        Assert.Equal(code, load.Diagnostics.First(diagnostic => diagnostic.Severity == Severity.Error).Code);
        Assert.Single(load.Diagnostics, diagnostic => diagnostic.Code == code);
    }

    [Theory]
    [InlineData("\"facts\": { \"planItems\": { \"of\": { \"maxAchievement\": { \"type\": \"number\", \"default\": 500 } } } }")]
    [InlineData("\"values\": { \"planItems.maxAchievement\": { \"formula\": \"500\" } }")]
    public void ANumberOfLaw_CannotBeShadowedInAList(string change)
    {
        var load = AppraisalPolicy.Load($"{{ \"id\": \"shadow\", \"version\": \"1.0.0\", \"extends\": \"pp-30-2019\", {change} }}");
        Assert.Null(load.Policy);
        Assert.Equal("KIN2012", Assert.Single(load.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error).Code);
    }

    [Fact]
    public void AnEmptyId_IsNotScored() =>
        Assert.Equal("KIN5027", Assert.Single(PolicyText.Sound(PolicyText.Of("\"values\": { \"v\": { \"formula\": \"1\" } }, \"results\": [\"v\"]")).Score(new Appraisal(" ", FactRecord.Empty)).Issues).Code);
}
