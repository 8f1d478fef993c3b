namespace Kinerja.Core.Tests.Oracle;

/// <summary>Hand-written policies over days and over lists: calendars, catalogues, raters, effects, rankings.</summary>
internal static class EdgeRosterPolicies
{
    internal static string Calendar => EdgePolicies.Policy("calendar", """
        "facts": { "day": { "type": "date" }, "n": { "type": "number" }, "other": { "type": "date", "ifMissing": "exclude" },
          "target": { "type": "number", "default": 60 },
          "items": { "type": "list", "default": [], "of": { "x": { "type": "number", "ifMissing": "exclude" }, "ok": { "type": "boolean", "default": true } } } },
        "values": {
          "inDays": { "formula": "addDays(day, n)" }, "inMonths": { "formula": "addMonths(day, n)" },
          "backAgain": { "formula": "daysBetween(day, addDays(day, n)) = n" },
          "monthsAgain": { "formula": "monthsBetween(day, inMonths) <= n" },
          "otherLater": { "formula": "addMonths(other, 1)" }, "latest": { "formula": "max(inDays, other ?? period.to, period.asOf)" },
          "soFar": { "formula": "target * period.elapsedDays / period.days", "round": { "digits": 3 } },
          "isOver": { "formula": "period.asOf = period.to" }, "months": { "formula": "period.months" },
          "fromMonths": { "formula": "monthsBetween(period.from, period.to) <= period.months and period.months <= monthsBetween(period.from, period.to) + 1" },
          "middle": { "formula": "median(items, x)" }, "middleKept": { "formula": "median(items, x / 3, ok)" },
          "ranks": { "formula": "count(items, x <= median(items, x))" },
          "inside": { "formula": "day >= period.from and day <= period.to" } },
        "results": ["inDays", "inMonths", "backAgain", "monthsAgain", "otherLater", "latest", "soFar", "isOver", "months", "fromMonths", "middle", "middleKept", "ranks", "inside"]
        """);

    internal static string Catalogue => EdgePolicies.Policy("catalogue", """
        "facts": {
          "grade": { "type": "code", "default": "plain", "codes": { "plain": {}, "chief": { "sets": { "allowance": 100.50, "level": "good" } }, "clerk": { "sets": { "allowance": 0 } } } },
          "allowance": { "type": "number", "min": 0, "digits": 2, "ifMissing": "zero" },
          "level": { "type": "rating", "scale": "predicate", "ifMissing": "exclude" },
          "items": { "type": "list", "default": [], "of": {
            "indicator": { "type": "code", "ifMissing": "exclude", "codes": {
              "certificate": { "label": { "en": "Certificate" }, "sets": { "target": 8, "weight": 40, "polarity": "down", "since": "2024-02-29" } },
              "letter": { "sets": { "target": 12.5, "isOpen": false, "remark": "it's set" } },
              "free": { "note": { "en": "Nothing is set." } },
              "chained": { "sets": { "polarity": "exact" } } } },
            "polarity": { "type": "code", "default": "up", "codes": ["up", "down", "exact"] },
            "extra": { "type": "code", "default": "none", "codes": { "none": {}, "some": { "sets": { "bonus": 7 } } } },
            "target": { "type": "number" }, "weight": { "type": "number", "default": 10 }, "bonus": { "type": "number", "ifMissing": "exclude" },
            "isOpen": { "type": "boolean", "default": true }, "remark": { "type": "text", "ifMissing": "exclude" },
            "since": { "type": "date", "ifMissing": "exclude" } } } },
        "values": {
          "total": { "formula": "sum(items, target * weight)" }, "bonuses": { "formula": "sum(items, bonus)" },
          "open": { "formula": "count(items, isOpen)" }, "down": { "formula": "count(items, polarity = 'down')" },
          "remarks": { "formula": "count(items, remark = 'it\\'s set')" }, "first": { "formula": "min(items, since)" },
          "pay": { "formula": "allowance" }, "standing": { "formula": "level" } },
        "results": ["total", "bonuses", "open", "down", "remarks", "first", "pay", "standing", "grade"]
        """);

    internal static string FollowUps => EdgePolicies.Policy("follow-ups", """
        "facts": { "decided": { "type": "date" }, "late": { "type": "boolean", "default": false },
          "behaviours": { "type": "list", "ifMissing": "exclude", "of": {
            "aspect": { "type": "code", "codes": ["service", "loyalty", "harmony", "skill"] }, "score": { "type": "number" },
            "remark": { "type": "text", "default": "none" },
            "notes": { "type": "list", "default": [], "of": { "x": { "type": "number" } } } } } },
        "values": { "behaviours.gap": { "formula": "90 - score" }, "lowest": { "formula": "min(behaviours, score)" } },
        "results": ["lowest"],
        "followUps": {
          "training": { "kind": "training", "each": "behaviours", "when": "score < 90", "of": "aspect", "by": "score", "due": "addMonths(decided, 1)", "causedBy": "officer" },
          "worst": { "kind": "coaching", "each": "behaviours", "when": "gap > 0 and score = (lowest ?? 0)", "of": "remark", "by": "-gap / 3", "causedBy": "superior" },
          "where": { "kind": "finding", "each": "behaviours", "when": "1 / (score - 13) > 0 or late", "message": { "en": "Look." } },
          "inner": { "kind": "information", "each": "behaviours.notes", "when": "x > score - 90", "by": "x" },
          "hold": { "kind": "hold", "when": "late", "due": "addDays(decided, daysBetween(period.from, period.to))", "causedBy": "personnelOffice" },
          "objection": { "kind": "objection", "when": "(lowest ?? 100) < 50", "due": "addDays(decided, 14)", "causedBy": "system" } }
        """);

    internal static string Raters => EdgePolicies.Policy("raters", """
        "facts": {
          "position": { "type": "code", "codes": ["head", "staff", "single"], "ifMissing": "exclude" }, "needed": { "type": "number", "default": 2 },
          "ratings": { "type": "list", "ifMissing": "exclude", "of": {
            "by": { "type": "code", "codes": ["superior", "peer", "subordinate", "self"] }, "level": { "type": "number", "ifMissing": "exclude" } } } },
        "parameters": { "peerShare": { "value": 20 } },
        "values": {
          "plain": { "raters": { "each": "ratings", "group": "by", "value": "level", "weights": { "superior": 60, "peer": "peerShare", "subordinate": "40 - peerShare" },
            "groups": { "peer": { "ifTooFew": "reweight" }, "subordinate": { "min": 2, "ifTooFew": "superior" } } }, "round": { "digits": 2 } },
          "byRole": { "raters": { "each": "ratings", "group": "by", "value": "level * 10 / 3", "role": "position ?? 'staff'",
            "weights": { "head": { "superior": 50, "subordinate": 50 }, "staff": { "superior": 70, "peer": 30 }, "single": { "self": 100 } },
            "groups": { "subordinate": { "min": "needed", "ifTooFew": "superior" }, "peer": { "min": 3, "ifTooFew": "self" } } }, "cap": 120 },
          "filled": { "raters": { "each": "ratings", "group": "by", "value": "level", "weights": { "superior": 50, "peer": 20, "subordinate": 30 },
            "groups": { "superior": { "min": 2, "ifTooFew": "reweight" }, "peer": { "min": "needed / 2", "ifTooFew": "reweight" }, "subordinate": { "ifTooFew": "reweight" } } },
            "when": "(count(ratings) ?? 0) > 3" },
          "strict": { "raters": { "each": "ratings", "group": "by", "value": "level", "weights": { "superior": 75, "peer": 25 } },
            "when": "(count(ratings, by = 'superior') ?? 0) > 1" } },
        "results": ["plain", "byRole", "filled", "strict"]
        """);

    internal static string Effects => EdgePolicies.Policy("effects", """
        "facts": { "pay": { "type": "number", "ifMissing": "exclude" }, "part": { "type": "number", "default": 300 }, "isObliged": { "type": "boolean", "default": true },
          "reported": { "type": "boolean", "default": true }, "released": { "type": "date", "ifMissing": "exclude" },
          "penalties": { "type": "list", "default": [], "of": {
            "since": { "type": "date" }, "months": { "type": "number", "default": 6 }, "percent": { "type": "number", "min": 0, "default": 25 },
            "level": { "type": "code", "codes": ["light", "medium", "heavy"], "default": "light" }, "lifted": { "type": "date", "ifMissing": "exclude" } } } },
        "values": {
          "due": { "effects": { "base": "pay", "items": [
            { "id": "penalty", "effect": "deduct", "each": "penalties", "when": "level != 'heavy'", "from": "since", "months": "months", "percent": "percent", "causedBy": "officer" },
            { "id": "heavy", "effect": "forfeit", "each": "penalties", "when": "level = 'heavy'", "from": "since", "until": "lifted", "of": "part / 3" },
            { "id": "report", "effect": "deduct", "when": "isObliged and not reported", "percent": "100 / 3", "of": "part", "causedBy": "superior" },
            { "id": "kept", "effect": "hold", "when": "not isObliged", "until": "released", "message": { "en": "Kept until released." } },
            { "id": "frozen", "effect": "hold", "when": "isObliged", "from": "#2024-01-31#", "months": 1, "until": "released", "causedBy": "personnelOffice" } ] },
            "round": { "digits": 2 } },
          "whole": { "effects": { "base": "part", "items": [ { "id": "all", "effect": "forfeit", "from": "#2024-07-01#", "until": "#2024-12-31#" } ] } },
          "none": { "effects": { "base": "part * 2", "items": [ { "id": "idle", "effect": "deduct", "percent": 10, "when": "part > 100" } ] }, "when": "reported" },
          "after": { "formula": "(due ?? 0) + whole" } },
        "results": ["due", "whole", "none", "after"],
        "followUps": { "empty": { "kind": "information", "when": "isNA(due)" } }
        """);

    internal static string Ranking => EdgePolicies.Policy("ranking", """
        "facts": { "least": { "type": "number", "default": 0 }, "people": { "type": "list", "default": [], "of": {
            "score": { "type": "number", "ifMissing": "exclude" }, "grade": { "type": "rating", "scale": "predicate" }, "since": { "type": "date" },
            "name": { "type": "text" }, "office": { "type": "code", "codes": ["zulu", "alpha", "mike"] },
            "inner": { "type": "list", "default": [], "of": { "x": { "type": "number" } } } } } },
        "values": {
          "people.plain": { "ranking": { "by": [ { "value": "score ?? 0", "order": "descending" } ] }, "when": "not isNA(score)" },
          "people.up": { "ranking": { "by": [ { "value": "(score ?? 0) / 3", "order": "ascending" }, { "value": "since", "order": "ascending" } ] } },
          "people.inOffice": { "ranking": { "by": [ { "value": "grade", "order": "descending" }, { "value": "since", "order": "descending" } ], "within": "office" }, "when": "(score ?? 0) >= least" },
          "people.byCode": { "ranking": { "by": [ { "value": "office", "order": "ascending" }, { "value": "name", "order": "ascending" } ] } },
          "people.byName": { "ranking": { "by": [ { "value": "name", "order": "descending" } ], "within": "if(score > 50, 'high', 'low') ?? 'none'" } },
          "people.inner.place": { "ranking": { "by": [ { "value": "x + (score ?? 0)", "order": "descending" } ] } },
          "people.capped": { "ranking": { "by": [ { "value": "grade", "order": "ascending" } ] }, "cap": 3 },
          "plain": { "formula": "sum(people, plain * 100 ** (up - 1))" }, "inOffice": { "formula": "sum(people, inOffice * 10 ** (up - 1))" },
          "places": { "formula": "sum(people, byCode * 10 ** (byName + capped))" }, "inner": { "formula": "sum(people.inner, place * (x + 100))" },
          "winner": { "formula": "first(people, name, plain = 1)" } },
        "results": ["plain", "inOffice", "places", "inner", "winner"],
        "followUps": { "order": { "kind": "award", "each": "people", "when": "(plain ?? 9) <= 3", "of": "name", "by": "plain ?? 9" } }
        """);
}
