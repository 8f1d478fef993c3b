namespace Kinerja.Cli.Tests.Commands;

public sealed class EvalCommandTests
{
    [Theory]
    [InlineData("1+1", "2")]
    [InlineData("1/3*3", "1")]
    [InlineData("1/3", "0.3333333333333333333333333333 = 1/3")]
    [InlineData("-5+3", "-2")]
    [InlineData("2 > 1", "true")]
    [InlineData("'teks'", "teks")]
    [InlineData("#2026-01-31#", "2026-01-31")]
    public void AFormula_GivesItsValue(string formula, string expected)
    {
        var run = CommandRun.Of("eval", formula);
        Assert.Equal((0, expected + "\n"), (run.Code, run.Output));
    }

    [Fact]
    public void GivenNames_AreJson()
    {
        var run = CommandRun.Of("eval", "sum(items, a) * factor", "--given", "items=[{\"a\":1},{\"a\":2.5}]", "--given", "factor=2");
        Assert.Equal((0, "7\n"), (run.Code, run.Output));
    }

    [Fact]
    public void AGivenNull_IsNotApplicable()
    {
        Assert.Equal("not applicable\n", CommandRun.Of("eval", "x", "--given", "x=null").Output);
        Assert.Equal("tidak berlaku\n", CommandRun.Of("eval", "x", "--given", "x=null", "--lang", "id").Output);
    }

    [Fact]
    public void ANameGivenTwice_IsWrongUsage()
    {
        var run = CommandRun.Of("eval", "x", "--given", "x=1", "--given", "x=2");
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("--given x", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":7,"formula":"x","given":{"x":1,"x":2}}""", "7", "KIN1003")]
    [InlineData("""{"id":"b","formula":"x","given":{"x":1e999}}""", "\"b\"", "KIN1009")]
    [InlineData("""{"formula":"x","given":[1],"id":"b"}""", "\"b\"", "KIN1006")]
    [InlineData("""{"formula":"x","given":{"x":1,},"id":true}""", "null", "KIN1008")]
    [InlineData("""{"id":1.50,"formula":"x""", "1.50", "KIN1001")]
    [InlineData("""{"id":{"a":1},"formula":"x","given":{"x":1,"x":2}}""", "null", "KIN1003")]
    public void ALineWithABadGiven_KeepsAnIdThatCanBeRead(string line, string id, string code)
    {
        var run = CommandRun.With(line, "eval", "--ndjson");
        Assert.StartsWith($$"""{"id":{{id}},"error":{"code":"{{code}}",""", run.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void AMistake_IsShownWithACaret()
    {
        var run = CommandRun.Of("eval", "actul / 2", "-g", "actual=4");
        Assert.Equal(1, run.Code);
        Assert.Empty(run.Output);
        Assert.Contains("KIN2001", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 | actul / 2\n    | ^\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_AreAnsweredOneByOne()
    {
        var run = CommandRun.With(
            """
            {"id":1,"formula":"1/3"}

            {"id":"b","formula":"x+"}
            not json
            {"id":true,"formula":"x ?? 5","given":{"x":null}}
            {"id":null,"given":{}}
            {"id":[1],"formula":"1"}
            {"id":1.50,"formula":"x = 'é'","given":{"x":"é"}}
            {"formula":"x","given":{"x":null}}
            {"id":2,"formula":3}
            {"id":3,"formula":"sum(l, a)","given":{"l":[{"a":1},{"a":-0.5}]}}
            """,
            "eval",
            "--ndjson");
        Assert.Equal(1, run.Code);
        Assert.Equal("""{"id":1,"value":0.3333333333333333333333333333,"exact":"1/3"}""", run.Lines[0]);
        Assert.StartsWith("""{"id":"b","error":{"code":"KIN1020","message":""", run.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith("""line":1,"column":3}}""", run.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("""{"id":null,"error":{"code":"KIN1001",""", run.Lines[2], StringComparison.Ordinal);
        Assert.Equal("""{"id":true,"value":5}""", run.Lines[3]);
        Assert.StartsWith("""{"id":null,"error":{"code":"KIN1005",""", run.Lines[4], StringComparison.Ordinal);
        Assert.StartsWith("""{"id":null,"error":{"code":"KIN1006",""", run.Lines[5], StringComparison.Ordinal);
        Assert.Equal("""{"id":1.50,"value":true}""", run.Lines[6]);
        Assert.Equal("""{"id":null,"value":null}""", run.Lines[7]);
        Assert.StartsWith("""{"id":2,"error":{"code":"KIN1006",""", run.Lines[8], StringComparison.Ordinal);
        Assert.Equal("""{"id":3,"value":0.5}""", run.Lines[9]);
        Assert.Equal(10, run.Lines.Length);
    }

    [Fact]
    public void LinesWithoutAMistake_EndWith0()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("formulas.ndjson", "\uFEFF{\"id\":1,\"formula\":\"2**3\"}\r\n");
        var run = CommandRun.Of("eval", "--ndjson", file);
        Assert.Equal((0, "{\"id\":1,\"value\":8}\n"), (run.Code, run.Output));
    }
}
