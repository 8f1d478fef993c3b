using System.Globalization;
using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>A month of daily reports, standards from a catalogue, a public survey for each unit, attendance events; one unit is still in the middle of its month.</summary>
internal sealed class Manokwari : IRegion
{
    private static readonly string[] Values = ["berorientasiPelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif"];

    private static readonly (string Name, int Low, int High)[] Rates = [("tepatWaktu", 82, 100), ("hariPenyelesaian", 2, 4), ("aduanTertunggak", 1, 6)];

    /// <param name="Counts">Standards that the unit counts, with the monthly target of one officer.</param>
    /// <param name="Answers">Survey answers by channel; few or none in some units.</param>
    private sealed record Office(string Unit, (string Standard, int Low, int High)[] Counts, (string Channel, int Answers)[] Answers, int Evaluators, bool IsRunning = false);

    private static readonly Office[] Offices =
    [
        new("disdukcapil", [("dokumenKependudukan", 90, 240)], [("loket", 64), ("daring", 21)], 5),
        new("dinas-kesehatan", [("pemeriksaanKesehatan", 40, 160), ("kunjunganKampung", 2, 8)], [("loket", 35), ("kampung", 28)], 5),
        new("puskesmas-pesisir", [("pemeriksaanKesehatan", 60, 200)], [("kampung", 52)], 4),
        new("pelayanan-terpadu", [("berkasSelesai", 60, 180)], [("loket", 41), ("daring", 44)], 4),
        new("distrik-barat", [("berkasSelesai", 20, 80), ("kunjunganKampung", 2, 10)], [("loket", 11), ("kampung", 7)], 3),
        new("distrik-timur", [("berkasSelesai", 20, 80), ("kunjunganKampung", 2, 10)], [("kampung", 33)], 4, IsRunning: true),
        new("sekretariat", [("berkasSelesai", 40, 120)], [], 6),
        new("bkpsdm", [("berkasSelesai", 40, 150)], [("daring", 30)], 2),
    ];

    public string Name => "manokwari";

    public ulong Seed => 20_261_001;

    public int PeopleCount => 360;

    public IEnumerable<JsonObject> InventPeople(Dice dice, int count)
    {
        var numbers = new EmployeeNumbers(dice);
        var indexes = Offices.SelectMany(office => office.Answers).ToDictionary(survey => survey, _ => dice.Between(6_600, 9_400) / 100m);
        for (var index = 0; index < count; index++)
        {
            var office = Offices[index % Offices.Length];
            var person = InventPerson(dice, numbers.Invent(), office, indexes);
            if (index % 31 == 17)
                MakeGap(dice, index / 31, person["facts"]!.AsObject());
            yield return person;
        }
    }

    public IEnumerable<JsonObject> InventUnits(Dice dice, IReadOnlyList<JsonObject> people)
    {
        foreach (var office in Offices)
        {
            var plan = new JsonArray();
            foreach (var (standard, low, high) in office.Counts)
            {
                var target = 12 * dice.Between(low, high) * 10;
                plan.Add(new JsonObject { ["standard"] = standard, ["yearTarget"] = target, ["yearActual"] = target * dice.Between(66, 92) / 100 });
            }

            yield return new JsonObject { ["unit"] = office.Unit, ["period"] = office.IsRunning ? "2026-11" : "2026-10", ["facts"] = new JsonObject { ["organisationAchievement"] = "baik", ["evaluators"] = office.Evaluators, ["plan"] = plan } };
        }
    }

    private static JsonObject InventPerson(Dice dice, string number, Office office, Dictionary<(string, int), decimal> indexes)
    {
        // The usual share of a target that this person reaches, in percent.
        var ability = dice.Between(1, 100) switch { <= 5 => dice.Between(45, 69), <= 18 => dice.Between(70, 84), <= 88 => dice.Between(86, 103), _ => dice.Between(104, 116) };
        var workDays = office.IsRunning ? WorkDays(2026, 11, 30) : WorkDays(2026, 10, 31);
        var known = office.IsRunning ? WorkDays(2026, 11, 13) : workDays;
        var facts = new JsonObject
        {
            ["identityNumber"] = number,
            ["planItems"] = InventPlan(dice, office, ability),
            ["behaviours"] = new JsonArray([.. Values.Select(value => new JsonObject { ["aspect"] = value, ["score"] = Math.Clamp(((ability + 100) / 2) + dice.Between(-9, 9), 0, 120) })]),
            ["workDays"] = workDays.Count,
            ["dailyReports"] = InventReports(dice, known, ability),
            ["attendanceEvents"] = InventEvents(dice, known, ability),
            ["alphaDays"] = dice.Chance(ability < 85 ? 30 : 3) ? dice.Between(1, 3) : 0,
        };
        if (office.Answers.Length > 0)
            facts["survey"] = new JsonArray([.. office.Answers.Select(survey => new JsonObject { ["channel"] = survey.Channel, ["answers"] = survey.Answers, ["index"] = PlainNumber.Of(indexes[survey]) })]);
        if (dice.Chance(90))
            facts["basicAllowance"] = dice.OneOf([1_750_000, 2_400_000, 3_100_000, 5_000_000]);
        if (!office.IsRunning && dice.Chance(60))
            facts["resultReceivedOn"] = "2026-11-05";
        var person = new JsonObject { ["id"] = number, ["unit"] = office.Unit, ["period"] = office.IsRunning ? "2026-11" : "2026-10" };
        if (office.IsRunning)
            person["asOf"] = Day(known[^1]);
        person["facts"] = facts;
        return person;
    }

    private static JsonArray InventPlan(Dice dice, Office office, int ability)
    {
        var counts = office.Counts.Select(count => (JsonNode)InventCount(dice, count, ability, office.IsRunning)).ToList();
        var rates = dice.Draw(Rates, 3 - counts.Count + 1).Select(rate => (JsonNode)new JsonObject { ["standard"] = rate.Name, ["actual"] = PlainNumber.Of(InventRate(dice, rate)) }).ToList();
        List<JsonNode> items = [.. counts, .. rates];
        int[] weights = items.Count == 4 ? [30, 30, 20, 20] : [40, 30, 30];
        foreach (var (index, item) in items.Index())
            item["weight"] = weights[index];
        return new JsonArray([.. items]);
    }

    // A running month has reached not quite half of its target.
    private static JsonObject InventCount(Dice dice, (string Standard, int Low, int High) count, int ability, bool isRunning)
    {
        var target = dice.Between(count.Low, count.High);
        var reached = ability + dice.Between(-5, 5);
        return new JsonObject { ["standard"] = count.Standard, ["target"] = target, ["actual"] = target * reached * (isRunning ? 13 : 30) / 3_000 };
    }

    private static decimal InventRate(Dice dice, (string Name, int Low, int High) rate) =>
        rate.Name == "aduanTertunggak" ? dice.Between(rate.Low, rate.High) : dice.Between(rate.Low * 10, rate.High * 10) / 10m;

    private static JsonArray InventReports(Dice dice, List<DateOnly> days, int ability)
    {
        var reports = new JsonArray();
        foreach (var day in days)
        {
            if (dice.Chance(ability < 80 ? 25 : 3))
                continue; // a day without a report
            var minutes = Math.Max(30, (300 * ability / 100) + dice.Between(-30, 60));
            reports.Add(new JsonObject { ["date"] = Day(day), ["minutes"] = minutes, ["verified"] = !dice.Chance(2) });
        }

        return reports;
    }

    private static JsonArray InventEvents(Dice dice, List<DateOnly> days, int ability)
    {
        var events = new JsonArray();
        foreach (var day in days.Where(_ => dice.Chance(ability < 85 ? 20 : 6)))
        {
            var late = new JsonObject
            {
                ["date"] = Day(day),
                ["kind"] = dice.Chance(70) ? "terlambat" : "pulangCepat",
                ["minutes"] = dice.Chance(20) ? dice.OneOf([30, 31, 60, 61, 90, 91]) : dice.Between(2, 120),
            };
            if (dice.Chance(15))
                late["excused"] = true;
            events.Add(late);
        }

        return events;
    }

    // What really is forgotten, each in turn; nothing is assumed for it.
    private static void MakeGap(Dice dice, int turn, JsonObject facts)
    {
        switch (turn % 6)
        {
            case 0: facts["planItems"]![1]!["actual"] = null; break;
            case 1: facts.Remove("alphaDays"); break;
            case 2: facts["behaviours"]!.AsArray().RemoveAt(dice.Between(0, 6)); break;
            case 3: facts["dailyReports"]![0]!.AsObject().Remove("minutes"); break;
            case 4: facts["planItems"]![0]!["weight"] = 20; break;
            default: facts.Remove("attendanceEvents"); break;
        }
    }

    private static List<DateOnly> WorkDays(int year, int month, int upTo) =>
        [.. Enumerable.Range(1, upTo).Select(day => new DateOnly(year, month, day)).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
