using System.Diagnostics;
using System.Text;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Scoring;

public sealed class SafeFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void ALink_StaysALinkAndItsFileIsReplaced()
    {
        var file = _folder.Write("real.ndjson", "old");
        File.CreateSymbolicLink(_folder["link"], "real.ndjson");
        Write(_folder["link"], "new");
        Assert.Equal("real.ndjson", new FileInfo(_folder["link"]).LinkTarget);
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void ALinkToNothingYet_MakesTheFileThatItNames()
    {
        Directory.CreateDirectory(_folder["sub"]);
        File.CreateSymbolicLink(_folder["first"], "second");
        File.CreateSymbolicLink(_folder["second"], Path.Combine("sub", "file"));
        Write(_folder["first"], "new");
        Assert.Equal("new", File.ReadAllText(Path.Combine(_folder["sub"], "file")));
        Assert.Equal("second", new FileInfo(_folder["first"]).LinkTarget);
    }

    [Fact]
    public void LinksInACircle_AreRefused()
    {
        File.CreateSymbolicLink(_folder["a"], "b");
        File.CreateSymbolicLink(_folder["b"], "a");
        Assert.Throws<IOException>(() => new SafeFile(_folder["a"], Language.English));
    }

    [Fact]
    public void TheFileMode_IsKept()
    {
        if (OperatingSystem.IsWindows())
            return; // which has none
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        var file = _folder.Write("out", "old");
        File.SetUnixFileMode(file, Mode);
        Write(file, "new");
        Assert.Equal(("new", Mode), (File.ReadAllText(file), File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task APipe_IsWrittenIntoAndStaysAPipe()
    {
        if (OperatingSystem.IsWindows())
            return; // which has no pipes among its files
        var pipe = _folder["pipe"];
        using (var make = Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        var reading = Task.Run(() => File.ReadAllText(pipe), TestContext.Current.CancellationToken);
        Write(pipe, "through the pipe");
        Assert.Equal("through the pipe", await reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal([pipe], Directory.GetFiles(_folder.Path));
        using var again = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite);
        Assert.False(again.CanSeek);
    }

    [Fact]
    public void AFileThatIsNotCompleted_LeavesNothingBehind()
    {
        var file = _folder.Write("out", "old");
        using (var safe = new SafeFile(file, Language.English))
            safe.Stream.Write("half"u8);
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void AnInputUnderAnotherName_IsNotOverwritten()
    {
        var people = _folder.Write("people.ndjson", SmallPolicy.Person("p1"));
        File.CreateSymbolicLink(_folder["link"], "people.ndjson");
        Assert.Equal(2, CommandRun.Of("score", "-p", _folder.Write("small.json", SmallPolicy.Json), people, "-o", _folder["link"]).Code);
        Assert.Equal(SmallPolicy.Person("p1"), File.ReadAllText(people));
    }

    public void Dispose() => _folder.Dispose();

    private static void Write(string path, string text)
    {
        using var file = new SafeFile(path, Language.English);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Complete();
    }
}
