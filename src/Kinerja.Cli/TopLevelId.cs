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
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var reader = new Utf8JsonReader(utf8, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueTextEquals("id"u8);
                if (!reader.Read())
                    return null;
                if (isId)
                    return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON from here on, or an escape that is no Unicode text: no id.
        }

        return null;
    }
}
