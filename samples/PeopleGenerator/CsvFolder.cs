using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PeopleGenerator;

/// <summary>Writes people as CSV: one file of single facts, one file for each list.</summary>
internal static class CsvFolder
{
    private static readonly string[] SingleFacts = ["identityNumber", "newIdea", "peersAndSubordinatesConsulted"];

    private static readonly (string List, string[] Fields)[] Lists =
    [
        ("planItems", ["title", "polarity", "weight", "target", "actual"]),
        ("behaviours", ["aspect", "score"]),
    ];

    public static void Write(string folder, IReadOnlyList<JsonObject> people)
    {
        Directory.CreateDirectory(folder);
        WriteFile(folder, "appraisals", ["id", "unit", "period", .. SingleFacts],
            people.Select(person => new[] { person["id"], person["unit"], person["period"] }.Concat(SingleFacts.Select(fact => person["facts"]![fact]))));
        foreach (var (list, fields) in Lists)
            WriteFile(folder, list, ["id", .. fields], people.SelectMany(person => Records(person, list, fields)));
    }

    private static IEnumerable<IEnumerable<JsonNode?>> Records(JsonObject person, string list, string[] fields) =>
        person["facts"]![list] is JsonArray records
            ? records.Select(record => fields.Select(field => record![field]).Prepend(person["id"]))
            : [];

    private static void WriteFile(string folder, string name, string[] header, IEnumerable<IEnumerable<JsonNode?>> rows)
    {
        var text = new StringBuilder().Append(string.Join(',', header)).Append('\n');
        foreach (var row in rows)
            text.Append(string.Join(',', row.Select(Cell))).Append('\n');
        File.WriteAllText(Path.Combine(folder, $"{name}.csv"), text.ToString());
    }

    private static string Cell(JsonNode? node)
    {
        var text = node switch
        {
            null => "",
            _ when node.GetValueKind() == JsonValueKind.String => node.GetValue<string>(),
            _ => node.ToJsonString(),
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
