using Microsoft.Win32.SafeHandles;

namespace Kinerja.Cli;

/// <summary>Nobody reads standard output any more, as in <c>kinerja score … | head</c>: there is nothing left to do, and nothing to say about it.</summary>
internal sealed class ClosedPipeException(IOException cause) : IOException(cause.Message, cause);

/// <summary>Standard output that tells when its reader has gone. The console's own stream would go on writing into nothing.</summary>
internal sealed class StandardOutput(FileStream pipe) : Stream
{
    private const int BrokenPipe = 32; // EPIPE, on every Unix

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens standard output. In a file the place to write is the system's to know, so that it stays the console's.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return direct.CanSeek ? Console.OpenStandardOutput() : new StandardOutput(direct);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            pipe.Write(buffer);
        }
        catch (IOException exception) when (exception.HResult == BrokenPipe)
        {
            throw new ClosedPipeException(exception);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            pipe.Dispose();
        base.Dispose(disposing);
    }
}
