using Kinerja.Core;

namespace Kinerja.Cli.Tests.Columns;

/// <summary>A policy over single facts of every kind that lanes know.</summary>
internal static class ColumnPolicy
{
    public const string Json = """
        {
          "id": "columns", "version": "1.0.0", "effective": { "from": "2020-01-01", "to": "2029-12-31" },
          "scales": { "grade": { "ratings": { "low": { "label": { "id": "Rendah", "en": "Low" } }, "middle": {}, "high": {} } } },
          "facts": {
            "target": { "type": "number", "min": 0, "exclusiveMin": true, "digits": 2 },
            "actual": { "type": "number", "min": -50, "max": 90000, "digits": 2 },
            "open": { "type": "number", "min": -1000000000 },
            "extra": { "type": "number", "default": 3 },
            "isNew": { "type": "boolean" },
            "kind": { "type": "code", "codes": { "a": {}, "b": {}, "longWord": {} } },
            "before": { "type": "rating", "scale": "grade" },
            "since": { "type": "date", "min": "2020-01-01" }
          },
          "values": {
            "score": { "formula": "min(actual / target * 100, 120) + open + if(isNew, extra, 0)", "round": { "digits": 2 }, "label": { "id": "Skor", "en": "Score" } },
            "points": { "formula": "if(kind = 'a', 10, if(before = 'low', -0.5, 7))", "round": { "digits": 1 } },
            "grade": { "bands": { "of": "score", "scale": "grade", "items": [ { "rating": "low" }, { "from": 50, "rating": "middle" }, { "from": 90, "rating": "high" } ] } }
          },
          "followUps": { "talk": { "kind": "dialogue", "when": "grade = 'low'" }, "praise": { "kind": "award", "when": "grade = 'high' and isNew" }, "more": { "kind": "dialogue", "when": "points < 0" } },
          "results": ["score", "points", "grade", "isNew", "kind", "actual"]
        }
        """;

    public static AppraisalPolicy Load()
    {
        var load = AppraisalPolicy.Load(Json);
        Assert.Empty(load.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.ToString()));
        Assert.Empty(load.Policy!.SlowValues.Select(value => $"{value.Name}: {value.Reason.English}"));
        return load.Policy!;
    }
}
