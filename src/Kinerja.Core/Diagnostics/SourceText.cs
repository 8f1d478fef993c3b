using System.Text;

namespace Kinerja.Core.Diagnostics;

/// <summary>The bytes of one document and the name that diagnostics call it by.</summary>
internal sealed class SourceText(string name, ReadOnlyMemory<byte> utf8)
{
    public string Name { get; } = name;

    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    private int[]? _lineStarts;

    /// <summary>Line and column of a byte, both from 1; columns count characters.</summary>
    public (int Line, int Column) Position(int offset)
    {
        offset = Math.Clamp(offset, 0, Utf8.Length);
        var starts = _lineStarts ??= FindLineStarts(); // two threads may both find the same
        var found = Array.BinarySearch(starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, Encoding.UTF8.GetCharCount(Utf8.Span[starts[line]..offset]) + 1);
    }

    private int[] FindLineStarts()
    {
        var starts = new List<int> { 0 };
        var bytes = Utf8.Span;
        for (var offset = 0; offset < bytes.Length; offset++)
        {
            if (bytes[offset] == (byte)'\n')
                starts.Add(offset + 1);
        }

        return [.. starts];
    }
}

/// <summary>A spot in a document: the byte and the JSON path of the member around it.</summary>
internal readonly record struct Place(SourceText Source, int Offset, string Path)
{
    public override string ToString()
    {
        var (line, column) = Source.Position(Offset);
        return $"{Source.Name}:{line}:{column} ({Path})";
    }
}
