using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PeopleGenerator;
using PeopleGenerator.Regions;

// Writes the invented people of samples/national, or of one region: always the same, byte for byte.
//   PeopleGenerator [FOLDER]
//   PeopleGenerator region NAME FOLDER [COUNT]
if (args is ["region", ..])
    return WriteRegion();

const int PeopleCount = 1_000;
const int PeopleInCsv = 50;
int[] firstMistakes = [6, 15, 24, 33, 45];

var folder = args is [var given] ? given : Path.Combine("samples", "national");
var people = new List<JsonObject>();
var inventor = new People(new Dice(20_260_101));
for (var index = 0; index < PeopleCount; index++)
    people.Add(inventor.Invent());

// About three in a hundred have something wrong, each in another way.
var wrong = firstMistakes.Concat(Enumerable.Range(0, PeopleCount).Where(index => index >= 60 && (index - 60) % 38 == 0));
foreach (var (turn, index) in wrong.Index())
    Mistakes.All[turn % Mistakes.All.Length](people[index], people[index / 2]);

var lines = new StringBuilder();
foreach (var person in people)
    lines.Append(person.ToJsonString()).Append('\n');
Directory.CreateDirectory(folder);
File.WriteAllText(Path.Combine(folder, "people.ndjson"), lines.ToString());
CsvFolder.Write(Path.Combine(folder, "csv"), people.Take(PeopleInCsv).ToList());
Console.WriteLine($"{people.Count} people, {PeopleInCsv} of them also as CSV, in {folder}");
return 0;

int WriteRegion()
{
    if (args is not ["region", var name, var regionFolder, ..] || args.Length > 4 || RegionFiles.Find(name) is not { } region || ReadCount() is not { } count)
    {
        Console.Error.WriteLine($"Usage: region NAME FOLDER [COUNT], NAME one of: {string.Join(", ", RegionFiles.All.Select(known => known.Name))}");
        return 2;
    }

    var (people, units) = RegionFiles.Write(region, regionFolder, count);
    Console.WriteLine($"{people} people and {units} units in {regionFolder}");
    return 0;

    int? ReadCount() => args.Length < 4 ? region.PeopleCount : int.TryParse(args[3], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
}
