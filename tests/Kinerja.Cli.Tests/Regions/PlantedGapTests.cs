using System.Globalization;
using System.Text.Json.Nodes;
using PeopleGenerator;

namespace Kinerja.Cli.Tests.Regions;

/// <summary>Nothing is assumed for a missing fact: one gap anywhere rejects the person, and the issue names the place.</summary>
public sealed class PlantedGapTests
{
    private const int GapCount = 1_000;

    [Fact]
    public void AThousandGaps_AreAThousandRejectionsAtTheirPlace()
    {
        var names = RegionFolder.Names.ToList();
        Assert.NotEmpty(names);
        var planted = names.Index().Sum(entry => Plant(new RegionFolder(entry.Item), new Dice(77_003 + (ulong)entry.Index), ShareOf(entry.Index, names.Count)));
        Assert.Equal(GapCount, planted);
    }

    private static int ShareOf(int index, int regions) => (GapCount / regions) + (index < GapCount % regions ? 1 : 0);

    // Walks over the required facts in turn, so that each of them is planted, and lets the dice choose the person and the record.
    private static int Plant(RegionFolder region, Dice dice, int count)
    {
        var policy = region.ReadEffectivePolicy("policy.json");
        var people = region.ReadPeople().ToList();
        var sound = people.Zip(region.Score("policy.json", people)).Where(pair => (string)pair.Second["status"]! != "rejected").Select(pair => pair.First).ToList();
        var facts = sound.SelectMany(person => RequiredFacts.Of(person, policy)).Select(place => place.Fact).Distinct().ToList();
        var gaps = new List<(JsonObject Person, FactPlace Place)>();
        for (var turn = 0; gaps.Count < count; turn++)
            gaps.Add(PlantOne(turn, facts[turn % facts.Count]));

        var results = region.Score("policy.json", gaps.Select(gap => gap.Person));
        Assert.Equal(count, results.Count);
        Assert.All(gaps.Zip(results), pair =>
        {
            var ((person, place), result) = pair;
            Assert.Equal("rejected", (string?)result["status"]);
            Assert.Equal(PathsOf(person, place).Select(path => ("KIN5001", path)), result["issues"]!.AsArray().Select(issue => ((string)issue!["code"]!, (string)issue["path"]!)));
        });
        return gaps.Count;

        // Every part of a divided period takes over the facts of the whole, and their gaps.
        static IEnumerable<string> PathsOf(JsonObject person, FactPlace place) =>
            person["segments"] is JsonArray parts ? parts.Select((_, part) => $"segments[{part}].{place.Path}") : [place.Path];

        (JsonObject, FactPlace) PlantOne(int turn, string fact)
        {
            while (true)
            {
                var person = dice.OneOf(sound).DeepClone().AsObject();
                var places = RequiredFacts.Of(person, policy).Where(place => place.Fact == fact).ToList();
                if (places.Count == 0)
                    continue;
                var place = dice.OneOf(places);
                if (dice.Chance(50))
                    place.Remove(person);
                else
                    place.Blank(person);
                person["id"] = turn.ToString("'gap-'0000", CultureInfo.InvariantCulture); // the same person may serve twice
                return (person, place);
            }
        }
    }
}
