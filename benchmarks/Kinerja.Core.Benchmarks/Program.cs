using BenchmarkDotNet.Running;
using Kinerja.Core.Benchmarks;

if (args is ["ratios"])
    Ratios.Run();
else if (args is ["gen", var folder, var rows])
    Generate.Run(folder, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture));
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
