using System.Text;
using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Tests.Scoring;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\nb\n", new[] { "a", "b" })]
    [InlineData("a\r\n\r\nb", new[] { "a", "", "b" })]
    public void Lines_AreCutAtLineFeeds(string text, string[] expected) => Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text), chunk: 1));

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public void LinesAroundTheBuffer_StayWhole(int length)
    {
        var line = new string('x', length);
        Assert.Equal([line, "y", line], Read(Encoding.UTF8.GetBytes($"{line}\ny\n{line}"), chunk: 50_000));
    }

    [Fact]
    public void AnEndlessLine_IsCutShort()
    {
        var lines = Read(Encoding.UTF8.GetBytes($"{new string('x', 20_000_000)}\ny"), chunk: 60_000);
        Assert.InRange(lines[0].Length, 4 * 1024 * 1024, 5 * 1024 * 1024);
        Assert.Equal("y", lines[1]);
    }

    private static List<string> Read(byte[] bytes, int chunk)
    {
        var reader = new LineReader(new SlowStream(bytes, chunk));
        var lines = new List<string>();
        while (reader.TryRead(out var line))
        {
            Assert.Equal(lines.Count + 1, line.Number);
            lines.Add(Encoding.UTF8.GetString(line.Utf8.Span));
        }

        Assert.Equal(bytes.Length, reader.Position);
        return lines;
    }

    private sealed class SlowStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(chunk, buffer.Length)]);
    }
}
