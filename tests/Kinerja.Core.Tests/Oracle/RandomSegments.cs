using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Says which values of the parts come together and how, and divides periods.</summary>
internal static class RandomSegments
{
    private static readonly string[] Rules = ["mean", "byMonths", "byDays", "last"];

    internal static JsonObject Define(Random random, RandomScope sheet, RandomSheet values)
    {
        var names = values.Results.Select(result => result!.GetValue<string>()).OrderBy(_ => random.Next()).Take(random.Next(1, 4));
        var combine = names.Select(name => KeyValuePair.Create(name, (JsonNode?)(
            sheet.Own.Find(own => own.Name == name)!.Type == RandomType.Number ? Rules[random.Next(Rules.Length)] : "last")));
        return new JsonObject { ["combine"] = new JsonObject(combine) };
    }

    /// <summary>One to three parts, some with days between them; one division in twenty is no sound one.</summary>
    internal static ImmutableArray<OracleSegment> Parts(Random random, OraclePeriod period, RandomRows rows)
    {
        var parts = ImmutableArray.CreateBuilder<OracleSegment>();
        var start = period.Start;
        for (var left = random.Next(1, 4); left > 0 && start <= period.End; left--)
        {
            var rest = period.End.DayNumber - start.DayNumber;
            var end = left == 1 ? period.End : random.Next(2) == 0 ? start.AddDays(random.Next(rest + 1)) : MonthEnd(start.AddDays(random.Next(rest + 1)), period.End);
            parts.Add(new OracleSegment(new OraclePeriod(start, end), Facts(random, rows)));
            start = end.AddDays(random.Next(60) == 0 ? 0 : random.Next(8) == 0 ? 5 : 1);
        }

        return parts.DrainToImmutable();
    }

    internal const string OlderId = "older";

    /// <summary>The policy from this day on, and an older one with other parameters until the day before.</summary>
    internal static (string Newer, string Older) ChangeAt(string policyJson, DateOnly day)
    {
        var (newer, older) = (JsonNode.Parse(policyJson)!, JsonNode.Parse(policyJson)!);
        newer["effective"] = new JsonObject { ["from"] = $"{day:yyyy-MM-dd}" };
        newer["segments"]!["policies"] = new JsonArray(OlderId);
        older["id"] = OlderId;
        older["effective"] = new JsonObject { ["from"] = "2015-01-01", ["to"] = $"{day.AddDays(-1):yyyy-MM-dd}" };
        foreach (var (name, parameter) in older["parameters"]!.AsObject())
        {
            if (name.StartsWith("share", StringComparison.Ordinal))
                parameter!["value"] = 65;
        }

        return (newer.ToJsonString(RandomPolicy.Readable), older.ToJsonString(RandomPolicy.Readable));
    }

    private static DateOnly MonthEnd(DateOnly day, DateOnly last)
    {
        var end = new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
        return end < last ? end : last;
    }

    /// <summary>All facts or some of them; what is left out comes from the whole.</summary>
    private static string Facts(Random random, RandomRows rows)
    {
        var facts = JsonNode.Parse(rows.Create(random.Next(3)))!.AsObject();
        if (random.Next(3) > 0)
        {
            foreach (var (name, value) in facts.ToList())
            {
                if (value is null || random.Next(2) == 0)
                    facts.Remove(name);
            }
        }

        return facts.ToJsonString(RandomPolicy.Readable);
    }
}
