using System.Globalization;
using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>A year of the web e-performance application: work plan, quarterly self evaluations, daily entries by month, weekly batches to the superior.</summary>
internal sealed class Binjai : IRegion
{
    private static readonly string[] Quarters = ["q1", "q2", "q3", "q4"];
    private static readonly int[] WorkDays = [21, 18, 20, 21, 18, 20, 23, 20, 22, 22, 21, 21];
    private static readonly string[] StaffPositions = ["pelaksana", "pelaksana", "fungsionalPertama", "fungsionalMuda"];
    private static readonly string[] Words = ["sangatKurang", "kurang", "butuhPerbaikan", "baik", "sangatBaik"];

    private static readonly string[] Remarks =
    [
        "Berjalan sesuai rencana.",
        "Tertunda karena cuaca, dikejar bulan depan.",
        "Perlu tambahan tenaga di lapangan.",
        "Peserta lebih banyak dari perkiraan.",
        "Data pendukung sudah diunggah.",
        "Menunggu jadwal kelurahan.",
    ];

    public string Name => "binjai";

    public ulong Seed => 20_262_017;

    public int PeopleCount => 320;

    public IEnumerable<JsonObject> InventPeople(Dice dice, int count)
    {
        var numbers = new EmployeeNumbers(dice);
        for (var index = 0; index < count; index++)
        {
            var office = BinjaiOffices.All[index % BinjaiOffices.All.Length];
            var isHead = index < BinjaiOffices.All.Length; // the first one of each office
            var number = numbers.Invent();
            var facts = InventFacts(dice, number, office, isHead);
            if (index % 29 == 25)
                BinjaiMistakes.All[index / 29 % BinjaiMistakes.All.Length](facts);
            yield return new JsonObject { ["id"] = number, ["unit"] = office.Unit, ["period"] = "2026", ["facts"] = facts };
        }
    }

    public IEnumerable<JsonObject> InventUnits(Dice dice, IReadOnlyList<JsonObject> people)
    {
        foreach (var office in BinjaiOffices.All)
        {
            var received = dice.Between(40, 220);
            var facts = new JsonObject { ["complaintsReceived"] = received, ["complaintsAnsweredInTime"] = received * dice.Between(78, 100) / 100 };
            yield return new JsonObject { ["unit"] = office.Unit, ["period"] = "2026", ["facts"] = facts };
        }
    }

    private static JsonObject InventFacts(Dice dice, string number, BinjaiOffice office, bool isHead)
    {
        // The usual share of a target that this person reaches, in percent; and how often the application is filled in.
        var ability = dice.Between(1, 100) switch { <= 4 => dice.Between(38, 55), <= 14 => dice.Between(58, 74), <= 80 => dice.Between(78, 98), _ => dice.Between(99, 112) };
        var diligence = Math.Min(100, ((ability + 100) / 2) + dice.Between(-8, 8));
        var facts = new JsonObject { ["nip"] = number, ["position"] = isHead ? office.Head : dice.OneOf(StaffPositions) };
        if (dice.Chance(92))
            facts["previousPredicate"] = Words[Math.Clamp((ability + dice.Between(-10, 10) - 45) / 12, 0, 4)];
        if (isHead && office.StaffScore is { } staffScore)
            facts["staffScore"] = PlainNumber.Of(staffScore);
        if (dice.Chance(15))
            facts["resultReceived"] = $"2027-01-{dice.Between(11, 25):00}";
        facts["targets"] = InventTargets(dice, office, isHead, ability, diligence);
        facts["months"] = new JsonArray([.. WorkDays.Select((days, month) => InventMonth(dice, month + 1, days, diligence))]);
        facts["weeks"] = new JsonArray([.. Enumerable.Range(1, 52).Select(week => InventWeek(dice, week, office.SlowPercent))]);
        if (dice.Chance(2))
            facts["sanctions"] = new JsonArray(new JsonObject { ["kind"] = dice.OneOf(["sedang6", "sedang9", "sedang12"]), ["from"] = dice.OneOf(["2025-05-01", "2025-09-01", "2025-12-01", "2026-04-01"]) });
        return facts;
    }

    private static JsonArray InventTargets(Dice dice, BinjaiOffice office, bool isHead, int ability, int diligence)
    {
        var impacts = dice.Draw(office.Impacts, dice.Between(1, office.Impacts.Length));
        // Whoever answers residents is held to it; one lurah's plan forgot it.
        if (isHead && office.Head is "camat" or "lurah" && office.Unit != "kelurahan-contoh-2" && !impacts.Contains(BinjaiOffices.Complaints))
            impacts.Add(BinjaiOffices.Complaints);
        else if (isHead && office.Unit == "kelurahan-contoh-2")
            impacts.Remove(BinjaiOffices.Complaints);
        if (impacts.Count == 0)
            impacts.Add(office.Impacts[0]);
        var programmes = dice.Draw(office.Programmes, dice.Between(2, 3));
        return new JsonArray([.. InventTargets(dice, programmes, ability, diligence, isCounted: true), .. InventTargets(dice, impacts, ability, diligence, isCounted: false)]);
    }

    private static IEnumerable<JsonNode> InventTargets(Dice dice, List<BinjaiTarget> drawn, int ability, int diligence, bool isCounted)
    {
        int[] weights = drawn.Count switch { 1 => [100], 2 => dice.Chance(50) ? [60, 40] : [50, 50], _ => [40, 35, 25] };
        foreach (var (index, planned) in drawn.Index())
        {
            var target = dice.Between(planned.Low, planned.High);
            var reached = Math.Max(0, ability + dice.Between(-7, 9));
            var actual = Math.Round(target * (planned.IsLowerBetter ? Math.Max(0, 200 - reached) : reached) / 100m, isCounted ? 0 : 1);
            yield return new JsonObject
            {
                ["indicator"] = planned.Indicator,
                ["weight"] = weights[index],
                ["target"] = target,
                ["actual"] = PlainNumber.Of(actual),
                ["selfEvaluations"] = InventSelfEvaluations(dice, actual, diligence, isCounted),
            };
        }
    }

    // What is counted grows over the quarters; an impact is measured anew each time. Now and then a quarter is left out, or its figure.
    private static JsonArray InventSelfEvaluations(Dice dice, decimal actual, int diligence, bool isCounted)
    {
        var evaluations = new JsonArray();
        foreach (var (index, quarter) in Quarters.Index())
        {
            if (dice.Chance(diligence < 75 ? 15 : 2))
                continue;
            var share = isCounted ? 25 * (index + 1) : 100;
            var figure = Math.Round(actual * (share + (index == 3 && !dice.Chance(6) ? 0 : dice.Between(-6, 14))) / 100m, isCounted ? 0 : 1);
            var evaluation = new JsonObject { ["quarter"] = quarter, ["text"] = dice.OneOf(Remarks) };
            if (!dice.Chance(1))
                evaluation["figure"] = PlainNumber.Of(figure);
            evaluations.Add(evaluation);
        }

        return evaluations;
    }

    private static JsonObject InventMonth(Dice dice, int month, int workDays, int diligence) => new()
    {
        ["month"] = month,
        ["workDays"] = workDays,
        ["entries"] = Math.Min(workDays, Math.Max(0, (workDays * diligence / 100) + dice.Between(-1, 2))),
        ["absentDays"] = dice.Chance(diligence < 78 ? 12 : 1) ? dice.Between(1, 3) : 0,
        ["lateMinutes"] = dice.Chance(diligence < 85 ? 60 : 25) ? dice.Between(3, diligence < 78 ? 480 : 140) : 0,
        ["earlyMinutes"] = dice.Chance(20) ? dice.Between(5, 90) : 0,
        ["reportDay"] = dice.Chance(85) ? dice.Between(1, 3) : dice.Between(4, 9),
    };

    private static JsonObject InventWeek(Dice dice, int week, int slowPercent) => new()
    {
        ["week"] = week.ToString("00", CultureInfo.InvariantCulture),
        ["waitDays"] = dice.Chance(slowPercent) ? dice.Between(4, 9) : dice.Between(0, 3),
    };
}
