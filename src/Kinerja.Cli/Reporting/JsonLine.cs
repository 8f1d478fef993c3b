using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kinerja.Cli.Reporting;

/// <summary>One JSON object on one line, for programs that read the output.</summary>
internal static class JsonLine
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[] LineFeed = "\n"u8.ToArray();

    public static void Write(Stream output, Action<Utf8JsonWriter> members)
    {
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        output.Write(LineFeed);
    }
}
