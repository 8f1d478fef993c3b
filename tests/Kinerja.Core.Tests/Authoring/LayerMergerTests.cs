namespace Kinerja.Core.Tests.Authoring;

/// <summary>An overlay on its base: merging, locks, bounds, sources, removal and replacing of kinds.</summary>
public sealed class LayerMergerTests
{
    private const string Base = """
        "sources": { "law": { "title": "Law" } },
        "scales": { "grade": { "locked": true, "ratings": { "poor": {}, "good": {} } } },
        "facts": { "x": { "type": "number", "min": 0, "max": 120, "default": 80 }, "y": { "type": "number", "default": 1 },
          "fixed": { "type": "number", "locked": true, "default": 5 } },
        "parameters": { "cap": { "value": 120, "between": [100, 120] }, "share": { "value": 70, "oneOf": [70, 60] },
          "locked": { "value": 3, "locked": true }, "cited": { "value": 1, "needsSource": true, "source": "law" } },
        "values": { "v": { "formula": "min(x, cap) * share / 100" }, "w": { "formula": "x + y" }, "kept": { "formula": "fixed + locked + cited", "locked": true },
          "band": { "bands": { "of": "x", "scale": "grade", "items": [{ "from": 90, "rating": "good" }, { "rating": "poor" }] } },
          "steps": { "points": { "of": "x", "items": [{ "id": "top", "from": 90, "points": 2, "locked": true }, { "id": "low", "points": 1 }] } } },
        "followUps": { "talk": { "kind": "dialogue", "when": "band = 'poor'" }, "stay": { "kind": "hold", "when": "x = 0", "locked": true } },
        "results": ["v", "w", "kept", "band", "steps"]
        """;

    [Theory]
    [InlineData("""  "results": ["v"] """, "v", "56.0")]
    [InlineData("""  "parameters": { "share": { "value": 60 } } """, "v", "48")]
    [InlineData("""  "parameters": { "cap": { "value": 100 } }, "facts": { "x": { "default": 110 } } """, "v", "70")]
    [InlineData("""  "values": { "v": { "formula": "x" } } """, "v", "80")]
    [InlineData("""  "values": { "v": { "weighted": { "of": { "x": 50, "y": 50 } } } } """, "v", "40.5")]
    [InlineData("""  "values": { "w": { "round": { "digits": 1 } } } """, "w", "81.0")]
    [InlineData("""  "values": { "w": { "cap": 50 } } """, "w", "50")]
    [InlineData("""  "values": { "new": { "formula": "w * 2" } }, "results": ["new"] """, "new", "162")]
    [InlineData("""  "values": { "band": { "bands": { "items": [{ "rating": "good", "from": 80 }, { "rating": "poor" }] } } } """, "band", "good")]
    [InlineData("""  "values": { "band": { "bands": { "items": [{ "rating": "good", "from": 80 }] } } } """, "band", "good")]
    [InlineData("""  "values": { "steps": { "points": { "items": [{ "id": "low", "points": 7 }] } } } """, "steps", "7")]
    [InlineData("""  "values": { "steps": { "points": { "items": [{ "id": "middle", "from": 50, "points": 5 }] } } } """, "steps", "5")]
    [InlineData("""  "facts": { "x": { "ifMissing": "zero" } } """, "w", "1")]
    [InlineData("""  "facts": { "y": { "remove": true } }, "values": { "w": { "formula": "x" } } """, "w", "80")]
    [InlineData("""  "followUps": { "talk": { "remove": true } } """, "w", "81")]
    [InlineData("""  "facts": { "z": { "type": "number", "default": 2 } }, "values": { "w": { "formula": "x * z" } } """, "w", "160")]
    [InlineData("""  "parameters": { "cited": { "value": 9, "source": "law" } } """, "kept", "17")]
    [InlineData("""  "parameters": { "cap": { "between": [110, 115], "value": 110 } }, "facts": { "x": { "default": 120 } } """, "v", "77")]
    [InlineData("""  "parameters": { "locked": { "value": 3 } } """, "kept", "9")]
    [InlineData("""  "parameters": { "share": { "dated": [{ "from": "2020-01-01", "value": 60 }] } } """, "v", "48")]
    public void Overlays_ChangeTheResult(string overlay, string result, string expected) => Assert.Equal(
        expected.TrimEnd('0').TrimEnd('.'),
        PolicyText.Outcome(Sound(overlay), "{}", result, "2024").TrimEnd('0').TrimEnd('.'));

    [Theory]
    [InlineData("""  "facts": { "fixed": { "default": 6 } } """, "KIN3011")]
    [InlineData("""  "facts": { "fixed": { "remove": true } } """, "KIN3011")]
    [InlineData("""  "facts": { "fixed": { "locked": false } } """, "KIN3011")]
    [InlineData("""  "facts": { "fixed": { "label": { "en": "Fixed" } } } """, "KIN3011")]
    [InlineData("""  "parameters": { "locked": { "value": 4 } } """, "KIN3011")]
    [InlineData("""  "parameters": { "locked": { "dated": [{ "from": "2020-01-01", "value": 3 }] } } """, "KIN3011")]
    [InlineData("""  "values": { "kept": { "formula": "1" } } """, "KIN3011")]
    [InlineData("""  "values": { "kept": { "cap": 1 } } """, "KIN3011")]
    [InlineData("""  "values": { "kept": { "remove": true } }, "results": ["v"] """, "KIN3011")]
    [InlineData("""  "values": { "kept": { "rules": { "base": 1, "exceptions": [] } } } """, "KIN3011")]
    [InlineData("""  "scales": { "grade": { "ratings": { "best": {} } } } """, "KIN3011")]
    [InlineData("""  "scales": { "grade": { "ratings": { "poor": { "remove": true } } } } """, "KIN3011")]
    [InlineData("""  "scales": { "grade": { "remove": true } } """, "KIN3011")]
    [InlineData("""  "followUps": { "stay": { "kind": "award" } } """, "KIN3011")]
    [InlineData("""  "followUps": { "stay": { "remove": true } } """, "KIN3011")]
    [InlineData("""  "values": { "steps": { "points": { "items": [{ "id": "top", "points": 3 }] } } } """, "KIN3011")]
    [InlineData("""  "values": { "steps": { "points": { "items": [{ "id": "top", "remove": true }] } } } """, "KIN3011")]
    [InlineData("""  "values": { "steps": { "points": { "items": [{ "points": 9 }] } } } """, "KIN3011")]
    [InlineData("""  "values": { "steps": { "formula": "1" } } """, "KIN3011")]
    [InlineData("""  "values": { "steps": { "remove": true } }, "results": ["v"] """, "KIN3011")]
    [InlineData("""  "parameters": { "cap": { "value": 121 } } """, "KIN3012")]
    [InlineData("""  "parameters": { "cap": { "value": 99.99 } } """, "KIN3012")]
    [InlineData("""  "parameters": { "cap": { "dated": [{ "from": "2020-01-01", "value": 120 }, { "from": "2021-01-01", "value": 130 }] } } """, "KIN3012")]
    [InlineData("""  "parameters": { "cap": { "between": [110, 115] } } """, "KIN3012")]
    [InlineData("""  "parameters": { "share": { "value": 65 } } """, "KIN3012")]
    [InlineData("""  "parameters": { "share": { "value": 60, "oneOf": [70] } } """, "KIN3012")]
    [InlineData("""  "parameters": { "cap": { "between": [100, 130] } } """, "KIN3020")]
    [InlineData("""  "parameters": { "cap": { "between": [90, 120] } } """, "KIN3020")]
    [InlineData("""  "parameters": { "share": { "oneOf": [70, 60, 50] } } """, "KIN3020")]
    [InlineData("""  "parameters": { "cited": { "needsSource": false } } """, "KIN3020")]
    [InlineData("""  "parameters": { "cited": { "value": 2 } } """, "KIN3013")]
    [InlineData("""  "parameters": { "cited": { "dated": [{ "from": "2020-01-01", "value": 2 }] } } """, "KIN3013")]
    [InlineData("""  "parameters": { "cap": { "value": { "remove": true } } } """, "KIN1012")]
    [InlineData("""  "values": { "nothing": { "remove": true } } """, "KIN2014")]
    [InlineData("""  "values": { "v": { "formula": "x", "weighted": { "of": { "x": 100 } } } } """, "KIN1012")]
    [InlineData("""  "values": { "steps": { "points": { "items": [{ "id": "nobody", "remove": true }] } } } """, "KIN2014")]
    [InlineData("""  "facts": { "y": { "remove": true } } """, "KIN2001")]
    public void Breaches_AreToldWithBothPlaces(string overlay, string code)
    {
        var load = Load(overlay);
        Assert.Null(load.Policy);
        var problem = load.Diagnostics.FirstOrDefault(problem => problem.Code == code);
        Assert.True(problem is not null, $"wanted {code}, found {string.Join('\n', load.Diagnostics)}");
        if (code is "KIN3011" or "KIN3012" or "KIN3013" or "KIN3020")
            Assert.Contains(".json:", problem.Message(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void IdVersionTitleAndEffect_AreTheOverlaysOwn()
    {
        var policy = Sound(""" "effective": { "from": "2022-01-01" } """);
        Assert.Equal(("test", "1.0.0", new DateOnly(2022, 1, 1), null), (policy.Id, policy.Version, policy.EffectiveFrom, policy.EffectiveTo));
    }

    [Fact]
    public void ThreeLayers_EachSeeTheOneBelow()
    {
        var middle = ("middle", PolicyText.Of(""" "extends": "base", "parameters": { "cap": { "between": [105, 115], "value": 110 } } """, "middle"));
        PolicyLoad Top(string overlay) => PolicyText.Load(PolicyText.Of($$"""{{overlay}}, "extends": "middle" """), middle, ("base", PolicyText.Of(Base, "base")));
        Assert.NotNull(Top(""" "parameters": { "cap": { "value": 115 } } """).Policy);
        Assert.Contains("KIN3012", Top(""" "parameters": { "cap": { "value": 116 } } """).Diagnostics.Select(problem => problem.Code));
        Assert.Contains("KIN3020", Top(""" "parameters": { "cap": { "between": [105, 116] } } """).Diagnostics.Select(problem => problem.Code));
        Assert.Contains("KIN3011", Top(""" "values": { "kept": { "formula": 1 } } """).Diagnostics.Select(problem => problem.Code));
    }

    [Fact]
    public void TheFingerprint_KnowsEveryLayer()
    {
        var prints = ((string[])[""" "results": ["v"] """, """ "parameters": { "share": { "value": 60 } } """, """ "note": { "en": "x" } """]).Select(overlay => Sound(overlay).Fingerprint);
        Assert.Equal(3, prints.Distinct().Count());
        Assert.Equal(Sound(""" "results": ["v"] """).Fingerprint, Sound("""   "results":["v"] """).Fingerprint);
    }

    private static PolicyLoad Load(string overlay) => PolicyText.Load(PolicyText.Of($$"""{{overlay}}, "extends": "base" """), ("base", PolicyText.Of(Base, "base")));

    private static AppraisalPolicy Sound(string overlay)
    {
        var load = Load(overlay);
        Assert.True(load.Policy is not null, string.Join('\n', load.Diagnostics));
        return load.Policy;
    }
}
