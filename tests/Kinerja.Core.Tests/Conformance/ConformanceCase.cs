using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Conformance;

/// <summary>Cases of the folder conformance/: lists of JSON objects with a name.</summary>
internal static class ConformanceCase
{
    /// <summary>File, place in the file and name of every case of a folder.</summary>
    internal static IEnumerable<TheoryDataRow<string, int, string>> Rows(string folder) =>
        from file in Directory.EnumerateFiles(Folder(folder), "*.json").Order(StringComparer.Ordinal)
        from row in Read(file).Select((json, index) => (Json: json, Index: index))
        select new TheoryDataRow<string, int, string>(Path.GetFileName(file), row.Index, row.Json!["name"]!.GetValue<string>());

    internal static JsonObject Find(string folder, string file, int index) => Read(Path.Combine(Folder(folder), file))[index]!.AsObject();

    private static string Folder(string folder) => RepositoryFolder.At("tests", "conformance", folder);

    private static JsonArray Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsArray();
}
