using System.Text;
using System.Text.Json;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Regions;

/// <summary>Tells the policies in a folder from other JSON that lies beside them.</summary>
internal static class PolicyFiles
{
    private const int MaxDepth = 1_000; // reading what is deeper is refused when the policy is loaded

    /// <summary>The policy files of a folder, by name; a folder without any is wrong usage.</summary>
    public static IReadOnlyList<string> In(string folder, Language language)
    {
        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Where(file => MayBePolicy(File.ReadAllBytes(file))).ToList();
        return files.Count > 0 ? files : throw new UsageException(language.Say($"folder '{folder}' tidak berisi kebijakan.", $"the folder '{folder}' has no policy."));
    }

    // Sound JSON without the members that every policy has is something else. What breaks off before that could be told has to be looked at.
    private static bool MayBePolicy(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var options = new JsonReaderOptions { MaxDepth = MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        var reader = new Utf8JsonReader(utf8, isFinalBlock: true, new JsonReaderState(options));
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("extends"u8) || reader.ValueTextEquals("results"u8))
                    return true;
                reader.Skip();
            }

            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
