using System.Text;
using BenchmarkDotNet.Attributes;

namespace Kinerja.Core.Benchmarks;

/// <summary>The stages on the thousand sample people of <c>pp-30-2019</c>: loading, reading, scoring one by one and as a batch, explaining.</summary>
[MemoryDiagnoser]
public class Scoring
{
    private AppraisalPolicy _policy = null!;
    private byte[][] _lines = [];
    private Appraisal[] _people = [];

    [GlobalSetup]
    public void Prepare()
    {
        _policy = AppraisalPolicy.LoadNational("pp-30-2019");
        _lines = [.. File.ReadLines(SampleFile()).Select(Encoding.UTF8.GetBytes)];
        _people = [.. _lines.Select(line => Appraisal.Read(line).Appraisal).OfType<Appraisal>()];
    }

    [Benchmark]
    public AppraisalPolicy Load() => AppraisalPolicy.LoadNational("pp-30-2019");

    [Benchmark(OperationsPerInvoke = 1_000)]
    public int Read() => _lines.Count(line => Appraisal.Read(line).Appraisal is not null);

    [Benchmark(OperationsPerInvoke = 1_000)]
    public int ScoreBatch() => _policy.ScoreBatch(_people).Length;

    [Benchmark]
    public AppraisalResult ScoreOne() => _policy.Score(_people[0]);

    [Benchmark]
    public string ExplainOne() => _policy.Explain(_people[0]).ToText(Language.Indonesian);

    private static string SampleFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "samples", "national", "people.ndjson");
            if (File.Exists(file))
                return file;
        }

        throw new FileNotFoundException("samples/national/people.ndjson is not above the benchmark.");
    }
}
