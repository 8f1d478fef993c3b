using System.Text;
using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>Writes people.ndjson and units.ndjson of a region: the same bytes on every run.</summary>
internal static class RegionFiles
{
    // Every class of this program that is a region, so that adding one is adding its file.
    public static IReadOnlyList<IRegion> All { get; } =
    [
        .. typeof(IRegion).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IRegion)))
            .Select(type => (IRegion)Activator.CreateInstance(type)!)
            .OrderBy(region => region.Name, StringComparer.Ordinal),
    ];

    public static IRegion? Find(string name) => All.FirstOrDefault(region => region.Name == name);

    /// <summary>Returns the number of people and of units written.</summary>
    public static (int People, int Units) Write(IRegion region, string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var dice = new Dice(region.Seed);
        var people = region.InventPeople(dice, count).ToList();
        var units = region.InventUnits(dice, people).ToList();
        WriteLines(Path.Combine(folder, "people.ndjson"), people);
        if (units.Count > 0)
            WriteLines(Path.Combine(folder, "units.ndjson"), units);
        return (people.Count, units.Count);
    }

    private static void WriteLines(string path, List<JsonObject> records)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        foreach (var record in records)
            writer.WriteLine(record.ToJsonString());
    }
}
