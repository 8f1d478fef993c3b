using System.Collections.Concurrent;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>The policies of vectors: the shipped ones, those of conformance/policies/regional, and overlays on both.</summary>
internal static class VectorPolicies
{
    internal static string RegionalFolder { get; } = RepositoryFolder.At("tests", "conformance", "policies", "regional");

    private static readonly PolicyOptions Options = new() { FindBase = Find };

    private static readonly ConcurrentDictionary<string, PolicyLoad> Loaded = new();

    /// <summary>The overlay, or without one the policy of this id.</summary>
    internal static PolicyLoad Load(string id, string? overlay) => Loaded.GetOrAdd(overlay ?? id, key => overlay is null
        ? AppraisalPolicy.Load(Find(key) ?? throw new InvalidDataException($"domain-kinds.json: no policy '{key}'."), Options)
        : AppraisalPolicy.Load(new PolicySource("overlay.json", System.Text.Encoding.UTF8.GetBytes(key)), Options));

    private static PolicySource? Find(string id)
    {
        var file = Path.Combine(RegionalFolder, $"{id}.json");
        return NationalPolicies.Find(id) ?? (File.Exists(file) ? new PolicySource(id, File.ReadAllBytes(file)) : null);
    }
}
