using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Resuming;

/// <summary>One output of a run as it grows.</summary>
/// <param name="stream">Where its bytes go.</param>
/// <param name="file">The file that appears when it is complete; null for standard output.</param>
/// <param name="isChecked">Whether the checksum is wanted.</param>
internal sealed class OutputPart(Stream stream, SafeFile? file, bool isChecked) : IDisposable
{
    private const int BufferSize = 1024 * 1024;

    private readonly WriteBack? _writeBack = file is { IsRegular: true } ? new WriteBack(file.Stream.SafeFileHandle) : null;
    private Crc32C _crc;
    private long _length;
    private bool _isInPlace;

    public bool IsRegular => file?.IsRegular ?? false;

    public Extent Written => new(_length, _crc.Value);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new IOException($"The file system takes no larger file than '{file?.Path}' is.", exception); // which .NET reports so
        }

        _length += bytes.Length;
        _writeBack?.UpTo(_length);
        if (isChecked)
            _crc = _crc.And(bytes);
    }

    /// <summary>How many of the extents, shortest first, are what the file begins with.</summary>
    public int CountHeld(IReadOnlyList<Extent> extents, CancellationToken stop) => CountHeld(stream, extents, stop);

    /// <summary>Whether an earlier process has written the whole, and has perhaps given it its name.</summary>
    public bool IsWhole(Extent whole, CancellationToken stop)
    {
        if (stream.Length == whole.Length)
            return CountHeld([whole], stop) == 1;
        if (stream.Length > 0 || !File.Exists(file!.Path))
            return false;
        using var named = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return named.Length == whole.Length && CountHeld(named, [whole], stop) == 1;
    }

    /// <summary>Goes on behind an extent that the file begins with.</summary>
    public void GoOnAfter(Extent written)
    {
        (_length, _crc) = (written.Length, Crc32C.Of(written.Crc));
        if (!IsRegular)
            return;
        _isInPlace = stream.Length < _length; // its text is in the complete file
        if (_isInPlace)
            return;
        stream.SetLength(_length);
        stream.Position = _length;
    }

    public void Complete()
    {
        if (!_isInPlace)
            file?.Complete();
    }

    public void Keep() => file?.Keep();

    public void Dispose() => file?.Dispose();

    private static int CountHeld(Stream stream, IReadOnlyList<Extent> extents, CancellationToken stop)
    {
        var buffer = new byte[BufferSize];
        var (crc, length) = (default(Crc32C), 0L);
        stream.Position = 0;
        for (var count = 0; count < extents.Count; count++)
        {
            while (length < extents[count].Length)
            {
                stop.ThrowIfCancellationRequested();
                var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, extents[count].Length - length));
                if (read == 0)
                    return count;
                crc = crc.And(buffer.AsSpan(0, read));
                length += read;
            }

            if (length != extents[count].Length || crc.Value != extents[count].Crc)
                return count;
        }

        return extents.Count;
    }
}
