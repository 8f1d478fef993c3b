using System.Globalization;
using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Writes values of every kind; what it gives is the JSON, the type, and whether it may be not applicable.</summary>
internal sealed class RandomKinds(
    Random random,
    RandomFormulas formulas,
    IReadOnlyList<string> ratings,
    IReadOnlyDictionary<string, RandomFact> numberFacts,
    IReadOnlyList<RandomName> edgeParameters)
{
    private static readonly decimal[] EdgeStarts = [-10, 0, 33.335m, 50, 60.5m];
    private static readonly string[] Branches = ["0", "1", "2.5", "100", "-3", "0.005"];

    private readonly RandomRosters _rosters = new(random, formulas);

    internal (JsonObject Json, RandomType Type, bool MayBeNotApplicable) Create(RandomScope scope) => random.Next(26) switch
    {
        20 or 21 => _rosters.Raters(scope) ?? Midpoint(scope),
        22 or 23 when scope.Path.Length == 0 => _rosters.Effects(scope),
        > 22 => _rosters.Ranking(scope) ?? Midpoint(scope),
        < 4 => Formula(scope),
        < 6 => Midpoint(scope),
        < 8 => Achievement(scope),
        < 11 => Weighted(scope),
        < 14 => Bands(scope),
        14 => Points(scope),
        15 => Interpolate(scope),
        < 18 => Table(scope),
        _ => Rules(scope),
    };

    private (JsonObject, RandomType, bool) Formula(RandomScope scope)
    {
        var type = random.Next(8) switch
        {
            < 5 => RandomType.Number,
            5 => RandomType.Boolean,
            6 => RandomType.Rating,
            _ => random.Next(2) == 0 ? RandomType.Date : RandomType.Code,
        };
        var formula = type switch
        {
            RandomType.Number => formulas.Number(scope, 3),
            RandomType.Boolean => formulas.Boolean(scope, 2),
            _ => formulas.Other(scope, type, 2),
        };
        return formula is { } written
            ? (new JsonObject { ["formula"] = written.Text }, type, written.MayBeNotApplicable)
            : Midpoint(scope);
    }

    /// <summary>A fact times a simple fraction, rounded; the fact's midpoints are noted so that rows can fall on them.</summary>
    private (JsonObject, RandomType, bool) Midpoint(RandomScope scope)
    {
        var digits = random.Next(4);
        var step = 1m;
        for (var at = 0; at < digits; at++)
            step /= 10;

        var (formula, mayBeNotApplicable) = Scaled(scope, [(random.Next(2000) + 0.5m) * step, (random.Next(100) + 0.5m) * step]);
        var json = new JsonObject { ["formula"] = formula, ["round"] = Round(digits) };
        return (json, RandomType.Number, mayBeNotApplicable);
    }

    internal JsonObject Round(int digits) => random.Next(2) == 0
        ? new JsonObject { ["digits"] = digits }
        : new JsonObject { ["digits"] = digits, ["mode"] = formulas.Pick(OracleRounding.Modes) };

    /// <summary>A number of the scope, as it is or times a over b, that can fall exactly on each of these edges.</summary>
    private (string Formula, bool MayBeNotApplicable) Scaled(RandomScope scope, IEnumerable<decimal> edges)
    {
        var name = formulas.Pick(scope.Names(RandomType.Number));
        var (a, b) = formulas.Pick([(1, 1), (2, 3), (5, 7), (4, 1), (8, 3), (1, 7)]);
        if (numberFacts.TryGetValue(name.Name, out var fact))
            fact.Edges.AddRange(edges.Select(edge => edge * b / a));

        return (b == 1 && a == 1 ? name.Name : $"{name.Name} * {a} / {b}", name.MayBeNotApplicable);
    }

    private (JsonObject, RandomType, bool) Achievement(RandomScope scope)
    {
        var numbers = scope.Names(RandomType.Number);
        var actual = formulas.Pick(numbers);
        var target = formulas.Pick([.. numbers.Where(name => numberFacts.ContainsKey(name.Name))]);
        var json = new JsonObject { ["actual"] = actual.Name };
        var mayBeNotApplicable = actual.MayBeNotApplicable || target.MayBeNotApplicable;
        if (random.Next(3) == 0)
        {
            json["targetLower"] = target.Name;
            json["targetUpper"] = $"{target.Name} + {formulas.Pick(["1", "10", "0.01"])}";
            if (random.Next(2) == 0)
                json["insideRange"] = formulas.Pick(["100", "95.5"]);
        }
        else
        {
            json["target"] = target.Name;
            if (random.Next(2) == 0)
                json["zeroTarget"] = $"if({actual.Name} = 0, 100, 0)";
        }

        Link(scope, actual, target);
        json["polarity"] = random.Next(4) == 0
            ? $"if({formulas.Condition(scope, 0)}, 'higher', 'lower')"
            : formulas.Pick(["higher", "lower", "onTarget"]);
        if (random.Next(3) == 0)
            json["cap"] = 120;
        if (random.Next(3) == 0)
            json["floor"] = 0;

        return (new JsonObject { ["achievement"] = json }, RandomType.Number, mayBeNotApplicable);
    }

    /// <summary>Notes that rows may set the actual to a percentage of the target, when both are facts of the same record.</summary>
    private void Link(RandomScope scope, RandomName actual, RandomName target)
    {
        if (actual == target || !scope.Own.Contains(actual) || !scope.Own.Contains(target))
            return;

        if (numberFacts.GetValueOrDefault(actual.Name) is { Target: null, IsShare: false } fact && !numberFacts[target.Name].IsShare)
            fact.Target = numberFacts[target.Name];
    }

    private (JsonObject, RandomType, bool) Weighted(RandomScope scope)
    {
        var lists = scope.Lists.Where(list => !list.MayBeEmpty).ToList();
        if (lists.Count > 0 && random.Next(2) == 0)
            return WeightedEach(formulas.Pick(lists));

        var names = scope.Names(RandomType.Number).OrderBy(_ => random.Next()).Take(random.Next(2, 5)).ToList();
        var json = new JsonObject();
        if (random.Next(4) == 0)
        {
            var condition = formulas.Condition(scope, 0);
            json["of"] = new JsonArray(
                new JsonObject { ["value"] = names[0].Name, ["weight"] = 60, ["cap"] = 110, ["when"] = condition },
                new JsonObject { ["value"] = names[^1].Name, ["weight"] = 60, ["when"] = $"not ({condition})" },
                new JsonObject { ["value"] = formulas.Pick(Branches), ["weight"] = 40, ["floor"] = 0 });
        }
        else if (random.Next(3) == 0)
        {
            var share = scope.Names(RandomType.Number).First(name => name.Name.StartsWith("share", StringComparison.Ordinal));
            names = [names[0], names[^1]];
            json["of"] = new JsonObject { [names[0].Name] = share.Name, [names[^1].Name] = $"100 - {share.Name}" };
        }
        else
        {
            var of = new JsonObject();
            var left = 100;
            var isAny = random.Next(2) == 0;
            foreach (var name in names)
            {
                var weight = isAny ? random.Next(1, 9) : name == names[^1] ? left : random.Next(1, left / 2);
                left -= weight;
                of[name.Name] = random.Next(2) == 0 ? weight : weight.ToString(CultureInfo.InvariantCulture);
            }

            json["of"] = of;
            if (isAny)
                json["weightsSumTo"] = "any";
        }

        FollowMissing(json, names.Any(name => name.MayBeNotApplicable), names.All(name => name.MayBeNotApplicable));
        return (new JsonObject { ["weighted"] = json }, RandomType.Number, false);
    }

    private (JsonObject, RandomType, bool) WeightedEach(RandomList list)
    {
        var own = list.Inside.Own.Where(name => name.Type == RandomType.Number).ToList();
        var share = own.First(name => numberFacts.TryGetValue(name.Name, out var fact) && fact.IsShare);
        var value = formulas.Pick(own);
        var json = new JsonObject { ["each"] = list.Name, ["value"] = value.Name, ["weight"] = share.Name };
        if (random.Next(3) == 0)
        {
            json["weight"] = $"{share.Name} + 1";
            json["weightsSumTo"] = "any";
        }

        if (random.Next(3) == 0)
            json["cap"] = 120;
        FollowMissing(json, value.MayBeNotApplicable, value.MayBeNotApplicable);
        return (new JsonObject { ["weighted"] = json }, RandomType.Number, false);
    }

    private void FollowMissing(JsonObject json, bool some, bool all)
    {
        if (some && random.Next(8) > 0)
            json["ifNotApplicable"] = all || random.Next(2) == 0 ? "zero" : "reweight";
    }

    private List<decimal> Edges(int count)
    {
        var edges = new List<decimal> { formulas.Pick(EdgeStarts) };
        while (edges.Count < count)
            edges.Add(edges[^1] + formulas.Pick([0.01m, 9.5m, 20, 40]));

        return edges;
    }

    /// <summary>Items without an open gap: from-only with an open bottom, to-only with an open top, or with both edges.</summary>
    private JsonArray Items(List<decimal> edges, Action<JsonObject, int> fill)
    {
        var items = new JsonArray();
        var shape = random.Next(4);
        for (var at = 0; at <= edges.Count; at++)
        {
            var item = new JsonObject();
            if (at > 0 && shape != 1)
                item["from"] = Number(edges[at - 1]);
            if (at < edges.Count && shape is 1 or 2)
                item["to"] = Number(edges[at]);
            if (shape == 1)
                item["including"] = "to";
            fill(item, at);
            items.Add(item);
        }

        return shape == 3 ? new JsonArray([.. items.Reverse().Select(item => item!.DeepClone())]) : items;
    }

    private static JsonNode Number(decimal number) => RandomRows.Json(number);

    private (JsonObject, RandomType, bool) Bands(RandomScope scope)
    {
        var edges = Edges(random.Next(1, ratings.Count));
        var (of, mayBeNotApplicable) = Scaled(scope, edges);
        var givesRatings = random.Next(3) > 0;
        var items = Items(edges, (item, at) => item[givesRatings ? "rating" : "value"] = givesRatings ? ratings[at] : at * 10);
        for (var count = random.Next(3) == 0 ? random.Next(1, 4) : 0; count > 0; count--)
        {
            var special = SpecialItem(scope, edges);
            special[givesRatings ? "rating" : "value"] = givesRatings ? formulas.Pick(ratings) : formulas.Pick(Branches);
            items.Insert(random.Next(items.Count), special);
        }

        var json = new JsonObject { ["of"] = of, ["items"] = items };
        if (givesRatings)
            json["scale"] = "grade";

        return (new JsonObject { ["bands"] = json }, givesRatings ? RandomType.Rating : RandomType.Number, mayBeNotApplicable);
    }

    /// <summary>An item with a condition, often a bare name; its interval may be open or lie over that of another one.</summary>
    private JsonObject SpecialItem(RandomScope scope, List<decimal> edges)
    {
        var flags = scope.Names(RandomType.Boolean).Where(name => !name.MayBeNotApplicable).ToList();
        var special = new JsonObject
        {
            ["when"] = flags.Count > 0 && random.Next(2) == 0 ? formulas.Pick(flags).Name : formulas.Condition(scope, random.Next(2)),
            ["including"] = formulas.Pick(["from", "to", "both", "neither"]),
        };
        var from = edges[random.Next(edges.Count)];
        if (random.Next(5) > 0)
            special["from"] = Number(from);
        if (random.Next(5) > 0)
            special["to"] = edgeParameters.Count > 0 && from < 100 && random.Next(2) == 0 ? formulas.Pick(edgeParameters).Name : Number(from + 10);
        return special;
    }

    private (JsonObject, RandomType, bool) Points(RandomScope scope)
    {
        var edges = Edges(random.Next(1, 5));
        var (of, mayBeNotApplicable) = Scaled(scope, edges);
        var other = formulas.Number(scope, 1);
        var items = Items(edges, (item, at) => item["points"] = at == 1 ? other.Text : formulas.Pick(Branches));
        return (
            new JsonObject { ["points"] = new JsonObject { ["of"] = of, ["items"] = items } },
            RandomType.Number,
            mayBeNotApplicable || other.MayBeNotApplicable);
    }

    private (JsonObject, RandomType, bool) Interpolate(RandomScope scope)
    {
        var edges = Edges(random.Next(2, 5));
        var (of, mayBeNotApplicable) = Scaled(scope, edges);
        var items = Items(edges, (item, at) =>
        {
            if (at == 0 || at == edges.Count || random.Next(4) == 0)
                item["value"] = formulas.Pick(Branches);
            else
                item["line"] = new JsonArray(Point(edges[at - 1], at * 10), Point(edges[at], at * 10 + random.Next(1, 8)));
        });
        var json = new JsonObject { ["interpolate"] = new JsonObject { ["of"] = of, ["items"] = items } };
        return (json, RandomType.Number, mayBeNotApplicable);
    }

    private static JsonArray Point(decimal x, int y) => new(Number(x), y);

    private (JsonObject, RandomType, bool) Table(RandomScope scope)
    {
        var code = scope.Names(RandomType.Code).First(name => !name.MayBeNotApplicable);
        var edges = Edges(3);
        var (of, mayBeNotApplicable) = Scaled(scope, edges);
        var hitPolicy = formulas.Pick(["unique", "first", "collect sum", "collect min", "collect max", "collect count"]);
        var isUnique = hitPolicy == "unique";
        var givesRatings = isUnique && random.Next(2) == 0;
        var rules = new JsonArray();
        for (var at = 0; at < 3; at++)
        {
            var edge = edges[2 - at];
            var when = new JsonObject { ["size"] = new JsonObject { ["from"] = Number(edge) } };
            if (isUnique && at > 0)
                when["size"]!["to"] = Number(edges[3 - at]);
            if (random.Next(2) == 0)
                when["code"] = random.Next(2) == 0 ? code.Words[at % 2] : new JsonArray(code.Words[0], code.Words[^1]);

            rules.Add(new JsonObject { ["when"] = when, [givesRatings ? "rating" : "value"] = givesRatings ? ratings[at] : at * 3 + 1 });
        }

        for (var rule = 0; rule < rules.Count; rule++)
            rules[rule]!["id"] = $"rule-{rule + 1}";

        var inputs = new JsonObject { ["size"] = of, ["code"] = code.Name };
        var json = new JsonObject { ["inputs"] = inputs, ["hitPolicy"] = hitPolicy, ["rules"] = rules };
        if (isUnique || hitPolicy == "first")
            json["default"] = new JsonObject { [givesRatings ? "rating" : "value"] = givesRatings ? ratings[^1] : 0 };
        if (givesRatings)
            json["scale"] = "grade";

        return (
            new JsonObject { ["table"] = json },
            givesRatings ? RandomType.Rating : RandomType.Number,
            mayBeNotApplicable || hitPolicy is "collect min" or "collect max");
    }

    private (JsonObject, RandomType, bool) Rules(RandomScope scope)
    {
        var code = scope.Names(RandomType.Code).First(name => !name.MayBeNotApplicable);
        var rating = formulas.Other(scope, RandomType.Rating, 1);
        var givesRatings = rating is not null && random.Next(2) == 0;
        var @base = givesRatings ? rating!.Value : formulas.Number(scope, 2);
        var mayBeNotApplicable = @base.MayBeNotApplicable;
        var isChain = random.Next(2) == 0;
        var exceptions = new JsonArray();
        for (var at = 0; at < 3; at++)
        {
            var then = givesRatings ? formulas.Other(scope, RandomType.Rating, 1)!.Value : formulas.Number(scope, 1);
            mayBeNotApplicable |= then.MayBeNotApplicable;
            var exception = new JsonObject
            {
                ["id"] = $"exception-{at}",
                ["when"] = isChain ? formulas.Condition(scope, 1) : $"{code.Name} = '{code.Words[at]}'",
                ["then"] = then.Text,
            };
            if (isChain && at > 0)
                exception["overrides"] = new JsonArray([.. Enumerable.Range(0, at).Select(earlier => (JsonNode)$"exception-{earlier}")]);

            exceptions.Add(exception);
        }

        return (
            new JsonObject { ["rules"] = new JsonObject { ["base"] = @base.Text, ["exceptions"] = exceptions } },
            givesRatings ? RandomType.Rating : RandomType.Number,
            mayBeNotApplicable);
    }
}
