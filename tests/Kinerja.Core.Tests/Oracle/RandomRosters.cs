using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Writes values over records: raters, effects and rankings.</summary>
internal sealed class RandomRosters(Random random, RandomFormulas formulas)
{
    private int _effects;

    /// <summary>Null where no list is in sight.</summary>
    internal (JsonObject Json, RandomType Type, bool MayBeNotApplicable)? Raters(RandomScope scope)
    {
        if (scope.Reachable.ToList() is not { Count: > 0 } lists)
            return null;

        var list = formulas.Pick(lists);
        var group = list.Inside.Own.First(name => name.Type == RandomType.Code);
        var value = formulas.Pick([.. list.Inside.Own.Where(name => name.Type == RandomType.Number)]);
        var counted = group.Words.Take(random.Next(1, group.Words.Count + 1)).ToList();
        var json = new JsonObject { ["each"] = list.Name, ["group"] = group.Name, ["value"] = random.Next(2) == 0 ? value.Name : $"{value.Name} * 2 / 3" };
        if (scope.Names(RandomType.Code).Where(name => !name.MayBeNotApplicable).ToList() is { Count: > 0 } roles && random.Next(3) == 0)
        {
            var role = formulas.Pick(roles);
            json["role"] = role.Name;
            json["weights"] = new JsonObject(role.Words.Select(word => KeyValuePair.Create(word, (JsonNode?)Weights([.. counted.Skip(random.Next(counted.Count))]))));
        }
        else
        {
            json["weights"] = Weights(counted);
        }

        var rejecting = random.Next(4) == 0 ? counted[^1] : null;
        json["groups"] = new JsonObject(counted.Where(name => name != rejecting).Select(name => KeyValuePair.Create(name, (JsonNode?)Rule(rejecting))));
        var isThere = $"any({list.Name}, ({group.Name} = '{rejecting ?? counted[^1]}' and not isNA({value.Name})) ?? false)";
        return (
            random.Next(12) == 0 ? new JsonObject { ["raters"] = json } : new JsonObject { ["when"] = isThere, ["raters"] = json },
            RandomType.Number,
            true);
    }

    internal (JsonObject Json, RandomType Type, bool MayBeNotApplicable) Effects(RandomScope scope)
    {
        var items = new JsonArray();
        for (var count = random.Next(1, 4); count > 0; count--)
            items.Add(Effect(scope));

        return (new JsonObject { ["effects"] = new JsonObject { ["base"] = formulas.Number(scope, 1).Text, ["items"] = items } }, RandomType.Number, true);
    }

    /// <summary>Null on the sheet, where there is nothing to rank.</summary>
    internal (JsonObject Json, RandomType Type, bool MayBeNotApplicable)? Ranking(RandomScope scope)
    {
        if (scope.Path.Length == 0)
            return null;

        var by = new JsonArray();
        for (var count = random.Next(1, 4); count > 0; count--)
            by.Add(new JsonObject { ["value"] = Key(scope), ["order"] = formulas.Pick(["ascending", "descending"]) });

        var json = new JsonObject { ["by"] = by };
        if (random.Next(2) == 0)
            json["within"] = Sure(formulas.Pick([.. scope.Names(RandomType.Code)]));
        return (new JsonObject { ["ranking"] = json }, RandomType.Number, false);
    }

    private string Key(RandomScope scope)
    {
        var names = scope.Own.Where(name => name.Type is not RandomType.Boolean).ToList();
        return random.Next(3) == 0 ? Sure(formulas.Number(scope, 1)) : Sure(formulas.Pick(names));
    }

    private static string Sure(RandomFormula formula) => formula.MayBeNotApplicable ? $"{formula.Within(9)} ?? 0" : formula.Text;

    private static string Sure(RandomName name) => !name.MayBeNotApplicable ? name.Name : name.Type switch
    {
        RandomType.Number => $"{name.Name} ?? -1",
        RandomType.Date => $"{name.Name} ?? #2020-02-29#",
        _ => $"{name.Name} ?? '{name.Words[0]}'",
    };

    /// <summary>Whole weights that sum to 100.</summary>
    private JsonObject Weights(List<string> groups)
    {
        var weights = new JsonObject();
        var left = 100;
        foreach (var group in groups)
        {
            var weight = group == groups[^1] ? left : random.Next(left + 1);
            left -= weight;
            weights[group] = weight;
        }

        return weights;
    }

    private JsonObject Rule(string? standIn)
    {
        var rule = new JsonObject { ["ifTooFew"] = standIn is not null && random.Next(2) == 0 ? standIn : "reweight" };
        if (random.Next(2) == 0)
            rule["min"] = formulas.Pick([2, 1, 3]);
        return rule;
    }

    private JsonObject Effect(RandomScope scope)
    {
        var item = new JsonObject { ["id"] = $"effect-{++_effects}", ["effect"] = formulas.Pick(["deduct", "deduct", "forfeit", "hold"]) };
        var seen = scope;
        if (scope.Reachable.ToList() is { Count: > 0 } lists && random.Next(3) == 0)
        {
            var list = formulas.Pick(lists);
            item["each"] = list.Name;
            seen = list.Inside;
        }

        if (random.Next(3) > 0)
            item["when"] = formulas.Condition(seen, 1);
        if (random.Next(2) == 0)
            item["from"] = Day(seen);
        if (item.ContainsKey("from") && random.Next(2) == 0)
            item["months"] = random.Next(1, 30);
        if (random.Next(3) == 0)
            item["until"] = formulas.Other(seen, RandomType.Date, 0)?.Text ?? "#2021-07-01#";
        if ((string?)item["effect"] == "deduct")
            item["percent"] = random.Next(2) == 0 ? random.Next(101) : Sure(seen.Names(RandomType.Number) is { Count: > 0 } names ? Percent(formulas.Pick(names)) : default);
        if ((string?)item["effect"] != "hold" && random.Next(2) == 0)
            item["of"] = Sure(formulas.Number(seen, 1));
        return item;
    }

    private static RandomFormula Percent(RandomName name) => new($"abs({name.Name}) % 100", 4, name.MayBeNotApplicable, true);

    private string Day(RandomScope scope) => formulas.Other(scope, RandomType.Date, 0) is { MayBeNotApplicable: false } day && random.Next(2) == 0
        ? day.Text
        : $"#{random.Next(2019, 2023)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}#";
}
