namespace Kinerja.Cli.Tests;

/// <summary>A policy with one fact of every type, and a list in a list.</summary>
internal static class SmallPolicy
{
    public const string Json = """
        {
          "id": "small", "version": "1.2.0",
          "scales": { "grade": { "ratings": { "low": { "label": { "id": "Rendah", "en": "Low" } }, "middle": {}, "high": { "label": { "id": "Tinggi", "en": "High" } } } } },
          "facts": {
            "base": { "type": "number", "min": 0, "max": 100, "digits": 2, "label": { "id": "Dasar", "en": "Base" }, "unit": "points" },
            "isNew": { "type": "boolean", "default": false },
            "remark": { "type": "text", "maxLength": 20, "ifMissing": "exclude" },
            "kind": { "type": "code", "codes": { "a": { "label": { "en": "First" } }, "b": {} }, "default": "a" },
            "before": { "type": "rating", "scale": "grade", "ifMissing": "exclude" },
            "since": { "type": "date", "min": "2020-01-01", "ifMissing": "exclude" },
            "items": {
              "type": "list", "max": 5,
              "of": {
                "name": { "type": "text" },
                "parts": { "type": "list", "of": { "points": { "type": "number", "min": -10, "exclusiveMin": true } } }
              }
            }
          },
          "values": {
            "items.total": { "formula": "sum(parts, points)" },
            "score": { "formula": "base + sum(items, total)", "round": { "digits": 2 }, "label": { "id": "Skor", "en": "Score" } },
            "note": { "formula": "remark" },
            "grade": { "bands": { "of": "score", "scale": "grade", "items": [ { "rating": "low" }, { "from": 10, "rating": "middle" }, { "from": 50, "rating": "high" } ] } }
          },
          "followUps": { "talk": { "kind": "dialogue", "when": "grade = 'low'" } },
          "results": ["score", "grade", "note", "isNew"]
        }
        """;

    public static string Person(string id, string @base = "1", string more = "", string items = "[]") =>
        $$"""{"id":"{{id}}","facts":{"items":{{items}},{{more}}"base":{{@base}} } }""";
}
