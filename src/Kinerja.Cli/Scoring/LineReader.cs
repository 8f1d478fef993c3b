using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>One line of a file.</summary>
/// <param name="Number">Its number from 1.</param>
/// <param name="Utf8">Its bytes without the line ending; of a line longer than the library reads, only as much as lets it refuse the line.</param>
internal readonly record struct Line(int Number, ReadOnlyMemory<byte> Utf8)
{
    public bool IsBlank => Utf8.Span.Trim(" \t\r"u8).IsEmpty || (Number == 1 && Utf8.Span.SequenceEqual(Encoding.UTF8.Preamble));
}

/// <summary>Cuts a stream into lines; memory stays the same however long the stream or a line is.</summary>
internal sealed class LineReader(Stream stream)
{
    private static readonly int MostBytes = PolicyLimits.Default.DocumentBytes + 16;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _number;

    /// <summary>Bytes given out so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next line, or false at the end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="beforeWaiting">Called before more is asked of the stream.</param>
    public bool TryRead(out Line line, Action? beforeWaiting = null)
    {
        List<byte>? collected = null;
        while (true)
        {
            var available = _buffer.AsSpan(_start.._end);
            var length = available.IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(collected, available[..length]);
                _start += length + 1;
                Position++;
                return true;
            }

            collected = Collect(collected, available);
            (_start, _end) = (0, 0);
            beforeWaiting?.Invoke();
            _end = stream.Read(_buffer);
            if (_end > 0)
                continue;
            line = collected is { Count: > 0 } ? Take(collected, []) : default;
            return collected is { Count: > 0 };
        }
    }

    private Line Take(List<byte>? collected, ReadOnlySpan<byte> rest)
    {
        var bytes = collected is null ? Count(rest).ToArray() : Collect(collected, rest)!.ToArray();
        return new Line(++_number, bytes is [.., (byte)'\r'] ? bytes.AsMemory(0, bytes.Length - 1) : bytes);
    }

    private List<byte>? Collect(List<byte>? collected, ReadOnlySpan<byte> part)
    {
        Count(part);
        if (part.IsEmpty)
            return collected;
        collected ??= [];
        collected.AddRange(part[..Math.Min(part.Length, MostBytes - collected.Count)]);
        return collected;
    }

    private ReadOnlySpan<byte> Count(ReadOnlySpan<byte> part)
    {
        Position += part.Length;
        return part;
    }
}
