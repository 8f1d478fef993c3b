using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>Kotabumi: work plans, self assessment beside that of the superior, feedback, and transfers within the year.</summary>
internal sealed class Kotabumi : IRegion
{
    private static readonly string[] Aspects = ["berorientasiPelayanan", "akuntabel", "kompeten", "harmonis", "loyal", "adaptif", "kolaboratif"];

    private static readonly (string State, int Of100)[] States =
    [
        ("final", 52), ("feedbackAcknowledged", 17), ("superiorAssessed", 12), ("objection", 3),
        ("selfAssessed", 6), ("running", 5), ("agreed", 3), ("draft", 2),
    ];

    public string Name => "kotabumi";

    public ulong Seed => 20_260_701;

    public int PeopleCount => 360;

    public IEnumerable<JsonObject> InventPeople(Dice dice, int count)
    {
        var numbers = new EmployeeNumbers(dice);
        for (var index = 0; index < count; index++)
        {
            var office = KotabumiOffices.All[index % KotabumiOffices.All.Length];
            var number = numbers.Invent();
            var person = InventPerson(dice, office, number, isHead: index < KotabumiOffices.All.Length);
            if (index >= 40 && (index - 40) % 23 == 0)
                KotabumiMistakes.All[(index - 40) / 23 % KotabumiMistakes.All.Length](person);
            yield return person;
        }
    }

    public IEnumerable<JsonObject> InventUnits(Dice dice, IReadOnlyList<JsonObject> people) =>
        KotabumiOffices.All.Select(office => new JsonObject
        {
            ["unit"] = office.Unit,
            ["period"] = "2026",
            ["facts"] = new JsonObject { ["organisationAchievement"] = office.Achievement, ["outcomes"] = new JsonArray([.. office.Outcomes.Select(outcome => outcome.AsJson())]) },
        });

    private static JsonObject InventPerson(Dice dice, KotabumiOffice office, string number, bool isHead)
    {
        var ability = InventAbility(dice);
        var attitude = 79 + ((ability - 100) / 4) + dice.Between(-7, 8);
        var state = isHead ? "final" : InventState(dice);
        var isAssessed = state is "superiorAssessed" or "feedbackAcknowledged" or "final" or "objection";
        var hasSelf = (isAssessed && !dice.Chance(5)) || state == "selfAssessed";
        var optimism = dice.Chance(18) ? dice.Between(8, 20) : dice.Between(-2, 5);
        var facts = new JsonObject { ["identityNumber"] = number, ["state"] = state, ["position"] = isHead || dice.Chance(12) ? "leader" : "staff" };
        var person = new JsonObject { ["id"] = number, ["unit"] = office.Unit, ["period"] = "2026", ["facts"] = facts };

        facts["behaviours"] = new JsonArray([.. Aspects.Select(aspect => InventBehaviour(aspect))]);
        if (isHead)
            AddLeadership(facts, office);
        else if (isAssessed && dice.Chance(7))
            person["segments"] = InventTransfer();
        else
            facts["planItems"] = InventPlan(office);
        if (isAssessed && office.IsSurveyed)
            AddSurvey(dice, facts, attitude);
        if (isAssessed)
            AddDates(dice, facts, state, optimism);
        return person;

        JsonObject InventBehaviour(string aspect)
        {
            var behaviour = new JsonObject { ["aspect"] = aspect };
            var usual = attitude - (aspect == office.WeakAspect ? 8 : 0);
            var superior = Math.Clamp(usual + dice.Between(-9, 9), 40, 100);
            if (hasSelf)
                behaviour["self"] = Math.Clamp(superior + optimism + dice.Between(-3, 3), 40, 100);
            if (isAssessed)
                behaviour["superior"] = superior;
            return behaviour;
        }

        JsonArray InventPlan(KotabumiOffice at)
        {
            var works = dice.Draw(at.Works, Math.Min(dice.Between(2, 4), at.Works.Length));
            var weights = Weights.Invent(dice, works.Count);
            return new JsonArray([.. works.Select((work, index) => work.Invent(dice, weights[index], ability, optimism, hasSelf, isAssessed))]);
        }

        // The former office's plan until the end of a month, the new one's from then on.
        JsonArray InventTransfer()
        {
            var month = dice.Between(2, 10);
            var former = dice.OneOf(KotabumiOffices.All.Where(other => other != office).ToList());
            return
            [
                Part($"2026-01-01/2026-{month:00}-{DateTime.DaysInMonth(2026, month):00}", former),
                Part($"2026-{month + 1:00}-01/2026-12-31", office),
            ];
        }

        JsonNode Part(string period, KotabumiOffice at) => new JsonObject { ["period"] = period, ["facts"] = new JsonObject { ["planItems"] = InventPlan(at) } };
    }

    // The work result of a head is that of the organisation.
    private static void AddLeadership(JsonObject facts, KotabumiOffice office)
    {
        facts["leadsOrganisation"] = true;
        facts["organisationAchievement"] = office.Achievement;
    }

    // Anonymous: a group and a score. Two peers are too few, as happens in small offices.
    private static void AddSurvey(Dice dice, JsonObject facts, int attitude)
    {
        var peers = dice.Chance(6) ? 2 : dice.Between(3, 5);
        var subordinates = (string)facts["position"]! == "leader" ? dice.Between(0, 4) : 0;
        var groups = Enumerable.Repeat("peer", peers).Concat(Enumerable.Repeat("subordinate", subordinates));
        facts["surveyed"] = true;
        facts["surveyRatings"] = new JsonArray([.. groups.Select(group => new JsonObject { ["group"] = group, ["score"] = Math.Clamp(attitude + dice.Between(-8, 8), 40, 100) })]);
    }

    private static void AddDates(Dice dice, JsonObject facts, string state, int optimism)
    {
        if (optimism > 7 && dice.Chance(55))
            facts["dialogueOn"] = $"2026-12-{dice.Between(21, 30):00}";
        if (state != "superiorAssessed" || dice.Chance(40))
            facts["feedbackOn"] = $"2027-01-{dice.Between(4, 8):00}";
        if (state == "superiorAssessed")
            return;
        var received = dice.Between(9, 15);
        facts["resultReceivedOn"] = $"2027-01-{received:00}";
        if (state == "objection")
            facts["objectionFiledOn"] = $"2027-01-{received + dice.Between(3, 16):00}";
    }

    private static string InventState(Dice dice)
    {
        var draw = dice.Between(1, 100);
        return States.First(entry => (draw -= entry.Of100) <= 0).State;
    }

    // The usual share of the target that this person reaches, in percent.
    private static int InventAbility(Dice dice) => dice.Between(1, 100) switch
    {
        <= 4 => dice.Between(60, 80),
        <= 20 => dice.Between(81, 91),
        <= 88 => dice.Between(92, 106),
        _ => dice.Between(107, 118),
    };
}
