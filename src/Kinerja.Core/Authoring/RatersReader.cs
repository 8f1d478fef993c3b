using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads the definition of a mean over groups of raters.</summary>
internal static class RatersReader
{
    public static RatersDefinition? Read(ObjectReader reader)
    {
        var each = reader.Require("each") is null ? null : reader.Reference("each");
        var (group, value, role) = (reader.RequireFormula("group"), reader.RequireFormula("value"), reader.Formula("role"));
        var all = reader.Require("weights") is null ? null : reader.Object("weights");
        var weights = all is null ? [] : ReadWeights(all, reader.Has("role"));
        var groups = reader.Object("groups") is { } declared ? ReadGroups(declared) : [];
        return each is null || group is null || value is null || weights.IsEmpty ? null : new RatersDefinition(each, group, value, role, weights, groups, all!.Place);
    }

    private static ImmutableArray<RaterWeights> ReadWeights(ObjectReader reader, bool byRole)
    {
        if (!HasWeights(reader))
            return [];
        if (!byRole)
            return [new RaterWeights(null, ReadEntry(reader), reader.Place)];
        var entries = ImmutableArray.CreateBuilder<RaterWeights>();
        foreach (var (member, path) in reader.All())
        {
            if (ObjectReader.Open(member.Value, path, reader.Limits, reader.Diagnostics) is { } entry && HasWeights(entry))
                entries.Add(new RaterWeights(Name(member, path), ReadEntry(entry), entry.Place));
        }

        return entries.DrainToImmutable();
    }

    private static bool HasWeights(ObjectReader reader)
    {
        if (reader.Json.Members.IsEmpty)
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, reader.Place, "{}", new LocalizedText("sedikitnya satu bobot", "at least one weight"));
        return !reader.Json.Members.IsEmpty;
    }

    private static ImmutableArray<RaterWeight> ReadEntry(ObjectReader entry) =>
    [
        .. entry.All()
            .Select(item => (item.Member, item.Path, Weight: entry.ReadFormula(item.Member.Value, item.Path)))
            .Where(item => item.Weight is not null)
            .Select(item => new RaterWeight(Name(item.Member, item.Path), item.Weight!)),
    ];

    private static ImmutableArray<RaterGroup> ReadGroups(ObjectReader reader)
    {
        var groups = ImmutableArray.CreateBuilder<RaterGroup>();
        foreach (var (member, path) in reader.All())
        {
            if (ObjectReader.Open(member.Value, path, reader.Limits, reader.Diagnostics) is not { } group)
                continue;
            groups.Add(new RaterGroup(Name(member, path), group.Formula("min"), group.Reference("ifTooFew")));
            group.Close();
        }

        return groups.DrainToImmutable();
    }

    private static NameUse Name(JsonMember member, string path) => new(member.Name, new Place(member.Value.Source, member.NameStart, path));
}
