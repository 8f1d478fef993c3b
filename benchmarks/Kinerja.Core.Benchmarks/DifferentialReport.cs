using System.Diagnostics;
using System.Globalization;

namespace Kinerja.Core.Benchmarks;

/// <summary>Runs the comparison with big integers and prints what it found, one <c>name value</c> a line.</summary>
internal static class DifferentialReport
{
    /// <returns>The exit code: 1 where anything differs.</returns>
    public static int Run(int cases)
    {
        var start = Stopwatch.GetTimestamp();
        var run = new Differential(File.ReadAllText(Repository.At("benchmarks", "policies", "k10.json"))).Run(cases, seed: 4_711);
        (string Name, long Value)[] figures =
        [
            ("cases", run.Cases), ("edge-cases", run.EdgeCases), ("differences", run.Differences),
            ("by-doubles", run.Tiers.Doubles), ("by-whole-numbers", run.Tiers.WholeNumbers), ("by-double-pairs", run.Tiers.DoublePairs), ("by-fractions", run.Tiers.Fractions), ("by-plan", run.Tiers.Plan),
            ("seconds", (long)Stopwatch.GetElapsedTime(start).TotalSeconds),
        ];
        foreach (var (name, value) in figures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value}"));
        return run.Differences == 0 ? 0 : 1;
    }
}
