using System.Globalization;
using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>A declared fact and the numbers on which something turns: band edges, targets and rounding midpoints.</summary>
internal sealed record RandomFact(
    string Name,
    string Type,
    JsonObject Declaration,
    IReadOnlyList<string> Words,
    IReadOnlyList<RandomFact> Fields)
{
    internal List<decimal> Edges { get; } = [0, 50, 100, 33.335m, 0.005m, 1];

    /// <summary>The target of this number where an achievement divides the two.</summary>
    internal RandomFact? Target { get; set; }

    /// <summary>True for a weight: over the records of the list the weights sum to 100.</summary>
    internal bool IsShare { get; set; }

    internal decimal? Limit(string name) =>
        Declaration[name] is { } limit ? decimal.Parse(limit.ToJsonString(), CultureInfo.InvariantCulture) : null;
}

/// <summary>Makes rows of facts, a third of them on edges, and a few of them wrong on purpose.</summary>
internal sealed class RandomRows(Random random, IReadOnlyList<RandomFact> facts)
{
    private static readonly decimal[] Steps = [0, 0, 0, 0.01m, -0.01m, 0.000000000001m, -0.000000000001m];
    private static readonly decimal[] Targets = [1, 2, 3, 4, 5, 7, 8, 12, 20, 25, 40, 80, 100, 300];
    private static readonly decimal[] Percents = [100, 100, 90, 110, 120, 33.335m, 66.5m, 99.995m, 109.995m, 50];

    internal string Create(int row)
    {
        var json = Record(facts, row % 3 == 0);
        if (random.Next(20) == 0)
            Spoil(json);

        return json.ToJsonString(RandomPolicy.Readable);
    }

    private JsonObject Record(IReadOnlyList<RandomFact> fields, bool isOnEdge)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            var mayBeMissing = field.Declaration.ContainsKey("default") || field.Declaration.ContainsKey("ifMissing");
            if (mayBeMissing && random.Next(4) == 0)
                continue;

            json[field.Name] = field.Type switch
            {
                "number" => Json(Number(field, isOnEdge)),
                "boolean" => random.Next(2) == 0,
                "date" => Date(),
                "identityNumber" => Identity(),
                "list" => List(field, isOnEdge),
                _ => field.Words[random.Next(field.Words.Count)],
            };
        }

        if (isOnEdge)
            MeetTargets(fields, json);

        RandomCatalogue.Obey(random, fields, json);
        return json;
    }

    private JsonArray List(RandomFact list, bool isOnEdge)
    {
        var least = (int)(list.Limit("min") ?? 0);
        var count = random.Next(least, least + 4);
        var shares = Shares(count);
        var records = new JsonArray();
        for (var at = 0; at < count; at++)
        {
            var record = Record(list.Fields, isOnEdge);
            foreach (var share in list.Fields.Where(field => field.IsShare))
                record[share.Name] = Json(shares[at]);

            records.Add(record);
        }

        return records;
    }

    /// <summary>Weights that sum to 100.</summary>
    private decimal[] Shares(int count)
    {
        var shares = new decimal[count];
        var left = 100m;
        for (var at = 0; at < count; at++)
        {
            shares[at] = at == count - 1 ? left : Math.Round(left / random.Next(2, 5), random.Next(3));
            left -= shares[at];
        }

        return shares;
    }

    private void MeetTargets(IReadOnlyList<RandomFact> fields, JsonObject json)
    {
        foreach (var actual in fields.Where(field => field.Target is not null && json.ContainsKey(field.Name)))
        {
            var target = Targets[random.Next(Targets.Length)];
            json[actual.Target!.Name] = Json(Fit(actual.Target, target));
            json[actual.Name] = Json(Fit(actual, target * Percents[random.Next(Percents.Length)] / 100 + Steps[random.Next(Steps.Length)]));
        }
    }

    private decimal Number(RandomFact fact, bool isOnEdge)
    {
        if (isOnEdge)
            return Fit(fact, fact.Edges[random.Next(fact.Edges.Count)] + Steps[random.Next(Steps.Length)]);

        var number = random.Next(8) switch
        {
            0 => 0,
            1 => -random.Next(1, 40),
            2 => random.Next(100_000) / 1000m,
            3 => random.Next(12_000) / 100m,
            4 => random.Next(1_000_000) / 7777m,
            _ => random.Next(121),
        };
        return Fit(fact, number);
    }

    /// <summary>The nearest number that the declaration allows.</summary>
    internal static decimal Fit(RandomFact fact, decimal number)
    {
        if (fact.Limit("digits") is { } digits)
            number = Math.Round(number, (int)digits);
        if (fact.Limit("max") is { } max && number > max)
            number = max;
        if (fact.Limit("min") is { } min && number <= min)
            number = fact.Declaration.ContainsKey("exclusiveMin") ? min + 1 : min;

        return number;
    }

    /// <summary>Any day; a third are the last of a month, some of them leap days, and a few the ends of the calendar.</summary>
    private string Date()
    {
        var (year, month) = (random.Next(1960, 2026), random.Next(1, 13));
        var last = DateTime.DaysInMonth(year, month);
        return random.Next(60) switch
        {
            0 => "9999-12-31",
            1 => "0001-01-01",
            < 5 => $"{year / 4 * 4}-02-29",
            < 20 => $"{year}-{month:00}-{last:00}",
            _ => $"{year}-{month:00}-{random.Next(1, last + 1):00}",
        };
    }

    private string Identity()
    {
        var appointment = random.Next(2) == 0 ? $"{random.Next(1, 13):00}" : $"{random.Next(21, 100):00}";
        var birth = $"{random.Next(1960, 2000)}{random.Next(1, 13):00}{random.Next(1, 29):00}";
        return $"{birth} {random.Next(2005, 2025)}{appointment} {random.Next(1, 3)} {random.Next(1, 1000):000}";
    }

    private void Spoil(JsonObject json)
    {
        var fact = facts[random.Next(facts.Count)];
        switch (random.Next(5))
        {
            case 0:
                json.Remove(fact.Name);
                break;
            case 1:
                json[fact.Name] = null;
                break;
            case 2:
                json[fact.Name] = fact.Type == "number" ? "87,5" : Json(87.5m);
                break;
            case 3:
                json["misspelt"] = 1;
                break;
            default:
                json[fact.Name] = fact.Type == "number" ? Json(-1e9m) : "nowhere";
                break;
        }
    }

    internal static JsonNode Json(decimal number) => JsonNode.Parse(number.ToString(CultureInfo.InvariantCulture))!;
}
