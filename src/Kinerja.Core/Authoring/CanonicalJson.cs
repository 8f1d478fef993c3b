using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kinerja.Core.Authoring;

/// <summary>Writes a merged policy: without blanks for the fingerprint, indented for readers, or part by part with the origin of each.</summary>
internal static class CanonicalJson
{
    /// <summary>SHA-256 over the merged policy: members in order, no blanks, numbers by value. Layout and the way numbers are written change nothing.</summary>
    /// <param name="policy">The merged policy.</param>
    /// <param name="others">Fingerprints of other policies that it calls upon.</param>
    public static string Fingerprint(JsonObject policy, IEnumerable<string> others) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData([.. Write(policy, isIndented: false), .. others.SelectMany(Encoding.UTF8.GetBytes)]));

    /// <summary>The merged policy, indented: a policy that stands alone.</summary>
    public static string Effective(JsonObject policy) => Encoding.UTF8.GetString(Write(policy, isIndented: true));

    /// <summary>Every plain value of the merged policy with the layer and line that it comes from.</summary>
    public static ImmutableArray<PolicyPart> Parts(JsonObject policy)
    {
        var parts = ImmutableArray.CreateBuilder<PolicyPart>();
        Collect(policy, "", isRoot: true, parts);
        return parts.DrainToImmutable();
    }

    private static void Collect(JsonValue value, string path, bool isRoot, ImmutableArray<PolicyPart>.Builder parts)
    {
        switch (value)
        {
            case JsonObject json:
                foreach (var member in json.Members.Where(member => !(isRoot && IsLayout(member))))
                    Collect(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", isRoot: false, parts);
                break;
            case JsonArray array:
                for (var index = 0; index < array.Items.Length; index++)
                    Collect(array.Items[index], $"{path}[{index}]", isRoot: false, parts);
                break;
            default:
                parts.Add(new PolicyPart(path, value is JsonText text ? $"\"{text.Value}\"" : JsonValue.Print(value), value.Source.Name, value.Source.Position(value.Start).Line));
                break;
        }
    }

    // Members that say how the layers lie on each other, not what the policy is.
    private static bool IsLayout(JsonMember member) => member.Name is "$schema" or "extends";

    private static byte[] Write(JsonObject policy, bool isIndented)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = isIndented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, policy, isRoot: true);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonValue value, bool isRoot)
    {
        switch (value)
        {
            case JsonObject json:
                writer.WriteStartObject();
                foreach (var member in json.Members.Where(member => !(isRoot && IsLayout(member))))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, isRoot: false);
                }

                writer.WriteEndObject();
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                    Write(writer, item, isRoot: false);
                writer.WriteEndArray();
                break;
            case JsonNumber number:
                // Every number that can be written ends; with more than 28 digits its own text is kept.
                writer.WriteRawValue(number.Value.IsPrintedExactly ? number.Value.ToText() : number.Text);
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
