using BenchmarkDotNet.Running;
using Kinerja.Core;
using Kinerja.Core.Benchmarks;

if (args is ["ratios"])
    Ratios.Run();
else if (args is ["single"])
    SingleRatios.Run(AppraisalPolicy.Load(File.ReadAllText(Repository.At("benchmarks", "policies", "k10.json"))).Policy ?? throw new InvalidDataException("k10.json does not load."));
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
