using System.Diagnostics;

namespace Kinerja.Cli.Tests.Resuming;

/// <summary>As many people as keep a process busy for a while, and what an undisturbed run makes of them.</summary>
public sealed class LongRun : IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(0.6); // for kills to find the process at work

    private readonly TemporaryFolder _folder = new();

    public LongRun()
    {
        for (var copies = 2; Length < LongEnough; copies *= 2)
        {
            WritePeople(copies);
            var watch = Stopwatch.StartNew();
            var run = ProgramRun.Of(Arguments(People, _folder.Path));
            Length = watch.Elapsed;
            Assert.True(run.Code == 1, run.Error);
        }

        Results = File.ReadAllBytes(_folder["out"]);
        Rejects = File.ReadAllBytes(_folder["rejects"]);
    }

    public string People => _folder["people.ndjson"];

    public TimeSpan Length { get; }

    public byte[] Results { get; }

    public byte[] Rejects { get; }

    public static string[] Arguments(string people, string folder) =>
        ["score", "-p", "pp-30-2019", people, "-o", Path.Combine(folder, "out"), "--rejects", Path.Combine(folder, "rejects")];

    public void Dispose() => _folder.Dispose();

    private void WritePeople(int copies)
    {
        var people = File.ReadAllText(TestFiles.People);
        using var file = new StreamWriter(People);
        for (var copy = 0; copy < copies; copy++)
            file.Write(people.Replace("{\"id\":\"", $"{{\"id\":\"{copy}-", StringComparison.Ordinal));
    }
}
