using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>domain-kinds.json and the files of kinds beside it: how each kind of vector runs through a policy.</summary>
internal sealed class VectorKinds
{
    private readonly JsonObject _language;
    private readonly Dictionary<string, JsonObject> _bases = [];
    private readonly Dictionary<string, JsonObject> _kinds = [];

    private VectorKinds(string folder)
    {
        _language = Read(Path.Combine(folder, "domain-kinds.json"));
        foreach (var file in Directory.EnumerateFiles(folder, "domain-kinds*.json").Select(Read))
        {
            AddAll(_bases, file["bases"]!.AsObject());
            AddAll(_kinds, file["kinds"]!.AsObject());
        }
    }

    internal static VectorKinds Shipped { get; } = new(RepositoryFolder.At("tests", "conformance"));

    internal IEnumerable<string> Names => _kinds.Keys;

    internal JsonObject? Find(string? kind) => kind is null ? null : _kinds.GetValueOrDefault(kind);

    /// <summary>The runs of a kind for one vector: of the first variant whose inputs are given, where the kind has variants.</summary>
    internal static IEnumerable<JsonObject> RunsOf(JsonObject kind, VectorTemplate template)
    {
        var chosen = kind;
        if (kind["variants"] is JsonArray variants)
        {
            var variant = variants.Select(each => each!.AsObject()).FirstOrDefault(each => each["given"]!.AsArray().All(path => template.Find(path!.GetValue<string>()) is not null));
            Assert.True(variant is not null, "none of the variants of the kind has its inputs given");
            chosen = WithMembersOf(kind, variant);
        }

        return chosen["runs"] is JsonArray runs ? runs.Select(run => WithMembersOf(chosen, run!.AsObject())) : [chosen];
    }

    internal JsonObject Base(JsonObject run) => _bases[run["base"]!.GetValue<string>()];

    /// <summary>Whether the expected field asks for a result that is not applicable.</summary>
    internal bool IsNotApplicable(JsonNode? expected) => _language["notApplicable"]!.AsArray().Any(word => JsonNode.DeepEquals(word, expected));

    private static JsonObject WithMembersOf(JsonObject whole, JsonObject part)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in whole.Where(member => member.Key is not ("variants" or "runs")).Concat(part))
            merged[name] = value?.DeepClone();
        return merged;
    }

    private static void AddAll(Dictionary<string, JsonObject> all, JsonObject some)
    {
        foreach (var (name, value) in some)
            all.Add(name, value!.AsObject());
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();
}
