using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>A JSON value that remembers where it stands. After layers are merged its parts may come from different documents.</summary>
internal abstract class JsonValue(SourceText source, int start)
{
    public SourceText Source { get; } = source;

    /// <summary>Offset of the first byte.</summary>
    public int Start { get; } = start;

    /// <summary>What the value is, for messages.</summary>
    public abstract LocalizedText Kind { get; }

    public Place At(string path) => new(Source, Start, path);

    /// <summary>Whether two plain JSON values are the same, numbers by value.</summary>
    public static bool SameConstant(JsonValue left, JsonValue right) => (left, right) switch
    {
        (JsonNumber a, JsonNumber b) => a.Value == b.Value,
        (JsonText a, JsonText b) => a.Value == b.Value,
        (JsonBoolean a, JsonBoolean b) => a.Value == b.Value,
        (JsonNull, JsonNull) => true,
        _ => false,
    };

    /// <summary>A plain JSON value as a reader would say it.</summary>
    public static string Print(JsonValue value) => value switch
    {
        JsonNumber number => number.Text,
        JsonText text => text.Value,
        JsonBoolean boolean => boolean.Value ? "true" : "false",
        _ => value.Kind.English!,
    };
}

/// <summary>A member of an object, with the place of its name.</summary>
internal sealed record JsonMember(string Name, int NameStart, JsonValue Value);

internal sealed class JsonObject(SourceText source, int start, ImmutableArray<JsonMember> members) : JsonValue(source, start)
{
    private const int FewMembers = 16;

    private Dictionary<string, JsonValue>? _byName;

    public ImmutableArray<JsonMember> Members { get; } = members;

    public override LocalizedText Kind => new("objek", "an object");

    // Most objects are small, and those of a batch are looked at once each: a dictionary would cost more than it saves.
    public JsonValue? this[string name]
    {
        get
        {
            if (Members.Length > FewMembers)
                return (_byName ??= Members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)).GetValueOrDefault(name);
            foreach (var member in Members)
            {
                if (member.Name == name)
                    return member.Value;
            }

            return null;
        }
    }
}

internal sealed class JsonArray(SourceText source, int start, ImmutableArray<JsonValue> items) : JsonValue(source, start)
{
    public ImmutableArray<JsonValue> Items { get; } = items;

    public override LocalizedText Kind => new("daftar", "a list");
}

internal sealed class JsonText(SourceText source, int start, string value) : JsonValue(source, start)
{
    public string Value { get; } = value;

    public override LocalizedText Kind => new("teks", "text");

    /// <summary>The byte at which a character of the value stands, whatever escapes lie before it.</summary>
    public int OffsetOf(int character)
    {
        var bytes = Source.Utf8.Span;
        var offset = Start + 1;
        for (var seen = 0; seen < character && offset < bytes.Length && bytes[offset] != (byte)'"'; seen++)
        {
            if (bytes[offset] == (byte)'\\')
            {
                offset += offset + 1 < bytes.Length && bytes[offset + 1] == (byte)'u' ? 6 : 2;
                continue;
            }

            var width = bytes[offset] < 0x80 ? 1 : bytes[offset] < 0xE0 ? 2 : bytes[offset] < 0xF0 ? 3 : 4;
            offset += width;
            if (width == 4)
                seen++; // two UTF-16 characters
        }

        return offset;
    }
}

internal sealed class JsonNumber(SourceText source, int start, Rational value, string text) : JsonValue(source, start)
{
    public Rational Value { get; } = value;

    /// <summary>As written.</summary>
    public string Text { get; } = text;

    public override LocalizedText Kind => new("angka", "a number");
}

internal sealed class JsonBoolean(SourceText source, int start, bool value) : JsonValue(source, start)
{
    public bool Value { get; } = value;

    public override LocalizedText Kind => new("true/false", "true or false");
}

internal sealed class JsonNull(SourceText source, int start) : JsonValue(source, start)
{
    public override LocalizedText Kind => new("null", "null");
}
