using System.Globalization;
using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>A year of services with targets that add up to those of the unit; in one unit they do not, and two units have gaps.</summary>
internal sealed class Sabangau : IRegion
{
    private static readonly string[] Values = ["berorientasiPelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif"];

    private static readonly string[] Aspects = ["kecepatan", "ketepatan", "kejelasan", "kesopanan", "aduan"];

    private sealed record Indicator(string Name, string Service, int Low, int High);

    private static readonly Indicator[] Health = [new("pemeriksaanIbuHamil", "kesehatan", 120, 480), new("balitaDitimbang", "kesehatan", 240, 900)];

    private static readonly Indicator[] Permits = [new("izinUsahaMikro", "perizinan", 60, 240), new("suratIzinKeramaian", "perizinan", 24, 96)];

    private static readonly Indicator[] Registry = [new("rekamKtp", "ktp", 300, 1_200), new("aktaKelahiran", "akta", 120, 480), new("aktaKematian", "akta", 24, 120)];

    /// <param name="Weak">An aspect in which many officers of the unit are weak, or empty.</param>
    private sealed record Office(string Unit, Indicator[] Indicators, decimal Skm, string Weak = "", bool HasGaps = false, int CascadeError = 0);

    // Indexes stand at both sides of the edges between the letters.
    private static readonly Office[] Offices =
    [
        new("puskesmas-utara", Health, 88.31m),
        new("puskesmas-selatan", Health, 88.30m, Weak: "kecepatan", HasGaps: true),
        new("loket-dukcapil", Registry, 90.12m),
        new("kecamatan", [.. Permits, .. Registry], 76.61m, Weak: "aduan"),
        new("kelurahan-1", [.. Permits, Registry[0]], 76.60m),
        new("kelurahan-2", [.. Permits, Registry[1]], 65.00m, Weak: "kejelasan", CascadeError: 60),
        new("kelurahan-3", [.. Permits, Registry[0]], 64.99m, HasGaps: true),
        new("kelurahan-4", [.. Permits, Registry[2]], 81.40m),
    ];

    public string Name => "sabangau";

    public ulong Seed => 20_260_623;

    public int PeopleCount => 320;

    public IEnumerable<JsonObject> InventPeople(Dice dice, int count)
    {
        var numbers = new EmployeeNumbers(dice);
        for (var index = 0; index < count; index++)
        {
            var office = Offices[index % Offices.Length];
            var turn = index / Offices.Length;
            var person = InventPerson(dice, numbers.Invent(), office);
            var facts = person["facts"]!.AsObject();
            if (office.HasGaps && turn % 8 == 3)
                MakeGap(dice, turn / 8, facts);
            if (office.Unit == "kelurahan-1" && turn == 5)
                facts["skmIndex"] = PlainNumber.Of(77.60m); // a digit typed wrong: not that of the unit
            if (office.Unit == "kelurahan-4" && turn == 2)
                facts["planItems"]![0]!["indicator"] = Health[0].Name; // a target that this unit does not have
            yield return person;
        }
    }

    public IEnumerable<JsonObject> InventUnits(Dice dice, IReadOnlyList<JsonObject> people)
    {
        foreach (var office in Offices)
        {
            var services = office.Indicators.Select(indicator => indicator.Service).Distinct().ToList();
            var items = people.Where(person => (string)person["unit"]! == office.Unit).SelectMany(person => person["facts"]!["planItems"]!.AsArray()).ToList();
            var targets = services.Select((service, index) => (JsonNode)new JsonObject
            {
                ["kind"] = service,
                ["total"] = items.Where(item => ServiceOf(office, item!) == service).Sum(item => (int)item!["target"]!) + (index == 0 ? office.CascadeError : 0),
            });
            var facts = new JsonObject { ["organisationAchievement"] = "baik", ["targets"] = new JsonArray([.. targets]), ["surveyIndex"] = PlainNumber.Of(office.Skm) };
            yield return new JsonObject { ["unit"] = office.Unit, ["period"] = "2026", ["facts"] = facts };
        }
    }

    private static string? ServiceOf(Office office, JsonNode item) =>
        office.Indicators.FirstOrDefault(indicator => indicator.Name == (string?)item["indicator"])?.Service;

    private static JsonObject InventPerson(Dice dice, string number, Office office)
    {
        // The usual share of a target that this person reaches, in percent.
        var ability = dice.Between(1, 100) switch { <= 4 => dice.Between(42, 64), <= 16 => dice.Between(66, 82), <= 86 => dice.Between(84, 106), _ => dice.Between(107, 124) };
        var facts = new JsonObject
        {
            ["identityNumber"] = number,
            ["planItems"] = InventPlan(dice, office, ability),
            ["behaviours"] = new JsonArray([.. Values.Select(value => new JsonObject { ["aspect"] = value, ["score"] = Math.Clamp(((ability + 95) / 2) + dice.Between(-8, 8), 0, 120) })]),
            ["serviceAspects"] = new JsonArray([.. Aspects.Select(aspect => InventAspect(dice, office, aspect, ability))]),
            ["skmIndex"] = PlainNumber.Of(office.Skm),
        };
        if (dice.Chance(85))
            facts["directions"] = new JsonArray([.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => InventDirection(dice))]);
        facts["planAgreedOn"] = Day(new DateOnly(2026, 1, 31).AddDays(dice.Chance(92) ? -dice.Between(0, 20) : dice.Between(1, 15)));
        if (dice.Chance(94))
            facts["reportSubmittedOn"] = Day(new DateOnly(2027, 1, 7).AddDays(dice.Chance(90) ? -dice.Between(0, 6) : dice.Between(1, 9)));
        return new JsonObject { ["id"] = number, ["unit"] = office.Unit, ["period"] = "2026", ["facts"] = facts };
    }

    private static JsonArray InventPlan(Dice dice, Office office, int ability)
    {
        var items = dice.Draw(office.Indicators, 2).Select(indicator => InventCount(dice, indicator, ability)).ToList();
        var target = dice.Between(20, 50) / 10m;
        items.Add(new JsonObject { ["indicator"] = "hariTunggu", ["target"] = PlainNumber.Of(target), ["actual"] = PlainNumber.Of(Math.Round(target * Math.Max(200 - ability + dice.Between(-9, 9), 40)) / 100m) });
        var other = dice.Chance(30) ? dice.OneOf([10, 15, 25]) : 0;
        if (other > 0)
            items.Add(new JsonObject { ["indicator"] = "tugasLain", ["title"] = "Panitia kegiatan kecamatan", ["target"] = 6, ["actual"] = dice.Between(4, 7) });
        int[] weights = other > 0 ? [40, 40 - other, 20, other] : [50, 30, 20];
        foreach (var (index, item) in items.Index())
            item["weight"] = weights[index];
        return new JsonArray([.. items]);
    }

    private static JsonObject InventCount(Dice dice, Indicator indicator, int ability)
    {
        var target = 12 * dice.Between(indicator.Low / 12, indicator.High / 12);
        return new JsonObject { ["indicator"] = indicator.Name, ["target"] = target, ["actual"] = target * (ability + dice.Between(-7, 7)) / 100 };
    }

    private static JsonObject InventAspect(Dice dice, Office office, string aspect, int ability)
    {
        var isWeak = aspect == office.Weak && dice.Chance(45);
        var score = isWeak ? dice.Between(48, 69) : Math.Clamp(((ability + 70) / 2) + dice.Between(-10, 12), 0, 100);
        return new JsonObject { ["aspect"] = aspect, ["score"] = score };
    }

    private static JsonObject InventDirection(Dice dice) =>
        new() { ["givenOn"] = Day(new DateOnly(2026, dice.Between(2, 11), dice.Between(1, 28))), ["followedUp"] = dice.Chance(90) };

    // What really is forgotten, each in turn; nothing is assumed for it.
    private static void MakeGap(Dice dice, int turn, JsonObject facts)
    {
        switch (turn)
        {
            case 0: facts["planItems"]![dice.Between(0, 2)]!.AsObject().Remove("actual"); break;
            case 1: facts.Remove("skmIndex"); break;
            case 2: facts["serviceAspects"]![dice.Between(0, 4)]!["score"] = null; break;
            case 3: facts["behaviours"]!.AsArray().RemoveAt(6); break;
            default: facts["planItems"]![0]!["weight"] = 5; break;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
