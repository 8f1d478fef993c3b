namespace Kinerja.Cli;

/// <summary>Standard input that stops waiting when the run is to stop. The read that is left behind ends with the process.</summary>
internal sealed class InterruptibleInput(Stream input, CancellationToken stop) : Stream
{
    private readonly byte[] _buffer = new byte[64 * 1024];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var most = Math.Min(buffer.Length, _buffer.Length);
        var reading = Task.Run(() => input.Read(_buffer, 0, most), CancellationToken.None);
        Task.WaitAny([reading], stop);
        var read = reading.GetAwaiter().GetResult();
        _buffer.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
