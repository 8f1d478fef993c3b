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

            Means
              Score               32.50    70.00

            Rating                grade    grade
              High               50.0 %        –
              Superb                  –  100.0 %
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
    public void WhatOneRegionLacks_IsADash()
    {
        var other = """
            {"id":"other","version":"1.0.0","scales":{"g":{"ratings":{"a":{},"b":{}}}},"facts":{"base":{"type":"number"},"items":{"type":"list","default":[],"of":{"x":{"type":"number"}}}},
             "values":{"first":{"bands":{"of":"base","scale":"g","items":[{"rating":"a"},{"from":5,"rating":"b"}]}},"total":{"formula":"base * 2"},"last":{"formula":"first"}},"results":["first","total","last","base"]}
            """;
        Region("utara", SmallPolicy.Json, SmallPolicy.Person("a", "5"));
        Region("selatan", other, SmallPolicy.Person("a", "5"));
        var run = CommandRun.Of("score", _folder["selatan"], _folder["utara"], "--summary", "--lang", "id");
        var rows = run.Error.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal(["Rata-rata", "total 10.00 –", "Skor – 5.00", ""], rows.SkipWhile(row => row != "Rata-rata").Take(4));
        Assert.Equal(["Predikat last grade", "b 100.0 % –", "a 0.0 % –", "Tinggi – 0.0 %"], rows.SkipWhile(row => !row.StartsWith("Predikat", StringComparison.Ordinal)).Take(4));
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
