using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>Sawahlunto: the second quarter of 2026, services with time limits, attendance, sanctions and declarations of assets.</summary>
internal sealed class Sawahlunto : IRegion
{
    private const string Period = "2026-Q2";

    public static readonly string[] CoreValues = ["berorientasiPelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif"];

    public string Name => "sawahlunto";

    public ulong Seed => 20_260_401;

    public int PeopleCount => 400;

    public IEnumerable<JsonObject> InventPeople(Dice dice, int count)
    {
        var numbers = new EmployeeNumbers(dice);
        for (var index = 0; index < count; index++)
        {
            var office = SawahluntoOffices.All[index % SawahluntoOffices.All.Length];
            var person = InventPerson(dice, office, numbers.Invent(), isHead: index < SawahluntoOffices.All.Length);
            SawahluntoPlanted.Apply(index, person);
            if (index >= 30 && (index - 30) % 29 == 0)
                SawahluntoMistakes.All[(index - 30) / 29 % SawahluntoMistakes.All.Length](person);
            yield return person;
        }
    }

    public IEnumerable<JsonObject> InventUnits(Dice dice, IReadOnlyList<JsonObject> people) =>
        SawahluntoOffices.All.Select(office => new JsonObject
        {
            ["unit"] = office.Unit,
            ["period"] = Period,
            ["facts"] = new JsonObject { ["organisationAchievement"] = office.Unit == "satpolpp" ? "istimewa" : "baik" },
        });

    private static JsonObject InventPerson(Dice dice, SawahluntoOffice office, string number, bool isHead)
    {
        var ability = InventAbility(dice);
        var facts = new JsonObject { ["identityNumber"] = number, ["planItems"] = InventPlan(dice, office, ability) };
        var attitude = 100 + ((ability - 100) / 2) + dice.Between(-8, 10);
        facts["behaviours"] = new JsonArray([.. CoreValues.Select(aspect => InventBehaviour(aspect))]);
        if (office.Services.Length > 0 && !dice.Chance(15))
            facts["services"] = InventServices(dice, office, ability);
        AddAttendance(dice, facts);
        AddSanctions(dice, facts);
        if (isHead || dice.Chance(6))
            AddDeclaration(dice, facts);
        if (dice.Chance(90))
            facts["previousPredicate"] = ability >= 90 || dice.Chance(40) ? "baik" : "butuhPerbaikan";
        if (dice.Chance(85))
            facts["baseAllowance"] = isHead ? 9_500_000 : dice.Between(18, 52) * 100_000;
        return new JsonObject { ["id"] = number, ["unit"] = office.Unit, ["period"] = Period, ["facts"] = facts };

        JsonNode InventBehaviour(string aspect) =>
            new JsonObject { ["aspect"] = aspect, ["score"] = PlainNumber.Of(Math.Clamp(((attitude + dice.Between(-5, 5)) * 2) + dice.Between(0, 1), 80, 240) / 2m) };
    }

    private static JsonArray InventPlan(Dice dice, SawahluntoOffice office, int ability)
    {
        var works = dice.Draw([.. office.Works, .. SawahluntoOffices.EveryOffice], dice.Between(3, 4));
        var weights = Weights.Invent(dice, works.Count);
        return new JsonArray([.. works.Select((work, index) => work.Invent(dice, weights[index], ability))]);
    }

    // A recap of the quarter: cases within and beyond the limit, and their hours together.
    private static JsonArray InventServices(Dice dice, SawahluntoOffice office, int ability) =>
        new([.. office.Services.Select(service =>
        {
            var cases = dice.Between(20, 240);
            var late = cases * Math.Max(102 - ability + dice.Between(-4, 6), 0) / 200;
            var percentOfLimit = Math.Max(170 - ability + dice.Between(-12, 12), 25);
            return (JsonNode)new JsonObject
            {
                ["service"] = service.Code,
                ["inTime"] = cases - late,
                ["late"] = late,
                ["totalHours"] = PlainNumber.Of(Math.Round(cases * service.LimitHours * percentOfLimit / 100m, 1, MidpointRounding.AwayFromZero)),
            };
        })]);

    private static void AddAttendance(Dice dice, JsonObject facts)
    {
        var absent = dice.Between(1, 100) switch { <= 82 => 0, <= 95 => dice.Between(1, 2), <= 98 => dice.Between(3, 6), _ => dice.Between(10, 14) };
        facts["presentDays"] = 61 - absent;
        facts["absentDays"] = absent;
        var events = dice.Chance(45) ? dice.Between(1, 6) : 0;
        if (events == 0)
            return;
        facts["lateness"] = new JsonArray([.. Enumerable.Range(0, events).Select(_ => InventEvent())]);

        JsonNode InventEvent()
        {
            var late = new JsonObject { ["kind"] = dice.Chance(70) ? "TL" : "PSW", ["minutes"] = dice.Chance(75) ? dice.Between(1, 40) : dice.Between(41, 150) };
            if (dice.Chance(12))
                late["excused"] = true;
            return late;
        }
    }

    // Some are in force, some are over, some begin within the quarter.
    private static void AddSanctions(Dice dice, JsonObject facts)
    {
        if (!dice.Chance(7))
            return;
        var degree = dice.OneOf(["writtenReprimand", "writtenReprimand", "medium6", "medium9", "medium12"]);
        var (year, month) = dice.Chance(50) ? (2025, dice.Between(6, 12)) : (2026, dice.Between(1, 6));
        facts["sanctions"] = new JsonArray(new JsonObject { ["degree"] = degree, ["startsOn"] = $"{year}-{month:00}-{dice.Between(1, 28):00}" });
    }

    private static void AddDeclaration(Dice dice, JsonObject facts)
    {
        facts["lhkpnObliged"] = true;
        if (dice.Chance(80))
            facts["lhkpnFiledOn"] = $"2026-{dice.Between(1, 7):00}-{dice.Between(1, 28):00}";
    }

    // The usual share of the target that this person reaches, in percent.
    private static int InventAbility(Dice dice) => dice.Between(1, 100) switch
    {
        <= 4 => dice.Between(45, 75),
        <= 16 => dice.Between(78, 89),
        <= 80 => dice.Between(91, 106),
        _ => dice.Between(108, 119),
    };
}
