using BenchmarkDotNet.Running;
using Kinerja.Core.Benchmarks;

if (args is ["ratios"])
    Ratios.Run();
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
