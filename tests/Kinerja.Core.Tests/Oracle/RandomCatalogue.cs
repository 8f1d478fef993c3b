using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Lets codes set facts beside them, and makes rows that leave these facts open, repeat them or contradict.</summary>
internal static class RandomCatalogue
{
    /// <summary>Every third code sets up to two facts, none of which another code sets.</summary>
    internal static void Fill(Random random, IReadOnlyList<RandomFact> facts)
    {
        var free = facts.Where(fact => !fact.IsShare && fact.Type is ("number" or "boolean" or "rating" or "text" or "date")).ToList();
        foreach (var code in facts.Where(fact => fact.Type == "code"))
        {
            if (random.Next(3) > 0 || free.Count == 0)
                continue;

            var mine = free.OrderBy(_ => random.Next()).Take(2).ToList();
            free = [.. free.Except(mine)];
            code.Declaration["codes"] = new JsonObject(code.Words.Select(word => KeyValuePair.Create(word, (JsonNode?)Entry(random, mine))));
        }
    }

    /// <summary>In most rows what a code sets is left out or repeated.</summary>
    internal static void Obey(Random random, IReadOnlyList<RandomFact> facts, JsonObject json)
    {
        foreach (var code in facts.Where(fact => fact.Declaration["codes"] is JsonObject))
        {
            var word = (json[code.Name] ?? code.Declaration["default"])?.GetValue<string>() ?? "";
            if (code.Declaration["codes"]![word]?["sets"] is not JsonObject sets)
                continue;

            foreach (var (name, constant) in sets)
            {
                var choice = random.Next(60);
                if (choice > 20)
                    json.Remove(name);
                else if (choice > 0)
                    json[name] = constant!.DeepClone();
            }
        }
    }

    private static JsonObject Entry(Random random, List<RandomFact> facts)
    {
        var set = facts.Where(_ => random.Next(3) > 0).ToList();
        return set.Count == 0
            ? []
            : new JsonObject { ["sets"] = new JsonObject(set.Select(fact => KeyValuePair.Create(fact.Name, (JsonNode?)Constant(random, fact)))) };
    }

    private static JsonNode Constant(Random random, RandomFact fact) => fact.Type switch
    {
        "number" => RandomRows.Json(RandomRows.Fit(fact, fact.Edges[random.Next(fact.Edges.Count)] + random.Next(3))),
        "boolean" => random.Next(2) == 0,
        "date" => random.Next(2) == 0 ? "2024-02-29" : "1999-12-31",
        _ => fact.Words[random.Next(fact.Words.Count)],
    };
}
