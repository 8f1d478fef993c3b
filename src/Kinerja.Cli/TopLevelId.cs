using System.Text;
using System.Text.Json;

namespace Kinerja.Cli;

/// <summary>Reads only the member <c>id</c> of a JSON object, as far as the text can be read.</summary>
internal static class TopLevelId
{
    private const int MaxDepth = 1_000; // reading what is deeper is refused elsewhere, with its own diagnostic

    /// <summary>The id, or null when there is none that is text. Text that breaks off or is wrong further on does not matter.</summary>
    public static string? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return TryFind(ref utf8, out var reader) && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // not JSON from here on, or an escape that is no Unicode text: no id
        }
    }

    /// <summary>The id as it is written, if it is text, a number, a boolean or null; otherwise null.</summary>
    public static string? ReadRaw(ReadOnlySpan<byte> utf8)
    {
        try
        {
            if (!TryFind(ref utf8, out var reader) || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
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

    // A reader that stands on the value of the first member "id" of the outermost object.
    private static bool TryFind(ref ReadOnlySpan<byte> utf8, out Utf8JsonReader reader)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        reader = new Utf8JsonReader(utf8, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("id"u8);
            if (!reader.Read())
                return false;
            if (isId)
                return true;
            reader.Skip();
        }

        return false;
    }
}
