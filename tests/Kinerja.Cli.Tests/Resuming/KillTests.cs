using System.Diagnostics;

namespace Kinerja.Cli.Tests.Resuming;

/// <summary>Real processes that are killed, stopped, or run out of space. <c>tests/kills.sh</c> is the long form.</summary>
public sealed class KillTests(LongRun whole) : IClassFixture<LongRun>, IDisposable
{
    private const int Kills = 10;
    private const int MostAttempts = 200;

    private static readonly Dictionary<string, string> NoEnvironment = [];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ARunKilledAtRandomPoints_EndsWithTheSameBytes()
    {
        var random = new Random(Environment.TickCount);
        var (kills, resumed, completed) = (0, 0, 0);
        for (var attempt = 0; kills < Kills || completed == 0; attempt++)
        {
            Assert.True(attempt < MostAttempts, $"{kills} kills, {completed} runs completed.");
            var (watch, hasGrown) = (Stopwatch.StartNew(), JournalGrows());
            var delay = whole.Length * random.NextDouble();
            // Anywhere in the life of the process, start and end included; or, every other time, surely with something written.
            var run = ProgramRun.Killed(() => kills < Kills && watch.Elapsed > delay && (attempt % 2 == 0 || hasGrown()), Arguments("--resume"));
            Assert.True(run.Code is 0 or 1 or 128 + 9, run.Error);
            resumed += run.Error.Contains("going on with", StringComparison.Ordinal) ? 1 : 0;
            if (run.Code == 128 + 9)
            {
                kills++;
                continue;
            }

            completed++;
            AssertWhole();
            Assert.False(File.Exists(_folder["out.part"]) || File.Exists(_folder["out.state"]) || File.Exists(_folder["rejects.part"]));
            File.Delete(_folder["out"]);
            File.Delete(_folder["rejects"]);
        }

        Assert.True(resumed > 0, "No process had something to go on with.");
    }

    [Fact]
    public async Task ATerminatedRun_SaysHowToGoOn()
    {
        if (OperatingSystem.IsWindows())
            return; // which has no such signal
        // The signal may come too late: then the run was simply complete.
        for (var attempt = 0; ; attempt++)
        {
            Assert.True(attempt < MostAttempts, "No signal found the run at work.");
            var (code, said) = await Terminate();
            if (code != 130)
                continue;
            Assert.Contains("the same command with --resume goes on", said, StringComparison.Ordinal);
            var rest = ProgramRun.Of(Arguments("--resume", "--threads", "1"));
            Assert.Equal(1, rest.Code);
            if (rest.Error.Contains("going on with", StringComparison.Ordinal))
                break;
        }

        AssertWhole();
    }

    [Fact]
    public void AFullDisk_LeavesWhatIsWrittenToGoOnWith()
    {
        if (OperatingSystem.IsWindows())
            return; // where no shell limits the size of a file
        var half = whole.Results.Length / 2 / 512;
        // The runtime maps its code through a file that would be too large as well.
        var environment = new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_TieredPGO"] = "0" };
        var limit = $"ulimit -f {half} 2>/dev/null; trap '' XFSZ; exec \"$@\"";
        var full = ProgramRun.OfCommand(environment, ["sh", "-c", limit, "sh", .. ProgramRun.Program, .. Arguments()]);
        Assert.True(full.Code == 2, full.Error);
        Assert.Contains("the same command with --resume goes on", full.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["out"]));
        Assert.Equal(1, ProgramRun.Of(Arguments("--resume")).Code);
        AssertWhole();
    }

    [Fact]
    public void ADeviceWithoutSpace_IsTold()
    {
        if (!File.Exists("/dev/full"))
            return; // which only Linux has
        var run = ProgramRun.Of("score", "-p", "pp-30-2019", whole.People, "-o", "/dev/full");
        Assert.Equal(2, run.Code);
        Assert.StartsWith("kinerja: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--resume", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AReaderWhoLeaves_EndsTheRunWithoutAWord()
    {
        if (OperatingSystem.IsWindows())
            return; // where a closed pipe is not told to the writer
        var run = ProgramRun.OfCommand(NoEnvironment, ["bash", "-c", "\"$@\" | head -n 1 | wc -l; exit ${PIPESTATUS[0]}", "bash", .. ProgramRun.Program, "score", "-p", "pp-30-2019", whole.People]);
        Assert.Equal((141, "1", ""), (run.Code, run.Output.Trim(), run.Error));
    }

    public void Dispose() => _folder.Dispose();

    // A run that is asked to end once it has written something.
    private async Task<(int Code, string Error)> Terminate()
    {
        using var process = Process.Start(new ProcessStartInfo(ProgramRun.Program[0], [.. ProgramRun.Program[1..], .. Arguments()]) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var hasGrown = JournalGrows();
        while (!hasGrown() && !process.HasExited)
            await Task.Delay(1, TestContext.Current.CancellationToken);
        using (var terminate = Process.Start(new ProcessStartInfo("kill", ["-TERM", $"{process.Id}"]) { RedirectStandardError = true })!)
            await terminate.WaitForExitAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await said);
    }

    private string[] Arguments(params string[] more) => [.. LongRun.Arguments(whole.People, _folder.Path), .. more];

    private void AssertWhole()
    {
        Assert.Equal(whole.Results, File.ReadAllBytes(_folder["out"]));
        Assert.Equal(whole.Rejects, File.ReadAllBytes(_folder["rejects"]));
    }

    // Tells whether a process has written a checkpoint since it was first asked.
    private Func<bool> JournalGrows()
    {
        var first = 0L;
        return () =>
        {
            var journal = new FileInfo(_folder["out.state"]);
            if (!journal.Exists || journal.Length == 0)
                return false;
            first = first == 0 ? journal.Length : first;
            return journal.Length > first;
        };
    }
}
