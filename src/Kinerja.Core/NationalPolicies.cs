using System.Collections.Immutable;

namespace Kinerja.Core;

/// <summary>The national policies that ship inside the package.</summary>
public static class NationalPolicies
{
    /// <summary>Their ids, oldest regulation first.</summary>
    public static ImmutableArray<string> Ids { get; } =
        ["pp-46-2011", "pp-30-2019", "permenpanrb-8-2021", "permenpanrb-6-2022", "angka-kredit-1-2023"];

    /// <summary>The text of a shipped policy, or null when there is none of this id.</summary>
    public static PolicySource? Find(string id)
    {
        if (!Ids.Contains(id))
            return null;
        using var stream = typeof(NationalPolicies).Assembly.GetManifestResourceStream($"{id}.json");
        if (stream is null)
            return null;
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return new PolicySource(id, json);
    }
}
