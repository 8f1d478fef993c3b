namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Employee numbers and their parts.</summary>
public sealed class IdentityNumberTests
{
    [Theory]
    [InlineData("198609262015051001", "nipPns|1986-09-26|male|001|2015|5|-")]
    [InlineData("19860926 201505 1 001", "nipPns|1986-09-26|male|001|2015|5|-")]
    [InlineData("199009132025242014", "niPppk|1990-09-13|female|014|2025|-|24")]
    [InlineData("200002292024122999", "nipPns|2000-02-29|female|999|2024|12|-")]
    [InlineData("199001012020211001", "niPppk|1990-01-01|male|001|2020|-|21")]
    [InlineData("199001012020991001", "niPppk|1990-01-01|male|001|2020|-|99")]
    public void Parts(string number, string parts) => Assert.Equal(parts, Read(number, isStrict: true));

    [Theory]
    [InlineData("", "length")]
    [InlineData("19860926201505100", "length")]
    [InlineData("1986092620150510011", "length")]
    [InlineData("19860926201505100A", "digits")]
    [InlineData("１98609262015051001", "digits")]
    [InlineData("198602302015051001", "birthDate")]
    [InlineData("198613012015051001", "birthDate")]
    [InlineData("190002292015051001", "birthDate")]
    [InlineData("198609262015001001", "appointment")]
    [InlineData("198609262015131001", "appointment")]
    [InlineData("198609262015201001", "appointment")]
    [InlineData("198609260000051001", "appointment")]
    [InlineData("198609262015050001", "sex")]
    [InlineData("198609262015053001", "sex")]
    [InlineData("198609262015051000", "sequence")]
    public void WrongNumbers(string number, string part)
    {
        var result = PolicyText.Score(Policy(isStrict: true), $$"""{ "nip": "{{number}}" }""");
        var issue = Assert.Single(result.Issues);
        Assert.Equal(("KIN5008", "facts.nip"), (issue.Code, issue.Path));
        Assert.Contains(part, issue.Arguments.Select(argument => argument is LocalizedText text ? text.English : argument.ToString()));
        Assert.Equal("other|-|-|-|-|-|-", Read(number, isStrict: false));
    }

    [Theory]
    [InlineData("198609262015051001")]
    [InlineData("true")]
    public void AnythingButText_IsNoNumber(string json) => Assert.Equal("KIN5011", PolicyText.Outcome(Policy(isStrict: false), $$"""{ "nip": {{json}} }"""));

    private static AppraisalPolicy Policy(bool isStrict) => PolicyText.Sound(PolicyText.Of($$"""
        "facts": { "nip": { "type": "identityNumber", "strict": {{(isStrict ? "true" : "false")}} } },
        "values": { "v": { "formula": "nip.kind" }, "born": { "formula": "nip.birthDate" }, "sex": { "formula": "nip.sex" }, "sequence": { "formula": "nip.sequence" },
          "year": { "formula": "nip.appointmentYear" }, "month": { "formula": "nip.appointmentMonth" }, "contract": { "formula": "nip.contractCode" } },
        "results": ["v", "born", "sex", "sequence", "year", "month", "contract"]
        """));

    private static string Read(string number, bool isStrict)
    {
        var result = PolicyText.Score(Policy(isStrict), $$"""{ "nip": "{{number}}" }""");
        Assert.True(result.IsScored, result.ToJson());
        return string.Join('|', result.Values.Select(value => value.Text ?? "-"));
    }
}
