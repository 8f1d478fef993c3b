using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Fills a sheet, of a person or of a unit, with values of every kind and follow-ups.</summary>
internal sealed class RandomSheet(
    Random random, RandomFormulas formulas, RandomKinds kinds, IReadOnlyList<string> ratings, RandomScope sheet, Func<string, string> name)
{
    internal JsonObject Values { get; } = [];

    internal JsonObject FollowUps { get; } = [];

    internal JsonArray Results { get; } = [];

    internal void DefineValues(int values)
    {
        for (var count = values; count > 0; count--)
        {
            var lists = sheet.Reachable.ToList();
            var scope = lists.Count > 0 && random.Next(4) == 0 ? formulas.Pick(lists).Inside : sheet;
            var (json, type, mayBeNotApplicable) = kinds.Create(scope);
            if (type == RandomType.Number && !json.ContainsKey("round") && random.Next(2) == 0)
                json["round"] = kinds.Round(random.Next(5));
            if (type == RandomType.Number && random.Next(8) == 0)
                json["cap"] = 150;
            if (type == RandomType.Number && random.Next(8) == 0)
                json["floor"] = -20;

            var isConditional = random.Next(7) == 0;
            if (isConditional)
                json["when"] = formulas.Condition(scope, 1);
            AddValue(scope, json, type, mayBeNotApplicable || isConditional);
            if (scope != sheet)
                Gather(scope, scope.Own[^1]);
        }
    }

    /// <summary>A value of the sheet that shows a value of records among the results.</summary>
    private void Gather(RandomScope scope, RandomName value)
    {
        var list = scope.Path.TrimEnd('.');
        var formula = value.Type switch
        {
            RandomType.Number => $"sum({list}.{value.Name})",
            RandomType.Boolean => $"count({list}, {value.Name})",
            RandomType.Code => $"count({list}, {value.Name} = '{value.Words[0]}')",
            _ => $"min({list}, {value.Name})",
        };
        var isWord = value.Type is RandomType.Rating or RandomType.Date;
        AddValue(sheet, new JsonObject { ["formula"] = formula }, isWord ? value.Type : RandomType.Number, isWord);
    }

    internal void AddValue(RandomScope scope, JsonObject json, RandomType type, bool mayBeNotApplicable)
    {
        var own = name("value");
        Values[$"{scope.Path}{own}"] = json;
        IReadOnlyList<string> words = type == RandomType.Rating ? ratings : type == RandomType.Code ? RandomPolicy.Codes : [];
        scope.Own.Add(new RandomName(own, type, mayBeNotApplicable, words));
        if (scope == sheet)
            Results.Add(own);
    }

    internal void DefineFollowUps(int followUps)
    {
        for (var count = followUps; count > 0; count--)
        {
            var lists = sheet.Reachable.ToList();
            var list = lists.Count > 0 && random.Next(2) == 0 ? formulas.Pick(lists) : null;
            var followUp = new JsonObject
            {
                ["kind"] = formulas.Pick(["training", "coaching", "award", "sanction", "hold", "distribution", "finding", "information"]),
                ["when"] = formulas.Condition(list?.Inside ?? sheet, 1),
                ["message"] = new JsonObject { ["en"] = "Something follows." },
            };
            if (list is not null)
                Concern(followUp, list);
            if (random.Next(3) == 0 && formulas.Other(sheet, RandomType.Date, 1) is { } day)
                followUp["due"] = day.MayBeNotApplicable ? $"{day.Within(9)} ?? #2024-02-29#" : day.Text;
            if (random.Next(3) == 0)
                followUp["causedBy"] = formulas.Pick(["officer", "superior", "personnelOffice", "system"]);
            FollowUps[name("follow-")] = followUp;
        }
    }

    /// <summary>The follow-up names records, by a code or by where they stand, in an order of its own or that of the data.</summary>
    private void Concern(JsonObject followUp, RandomList list)
    {
        followUp["each"] = list.Name;
        if (list.Inside.Own.Find(name => name.Type == RandomType.Code) is { } code && random.Next(2) == 0)
            followUp["of"] = code.MayBeNotApplicable ? $"{code.Name} ?? 'alpha'" : code.Name;
        if (random.Next(2) == 0)
        {
            var by = formulas.Number(list.Inside, 1);
            followUp["by"] = by.MayBeNotApplicable ? $"{by.Within(9)} ?? 0" : by.Text;
        }
    }
}
