using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kinerja.Core.Authoring;

/// <summary>Writes a merged policy: without blanks for the fingerprint, or indented with the origin of each part for readers.</summary>
internal static class CanonicalJson
{
    /// <summary>SHA-256 over the merged policy: members in order, no blanks, numbers by value. Layout and the way numbers are written change nothing.</summary>
    public static string Fingerprint(JsonObject policy)
    {
        var bytes = Write(policy, isIndented: false, origins: false);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The merged policy, indented; every object that holds plain values says which layer it comes from.</summary>
    public static string Effective(JsonObject policy) => Encoding.UTF8.GetString(Write(policy, isIndented: true, origins: true));

    private static byte[] Write(JsonObject policy, bool isIndented, bool origins)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = isIndented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, policy, origins, isRoot: true, policy.Source.Name);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonValue value, bool origins, bool isRoot, string around)
    {
        switch (value)
        {
            case JsonObject json:
                writer.WriteStartObject();
                foreach (var member in json.Members.Where(member => !(isRoot && member.Name is "$schema" or "extends")))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, origins, isRoot: false, around);
                    // A part of another layer than the policy itself tells where it comes from.
                    if (origins && member.Value is not (JsonObject or JsonArray) && member.Value.Source.Name != around)
                        writer.WriteCommentValue($" {member.Value.Source.Name} ");
                }

                writer.WriteEndObject();
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                    Write(writer, item, origins, isRoot: false, around);
                writer.WriteEndArray();
                break;
            case JsonNumber number:
                writer.WriteRawValue(number.Value.IsPrintedExactly ? number.Value.ToText() : $"\"{number.Value.ToFractionText()}\"");
                break;
            case JsonText text:
                writer.WriteStringValue(text.Value);
                break;
            case JsonBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
