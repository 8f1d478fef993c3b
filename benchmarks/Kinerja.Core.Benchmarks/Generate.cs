using System.Text;

namespace Kinerja.Core.Benchmarks;

/// <summary>Writes the random population of the K10 workload as files: <c>people.csv</c> and <c>people.ndjson</c>.</summary>
internal static class Generate
{
    private const int Together = 100_000;

    public static void Run(string folder, int rows)
    {
        Directory.CreateDirectory(folder);
        using var csv = new StreamWriter(Path.Combine(folder, "people.csv"), append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        using var ndjson = new StreamWriter(Path.Combine(folder, "people.ndjson"), append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        var names = Names().ToArray();
        csv.WriteLine($"id,unit,period,{string.Join(',', names)}");
        for (var start = 0; start < rows; start += Together)
        {
            // Files longer than one population repeat its people under ids of their own.
            var people = Population.Random(Math.Min(Together, rows - start), 20_260_101);
            for (var row = 0; row < people.Count; row++)
                Write(csv, ndjson, names, people, row, $"19{80_000_000_000_000_00 + start + row:D16}");
        }
    }

    private static IEnumerable<string> Names()
    {
        for (var item = 1; item <= Population.Indicators; item++)
        {
            yield return $"target{item}";
            yield return $"actual{item}";
            yield return $"weight{item}";
        }

        for (var item = 1; item <= Population.Behaviours; item++)
            yield return $"behaviour{item}";
        yield return "discipline";
    }

    private static IEnumerable<string> Values(Population people, int row)
    {
        for (var item = 0; item < Population.Indicators; item++)
        {
            yield return Text(people.Targets[item][row]);
            yield return Text(people.Actuals[item][row]);
            yield return Text(people.Weights[item][row]);
        }

        for (var item = 0; item < Population.Behaviours; item++)
            yield return Text(people.Scores[item][row]);
        yield return $"{people.Discipline[row]}";
    }

    private static void Write(StreamWriter csv, StreamWriter ndjson, string[] names, Population people, int row, string id)
    {
        var unit = $"unit-{row % 40:D2}";
        csv.Write($"{id},{unit},2026");
        ndjson.Write($$"""{"id":"{{id}}","unit":"{{unit}}","period":"2026","facts":{""");
        var column = 0;
        foreach (var value in Values(people, row))
        {
            csv.Write(',');
            csv.Write(value);
            ndjson.Write(column > 0 ? ",\"" : "\"");
            ndjson.Write(names[column++]);
            ndjson.Write("\":");
            ndjson.Write(value);
        }

        csv.WriteLine();
        ndjson.WriteLine("}}");
    }

    // Hundredths as people write them: without zeros at the end.
    private static string Text(int hundredths) => (hundredths / 100, hundredths % 100) switch
    {
        (var whole, 0) => $"{whole}",
        (var whole, var part) when part % 10 == 0 => $"{whole}.{part / 10}",
        (var whole, var part) => $"{whole}.{part:D2}",
    };
}
