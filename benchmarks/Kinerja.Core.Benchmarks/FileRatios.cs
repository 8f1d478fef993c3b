using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kinerja.Core.Benchmarks;

/// <summary>From file to file through the command line in this process, one thread and two, and what only reading the file and its MD5 takes.</summary>
internal static class FileRatios
{
    private const int Few = 10_000;
    private const int Many = 400_000;

    public static void Measure()
    {
        var folder = Directory.CreateTempSubdirectory("kinerja-ratios-").FullName;
        try
        {
            var csv = Sized(folder, "csv", WriteCsv);
            var ndjson = Sized(folder, "ndjson", WriteNdjson);
            var (csvTimes, digestTimes, lineTimes, oneTimes, twoTimes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < 5; round++)
            {
                csvTimes.Add(Score(csv.Input, csv.Output, 1));
                digestTimes.Add(Ratios.Time(() => Digest(csv.File)));
                lineTimes.Add(Score(ndjson.Input, ndjson.Output, 1));
                oneTimes.Add(Score(csv.Input, csv.Output, 1));
                twoTimes.Add(Score(csv.Input, csv.Output, 2));
            }

            Ratios.Print("csv-rows-per-s", csv.Rows / (Ratios.Median(csvTimes) / 1e9));
            Ratios.Print("ndjson-rows-per-s", ndjson.Rows / (Ratios.Median(lineTimes) / 1e9));
            Ratios.Print("csv-vs-md5sum", Ratios.Median(csvTimes) / Ratios.Median(digestTimes));
            Ratios.Print("threads-2", Ratios.Median([.. oneTimes.Zip(twoTimes, (one, two) => one / two)]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // As many people as take about a second.
    private static (string Input, string File, string Output, int Rows) Sized(string folder, string format, Func<string, Population, (string, string)> write)
    {
        var output = Path.Combine(folder, $"results.{format}");
        var (input, file) = write(Path.Combine(folder, format), Population.Random(Few, 1));
        Score(input, output, 1);
        var rows = (int)Math.Clamp(Few * 0.8e9 / Score(input, output, 1), Few, Many);
        (input, file) = write(Path.Combine(folder, format), Population.Random(rows, 1));
        Score(input, output, 2);
        return (input, file, output, rows);
    }

    private static double Score(string input, string output, int threads) => Ratios.Time(() =>
    {
        string[] arguments = ["score", "-p", Repository.At("benchmarks", "policies", "k10.json"), input, "-o", output, "--threads", threads.ToString(CultureInfo.InvariantCulture)];
        using var error = new StringWriter();
        var code = Cli.Cli.Run(arguments, Stream.Null, Stream.Null, error);
        if (code != 0)
            throw new InvalidOperationException($"score ended with {code}: {error}");
    });

    private static void Digest(string file)
    {
        using var stream = File.OpenRead(file);
        MD5.HashData(stream);
    }

    private static (string Input, string File) WriteCsv(string folder, Population people)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "appraisals.csv");
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        var columns = K10.ToColumns(people).Facts;
        writer.WriteLine($"id,{string.Join(',', columns.Select(column => column.Fact))}");
        for (var row = 0; row < people.Count; row++)
        {
            writer.Write(Id(row));
            foreach (var column in columns)
            {
                writer.Write(',');
                writer.Write(Number(column, row));
            }

            writer.WriteLine();
        }

        return (folder, file);
    }

    private static (string Input, string File) WriteNdjson(string name, Population people)
    {
        var file = $"{name}-people.ndjson";
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        var columns = K10.ToColumns(people).Facts;
        for (var row = 0; row < people.Count; row++)
            writer.WriteLine($"{{\"id\":\"{Id(row)}\",\"facts\":{{{string.Join(',', columns.Select(column => $"\"{column.Fact}\":{Number(column, row)}"))}}}}}");
        return (file, file);
    }

    private static string Id(int row) => (198_001_012_005_000_000 + row).ToString(CultureInfo.InvariantCulture);

    private static string Number(FactColumn column, int row) => column.Scale == 0
        ? column.Values.Span[row].ToString(CultureInfo.InvariantCulture)
        : (column.Values.Span[row] / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}
