using System.Text;
using System.Text.Json;

namespace Kinerja.Cli;

/// <summary>Reads only one member of a JSON object, as far as the text can be read.</summary>
internal static class TopLevelMember
{
    private const int MaxDepth = 1_000; // reading what is deeper is refused elsewhere, with its own diagnostic

    /// <summary>The id of a record, or null when there is none that is text.</summary>
    public static string? Id(ReadOnlySpan<byte> utf8) => Text(utf8, "id"u8);

    /// <summary>The member, or null when there is none that is text. What breaks off or is wrong further on does not matter.</summary>
    public static string? Text(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> name)
    {
        try
        {
            return TryFind(ref utf8, name, out var reader) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // not JSON from here on, or an escape that is no Unicode text
        }
    }

    /// <summary>The member as it is written, if it is text, a number, a boolean or null; otherwise null.</summary>
    public static string? Raw(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> name)
    {
        try
        {
            if (!TryFind(ref utf8, name, out var reader) || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                return null;
            if (reader.TokenType == JsonTokenType.String)
                reader.GetString(); // which refuses what is no Unicode text
            return Encoding.UTF8.GetString(utf8[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // A reader that stands on the value of the first member of that name of the outermost object.
    private static bool TryFind(ref ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> name, out Utf8JsonReader reader)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        reader = new Utf8JsonReader(utf8, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals(name);
            if (!reader.Read())
                return false;
            if (isFound)
                return true;
            reader.Skip();
        }

        return false;
    }
}
