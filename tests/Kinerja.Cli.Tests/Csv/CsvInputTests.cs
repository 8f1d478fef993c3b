using System.Text;

namespace Kinerja.Cli.Tests.Csv;

public sealed class CsvInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _data = new();

    private string Policy => _folder.Write("small.json", SmallPolicy.Json);

    [Fact]
    public void TheSampleFolder_GivesTheSameBytesAsNdjson()
    {
        var people = string.Join('\n', File.ReadLines(TestFiles.People).Take(50));
        var ndjson = CommandRun.With(people, "score", "-p", "pp-30-2019");
        var csv = CommandRun.Of("score", "-p", "pp-30-2019", TestFiles.CsvFolder);
        Assert.Equal(ndjson.Output, csv.Output);
        Assert.Equal(ndjson.Code, csv.Code);
    }

    [Fact]
    public void EveryKindOfFact_GivesTheSameAsNdjson()
    {
        _data.Write("appraisals.csv", "id,unit,period,base,isNew,remark,kind,before,since\r\np1,u,2026,12.5,TRUE,\"a, \"\"b\"\"\",b,high,2026-01-31\r\np2,,,0,,,,,\r\n");
        _data.Write("items.csv", "id,name\np1,first\np1,second\n");
        _data.Write("items.parts.csv", "id,items#,points\np1,1,1.5\np1,1,-2\np1,2,1e1\n");
        var people = string.Join(
            '\n',
            """{"id":"p1","unit":"u","period":"2026","facts":{"base":12.5,"isNew":true,"remark":"a, \"b\"","kind":"b","before":"high","since":"2026-01-31","items":[{"name":"first","parts":[{"points":1.5},{"points":-2}]},{"name":"second","parts":[{"points":10}]}]}}""",
            SmallPolicy.Person("p2", "0"));
        var csv = CommandRun.Of("score", "-p", Policy, _data.Path);
        Assert.Equal(CommandRun.With(people, "score", "-p", Policy).Output, csv.Output);
        Assert.Contains("\"score\":22.00", csv.Output, StringComparison.Ordinal);
        Assert.Equal(0, csv.Code);
    }

    [Fact]
    public void TheOrderOfListRows_DoesNotMatterBetweenPeople()
    {
        _data.Write("appraisals.csv", "id,base\na,1\nb,2\nc,3\n");
        _data.Write("items.csv", "id,name\na,x\nb,y\nc,z\n");
        _data.Write("items.parts.csv", "id,items#,points\na,1,10\nb,1,20\nc,1,30\n");
        var inOrder = CommandRun.Of("score", "-p", Policy, _data.Path);
        _data.Write("items.csv", "id,name\nc,z\na,x\nb,y\n");
        _data.Write("items.parts.csv", "items#,points,id\n1,30,c\n1,20,b\n1,10,a\n");
        Assert.Equal(inOrder.Output, CommandRun.Of("score", "-p", Policy, _data.Path).Output);
        Assert.Equal(0, inOrder.Code);
        Assert.Contains("\"score\":33.00", inOrder.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void RowsOfNobody_AreRejectedUnderTheirId()
    {
        _data.Write("appraisals.csv", "id,base\na,1\n");
        _data.Write("items.csv", "id,name\na,x\nghost,y\nghost,z\n");
        _data.Write("items.parts.csv", "id,items#,points\na,1,10\n");
        var run = CommandRun.Of("score", "-p", Policy, _data.Path);
        Assert.Equal(1, run.Code);
        Assert.Equal(2, run.Lines.Length);
        Assert.StartsWith("{\"id\":\"ghost\",", run.Lines[1], StringComparison.Ordinal);
        Assert.Contains("KIN5026", run.Lines[1], StringComparison.Ordinal);
        Assert.Contains("items.csv, line 3", run.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,x,1\n", "KIN5026")]
    [InlineData("a\n", "KIN5026")]
    [InlineData("a,\"x\n", "KIN5026")]
    public void AMalformedRow_RejectsItsPersonOnly(string row, string code)
    {
        _data.Write("appraisals.csv", "id,base\nb,1\na,1\n");
        _data.Write("items.csv", $"id,name\nb,fine\n{row}");
        _data.Write("items.parts.csv", "id,items#,points\n");
        var run = CommandRun.Of("score", "-p", Policy, _data.Path);
        Assert.Contains("\"status\":\"scored\"", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains(code, run.Lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0")]
    [InlineData("x")]
    [InlineData("")]
    public void APositionThatIsNone_RejectsThePerson(string position)
    {
        _data.Write("appraisals.csv", "id,base\na,1\n");
        _data.Write("items.csv", "id,name\na,x\n");
        _data.Write("items.parts.csv", $"id,items#,points\na,{position},10\n");
        Assert.Contains("KIN5026", CommandRun.Of("score", "-p", Policy, _data.Path).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dua belas", "KIN5011")]
    [InlineData("12,5", "KIN5011")]
    [InlineData("1_000", "KIN5011")]
    [InlineData("007", "KIN5011")]
    [InlineData("101", "KIN5012")]
    [InlineData("", "KIN5001")]
    public void ACellThatIsNoSuchNumber_IsRefusedByThePolicy(string cell, string code)
    {
        _data.Write("appraisals.csv", $"id,base\na,\"{cell}\"\n");
        _data.Write("items.csv", "id,name\n");
        Assert.Contains(code, CommandRun.Of("score", "-p", Policy, _data.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownColumn_IsRefusedByThePolicy()
    {
        _data.Write("appraisals.csv", "id,base,bsae\na,1,2\nb,1,\n");
        _data.Write("items.csv", "id,name\n");
        var run = CommandRun.Of("score", "-p", Policy, _data.Path);
        Assert.Contains("KIN5013", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"scored\"", run.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void ARepeatedId_IsRejectedEverywhere()
    {
        _data.Write("appraisals.csv", "id,base\na,1\nb,1\na,2\n");
        _data.Write("items.csv", "id,name\n");
        var run = CommandRun.Of("score", "-p", Policy, _data.Path);
        Assert.Contains("lines 2, 4", run.Lines[0], StringComparison.Ordinal);
        Assert.Contains("lines 2, 4", run.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void DecimalCommas_AreReadWhenAskedFor()
    {
        _data.Write("appraisals.csv", "\uFEFFid;base\na;12,5\nb;1.000\n");
        _data.Write("items.csv", "id;name\n");
        var run = CommandRun.Of("score", "-p", Policy, _data.Path, "--decimal-comma", "-o", _folder["out.csv"]);
        Assert.Equal(1, run.Code);
        var lines = File.ReadAllLines(_folder["out.csv"]);
        Assert.Equal("id;status;score;grade;note;isNew;followUps;issues", lines[0]);
        Assert.Equal("a;scored;12,50;middle;;false;;", lines[1]);
        Assert.StartsWith("b;rejected;;;;;;KIN5011 facts.base: ", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appraisals.csv", "id;base\na;1\n", "--decimal-comma")]
    [InlineData("appraisals.csv", "nip,base\na,1\n", "'id'")]
    [InlineData("appraisals.csv", "", "empty")]
    [InlineData("appraisals.csv", "id,base,base\n", "twice")]
    [InlineData("item.csv", "id,name\n", "item.csv")]
    [InlineData("items.parts.csv", "id,points\n", "'items#'")]
    public void ATableThatCannotBeUsed_IsWrongUsage(string name, string text, string expected)
    {
        _data.Write("appraisals.csv", "id,base\na,1\n");
        _data.Write("items.csv", "id,name\n");
        _data.Write(name, text);
        var run = CommandRun.Of("score", "-p", Policy, _data.Path);
        Assert.Equal((2, 0), (run.Code, run.OutputBytes.Length));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TextThatIsNotUtf8_IsWrongUsage()
    {
        File.WriteAllBytes(_data["appraisals.csv"], [.. "id,base\na"u8, 0xE9, .. ",1\n"u8]);
        var run = CommandRun.Of("score", "-p", Policy, _data.Path);
        Assert.Equal(2, run.Code);
        Assert.Contains("UTF-8", run.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _data.Dispose();
    }
}
