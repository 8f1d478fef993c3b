namespace Kinerja.Core.Tests.Authoring;

/// <summary>The slips of JSON that people make most are called by their own names.</summary>
public sealed class JsonSlipTests
{
    [Theory]
    [InlineData("{ \"id\": \"x\"\n  \"version\": \"1.0.0\" }", "a comma is missing", "koma kurang")]
    [InlineData("{ \"a\": [1 2] }", "was not expected", "tidak menduga")]
    [InlineData("{ \"a\": {} \"b\": 1 }", "a comma is missing", "koma kurang")]
    [InlineData("{ \"a\": 0,5 }", "the decimal mark is a point", "tanda desimal adalah titik")]
    [InlineData("{ \"a\": 40% }", "without '%'", "tanpa '%'")]
    [InlineData("{ \"a\": \u201Cx\u201D }", "no quote of JSON", "bukan tanda kutip JSON")]
    [InlineData("{ 'a': 1 }", "no quote of JSON", "bukan tanda kutip JSON")]
    public void ASlip_HasItsName(string json, string english, string indonesian)
    {
        var problem = Assert.Single(AppraisalPolicy.Load(json).Diagnostics);
        Assert.Equal("KIN1001", problem.Code);
        Assert.Contains(english, problem.Message(Language.English), StringComparison.Ordinal);
        Assert.Contains(indonesian, problem.Message(Language.Indonesian), StringComparison.Ordinal);
    }
}
