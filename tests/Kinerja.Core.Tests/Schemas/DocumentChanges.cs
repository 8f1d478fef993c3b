using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Schemas;

/// <summary>A document with one part changed: every member dropped or renamed, every object with a member too many, every value replaced by others.</summary>
internal static class DocumentChanges
{
    private static readonly string[] Replacements = ["null", "true", "7", "2.5", "-3", "\"\"", "\"zz\"", "\"7\"", "[]", "{}", "[null]", "{\"zz\":1}"];

    public static IEnumerable<(string What, string Json)> Of(JsonNode document)
    {
        foreach (var path in Paths(document, []))
        {
            if (path.Length > 0)
            {
                if (path[^1] is string name)
                {
                    yield return Changed(document, path, "dropped", (parent, _) => parent.AsObject().Remove(name));
                    yield return Changed(document, path, "renamed", (parent, old) =>
                    {
                        parent.AsObject().Remove(name);
                        parent[name + "Zz"] = old?.DeepClone();
                    });
                }

                foreach (var replacement in Replacements)
                    yield return Changed(document, path, $"is {replacement}", (parent, _) => Set(parent, path[^1], JsonNode.Parse(replacement)));
            }

            if (Find(document, path) is JsonObject)
                yield return Changed(document, [.. path, "zz"], "added", (parent, _) => parent["zz"] = 1);
        }
    }

    private static (string What, string Json) Changed(JsonNode document, object[] path, string what, Action<JsonNode, JsonNode?> change)
    {
        var copy = document.DeepClone();
        var parent = Find(copy, path[..^1])!;
        change(parent, path[^1] is string name ? parent[name] : parent[(int)path[^1]]);
        return ($"$.{string.Join('.', path)}: {what}", copy.ToJsonString());
    }

    private static void Set(JsonNode parent, object step, JsonNode? value)
    {
        if (step is string name)
            parent[name] = value;
        else
            parent[(int)step] = value;
    }

    private static JsonNode? Find(JsonNode? node, object[] path) => path.Aggregate(node, (at, step) => step is string name ? at![name] : at![(int)step]);

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] path)
    {
        yield return path;
        var children = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => ((object)index, item)),
            _ => [],
        };
        foreach (var below in children.SelectMany(child => Paths(child.Item2, [.. path, child.Item1])))
            yield return below;
    }
}
