using System.Text;
using Kinerja.Cli.Scoring;

namespace Kinerja.Cli.Tests.Scoring;

public sealed class LineBlocksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("\n")]
    [InlineData("a\nb\n")]
    [InlineData("\uFEFF\na\r\n\r\n \t\nbc\r\r\nlonger than any block\nd")]
    [InlineData("exactly1\nexactly2\r\nx")]
    public void Blocks_HoldTheLinesOfAReader(string text)
    {
        var file = _folder.Write("lines", text);
        using var stream = File.OpenRead(file);
        var expected = new List<(int, string)>();
        var reader = new LineReader(stream);
        while (reader.TryRead(out var line))
        {
            if (!line.IsBlank)
                expected.Add((line.Number, Encoding.UTF8.GetString(line.Utf8.Span)));
        }

        for (var size = 1; size < 40; size++)
        {
            var blocks = new LineBlocks(stream.SafeFileHandle, size).Read(InputMark.Start).ToList();
            Assert.Equal(expected, blocks.SelectMany(Lines));
            Assert.Equal(stream.Length, blocks.Sum(block => block.Length));
        }
    }

    [Fact]
    public void FromAnyMark_TheRestIsTheSame()
    {
        var file = _folder.Write("lines", string.Concat(Enumerable.Range(0, 100).Select(number => $"{new string('x', number * 7 % 31)}\n")));
        using var stream = File.OpenRead(file);
        var blocks = new LineBlocks(stream.SafeFileHandle, 64).Read(InputMark.Start).ToList();
        for (var index = 0; index < blocks.Count; index++)
        {
            var again = new LineBlocks(stream.SafeFileHandle, 64).Read(blocks[index].Start).ToList();
            Assert.Equal(blocks.Skip(index).Select(block => (block.Start, block.End)), again.Select(block => (block.Start, block.End)));
            Assert.Equal(blocks.Skip(index).SelectMany(Lines), again.SelectMany(Lines));
        }
    }

    [Fact]
    public void AnEndlessLine_IsCutShortAsAReaderDoes()
    {
        var file = _folder.Write("lines", $"a\n{new string('x', 20_000_000)}\r\ny");
        using var stream = File.OpenRead(file);
        var blocks = new LineBlocks(stream.SafeFileHandle, 1 << 18).Read(InputMark.Start).ToList();
        var lines = blocks.SelectMany(Lines).ToList();
        var reader = new LineReader(stream);
        foreach (var (number, text) in lines)
        {
            Assert.True(reader.TryRead(out var line));
            Assert.Equal((line.Number, line.Utf8.Length), (number, text.Length));
        }

        Assert.Equal([1, 2, 3], lines.Select(line => line.Item1));
        Assert.Equal(stream.Length, blocks[^1].End.Offset);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(int, string)> Lines(InputBlock block) => block.Records.Select(record => (record.Number, Encoding.UTF8.GetString(record.Utf8.Span)));
}
