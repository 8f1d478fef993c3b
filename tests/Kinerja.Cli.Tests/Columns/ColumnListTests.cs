using System.Globalization;
using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Columns;

/// <summary>Lists, lists in lists and texts, from lines and from wide tables.</summary>
public sealed class ColumnListTests
{
    [Fact]
    public void TheNationalSample_NeedsObjectsForTheRejectedOnly()
    {
        using var ways = new TwoWays(AppraisalPolicy.LoadNational("pp-30-2019"));
        var people = File.ReadAllLines(TestFiles.People).Take(300).ToArray();
        var run = ways.Check(Encoding.UTF8.GetBytes(string.Join('\n', people)), isCsv: false);
        var scored = Encoding.UTF8.GetString(run.Ndjson).Split('\n').Count(line => line.Contains("\"status\":\"scored\"", StringComparison.Ordinal));
        Assert.InRange(scored, 200, 299);
        Assert.InRange(run.InColumns, scored * 9 / 10, scored);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void DamagedLines_AreScoredAlike(int seed)
    {
        var dice = new Random(seed);
        using var ways = new TwoWays(WithoutTexts());
        var lines = Enumerable.Range(0, 300).Select(number =>
        {
            var line = SmallPolicy.Person($"p{number}", $"{dice.Next(101)}", Extra(dice), Items(dice));
            return dice.Next(3) == 0 ? line.Remove(dice.Next(line.Length), 1) : line;
        });
        var run = ways.Check(Encoding.UTF8.GetBytes(string.Join('\n', lines)), isCsv: false);
        Assert.InRange(run.InColumns, 100, 299);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void WideTables_SayWhatLinesSay(int seed, bool decimalComma)
    {
        var dice = new Random(seed);
        using var ways = new TwoWays(WithoutTexts());
        var (lines, rows) = (new StringBuilder(), new StringBuilder());
        var delimiter = decimalComma ? ';' : ',';
        rows.Append(string.Join(delimiter, ["items.1.name", "id", "base", "items.1.parts.1.points", "items.1.parts.2.points", "remark", "items.3.name", "items.3.parts.1.points"])).Append('\n');
        for (var number = 0; number < 200; number++)
        {
            var (first, third, remark) = (dice.Next(4) > 0, dice.Next(3) == 0, dice.Next(2) == 0 ? "ok\u00e9" : "");
            var (one, two, three) = (dice.Next(3) == 0 ? null : (int?)dice.Next(90), dice.Next(3) == 0 ? null : (int?)dice.Next(90), dice.Next(2) == 0 ? null : (int?)dice.Next(90));
            string Number(int? tenths) => tenths is { } some ? (some / 10m).ToString("0.#", CultureInfo.InvariantCulture) : "";
            string Parts(params int?[] points)
            {
                var count = Array.FindLastIndex(points, point => point is not null) + 1;
                return string.Join(',', points.Take(count).Select(point => point is null ? "{}" : $$"""{"points":{{Number(point)}}}"""));
            }

            var items = new List<string> { $$"""{{{(first ? "\"name\":\"a\"," : "")}}"parts":[{{Parts(one, two)}}]}""" };
            if (third || three is not null)
                items.AddRange(["""{"parts":[]}""", $$"""{{{(third ? "\"name\":\"c\"," : "")}}"parts":[{{Parts(three)}}]}"""]);
            else if (!first && one is null && two is null)
                items.Clear();
            var more = remark.Length > 0 ? $"\"remark\":\"{remark}\"," : "";
            lines.Append(CultureInfo.InvariantCulture, $$$"""{"id":"p{{{number}}}","facts":{"base":{{{number % 100}}},{{{more}}}"items":[{{{string.Join(',', items)}}}]}}""").Append('\n');
            var cells = new[] { first ? "a" : "", $"p{number}", $"{number % 100}", Number(one), Number(two), remark, third ? "c" : "", Number(three) };
            rows.Append(string.Join(delimiter, cells.Select(cell => decimalComma ? cell.Replace('.', ',') : cell))).Append('\n');
        }

        var fromLines = ways.Check(Encoding.UTF8.GetBytes(lines.ToString()), isCsv: false, decimalComma);
        var fromRows = ways.Check(Encoding.UTF8.GetBytes(rows.ToString()), isCsv: true, decimalComma);
        Assert.Equal(Encoding.UTF8.GetString(fromLines.Ndjson), Encoding.UTF8.GetString(fromRows.Ndjson));
        Assert.Contains("\"status\":\"scored\"", Encoding.UTF8.GetString(fromRows.Ndjson), StringComparison.Ordinal);
        Assert.True(fromRows.InColumns > 20, $"{fromRows.InColumns} of 200 in columns");
    }

    // Lanes have facts that are texts, but no results.
    private static AppraisalPolicy WithoutTexts()
    {
        var policy = AppraisalPolicy.Load(SmallPolicy.Json.Replace("\"note\": { \"formula\": \"remark\" },", "", StringComparison.Ordinal).Replace("\"note\", ", "", StringComparison.Ordinal)).Policy!;
        Assert.Empty(policy.SlowValues.Select(value => $"{value.Name}: {value.Reason.English}"));
        return policy;
    }

    private static string Extra(Random dice) => (dice.Next(5) switch
    {
        0 => "\"remark\":\"caf\u00e9\",",
        1 => "\"remark\":\"far too long a remark for this\",",
        2 => "\"kind\":\"b\",\"before\":\"high\",",
        3 => "\"since\":\"2026-01-31\",\"isNew\":true,",
        _ => "",
    });

    private static string Items(Random dice) => $"[{string.Join(dice.Next(2) == 0 ? "," : " , ", Enumerable.Range(0, dice.Next(4)).Select(number => $$"""{"name":"n{{number}}","parts":[{{string.Join(',', Enumerable.Range(0, dice.Next(3)).Select(_ => $$"""{"points":{{dice.Next(-12, 40)}}}"""))}}]}"""))}]";
}
