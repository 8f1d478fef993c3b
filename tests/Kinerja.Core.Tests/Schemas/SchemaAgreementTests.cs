using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kinerja.Core.Diagnostics;
using Kinerja.Core.Tests.Diagnostics;

namespace Kinerja.Core.Tests.Schemas;

/// <summary>The schemas say of the shape of a document what the readers say: on sound documents, on refused ones, and on each of them with one part changed.</summary>
public sealed partial class SchemaAgreementTests
{
    /// <summary>What a schema can tell: KIN1004 to KIN1016. The rest are laws of JSON, of formulas, of names (also that no two ids of a list are the same) and of policies.</summary>
    private static readonly HashSet<string> ShapeCodes =
        ["KIN1004", "KIN1005", "KIN1006", "KIN1010", "KIN1011", "KIN1012", "KIN1014", "KIN1015", "KIN1016"];

    /// <summary>Cases with a code of shape that no schema can find, because it takes the calendar, a formula or another part of the policy.</summary>
    private static readonly HashSet<string> BeyondTheSchema =
    [
        "KIN1004-input-that-is-none",
        "KIN1004-removed-follow-up-with-more",
        "KIN1004-removed-item-with-more",
        "KIN1005-role-left-out",
        "KIN1010-name-in-brackets",
        "KIN1011-mode-in-a-formula",
        "KIN1011-stand-in-is-itself",
        "KIN1011-stand-in-may-be-left-out",
        "KIN1011-stand-in-of-raters",
        "KIN1014-february-30",
        "KIN1014-in-a-formula",
        "KIN1014-parameter",
        "KIN1014-set-by-a-code",
        "KIN1014-table-cell",
        "KIN1014-text-beside-a-date",
        "KIN1016-digits-of-a-formula",
        "KIN1016-policy-of-a-part-is-this-one",
        "KIN1016-ranking-of-the-sheet",
        "KIN1016-upright-line",
    ];

    /// <summary>Cases with another code that a schema finds all the same, because the words of the policy decide.</summary>
    private static readonly HashSet<string> WithinTheSchema = ["KIN2010-sum-of-ratings"];

    public static TheoryData<string> Shapes => [.. ShapePolicies().Keys];

    public static TheoryData<string> National => [.. NationalPolicies.Ids];

    public static TheoryData<string> RefusedPolicies =>
        [.. RefusedCase.Names.Where(name => RefusedCase.Read(name) is { IsForTheProgram: false, HasAppraisal: false, HasFormula: false } && !IsNoJson(name))];

    [Theory]
    [MemberData(nameof(National))]
    public void Shipped_policies_fit(string id) => AssertFits(Encoding.UTF8.GetString(NationalPolicies.Find(id)!.Json.Span));

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Sound_policies_fit(string name)
    {
        var json = ShapePolicies()[name].ToJsonString();
        Assert.DoesNotContain(AppraisalPolicy.Load(json).Diagnostics, problem => problem.Severity == Severity.Error);
        AssertFits(json);
    }

    [Theory]
    [MemberData(nameof(RefusedPolicies))]
    public void Refused_policies_agree_and_repaired_ones_fit(string name)
    {
        var folder = Path.Combine(RefusedCase.AllFolder, name);
        var refused = RefusedCase.Read(name);
        var isShape = (ShapeCodes.Contains(refused.Code) && !BeyondTheSchema.Contains(name)) || WithinTheSchema.Contains(name);
        Assert.Equal(isShape, !Policy().IsValid(File.ReadAllText(Path.Combine(folder, "policy.json"))));
        AssertFits(File.ReadAllText(Path.Combine(folder, "repaired-policy.json")));
    }

    [Fact]
    public void Every_definition_is_used_by_a_sound_policy()
    {
        var schema = Policy();
        foreach (var json in SoundDocuments())
            Assert.Null(schema.FirstError(JsonDocument.Parse(json).RootElement));
        var definitions = schema.Root.GetProperty("$defs").EnumerateObject().Select(definition => definition.Name);
        var unused = definitions.Except(schema.SatisfiedDefinitions).Where(name => !name.EndsWith("Overlay", StringComparison.Ordinal));
        Assert.Empty(unused);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Changed_policies_agree(string name)
    {
        var schema = Policy();
        var refused = 0;
        foreach (var (what, json) in DocumentChanges.Of(ShapePolicies()[name]))
        {
            var error = schema.FirstError(JsonDocument.Parse(json).RootElement);
            var problems = AppraisalPolicy.Load(json).Diagnostics;
            var problem = problems.FirstOrDefault(problem => IsOfShape(problem, json));
            Assert.True(error is null == problem is null, $"{what}\nschema: {error ?? "accepts"}\nreader: {problem?.ToString() ?? "accepts"}\n{json}");
            refused += error is null ? 0 : 1;
        }

        Assert.True(refused >= 20, $"only {refused} of the changes were refused");
    }

    [Fact]
    public void Changed_overlays_are_refused_only_with_reason()
    {
        // A schema sees one document; what is missing in an overlay may stand in its base. So it may accept what the whole does not, but not refuse what it does.
        var refused = 0;
        foreach (var folder in Directory.GetDirectories(RefusedCase.AllFolder).Where(folder => File.Exists(Path.Combine(folder, "repaired-policy.json"))))
        {
            var policy = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "repaired-policy.json")))!;
            if (policy["extends"] is null)
                continue;
            var schema = Policy();
            foreach (var (what, json) in DocumentChanges.Of(policy))
            {
                if (schema.FirstError(JsonDocument.Parse(json).RootElement) is not { } error || what is "$.id: dropped" or "$.version: dropped" or "$.id: renamed" or "$.version: renamed")
                    continue;
                refused++;
                var options = new PolicyOptions { FindBase = id => BaseIn(folder, id) };
                var problems = AppraisalPolicy.Load(new PolicySource("policy.json", Encoding.UTF8.GetBytes(json)), options).Diagnostics;
                Assert.True(problems.Any(problem => problem.Severity == Severity.Error), $"{folder} {what}\nschema: {error}\n{json}");
            }
        }

        Assert.True(refused >= 150, $"only {refused}");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Changed_repetitions_over_a_base_are_refused_only_with_reason(string name)
    {
        var policy = ShapePolicies()[name];
        var options = new PolicyOptions { FindBase = id => id == "base" ? new PolicySource("base.json", Encoding.UTF8.GetBytes(policy.ToJsonString())) : null };
        var overlay = policy.DeepClone();
        (overlay["id"], overlay["extends"]) = ("overlay", "base");
        policy["id"] = "base";
        var (schema, empty) = (Policy(), Empty().Count(overlay.ToJsonString()));
        Assert.Null(schema.FirstError(JsonDocument.Parse(overlay.ToJsonString()).RootElement));
        foreach (var (what, json) in DocumentChanges.Of(overlay))
        {
            // An object made empty changes nothing of the base; the schema may find it idle all the same.
            if (Empty().Count(json) > empty || schema.FirstError(JsonDocument.Parse(json).RootElement) is not { } error)
                continue;
            var problems = AppraisalPolicy.Load(new PolicySource("policy.json", Encoding.UTF8.GetBytes(json)), options).Diagnostics;
            Assert.True(problems.Any(problem => problem.Severity == Severity.Error), $"{what}\nschema: {error}\n{json}");
        }
    }

    [Theory]
    [InlineData("policy-1")]
    [InlineData("appraisal-1")]
    [InlineData("result-1")]
    [InlineData("unit-appraisal-1")]
    [InlineData("unit-result-1")]
    public void Schemas_explain_themselves_in_both_languages(string name)
    {
        var schema = Read(name).Root;
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
        Assert.Equal($"https://kinerja-core.example/schemas/{name}.schema.json", schema.GetProperty("$id").GetString());
        Assert.All(Descriptions(schema), description => Assert.Matches("^ID: .+ / EN: .+$", description));
        foreach (var definition in schema.TryGetProperty("$defs", out var definitions) ? definitions.EnumerateObject() : default)
            Assert.True(definition.Value.TryGetProperty("description", out _), definition.Name);
    }

    [Fact]
    public void Policies_in_the_documentation_fit_and_load()
    {
        var files = Directory.GetFiles(Path.Combine(RefusedCase.Root, "docs"), "*.md").Append(Path.Combine(RefusedCase.Root, "README.md"));
        var policies = files.SelectMany(file => JsonBlock().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Where(IsWholePolicy).ToList();
        Assert.NotEmpty(policies);
        foreach (var json in policies)
        {
            AssertFits(json);
            var problems = AppraisalPolicy.Load(json).Diagnostics.Where(problem => problem.Severity == Severity.Error && problem.Code != "KIN1030"); // a base beside it
            Assert.Empty(problems.Select(problem => problem.ToString()));
        }
    }

    private static SchemaValidator Policy() => Read("policy-1");

    internal static SchemaValidator Read(string name) => new(File.ReadAllText(Path.Combine(RefusedCase.Root, "schemas", $"{name}.schema.json")));

    private static void AssertFits(string json) => Assert.Null(Policy().FirstError(JsonDocument.Parse(json).RootElement));

    private static Dictionary<string, JsonNode> ShapePolicies() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(RefusedCase.Root, "tests", "conformance", "policy-shapes.json")))!["policies"]!.AsArray()
            .ToDictionary(item => (string)item!["name"]!, item => item!["policy"]!);

    private static IEnumerable<string> SoundDocuments() =>
        ShapePolicies().Values.Select(policy => policy.ToJsonString())
            .Concat(NationalPolicies.Ids.Select(id => Encoding.UTF8.GetString(NationalPolicies.Find(id)!.Json.Span)))
            .Concat(Directory.GetFiles(RefusedCase.AllFolder, "repaired-policy.json", SearchOption.AllDirectories).Select(File.ReadAllText));

    // A problem that the schema must find too.
    private static bool IsOfShape(Diagnostic problem, string json) => ShapeCodes.Contains(problem.Code) && problem.Code switch
    {
        "KIN1004" => !CellPath().IsMatch(problem.Path), // which inputs there are
        "KIN1014" => !problem.Path.EndsWith(".value", StringComparison.Ordinal) && !problem.Path.Contains(".sets.", StringComparison.Ordinal), // a constant that must be a day
        "KIN1005" => !problem.Path.EndsWith(".raters.weights", StringComparison.Ordinal), // an entry for every role
        "KIN1011" => !problem.Path.EndsWith(".ifTooFew", StringComparison.Ordinal), // which groups there are
        "KIN1016" => !problem.Path.EndsWith(".line", StringComparison.Ordinal) || !UprightLine().IsMatch(json), // different x
        _ => true,
    };

    private static PolicySource? BaseIn(string folder, string id)
    {
        var file = Path.Combine(folder, $"{id}.json");
        return File.Exists(file) ? new PolicySource($"{id}.json", File.ReadAllBytes(file)) : NationalPolicies.Find(id);
    }

    // Mistakes of JSON itself, and documents that are made by limits or bytes.
    private static bool IsNoJson(string name)
    {
        var text = File.ReadAllText(Path.Combine(RefusedCase.AllFolder, name, "case.json"));
        var file = Path.Combine(RefusedCase.AllFolder, name, "policy.json");
        if (!File.Exists(file) || text.Contains("\"repeat\"", StringComparison.Ordinal))
            return true;
        try
        {
            JsonDocument.Parse(File.ReadAllText(file)).Dispose();
            return RefusedCase.Read(name).Code is "KIN1002" || name == "KIN1003-same-fact-twice";
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static bool IsWholePolicy(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject policy && policy["id"] is not null && policy["version"] is not null && (policy["results"] ?? policy["extends"]) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Descriptions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name == "description" && member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!] : Descriptions(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Descriptions),
        _ => [],
    };

    [GeneratedRegex(@"\.table\.rules\[\d+\]\.when\.[^.]+$")]
    private static partial Regex CellPath();

    [GeneratedRegex(@"""line"":\[\[([^,\]]+),[^,\]]+\],\[\1,")]
    private static partial Regex UprightLine();

    [GeneratedRegex(@"\{\}")]
    private static partial Regex Empty();

    [GeneratedRegex(@"```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
