using System.Text;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>What effects take from a number.</summary>
public sealed class EffectsTests
{
    // The base belongs to the whole, the effect to a record: records of several people lie in one column.
    [Fact]
    public void EffectsOnRecords_TakeFromTheBaseOfTheirOwnPerson()
    {
        var policy = PolicyText.Sound(PolicyText.Of("""
            "facts": { "base": { "type": "number", "min": 0 }, "sanctions": { "type": "list", "default": [], "of": { "share": { "type": "number", "min": 0, "max": 100 } } } },
            "values": {
              "pay": { "formula": "base * 2" },
              "left": { "effects": { "base": "pay", "items": [ { "id": "cut", "effect": "deduct", "each": "sanctions", "percent": "share" } ] } }
            },
            "results": ["left"]
            """));
        Appraisal[] people =
        [
            Person("a", """{ "base": 50, "sanctions": [] }"""),
            Person("b", """{ "base": 100, "sanctions": [{ "share": 25 }] }"""),
            Person("c", """{ "base": 200, "sanctions": [{ "share": 25 }, { "share": 10 }] }"""),
        ];
        Assert.Equal(["100", "150", "260"], policy.ScoreBatch(people).Select(result => result["left"].Text));
        Assert.Equal(["100", "150", "260"], people.Select(person => policy.Score(person)["left"].Text));
    }

    private static Appraisal Person(string id, string facts) => new(id, FactRecord.Read(Encoding.UTF8.GetBytes(facts)).Facts!);
}
