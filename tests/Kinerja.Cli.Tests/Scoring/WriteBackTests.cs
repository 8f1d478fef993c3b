using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Tests.Scoring;

public sealed class WriteBackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void WhatIsWritten_StaysAsItIs_WhateverLengthsAreTold()
    {
        var bytes = new byte[5 * 1024 * 1024];
        new Random(3).NextBytes(bytes);
        using (var file = new FileStream(_folder["out"], FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var writeBack = new WriteBack(file.SafeFileHandle);
            for (var length = 0; length < bytes.Length; length += 1 << 19)
            {
                file.Write(bytes, length, 1 << 19);
                writeBack.UpTo(file.Length);
            }

            writeBack.UpTo(1_000); // taken back
            writeBack.UpTo(1L << 40); // past the end
        }

        Assert.Equal(bytes, File.ReadAllBytes(_folder["out"]));
    }

    [Fact]
    public void AFileThatCannotBeFlushed_IsLeftAlone()
    {
        if (!File.Exists("/dev/null"))
            return;
        using var file = new FileStream("/dev/null", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        new WriteBack(file.SafeFileHandle).UpTo(1L << 21);
    }

    public void Dispose() => _folder.Dispose();
}
