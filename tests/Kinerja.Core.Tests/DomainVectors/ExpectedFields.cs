using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>Which expected fields of a vector were asked for: one that nothing asks for would pass unseen.</summary>
internal sealed class ExpectedFields(JsonObject expected)
{
    private readonly HashSet<string> _asked = [];

    /// <summary>Where a run or case has its expected answers.</summary>
    internal ExpectedElement Root => new(this, [], Filled.Of(expected));

    internal IEnumerable<string> NotAsked => Leaves([], expected).Where(IsNotAsked).Select(leaf => string.Join('.', leaf));

    internal void Ask(IEnumerable<string> path) => _asked.Add(Key(path));

    private bool IsNotAsked(IReadOnlyList<string> leaf) =>
        !Enumerable.Range(1, leaf.Count).Any(length => _asked.Contains(Key(leaf.Take(length))));

    private static IEnumerable<IReadOnlyList<string>> Leaves(IReadOnlyList<string> path, JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves([.. path, member.Key], member.Value)),
        JsonArray list => list.SelectMany((element, position) => Leaves([.. path, $"{position}"], element)),
        _ => [path],
    };

    // No key of a vector holds a line break.
    private static string Key(IEnumerable<string> path) => string.Join('\n', path);
}

/// <summary>The expected answers of one run: those of the vector, or those of one case.</summary>
internal sealed record ExpectedElement(ExpectedFields Fields, IReadOnlyList<string> Path, Filled Value)
{
    /// <summary>The field at a path below; "$" is the element itself. It is asked for from now on.</summary>
    internal Filled Field(string path)
    {
        var found = path == "$" ? this : path.Split('.').Aggregate(this, (element, name) => element.At(name));
        Fields.Ask(found.Path);
        return found.Value;
    }

    internal ExpectedElement At(string name) => new(Fields, [.. Path, name], Value.Json switch
    {
        JsonObject members when members.TryGetPropertyValue(name, out var member) => Filled.Of(member),
        JsonArray list when int.TryParse(name, out var position) && position < list.Count => Filled.Of(list[position]),
        _ => Filled.Absent,
    });
}
