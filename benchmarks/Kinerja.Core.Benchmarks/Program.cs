using System.Globalization;
using BenchmarkDotNet.Running;
using Kinerja.Core;
using Kinerja.Core.Benchmarks;

switch (args)
{
    case ["ratios"]:
        Ratios.Run();
        return 0;
    case ["single"]:
        SingleRatios.Run(AppraisalPolicy.Load(File.ReadAllText(Repository.At("benchmarks", "policies", "k10.json"))).Policy ?? throw new InvalidDataException("k10.json does not load."));
        return 0;
    case ["files"]:
        FileRatios.MeasureApart();
        return 0;
    case ["files", "here"]:
        FileRatios.Measure();
        return 0;
    case ["nested"]:
        return NestedRatios.Measure();
    case ["differential"]:
        return DifferentialReport.Run(10_000_000);
    case ["differential", var cases] when int.TryParse(cases, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1_000:
        return DifferentialReport.Run(count);
    case ["gen", var folder, var rows] when int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var people):
        Generate.Run(folder, people);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
