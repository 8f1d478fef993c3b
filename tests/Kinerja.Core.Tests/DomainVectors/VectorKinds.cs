using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>domain-kinds.json: how each kind of vector runs through a policy.</summary>
internal sealed class VectorKinds
{
    private readonly JsonObject _json;

    private VectorKinds(JsonObject json) => _json = json;

    internal static VectorKinds Shipped { get; } =
        new(JsonNode.Parse(File.ReadAllText(RepositoryFolder.At("tests", "conformance", "domain-kinds.json")))!.AsObject());

    internal IEnumerable<string> Waiting => _json["waiting"]!.AsObject().Select(kind => kind.Key);

    internal IEnumerable<string> Names => _json["kinds"]!.AsObject().Select(kind => kind.Key);

    internal bool IsWaiting(string? kind) => kind is not null && _json["waiting"]!.AsObject().ContainsKey(kind);

    internal JsonObject? Find(string? kind) => kind is null ? null : _json["kinds"]![kind] as JsonObject;

    internal JsonObject Base(JsonObject kind) => _json["bases"]![kind["base"]!.GetValue<string>()]!.AsObject();

    /// <summary>Whether the expected field asks for a result that is not applicable.</summary>
    internal bool IsNotApplicable(JsonNode? expected) => _json["notApplicable"]!.AsArray().Any(word => JsonNode.DeepEquals(word, expected));
}
