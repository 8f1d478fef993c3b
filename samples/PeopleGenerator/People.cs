using System.Text.Json.Nodes;

namespace PeopleGenerator;

/// <summary>Invents people: an employee number, an office, a performance plan and scores, all without a name.</summary>
internal sealed class People(Dice dice)
{
    private static readonly string[] Aspects = ["orientasiPelayanan", "komitmen", "inisiatifKerja", "kerjaSama", "kepemimpinan"];

    private readonly EmployeeNumbers _numbers = new(dice);

    public JsonObject Invent()
    {
        var office = dice.OneOf(Offices.All);
        var number = _numbers.Invent();
        var ability = InventAbility();
        var facts = new JsonObject();
        if (dice.Chance(90))
            facts["identityNumber"] = number;
        facts["planItems"] = InventPlan(office, ability);
        facts["behaviours"] = new JsonArray([.. Aspects.Select(aspect => new JsonObject { ["aspect"] = aspect, ["score"] = InventScore(ability) })]);
        if (office.AsksPeersAndSubordinates)
            facts["peersAndSubordinatesConsulted"] = true;
        if (dice.Chance(ability >= 108 ? 45 : 4))
            facts["newIdea"] = true;
        return new JsonObject { ["id"] = number, ["unit"] = office.Unit, ["period"] = "2026", ["facts"] = facts };
    }

    // The usual share of the target that this person reaches, in percent.
    private int InventAbility() => dice.Between(1, 1000) switch
    {
        <= 12 => dice.Between(28, 46),
        <= 40 => dice.Between(50, 67),
        <= 160 => dice.Between(70, 88),
        <= 900 => dice.Between(92, 107),
        _ => dice.Between(110, 118),
    };

    private JsonArray InventPlan(Office office, int ability)
    {
        var works = dice.Draw(Offices.WorksOf(office), dice.Between(3, 6));
        var weights = InventWeights(works.Count);
        return new JsonArray([.. works.Select((work, index) => InventItem(work, weights[index], ability))]);
    }

    private JsonObject InventItem(Work work, int weight, int ability)
    {
        var target = dice.Between(work.LowestTarget, work.HighestTarget);
        var reached = ability + dice.Between(-6, 6);
        var share = work.LowerIsBetter ? Math.Max(200 - reached, 0) : reached;
        // Small targets are counted in tenths, so that they do not jump.
        decimal actual = target < 20 ? Math.Round(target * share / 10m) / 10 : Math.Round(target * share / 100m);
        var item = new JsonObject { ["title"] = work.Title };
        if (work.LowerIsBetter)
            item["polarity"] = "lower";
        else if (dice.Chance(75))
            item["polarity"] = "higher";
        item["weight"] = weight;
        item["target"] = target;
        item["actual"] = PlainNumber.Of(actual);
        return item;
    }

    // Multiples of five that sum to 100, ten at least.
    private List<int> InventWeights(int count)
    {
        var weights = Enumerable.Repeat(10, count).ToList();
        for (var left = 100 - (10 * count); left > 0; left -= 5)
            weights[dice.Between(0, count - 1)] += 5;
        return weights;
    }

    private JsonNode InventScore(int ability)
    {
        var usual = ability < 90 ? (ability + 100) / 2 : ability;
        var halves = (usual * 2) + dice.Between(-10, 10);
        return PlainNumber.Of(Math.Clamp(halves, 0, 240) / 2m);
    }
}
