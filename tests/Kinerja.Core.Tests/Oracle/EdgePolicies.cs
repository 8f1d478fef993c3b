namespace Kinerja.Core.Tests.Oracle;

/// <summary>Hand-written policies whose rows are made to fall on band edges, midpoints and limits.</summary>
internal static class EdgePolicies
{
    private const string Scale = """
        "scales": { "predicate": { "ratings": { "veryPoor": {}, "poor": {}, "fair": {}, "good": {}, "veryGood": {} } } }
        """;

    private const string Bands = """
        "items": [ { "from": 110, "to": 120, "including": "both", "when": "newIdea", "rating": "veryGood" },
          { "from": 90, "rating": "good" }, { "from": 70, "rating": "fair" }, { "from": 50, "rating": "poor" }, { "rating": "veryPoor" } ]
        """;

    internal static string Achievement => Policy("achievement", """
        "facts": { "actual": { "type": "number", "min": 0 }, "target": { "type": "number", "min": 0 },
          "newIdea": { "type": "boolean", "default": false },
          "direction": { "type": "code", "codes": ["up", "down", "exact"], "default": "up" } },
        "values": {
          "percent": { "achievement": { "actual": "actual", "target": "target", "cap": 120, "floor": 0,
            "polarity": "ifs(direction = 'up', 'higher', direction = 'down', 'lower', 'onTarget')",
            "zeroTarget": "if(actual = 0, 100, 0)" }, "round": { "digits": 2 } },
          "rating": { "bands": { "of": "percent", "scale": "predicate", BANDS } },
          "isFull": { "formula": "percent = 100" },
          "exact": { "achievement": { "actual": "actual", "target": "target", "polarity": "higher", "zeroTarget": 0 } } },
        "results": ["percent", "rating", "isFull", "exact"]
        """);

    internal static string Range => Policy("range", """
        "facts": { "actual": { "type": "number" }, "low": { "type": "number" }, "width": { "type": "number", "min": 0 },
          "newIdea": { "type": "boolean", "ifMissing": "exclude" } },
        "parameters": { "inside": { "value": 100 } },
        "values": {
          "percent": { "achievement": { "actual": "actual", "targetLower": "low", "targetUpper": "low + width", "polarity": "onTarget",
            "insideRange": "inside", "floor": 0 }, "round": { "digits": 1, "mode": "halfToEven" } },
          "strict": { "achievement": { "actual": "actual", "targetLower": "low", "targetUpper": "low + width", "polarity": "lower" } },
          "rating": { "bands": { "of": "strict", "scale": "predicate", "items": [
            { "to": 99.99, "including": "to", "rating": "poor" }, { "to": "inside", "including": "to", "rating": "fair" },
            { "to": 110, "including": "to", "rating": "good" }, { "rating": "veryGood" } ] } },
          "bonus": { "formula": "newIdea ? 1 : 0", "when": "newIdea ?? false" } },
        "results": ["percent", "strict", "rating", "bonus"]
        """);

    internal static string Thirds => Policy("thirds", """
        "facts": { "a": { "type": "number" }, "b": { "type": "number" }, "c": { "type": "number" } },
        "values": {
          "mean": { "formula": "(a + b + c) / 3" },
          "parts": { "formula": "a / 3 + b / 3 + c / 3" },
          "same": { "formula": "mean = parts and parts * 3 == a + b + c" },
          "sevenths": { "formula": "a / 7 * 7 - a + b / 21" },
          "rounded": { "formula": "parts", "round": { "digits": 2 } },
          "grade": { "points": { "of": "parts", "items": [
            { "from": 100, "points": 3 }, { "from": 33.33, "points": "2" }, { "points": 1 } ] } },
          "share": { "formula": "a / (a + b + c) * 100", "when": "a + b + c <> 0", "round": { "digits": 3, "mode": "halfDown" } } },
        "results": ["mean", "parts", "same", "sevenths", "rounded", "grade", "share"]
        """);

    internal static string Rounding => Policy("rounding", """
        "facts": { "x": { "type": "number" }, "places": { "type": "number", "min": -3, "max": 4, "digits": 0 } },
        "values": {
          "away": { "formula": "x", "round": { "digits": 2 } },
          "even": { "formula": "x", "round": { "digits": 2, "mode": "halfToEven" } },
          "toward": { "formula": "x", "round": { "digits": 1, "mode": "halfTowardZero" } },
          "up": { "formula": "x", "round": { "digits": 0, "mode": "halfUp" } },
          "down": { "formula": "x", "round": { "digits": 2, "mode": "halfDown" } },
          "outward": { "formula": "x", "round": { "digits": 3, "mode": "awayFromZero" } },
          "inward": { "formula": "x", "round": { "digits": 2, "mode": "towardZero" } },
          "ceiled": { "formula": "x", "round": { "digits": 2, "mode": "ceiling" } },
          "floored": { "formula": "x", "round": { "digits": -1, "mode": "floor" } },
          "chosen": { "formula": "round(x, places) + round(x / 8, places, 'halfToEven')" },
          "whole": { "formula": "floor(x) + ceiling(x) * 1000 + truncate(x) * 1000000" } },
        "results": ["away", "even", "toward", "up", "down", "outward", "inward", "ceiled", "floored", "chosen", "whole"]
        """);

    internal static string WeightedList => Policy("weighted-list", """
        "facts": { "newIdea": { "type": "boolean", "default": false },
          "items": { "type": "list", "min": 1, "of": { "score": { "type": "number" }, "weight": { "type": "number", "min": 0 } } } },
        "values": {
          "total": { "weighted": { "each": "items", "value": "score", "weight": "weight" } },
          "rounded": { "formula": "total", "round": { "digits": 2 } },
          "exactRating": { "bands": { "of": "total", "scale": "predicate", BANDS } },
          "roundedRating": { "bands": { "of": "rounded", "scale": "predicate", BANDS } },
          "items.share": { "formula": "score * weight / 100", "round": { "digits": 2 } },
          "ofRounded": { "formula": "sum(items.share)" },
          "best": { "formula": "max(items, score, weight > 0) - avg(items.score)" } },
        "results": ["total", "rounded", "exactRating", "roundedRating", "ofRounded", "best"]
        """);

    internal static string WeightedParts => Policy("weighted-parts", """
        "facts": { "work": { "type": "number", "ifMissing": "exclude" }, "behaviour": { "type": "number", "ifMissing": "exclude" },
          "extra": { "type": "number", "default": 0 }, "survey": { "type": "boolean", "default": false } },
        "parameters": { "workShare": { "value": 70, "oneOf": [70, 60] } },
        "values": {
          "zero": { "weighted": { "of": { "work": "workShare", "behaviour": "100 - workShare" }, "ifNotApplicable": "zero" },
            "round": { "digits": 2 } },
          "reweight": { "weighted": { "of": { "work": 60, "behaviour": 30, "extra": 10 }, "ifNotApplicable": "reweight" } },
          "any": { "weighted": { "of": { "work": 1, "behaviour": 1, "extra": 1 }, "weightsSumTo": "any",
            "ifNotApplicable": "reweight" }, "round": { "digits": 4 } },
          "chosen": { "weighted": { "of": [ { "value": "work ?? 0", "weight": 60, "when": "survey", "cap": 110 },
            { "value": "work ?? 0", "weight": 70, "when": "not survey", "floor": 50 },
            { "value": "extra", "weight": "survey ? 40 : 30" } ] }, "round": { "digits": 2, "mode": "halfToEven" } },
          "missing": { "formula": "isNA(work) or isNA(behaviour)" },
          "rejects": { "weighted": { "of": { "work": 50, "behaviour": 50 } }, "when": "not isNA(work)" } },
        "results": ["zero", "reweight", "any", "chosen", "missing", "rejects"]
        """);

    internal static string Matrix => Policy("matrix", """
        "facts": { "work": { "type": "number" }, "behaviour": { "type": "number" }, "newIdea": { "type": "boolean", "default": false } },
        "values": {
          "workRating": { "bands": { "of": "work", "scale": "predicate", BANDS } },
          "behaviourRating": { "bands": { "of": "behaviour", "scale": "predicate", BANDS } },
          "overall": { "table": { "inputs": { "work": "workRating", "behaviour": "behaviourRating" }, "scale": "predicate", "rules": [
            { "id": "r1", "when": { "work": ["good", "veryGood"], "behaviour": ["good", "veryGood"] }, "rating": "veryGood" },
            { "id": "r2", "when": { "work": "fair", "behaviour": ["fair", "good", "veryGood"] }, "rating": "good" },
            { "id": "r3", "when": { "work": ["good", "veryGood"], "behaviour": "fair" }, "rating": "good" },
            { "id": "r4", "when": { "behaviour": "veryPoor" }, "rating": "veryPoor" } ], "default": { "rating": "poor" } } },
          "points": { "table": { "inputs": { "sum": "work + behaviour" }, "hitPolicy": "collect sum", "rules": [
            { "id": "r5", "when": { "sum": { "from": 100 } }, "value": 1 },
            { "id": "r6", "when": { "sum": { "from": 140, "including": "neither" } }, "value": "work / 3" },
            { "id": "r7", "when": { "sum": { "from": 180, "to": 220, "including": "both" } }, "value": 100 } ] } },
          "lowest": { "formula": "min(workRating, behaviourRating, 'good')" },
          "isBetter": { "formula": "workRating > behaviourRating or overall >= 'good'" } },
        "results": ["workRating", "behaviourRating", "overall", "points", "lowest", "isBetter"]
        """);

    internal static string Discipline => Policy("discipline", """
        "facts": { "score": { "type": "number" }, "newIdea": { "type": "boolean", "default": false },
          "absent": { "type": "number", "default": 0 },
          "discipline": { "type": "code", "codes": ["none", "light", "medium", "heavy"], "default": "none" } },
        "values": {
          "base": { "bands": { "of": "score", "scale": "predicate", BANDS } },
          "rating": { "rules": { "base": "base", "exceptions": [
            { "id": "light", "when": "discipline = 'light'", "then": "min(base, 'good')" },
            { "id": "medium", "when": "discipline = 'medium'", "then": "min(base, 'fair')" },
            { "id": "heavy", "when": "discipline = 'heavy'", "then": "'veryPoor'" },
            { "id": "absent", "when": "absent >= 28", "then": "'poor'", "overrides": ["light", "medium", "heavy"] } ] } },
          "cut": { "formula": "score * (1 - clamp(absent * 3 / 100, 0, 1))", "floor": 0, "cap": "score + 0", "round": { "digits": 2 } },
          "allowance": { "table": { "inputs": { "d": "discipline", "s": "cut" }, "hitPolicy": "first", "rules": [
            { "id": "r8", "when": { "d": "none", "s": { "from": 100 } }, "value": 1.1 }, { "id": "r9", "when": { "s": { "from": 90 } }, "value": 1 },
            { "id": "r10", "when": { "s": { "from": 50 } }, "value": "cut / 90" } ], "default": { "value": 0 } } } },
        "followUps": { "hold": { "kind": "hold", "when": "rating <= 'poor'" } },
        "results": ["base", "rating", "cut", "allowance"]
        """);

    internal static string Lines => Policy("lines", """
        "facts": { "x": { "type": "number" } }, "parameters": { "top": { "value": 110 } },
        "values": {
          "value": { "interpolate": { "of": "x", "items": [
            { "to": 50, "value": 25 }, { "from": 50, "to": 70, "line": [[50, 25], [69, 49.99]] },
            { "from": 70, "to": 90, "line": [[70, 50], [90, 70]] },
            { "from": 90, "to": "top", "including": "both", "line": [[90, 70.01], [110, 120]] },
            { "from": "top", "including": "neither", "value": "120 + 1 / 3" } ] } },
          "rounded": { "formula": "value", "round": { "digits": 2 } },
          "third": { "interpolate": { "of": "x / 3", "items": [ { "from": 30, "line": [[0, 0], [3, 1]] }, { "value": "-x" } ] },
            "round": { "digits": 3, "mode": "floor" } },
          "step": { "points": { "of": "rounded", "items": [ { "from": 70, "including": "neither", "points": 2 },
            { "from": 70, "to": 70, "including": "both", "points": 1 }, { "to": 70, "points": 0 } ] } } },
        "results": ["value", "rounded", "third", "step"]
        """);

    internal static string Service => Policy("service", """
        "facts": { "nip": { "type": "identityNumber", "strict": false }, "day": { "type": "date" },
          "other": { "type": "date", "ifMissing": "exclude" } },
        "values": {
          "age": { "formula": "yearsBetween(nip.birthDate, day)" },
          "months": { "formula": "monthsBetween(day, other)" },
          "days": { "formula": "daysBetween(day, other) ?? -1" },
          "kind": { "formula": "nip.kind" },
          "serviceMonths": { "formula": "monthsBetween(date(nip.appointmentYear, nip.appointmentMonth, 1), day)",
            "when": "nip.kind = 'nipPns'" },
          "latest": { "formula": "max(day, other ?? day, #2020-02-29#)" },
          "isWoman": { "formula": "nip.sex = 'female'" } },
        "results": ["age", "months", "days", "kind", "serviceMonths", "latest", "isWoman"]
        """);

    internal static string Limits => Policy("limits", """
        "facts": { "x": { "type": "number" }, "k": { "type": "number", "digits": 0 },
          "terms": { "type": "list", "default": [], "of": { "base": { "type": "number", "min": 2 } } } },
        "values": {
          "echo": { "formula": "x" }, "eighth": { "formula": "x / 8" }, "third": { "formula": "x / 3" }, "square": { "formula": "x * x" },
          "power": { "formula": "sign(2 ** k - 1)" }, "inverse": { "formula": "2 ** -k * 2 ** k" },
          "sum": { "formula": "sum(terms, 1 / base ** (k / 2)) > 0", "when": "k % 2 = 0" } },
        "results": ["echo", "eighth", "third", "square", "power", "inverse", "sum"]
        """);

    internal static string Logic => Policy("logic", """
        "facts": { "p": { "type": "boolean", "ifMissing": "exclude" }, "q": { "type": "boolean", "ifMissing": "exclude" },
          "n": { "type": "number", "ifMissing": "exclude" },
          "items": { "type": "list", "default": [], "of": {
            "r": { "type": "boolean", "ifMissing": "exclude" }, "m": { "type": "number", "ifMissing": "exclude" },
            "inner": { "type": "list", "default": [], "of": { "y": { "type": "number" } } } } } },
        "values": {
          "both": { "formula": "p and q" }, "either": { "formula": "p or q" },
          "neither": { "formula": "not p and not q" }, "same": { "formula": "p = q" },
          "guarded": { "formula": "(n ?? 0) <> 0 and 1 / (n ?? 0) > 0.5" },
          "listed": { "formula": "n in (1, 2, 100) or p" }, "choice": { "formula": "p ? n : -(n ?? 5)" },
          "ladder": { "formula": "ifs(p ?? false, 1, q ?? false, n, 3)" },
          "anyTrue": { "formula": "any(items, r)" }, "allTrue": { "formula": "all(items, r)" }, "counted": { "formula": "count(items, r)" },
          "summed": { "formula": "sum(items, m, r)" }, "averaged": { "formula": "avg(items.m)" },
          "firstKept": { "formula": "first(items, m, m > 10)" },
          "items.inner.z": { "formula": "y * (m ?? 1) + (n ?? 0)" }, "items.most": { "formula": "max(inner, z)" },
          "total": { "formula": "sum(items.inner, z) - sum(items, most)" } },
        "results": ["both", "either", "neither", "same", "guarded", "listed", "choice", "ladder",
          "anyTrue", "allTrue", "counted", "summed", "averaged", "firstKept", "total"]
        """);

    internal static string Policy(string id, string body) => $$"""
        { "id": "edge-{{id}}", "version": "1.0.0", "title": { "en": "Edges of {{id}}" }, {{Scale}},
        {{body.Replace("BANDS", Bands, StringComparison.Ordinal)}} }
        """;
}
