using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Kinerja.Core.Benchmarks;

/// <summary>From file to file through the command line in this process, one thread and two, and what only reading the file and its MD5 takes.</summary>
internal static class FileRatios
{
    private const int People = 600_000;
    private const int Rounds = 17;

    /// <summary>Measures in a process with the assemblies and the settings of the command line.</summary>
    public static void MeasureApart()
    {
        using var process = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "as-shipped", Path.GetFileName(typeof(FileRatios).Assembly.Location)), "files", "here"]);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"files ended with {process.ExitCode}.");
    }

    public static void Measure()
    {
        var folder = Directory.CreateTempSubdirectory("kinerja-ratios-").FullName;
        try
        {
            Generate.Run(folder, People);
            var (csv, ndjson, output) = (Path.Combine(folder, "people.csv"), Path.Combine(folder, "people.ndjson"), Path.Combine(folder, "results.csv"));
            foreach (var input in (string[])[csv, ndjson])
                Ratios.WarmUp(() => Score(input, output, 2), 2_500);
            var (csvTimes, digestTimes, lineTimes, twoTimes) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                csvTimes.Add(Score(csv, output, 1));
                twoTimes.Add(Score(csv, output, 2));
                if (round % 3 != 0)
                    continue; // what takes longest wavers least
                digestTimes.Add(Ratios.Time(() => Digest(csv)));
                lineTimes.Add(Score(ndjson, output, 1));
            }

            var pairs = csvTimes.Zip(twoTimes, (one, two) => one / two).ToList();
            Ratios.Print("csv-rows-per-s", People / (Ratios.Median(csvTimes) / 1e9));
            Ratios.Print("ndjson-rows-per-s", People / (Ratios.Median(lineTimes) / 1e9));
            Ratios.Print("csv-vs-md5sum", Ratios.Median(csvTimes) / Ratios.Median(digestTimes));
            Ratios.Print("threads-2", Ratios.Median(pairs));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Score(string input, string output, int threads)
    {
        File.Delete(output); // to give the blocks of an old file back is not what is measured,
        GC.Collect(); // nor is what the run before has left
        return Ratios.Time(() => Score(input, output, threads.ToString(CultureInfo.InvariantCulture)));
    }

    private static void Score(string input, string output, string threads)
    {
        string[] arguments = ["score", "-p", Repository.At("benchmarks", "policies", "k10.json"), input, "-o", output, "--threads", threads];
        using var error = new StringWriter();
        var code = Cli.Cli.Run(arguments, Stream.Null, Stream.Null, error);
        if (code != 0)
            throw new InvalidOperationException($"score ended with {code}: {error}");
    }

    private static void Digest(string file)
    {
        using var stream = File.OpenRead(file);
        MD5.HashData(stream);
    }
}
