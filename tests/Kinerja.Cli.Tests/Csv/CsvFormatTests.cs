namespace Kinerja.Cli.Tests.Csv;

public sealed class CsvFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("+62", "'+62")]
    [InlineData("-x", "'-x")]
    [InlineData("@x", "'@x")]
    [InlineData("\\tx", "'\tx")]
    [InlineData("\\rx", "\"'\rx\"")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("=\\\"a\\\",b", "\"'=\"\"a\"\",b\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\\nb", "\"a\nb\"")]
    [InlineData("plain", "plain")]
    public void ACell_NeverBecomesAFormula(string id, string cell)
    {
        Score(SmallPolicy.Person(id));
        Assert.StartsWith(cell + ",scored,1.00,low,,false,talk,\r\n", File.ReadAllText(_folder["out.csv"])[("id,status,score,grade,note,isNew,followUps,issues\r\n".Length)..], StringComparison.Ordinal);
    }

    [Fact]
    public void ARejectedPerson_HasIssuesAndNoResults()
    {
        Score(SmallPolicy.Person("a", "101"));
        Assert.Equal("a,rejected,,,,,,\"KIN5012 facts.base: Base is 101, but must be at least 0 and at most 100.\"", File.ReadAllLines(_folder["out.csv"])[1]);
    }

    [Fact]
    public void NegativeNumbers_StayNumbers()
    {
        Score(SmallPolicy.Person("a", "0", items: """[{"name":"x","parts":[{"points":-9.5}]}]"""));
        Assert.StartsWith("a,scored,-9.50,low,", File.ReadAllLines(_folder["out.csv"])[1], StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Score(string person) => CommandRun.With(person, "score", "-p", _folder.Write("small.json", SmallPolicy.Json), "-o", _folder["out.csv"]);
}
