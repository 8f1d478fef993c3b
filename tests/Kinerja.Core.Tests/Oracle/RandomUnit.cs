using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>A second sheet over people: facts of the unit, some names of each person, values and follow-ups of every kind.</summary>
internal sealed class RandomUnit
{
    private readonly RandomRows _rows;

    internal RandomUnit(
        Random random,
        RandomFormulas formulas,
        RandomKinds kinds,
        Func<string, string> name,
        RandomScope person,
        IReadOnlyList<RandomFact> personFacts,
        Dictionary<string, RandomFact> numberFacts)
    {
        var (number, code, most) = (name("number"), name("code"), name("number"));
        RandomFact[] facts =
        [
            new(number, "number", new JsonObject { ["type"] = "number", ["min"] = 0 }, [], []),
            new(most, "number", new JsonObject { ["type"] = "number", ["ifMissing"] = "exclude" }, [], []),
            new(code, "code", new JsonObject { ["type"] = "code", ["codes"] = new JsonArray([.. RandomPolicy.Codes.Select(word => (JsonNode)word)]) }, RandomPolicy.Codes, []),
        ];
        numberFacts[number] = facts[0];
        numberFacts[most] = facts[1];
        _rows = new RandomRows(random, facts);

        var unit = new RandomScope(null, "");
        unit.Own.Add(new RandomName(number, RandomType.Number, false, []));
        unit.Own.Add(new RandomName(most, RandomType.Number, true, []));
        unit.Own.Add(new RandomName(code, RandomType.Code, false, RandomPolicy.Codes));
        unit.Own.Add(new RandomName("unscored", RandomType.Number, false, []));
        unit.Own.AddRange(person.Own.Where(own => own.IsParameter || own.Name.StartsWith("period.", StringComparison.Ordinal)));
        var people = new RandomScope(unit, "people.");
        unit.Lists.Add(new RandomList("people", people, true));
        var passed = Pass(random, person, personFacts, people);

        var sheet = new RandomSheet(random, formulas, kinds, [.. RandomPolicy.Ratings.Take(3)], unit, name);
        sheet.DefineValues(random.Next(3, 9));
        sheet.DefineFollowUps(random.Next(1, 4));
        foreach (var (_, followUp) in sheet.FollowUps)
        {
            if (random.Next(3) == 0)
                followUp!["blocking"] = true;
            if (random.Next(2) == 0 && (string?)followUp!["each"] == "people")
                followUp["of"] = "id";
        }

        Json = new JsonObject
        {
            ["people"] = new JsonArray([.. passed.Select(each => (JsonNode)each)]),
            ["facts"] = new JsonObject(facts.Select(fact => KeyValuePair.Create(fact.Name, (JsonNode?)fact.Declaration))),
            ["values"] = sheet.Values,
            ["followUps"] = sheet.FollowUps,
            ["results"] = sheet.Results,
        };
    }

    internal JsonObject Json { get; }

    internal string CreateFacts(int row) => _rows.Create(row);

    /// <summary>Names for the list of people, and what is seen of each person.</summary>
    private static List<string> Pass(Random random, RandomScope person, IReadOnlyList<RandomFact> facts, RandomScope people)
    {
        var passed = new List<string>();
        people.Own.Add(new RandomName("id", RandomType.Text, false, ["row-1", "row-3", "nobody"]));
        var own = person.Own.Where(each => !each.IsParameter && !each.Name.Contains('.')).ToList();
        var needed = new[] { own.First(each => each.Type == RandomType.Number), own.First(each => each.Type == RandomType.Code && !each.MayBeNotApplicable) };
        var wanted = random.Next(3, 9);
        foreach (var each in own.OrderBy(_ => random.Next()).ToList().Where((each, at) => at < wanted || needed.Contains(each)))
        {
            passed.Add(each.Name);
            people.Own.Add(each);
        }

        foreach (var list in person.Lists.Where(list => list.Inside.Lists.Count == 0))
        {
            passed.Add(list.Name);
            var fields = facts.Single(fact => fact.Name == list.Name).Fields.Select(field => field.Name).ToList();
            var inside = new RandomScope(people, $"people.{list.Name}.");
            inside.Own.AddRange(list.Inside.Own.Where(own => fields.Contains(own.Name.Split('.')[0])));
            people.Lists.Add(new RandomList(list.Name, inside, true));
        }

        return passed;
    }
}
