using System.Text;

namespace Kinerja.Core.Tests;

/// <summary>Small policies for tests, and what loading or scoring them says.</summary>
internal static class PolicyText
{
    /// <summary>A policy whose members are the body.</summary>
    internal static string Of(string body, string id = "test") => $$"""{ "id": "{{id}}", "version": "1.0.0", "title": { "en": "Test" }, {{body}} }""";

    /// <summary>A policy with the number x, a formula in v, and v as result.</summary>
    internal static string Formula(string formulaJson) => Of($$"""
        "facts": { "x": { "type": "number", "default": 3 } }, "values": { "v": { "formula": {{formulaJson}} } }, "results": ["v"]
        """);

    /// <summary>Codes of what loading says, errors and warnings, in order.</summary>
    internal static IReadOnlyList<string> Codes(string json, params (string Id, string Json)[] bases) =>
        [.. Load(json, bases).Diagnostics.Select(problem => problem.Code)];

    internal static PolicyLoad Load(string json, params (string Id, string Json)[] bases) => AppraisalPolicy.Load(json, new PolicyOptions
    {
        FindBase = id => bases.Where(policy => policy.Id == id).Select(policy => new PolicySource($"{id}.json", Encoding.UTF8.GetBytes(policy.Json))).FirstOrDefault(),
    });

    internal static AppraisalPolicy Sound(string json, params (string Id, string Json)[] bases)
    {
        var load = Load(json, bases);
        Assert.True(load.Policy is not null, string.Join(Environment.NewLine, load.Diagnostics));
        return load.Policy;
    }

    internal static AppraisalResult Score(AppraisalPolicy policy, string factsJson, string? period = null)
    {
        var (facts, diagnostics) = FactRecord.Read(Encoding.UTF8.GetBytes(factsJson));
        Assert.True(facts is not null, string.Join(Environment.NewLine, diagnostics));
        return policy.Score(new Appraisal("person", facts, period));
    }

    /// <summary>The printed result, or the codes of the issues.</summary>
    internal static string Outcome(AppraisalPolicy policy, string factsJson, string result = "v", string? period = null)
    {
        var scored = Score(policy, factsJson, period);
        return scored.IsScored ? scored[result].Text ?? "not applicable" : string.Join(' ', scored.Issues.Select(issue => issue.Code));
    }
}
