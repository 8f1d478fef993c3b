using System.Text.Json;

namespace Kinerja.Cli.Tests.Commands;

public sealed class UnitCommandTests : IDisposable
{
    private const string Rules = """
        "unit": {
          "people": ["score", "grade"],
          "facts": { "goal": { "type": "number", "min": 0, "label": { "id": "Sasaran", "en": "Goal" } }, "motto": { "type": "text", "default": "n" } },
          "values": {
            "best": { "formula": "max(people, score)", "label": { "id": "Tertinggi", "en": "Best" } },
            "reached": { "formula": "(best >= goal) ?? false" },
            "words": { "formula": "motto" }
          },
          "followUps": {
            "help": { "kind": "coaching", "each": "people", "of": "id", "by": "score", "when": "grade = 'low'", "causedBy": "superior", "message": { "id": "Dampingi.", "en": "Coach them." } },
            "stop": { "kind": "hold", "blocking": true, "when": "not reached", "due": "#2027-01-31#" }
          },
          "results": ["best", "reached", "words"]
        },
        "results": ["score"
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void EachUnit_IsOneLineAsTheLibraryWritesIt()
    {
        var run = Run([Units("""{"unit":"utara","facts":{"goal":50}}""", """{"unit":"selatan","facts":{"goal":50,"motto":"m"}}""")], "--json");
        Assert.Equal(1, run.Code); // one blocked, one not scored
        var (south, north) = (Parse(run.Lines[0]), Parse(run.Lines[1]));
        Assert.Equal(["unit", "policy", "fingerprint", "status", "people", "unscored", "results", "followUps"], north.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("utara", "accepted", 3, 1), (Text(north, "unit"), Text(north, "status"), north.GetProperty("people").GetInt32(), north.GetProperty("unscored").GetInt32()));
        Assert.Equal("""{"best":60,"reached":true,"words":"n"}""", north.GetProperty("results").GetRawText());
        Assert.Equal("""[{"id":"help","kind":"coaching","for":["b"],"causedBy":"superior"}]""", north.GetProperty("followUps").GetRawText());
        Assert.Equal(("selatan", "blocked"), (Text(south, "unit"), Text(south, "status")));
        Assert.Equal("""[{"id":"help","kind":"coaching","for":["f","e"],"causedBy":"superior"},{"id":"stop","kind":"hold","due":"2027-01-31","blocking":true}]""", south.GetProperty("followUps").GetRawText());
    }

    [Fact]
    public void TheSummary_IsExact()
    {
        var run = CommandRun.With(string.Join('\n', Person("a", "utara", "60"), Person("b", "utara", "1"), Person("c", "utara", "-1")), "unit", "-p", Policy(""), "--json");
        Assert.Equal("""{"grade":{"high":1,"middle":0,"low":1},"score":{"lowest":1,"mean":30.5,"median":30.5,"highest":60}}""", Parse(Assert.Single(run.Lines)).GetProperty("summary").GetRawText());
        var thirds = CommandRun.With(string.Join('\n', Person("a", "utara", "1"), Person("b", "utara", "2"), Person("c", "utara", "2")), "unit", "-p", Policy(""), "--json");
        Assert.Equal("""{"lowest":1,"mean":1.666666666666666666666666667,"median":2,"highest":2}""", Parse(thirds.Lines[0]).GetProperty("summary").GetProperty("score").GetRawText());
    }

    [Fact]
    public void APolicyWithoutRules_GivesTheSummaryAlone()
    {
        var run = CommandRun.With(Person("a", "utara", "60"), "unit", "-p", Policy(""));
        Assert.Equal(0, run.Code);
        Assert.StartsWith("utara: 1 person, 0 not scored\n  grade\n", run.Output.Replace("Grade", "grade", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("High         1  100.0 %", run.Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.With(Person("a", "utara", "60"), "unit", "-p", Policy(""), "--units", Units("")).Code);
    }

    [Fact]
    public void TheReport_NamesPeopleAndFindings()
    {
        var run = Run([Units("""{"unit":"utara","facts":{"goal":50}}""", """{"unit":"selatan","facts":{"goal":50}}""")]);
        Assert.StartsWith("selatan: 2 people, 0 not scored - BLOCKED\n  Best ", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n    - help (coaching; caused by: superior) Coach them.\n        f, e\n    ! stop (hold, blocking; due 2027-01-31)\n", run.Output, StringComparison.Ordinal);
        var indonesian = Run([Units("""{"unit":"utara","facts":{"goal":50}}""")], "--unit", "utara", "--lang", "id");
        Assert.Contains("(pembinaan; sebab: atasan) Dampingi.", indonesian.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void APublicReport_HasNoNamesAndNoSmallGroups()
    {
        var people = Enumerable.Range(0, 5).Select(number => Person($"secret{number}", "besar", $"{number}")).Concat([Person("hidden", "kecil", "98.76")]);
        var files = Units("""{"unit":"besar","facts":{"goal":50,"motto":"secret1"}}""", """{"unit":"kecil","facts":{"goal":50}}""");
        foreach (var form in new[] { new[] { "--json" }, [], ["-o", _folder["out.csv"]] })
        {
            var run = CommandRun.With(string.Join('\n', people), ["unit", "-p", Policy(Rules), "--units", files, "--public", .. form]);
            var text = run.Output + run.Error + (File.Exists(_folder["out.csv"]) ? File.ReadAllText(_folder["out.csv"]) : "");
            Assert.Contains("besar", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
            Assert.DoesNotContain("98.76", text, StringComparison.Ordinal);
            Assert.DoesNotContain("lowest", text, StringComparison.Ordinal); // the number of one person
        }

        var json = CommandRun.With(string.Join('\n', people), "unit", "-p", Policy(Rules), "--units", files, "--public", "--json");
        Assert.Contains("""{"id":"help","kind":"coaching","count":5,"causedBy":"superior"}""", json.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["unit", "policy", "fingerprint", "status", "people", "unscored"], Parse(json.Lines[1]).EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void ATable_HasARowForEachUnitAndFinding()
    {
        var run = Run([Units("""{"unit":"utara","facts":{"goal":50}}""", """{"unit":"selatan","facts":{"goal":50}}""", """{"unit":"timur"}""")], "-o", _folder["out.csv"]);
        Assert.Empty(run.OutputBytes);
        var rows = File.ReadAllLines(_folder["out.csv"]);
        Assert.Equal("unit,status,people,unscored,best,reached,words,grade.high,grade.middle,grade.low,score.mean,score.median,finding,kind,blocking,for,due,causedBy,message,issues", rows[0]);
        Assert.Equal(
            [
                "selatan,blocked,2,0,6,false,n,0,0,2,4.5,4.5,help,coaching,,f; e,,superior,Coach them.,",
                "selatan,blocked,2,0,6,false,n,0,0,2,4.5,4.5,stop,hold,true,,2027-01-31,,,",
            ],
            rows[1..3]);
        Assert.StartsWith("timur,rejected,0,0,,,,,,,,,,,,,,,,KIN5001 facts.goal:", rows[3], StringComparison.Ordinal);
        Assert.StartsWith("utara,accepted,3,1,60,true,n,1,0,1,30.5,30.5,help,", rows[4], StringComparison.Ordinal);
    }

    [Fact]
    public void FactsThatCannotBeUsed_RejectTheirUnitOnly()
    {
        var run = Run([Units("""{"unit":"utara","facts":{"goal":50}}""", """{"unit":"utara","facts":{"goal":60}}""", """{"unit":"selatan","facts":{"goal":50}}""", """{"facts":{}}""", "{")], "--json");
        Assert.Equal("blocked", Text(Parse(run.Lines[0]), "status"));
        var north = Parse(run.Lines[1]);
        Assert.Equal("rejected", Text(north, "status"));
        Assert.Equal("KIN5024", Text(north.GetProperty("issues")[0], "code"));
        Assert.Contains("lines 1, 2", Text(north.GetProperty("issues")[0], "message"), StringComparison.Ordinal);
        Assert.Contains("line 4: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 5: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void PeopleWithoutAUnit_AreAComplaintEach()
    {
        var people = string.Join('\n', Person("a", "utara", "60"), SmallPolicy.Person("lost"), Person("odd", "", "1"), """{"id":"torn","unit":"utara",""");
        var run = CommandRun.With(people, "unit", "-p", Policy(""), "--json");
        Assert.Equal(1, run.Code);
        Assert.Contains("2 people without a unit, counted in none. lost, odd", run.Error, StringComparison.Ordinal);
        var unit = Parse(Assert.Single(run.Lines));
        Assert.Equal((2, 1), (unit.GetProperty("people").GetInt32(), unit.GetProperty("unscored").GetInt32())); // a torn record still counts where it belongs
    }

    [Fact]
    public void WrongUsage_IsToldBeforeAnythingIsWritten()
    {
        Assert.Equal(2, Run([Units("")], "--unit", "barat").Code);
        Assert.Equal(2, Run([Units("")], "--json", "-o", _folder["x"]).Code);
        var units = Units("""{"unit":"utara","facts":{"goal":50}}""");
        Assert.Equal(2, Run([units], "-o", units).Code);
        Assert.Equal(2, Run(["nowhere.ndjson"]).Code);
        Assert.False(File.Exists(_folder["x"]));
    }

    [Fact]
    public void ARegionFolder_BringsTheFactsOfItsUnits()
    {
        var region = Directory.CreateDirectory(_folder["region"]).FullName;
        File.Copy(Policy(Rules), Path.Combine(region, "policy.json"));
        File.WriteAllText(Path.Combine(region, "people.ndjson"), Person("a", "utara", "60"));
        File.WriteAllText(Path.Combine(region, "units.ndjson"), """{"unit":"utara","facts":{"goal":50}}""");
        Assert.Contains("\"status\":\"accepted\"", CommandRun.Of("unit", region, "--json").Output, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"rejected\"", CommandRun.Of("unit", region, "--json", "--units", Units("""{"unit":"utara"}""")).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private CommandRun Run(string[] units, params string[] options) => CommandRun.With(
        string.Join('\n', Person("a", "utara", "60"), Person("e", "selatan", "6"), Person("b", "utara", "1"), Person("f", "selatan", "3"), Person("c", "utara", "-1")),
        ["unit", "-p", Policy(Rules), "--units", .. units, .. options]);

    private string Policy(string rules) => _folder.Write("unit.json", rules.Length == 0 ? SmallPolicy.Json : SmallPolicy.Json.Replace("\"results\": [\"score\"", rules, StringComparison.Ordinal));

    private string Units(params string[] lines) => _folder.Write("units.ndjson", string.Join('\n', lines));

    private static string Person(string id, string unit, string @base) => SmallPolicy.Person(id, @base).Insert(1, $"\"unit\":\"{unit}\",");

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
