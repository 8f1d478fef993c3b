using System.Text;
using System.Text.Json.Nodes;
using PeopleGenerator;

// Writes the invented people of samples/national: always the same, byte for byte.
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
