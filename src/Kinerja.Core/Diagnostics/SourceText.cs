using System.Text;

namespace Kinerja.Core.Diagnostics;

/// <summary>The bytes of one document and the name that diagnostics call it by.</summary>
internal sealed class SourceText(string name, ReadOnlyMemory<byte> utf8)
{
    public string Name { get; } = name;

    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>Line and column of a byte, both from 1; columns count characters.</summary>
    /// <remarks>Counts from the start of the text, so it is called only for what is reported.</remarks>
    public (int Line, int Column) Position(int offset)
    {
        var before = Utf8.Span[..Math.Clamp(offset, 0, Utf8.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
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
