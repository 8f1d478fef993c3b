using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kinerja.Core.Tests;

/// <summary>Inputs meant to break the library: each gives a diagnostic with a place, or the right value; never an exception.</summary>
public sealed class HostileInputTests(ITestOutputHelper output)
{
    private const int SlowMilliseconds = 100;

    public static TheoryData<string, string, string> Formulas => new()
    {
        { "100,000 parentheses", Repeated("(", 100_000), "KIN4002" },
        { "8,000 parentheses", Repeated("(", 8_000), "KIN4001" },
        { "half a pair in a text", "'\\uD83D' = '\\uD83D'", "KIN1025" },
        { "12 parentheses alone", "((((((((((((", "KIN1020" },
        { "closed parentheses", Repeated("(", 4_000) + "1" + Repeated(")", 4_000), "KIN4001" },
        { "8,000 signs", Repeated("-", 8_000) + "1", "KIN4001" },
        { "2,000 times not", Repeated("not ", 2_000) + "true", "KIN4001" },
        { "calls in calls", Repeated("abs(", 2_000), "KIN4001" },
        { "choices in choices", Repeated("true?1:", 1_000) + "1", "KIN4001" },
        { "choices in conditions", Repeated("(true?1:2)=1?", 100) + "1", "KIN4001" },
        { "powers", "2" + Repeated("**2", 2_000), "KIN4001" },
        { "coalescing", "x" + Repeated("??x", 1_000), "KIN4001" },
        { "a large exponent", "1e400", "KIN1009" },
        { "an exponent of a thousand digits", "1e" + Repeated("9", 1_000), "KIN1009" },
        { "pow(2,10000000)", "pow(2,10000000)", "KIN5003" },
        { "a power of powers", "2**2**2**2**2**2", "KIN5003" },
        { "a power of 100 digits", "2**1" + Repeated("0", 99), "KIN5003" },
        { "a negative power of 100 digits", "2**-1" + Repeated("0", 99), "KIN5003" },
        { "an exponent of 100 decimals", "2**0." + Repeated("3", 99), "KIN5006" },
        { "squares of squares", Repeated("(", 30) + "9999999999" + Repeated("**2)", 30), "KIN5003" },
        { "fractions of fractions", Repeated("(", 30) + "1/9999999999" + Repeated("**2)", 30), "KIN5003" },
        { "101 digits", Repeated("1", 101), "KIN1009" },
        { "8,000 digits", Repeated("1", 8_000), "KIN1009" },
        { "rounding to a billion digits", "round(1/3,1000000000)", "KIN1016" },
        { "rounding to a number of a fact", "round(1/3,x*1000000000)", "KIN5006" },
        { "2,001 nodes", "1" + Repeated("+1", 1_000), "KIN4003" },
        { "4,000 ones", "1" + Repeated("+1", 4_000), "KIN4003" },
        { "3,000 arguments", "min(1" + Repeated(",1", 3_000) + ")", "KIN4003" },
        { "an argument too many", "ifs(" + Repeated("true,1,", 1_000) + "1)", "KIN4003" },
        { "a name of 65 characters", Repeated("n", 65), "KIN4004" },
        { "a name of 8,000 characters", Repeated("n", 8_000), "KIN4004" },
        { "a bracketed name of 65 characters", $"[{Repeated("n", 65)}]", "KIN4004" },
        { "a function of 65 characters", $"{Repeated("n", 65)}(1)", "KIN4004" },
        { "8,000 dots", "x" + Repeated(".x", 4_000), "KIN2001" },
        { "a null character", "1 + \0", "KIN1022" },
        { "control characters", "\u0001\u0002", "KIN1022" },
        { "a byte-order mark inside", "\uFEFF1", "KIN1022" },
        { "half a pair", "1 + \uD83D", "KIN1022" },
        { "the other half", "\uDE00", "KIN1022" },
        { "a right-to-left mark", "1 \u202E+ 2", "KIN1022" },
        { "a full-width digit", "１", "KIN1022" },
        { "a no-break space", "1\u00A0+ 2", "KIN1022" },
        { "a minus of another kind", "1 − 2", "KIN1022" },
        { "empty", "", "KIN1024" },
        { "blank", Repeated(" ", 8_000), "KIN1024" },
        { "text without end", "'" + Repeated("a", 8_000), "KIN1021" },
        { "a backslash at the end", "'\\", "KIN1025" },
        { "half an escape at the end", "'\\u12", "KIN1025" },
        { "brackets without end", "[" + Repeated("a", 8_000), "KIN1021" },
        { "a date without end", "#" + Repeated("1", 8_000), "KIN1021" },
        { "a long wrong date", "#" + Repeated("1", 8_000) + "#", "KIN1014" },
        { "format items", "{0}", "KIN1010" },
        { "format items in a text", "'{0} {1:X}' + 1", "KIN2003" },
    };

    public static TheoryData<string, string, string> SoundFormulas => new()
    {
        { "32 digits", "12345678901234567890123456789012 - 12345678901234567890123456789011", "1" },
        { "100 digits", $"{Repeated("9", 100)} - {Repeated("9", 99)}8", "1" },
        { "100 digits behind the mark", $"0.{Repeated("0", 98)}1 > 0", "true" },
        { "1,999 nodes", "1" + Repeated("+1", 999), "1000" },
        { "2,000 nodes", "-1" + Repeated("+1", 999), "998" },
        { "60 parentheses", Repeated("(", 60) + "1" + Repeated(")", 60), "1" },
        { "999 cases", "ifs(" + Repeated("x=0,1,", 490) + "7)", "7" },
        { "as many comparisons as there may be", "x in (" + Repeated("1,", 1_990) + "3)", "true" },
        { "a thousand comparisons", "x in (" + Repeated("1,", 600) + "3)", "true" },
        { "1 to a huge power", "1**1" + Repeated("0", 99), "1" },
        { "-1 to a huge power", "(-1)**1" + Repeated("0", 98) + "1", "-1" },
        { "0 to a huge power", "0**1" + Repeated("0", 99), "0" },
        { "a name of 64 characters", "x", "3" },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void AFormula_GivesADiagnosticWithItsPlace(string name, string formula, string code) => Measure(name, () =>
    {
        var problem = FormulaEvaluation.Evaluate(formula, FactRecord.Empty.With("x", 3)).Problem;
        Assert.Equal(code, problem?.Code);
        CheckTold(problem!);
    });

    [Theory]
    [MemberData(nameof(SoundFormulas))]
    public void AFormulaAtTheLimit_GivesItsValue(string name, string formula, string value) => Measure(name, () =>
    {
        var result = FormulaEvaluation.Evaluate(formula, FactRecord.Empty.With("x", 3));
        Assert.Null(result.Problem?.ToString());
        Assert.Equal(value, result.Value!.Text);
    });

    [Theory]
    [MemberData(nameof(Formulas))]
    public void TheSameFormulaInAPolicy_GivesTheSameDiagnostic(string name, string formula, string code) => Measure(name, () =>
    {
        if (formula.Any(char.IsSurrogate))
            return; // JSON cannot carry it
        var load = AppraisalPolicy.Load(PolicyText.Formula(JsonSerializer.Serialize(formula)));
        if (code.StartsWith("KIN5", StringComparison.Ordinal))
        {
            Assert.Equal(code, PolicyText.Outcome(load.Policy!, "{}"));
            return;
        }

        Assert.Null(load.Policy);
        var problem = Assert.Single(load.Diagnostics, problem => problem.Severity == Severity.Error && problem.Code == code);
        Assert.Equal("values.v.formula", problem.Path);
        CheckTold(problem);
    });

    public static TheoryData<string, string, string> Documents => new()
    {
        { "empty", "", "KIN1001" },
        { "blank", " \n ", "KIN1001" },
        { "a list", "[]", "KIN1006" },
        { "null", "null", "KIN1006" },
        { "a number", "1", "KIN1006" },
        { "a text", "\"policy\"", "KIN1006" },
        { "an open object", "{", "KIN1001" },
        { "an open text", "{\"id", "KIN1001" },
        { "two documents", "{} {}", "KIN1001" },
        { "something behind", PolicyText.Formula("1") + "x", "KIN1001" },
        { "single quotes", "{'id': 'a'}", "KIN1001" },
        { "a trailing comma", PolicyText.Of("\"results\": [\"v\",]"), "KIN1008" },
        { "a comment", "/* policy */ " + PolicyText.Formula("1"), "KIN1007" },
        { "a comment of a line", PolicyText.Formula("1") + " // end", "KIN1007" },
        { "NaN", PolicyText.Formula("NaN"), "KIN1001" },
        { "Infinity", PolicyText.Formula("-Infinity"), "KIN1001" },
        { "a number with a zero before", PolicyText.Formula("01"), "KIN1001" },
        { "a number without digits before the mark", PolicyText.Formula(".5"), "KIN1001" },
        { "a number of 101 digits", PolicyText.Formula(Repeated("1", 101)), "KIN1009" },
        { "a number of 100,000 digits", PolicyText.Formula(Repeated("1", 100_000)), "KIN1009" },
        { "1e400", PolicyText.Formula("1e400"), "KIN1009" },
        { "an exponent of 1,000 digits", PolicyText.Formula("1e" + Repeated("9", 1_000)), "KIN1009" },
        { "a repeated member", PolicyText.Of("\"results\": [\"v\"], \"results\": [\"v\"]"), "KIN1003" },
        { "a repeated id", "{ \"id\": \"a\", \"id\": \"b\", \"version\": \"1.0.0\" }", "KIN1003" },
        { "a member repeated in other words", PolicyText.Of("\"v\\u0061lues\": {}, \"values\": {}"), "KIN1003" },
        { "a repeated value", PolicyText.Of("\"values\": { \"v\": { \"formula\": 1 }, \"v\": { \"formula\": 2 } }, \"results\": [\"v\"]"), "KIN1003" },
        { "a member of another spelling", PolicyText.Of("\"Values\": {}"), "KIN1004" },
        { "an empty member", PolicyText.Of("\"\": {}"), "KIN1004" },
        { "__proto__", PolicyText.Of("\"__proto__\": {}"), "KIN1004" },
        { "32 levels too many", PolicyText.Of($"\"note\": {Nested(33)}"), "KIN4006" },
        { "100,000 lists", Repeated("[", 100_000), "KIN4006" },
        { "100,000 objects", Repeated("{\"a\":", 100_000), "KIN4006" },
        { "100,000 closed lists", Repeated("[", 100_000) + Repeated("]", 100_000), "KIN4006" },
        { "5 MB", PolicyText.Of($"\"$schema\": \"{Repeated("a", 5 * 1024 * 1024)}\""), "KIN4005" },
        { "half a pair", PolicyText.Of("\"note\": { \"en\": \"\\uD83D\" }"), "KIN1002" },
        { "half a pair as a name", PolicyText.Of("\"values\": { \"\\uDE00\": { \"formula\": 1 } }"), "KIN1002" },
        { "a control character", PolicyText.Of("\"note\": { \"en\": \"a\tb\" }"), "KIN1001" },
        { "a null character as a name", PolicyText.Of("\"values\": { \"\\u0000\": { \"formula\": 1 } }, \"results\": []"), "KIN1010" },
        { "a name of 65 characters", PolicyText.Of($"\"values\": {{ \"{Repeated("n", 65)}\": {{ \"formula\": 1 }} }}, \"results\": []"), "KIN4004" },
        { "an id of 65 characters", "{ \"id\": \"" + Repeated("n", 65) + "\", \"version\": \"1.0.0\" }", "KIN1010" },
        { "an id that is a path", PolicyText.Of("\"results\": []", "../../etc/passwd"), "KIN1010" },
        { "a base that is a path", PolicyText.Of("\"extends\": \"../../etc/passwd\", \"results\": []"), "KIN1010" },
        { "a base that is an address", PolicyText.Of("\"extends\": \"https://example.org/a\", \"results\": []"), "KIN1010" },
        { "a base that is itself", PolicyText.Of("\"extends\": \"test\", \"results\": []"), "KIN1031" },
        { "a base that is not there", PolicyText.Of("\"extends\": \"nowhere\", \"results\": []"), "KIN1030" },
        { "an empty base", PolicyText.Of("\"extends\": \"\", \"results\": []"), "KIN1010" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void ADocument_GivesADiagnosticWithItsPlace(string name, string json, string code) => Measure(name, () =>
    {
        var load = AppraisalPolicy.Load(json);
        Assert.Null(load.Policy);
        Assert.Contains(code, load.Diagnostics.Select(problem => problem.Code));
        Assert.All(load.Diagnostics, CheckTold);
    });

    [Theory]
    [InlineData("31", 31)]
    [InlineData("32", 32)]
    public void JsonOfTheDeepestKind_IsReadAndThenRefusedForItsShape(string name, int depth) => Measure(name, () =>
        Assert.DoesNotContain("KIN4006", PolicyText.Codes(PolicyText.Of($"\"note\": {Nested(depth - 1)}"))));

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { (byte)'{', 0xC3, (byte)'}' })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { (byte)'"', 0xF4, 0x90, 0x80, 0x80, (byte)'"' })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'{' })]
    public void BytesThatAreNoUtf8_AreRefused(byte[] bytes)
    {
        var problem = Assert.Single(AppraisalPolicy.Load(new PolicySource("bytes", bytes)).Diagnostics);
        Assert.Equal("KIN1002", problem.Code);
        CheckTold(problem);
        Assert.Equal("KIN1002", Assert.Single(Appraisal.Read(bytes).Diagnostics).Code);
        Assert.Equal("KIN1002", Assert.Single(FactRecord.Read(bytes).Diagnostics).Code);
    }

    [Fact]
    public void AByteOrderMark_IsSkipped() =>
        Assert.Empty(AppraisalPolicy.Load(new PolicySource("bom", (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(PolicyText.Formula("\"x\""))])).Diagnostics);

    [Fact]
    public void NineLayers_AreTooMany_AndEightAreNot()
    {
        var bases = Enumerable.Range(1, 20)
            .Select(at => ($"layer-{at}", PolicyText.Of($"\"extends\": \"layer-{at + 1}\", \"results\": [\"v\"]", $"layer-{at}"))).ToArray();
        (string, string)[] Chain(int layers) => [.. bases.Take(layers - 2), ($"layer-{layers - 1}", PolicyText.Formula("1").Replace("\"test\"", $"\"layer-{layers - 1}\"", StringComparison.Ordinal))];
        var top = PolicyText.Of("\"extends\": \"layer-1\", \"results\": [\"v\"]");
        Assert.NotNull(PolicyText.Load(top, Chain(8)).Policy);
        Assert.Equal(["KIN4007"], PolicyText.Codes(top, Chain(9)));
        Assert.Equal(["KIN4007"], PolicyText.Codes(top, Chain(20)));
    }

    [Fact]
    public void LayersInACircle_AreRefused() => Assert.Equal(["KIN1031"], PolicyText.Codes(
        PolicyText.Of("\"extends\": \"a\", \"results\": [\"v\"]"),
        ("a", PolicyText.Of("\"extends\": \"b\", \"results\": [\"v\"]", "a")),
        ("b", PolicyText.Of("\"extends\": \"a\", \"results\": [\"v\"]", "b"))));

    [Theory]
    [InlineData("in order", false)]
    [InlineData("in reversed order", true)]
    public void AChainOf20000Values_DoesNotOverflowTheStack(string name, bool isReversed)
    {
        var values = Enumerable.Range(1, 20_000).Select(at => $"\"v{at}\": {{ \"formula\": \"v{at - 1} + 1\" }}");
        var json = PolicyText.Of($"\"facts\": {{ \"v0\": {{ \"type\": \"number\" }} }}, \"values\": {{ {string.Join(',', isReversed ? values.Reverse() : values)} }}, \"results\": [\"v20000\"]");
        AppraisalPolicy? policy = null;
        Measure($"20,000 values {name}, load", () => policy = PolicyText.Sound(json));
        Measure($"20,000 values {name}, score", () => Assert.Equal("20001", PolicyText.Outcome(policy!, """{ "v0": 1 }""", "v20000")));
        Measure($"20,000 values {name}, explain", () => Assert.NotNull(policy!.Explain(new Appraisal("a", FactRecord.Empty.With("v0", 1)))));
    }

    [Fact]
    public void ACircleOf20000Values_IsTold()
    {
        var values = Enumerable.Range(0, 20_000).Select(at => $"\"v{at}\": {{ \"formula\": \"v{(at + 1) % 20_000} + 1\" }}");
        Measure("a circle of 20,000 values", () =>
            Assert.Contains("KIN2013", PolicyText.Codes(PolicyText.Of($"\"values\": {{ {string.Join(',', values)} }}, \"results\": [\"v0\"]"))));
    }

    [Fact]
    public void ValuesThatDoubleEachTime_HitTheLimitOfNumbers()
    {
        var values = Enumerable.Range(1, 200).Select(at => $"\"v{at}\": {{ \"formula\": \"v{at - 1} * v{at - 1}\" }}");
        var json = PolicyText.Of($"\"facts\": {{ \"v0\": {{ \"type\": \"number\" }} }}, \"values\": {{ {string.Join(',', values)} }}, \"results\": [\"v200\"]");
        Measure("200 squares", () => Assert.Equal("KIN5003", PolicyText.Outcome(PolicyText.Sound(json), """{ "v0": 7 }""", "v200")));
    }

    [Fact]
    public void AHugeList_HitsTheLimitOfCost()
    {
        var policy = PolicyText.Sound(PolicyText.Of("""
            "facts": { "items": { "type": "list", "of": { "x": { "type": "number" } } } },
            "values": { "items.a": { "formula": "x * 2 + 1" }, "v": { "formula": "sum(items, a * x)" } }, "results": ["v"]
            """));
        var items = string.Join(',', Enumerable.Repeat("""{ "x": 1 }""", 300_000));
        var (facts, problems) = FactRecord.Read(Encoding.UTF8.GetBytes($"{{ \"items\": [{items}] }}"), limits: PolicyLimits.Default with { DocumentBytes = 100_000_000 });
        Assert.Empty(problems);
        Measure("300,000 records", () => Assert.Equal("KIN5019", Assert.Single(policy.Score(new Appraisal("a", facts!)).Issues).Code));
    }

    [Theory]
    [InlineData("""{ "x": 1, "x": 2 }""", "KIN1003")]
    [InlineData("""{ "x": 1e400 }""", "KIN1009")]
    [InlineData("""{ "x": NaN }""", "KIN1001")]
    [InlineData("""{ "x": "\uD83D" }""", "KIN1002")]
    [InlineData("[1]", "KIN1006")]
    [InlineData("null", "KIN1006")]
    [InlineData("", "KIN1001")]
    public void WrongFacts_AreRefusedWithTheirPlace(string json, string code)
    {
        var (facts, diagnostics) = FactRecord.Read(Encoding.UTF8.GetBytes(json));
        Assert.Null(facts);
        Assert.Equal(code, Assert.Single(diagnostics).Code);
        CheckTold(diagnostics[0]);
    }

    [Theory]
    [InlineData("""{ "x": null }""")]
    [InlineData("""{ "x": "1" }""")]
    [InlineData("""{ "x": true }""")]
    [InlineData("""{ "x": [] }""")]
    [InlineData("""{ "x": {} }""")]
    [InlineData("""{ "items": [null] }""")]
    [InlineData("""{ "items": [1] }""")]
    [InlineData("""{ "items": [[]] }""")]
    [InlineData("""{ "items": [{ "y": null }] }""")]
    [InlineData("""{ "items": [{ "y": { "z": 1 } }] }""")]
    [InlineData("""{ "items": null }""")]
    [InlineData("""{ "items": {} }""")]
    [InlineData("""{ "items": 5 }""")]
    [InlineData("""{ "": 5 }""")]
    [InlineData("""{ "items.y": 5 }""")]
    [InlineData("""{ "v": 5 }""")]
    public void FactsOfAnyShape_AreIssuesAndNoExceptions(string given)
    {
        var policy = PolicyText.Sound(PolicyText.Of("""
            "facts": { "x": { "type": "number" }, "items": { "type": "list", "of": { "y": { "type": "number" } } } },
            "values": { "v": { "formula": "x + sum(items.y)" } }, "results": ["v"]
            """));
        var result = PolicyText.Score(policy, given);
        Assert.False(result.IsScored);
        Assert.All(result.Issues, issue => Assert.StartsWith("facts", issue.Path));
        Assert.Equal(result.ToJson(), policy.Explain(new Appraisal("person", FactRecord.Read(Encoding.UTF8.GetBytes(given)).Facts!)).Result.ToJson());
    }

    [Fact]
    public void NullAnywhereInAPolicy_IsADiagnosticOrNothing()
    {
        var loads = 0;
        foreach (var id in NationalPolicies.Ids.Take(3))
        {
            var json = NationalPolicies.Find(id)!.Json;
            foreach (var (start, length) in Values(json.Span).Where((_, index) => index % 11 == 0))
            {
                foreach (var replacement in (string[])["null", "-1", "{}", "[]", "\"\""])
                {
                    loads++;
                    byte[] changed = [.. json.Span[..start], .. Encoding.UTF8.GetBytes(replacement), .. json.Span[(start + length)..]];
                    Assert.All(AppraisalPolicy.Load(new PolicySource("changed", changed)).Diagnostics, CheckTold);
                }
            }
        }

        Assert.InRange(loads, 500, int.MaxValue);
    }

    [Fact]
    public void APolicyCutOffAnywhere_IsADiagnostic()
    {
        var json = NationalPolicies.Find("permenpanrb-6-2022")!.Json;
        for (var length = 0; length < json.Length; length += 211)
        {
            var load = AppraisalPolicy.Load(new PolicySource("cut", json[..length]));
            Assert.Null(load.Policy);
            Assert.NotEmpty(load.Diagnostics);
            Assert.All(load.Diagnostics, CheckTold);
        }
    }

    /// <summary>Start and length of every value in a JSON text.</summary>
    private static List<(int Start, int Length)> Values(ReadOnlySpan<byte> json)
    {
        var values = new List<(int, int)>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                values.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
        }

        return values;
    }

    private static void CheckTold(Diagnostic problem)
    {
        Assert.Matches("^KIN[0-9]{4}$", problem.Code);
        Assert.NotEmpty(problem.Message(Language.English));
        Assert.NotEmpty(problem.Message(Language.Indonesian));
        Assert.InRange(problem.Line, 1, int.MaxValue);
        Assert.InRange(problem.Column, 1, int.MaxValue);
    }

    private void Measure(string name, Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        if (watch.ElapsedMilliseconds > SlowMilliseconds)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slow: {name}: {watch.ElapsedMilliseconds} ms"));
    }

    private static string Repeated(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Nested(int depth) => Repeated("[", depth) + Repeated("]", depth);
}
