using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>One vector of a file: inputs and expected answers of a kind.</summary>
internal sealed record DomainVector(string Id, string? Kind, JsonNode? Inputs, JsonObject Expected)
{
    /// <summary>Every vector of the files of a folder, by file name and place in the file.</summary>
    internal static IEnumerable<(string File, int Index, JsonNode? Json)> InFolder(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
        from vector in InFile(file)
        select (Path.GetFileName(file), vector.Index, vector.Json);

    internal static DomainVector Read(JsonNode? json)
    {
        var vector = Assert.IsType<JsonObject>(json);
        return new DomainVector(IdOf(vector), KindOf(vector), vector["inputs"], Assert.IsType<JsonObject>(vector["expected"]));
    }

    internal static string IdOf(JsonNode? json) => (json as JsonObject)?["id"]?.ToString() ?? "without id";

    internal static string? KindOf(JsonNode? json) => (json as JsonObject)?["kind"]?.ToString();

    // A file that is no list of vectors is one vector, which then fails.
    private static IEnumerable<(int Index, JsonNode? Json)> InFile(string file) =>
        JsonNode.Parse(File.ReadAllText(file)) is JsonArray vectors
            ? vectors.Select((vector, index) => (index, vector))
            : [(0, null)];
}
