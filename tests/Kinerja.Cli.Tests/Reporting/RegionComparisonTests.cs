using System.Text;
using Kinerja.Cli.Reporting;

namespace Kinerja.Cli.Tests.Reporting;

public sealed class RegionComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Regions_StandSideBySide()
    {
        Region("utara", SmallPolicy.Json, SmallPolicy.Person("a", "5"), SmallPolicy.Person("b", "60"), SmallPolicy.Person("c", "-1"));
        Region("selatan", SmallPolicy.Json.Replace("\"Tinggi\", \"en\": \"High\"", "\"Istimewa\", \"en\": \"Superb\"", StringComparison.Ordinal), SmallPolicy.Person("a", "70"));
        var run = CommandRun.Of("score", _folder["utara"], _folder["selatan"], "--summary");
        Assert.StartsWith(
            """
                                  utara  selatan
            People                    3        1
            Scored                    2        1
            Rejected                  1        0
              KIN5012                 1        0

            Number                score    score
              highest             60.00    70.00
              mean                32.50    70.00
              lowest               5.00    70.00

            Rating                grade    grade
              Superb                  –  100.0 %
              High               50.0 %        –
              middle              0.0 %    0.0 %
              Low                50.0 %    0.0 %

            Follow-ups (people)
              dialogue                1        0

            """,
            run.Error,
            StringComparison.Ordinal);
        Assert.Contains($"kinerja score {_folder["utara"]} --summary", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotFit_StandsBelow()
    {
        ComparisonRow[] rows =
        [
            new("", ["utara", "selatan", "timur"]),
            new("People who were scored in this run", ["12", "34", "56"]),
        ];
        Assert.Equal(
            [
                "                                    utara  selatan",
                "People who were scored in this run     12       34",
                "",
                "                                    timur",
                "People who were scored in this run     56",
            ],
            ComparisonTable.Lines(rows, 50));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(30)]
    [InlineData(44)]
    [InlineData(80)]
    public void ANarrowTerminal_CutsNoCellAndBreaksNoLine(int width)
    {
        ComparisonRow[] rows = [new("", ["utara", "selatan"]), new("  Predikat yang sangat panjang sekali", ["100.0 %", "–"]), new("Orang", ["1", "2"])];
        var lines = ComparisonTable.Lines(rows, width).ToList();
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        var text = string.Join('\n', lines);
        Assert.All(rows.SelectMany(row => row.Cells), cell => Assert.Contains(cell, text, StringComparison.Ordinal));
        Assert.Equal("Predikat yang sangat panjang sekali", string.Join(' ', lines.Select(line => line.Replace("100.0 %", "", StringComparison.Ordinal).Replace("–", "", StringComparison.Ordinal).Trim())
            .SkipWhile(line => !line.StartsWith("Predikat", StringComparison.Ordinal)).TakeWhile(line => line is not "Orang" && !line.StartsWith("Orang ", StringComparison.Ordinal))));
    }

    public void Dispose() => _folder.Dispose();

    private void Region(string name, string policy, params string[] people)
    {
        Directory.CreateDirectory(_folder[name]);
        File.WriteAllText(Path.Combine(_folder[name], "policy.json"), policy);
        File.WriteAllText(Path.Combine(_folder[name], "people.ndjson"), string.Join('\n', people), new UTF8Encoding(false));
    }
}
