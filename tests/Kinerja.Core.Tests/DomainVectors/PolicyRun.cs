using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>One run of a vector through its policy: filled templates in, answers compared.</summary>
internal sealed class PolicyRun(VectorKinds kinds, string id, JsonObject run, VectorTemplate template)
{
    private readonly Lazy<PolicyLoad> _load = new(() => VectorPolicies.Load(
        run["base"]!.GetValue<string>(),
        run["overlay"] is { } overlay ? template.Fill(overlay).Json!.ToJsonString() : null));

    internal void Check(ExpectedElement expected)
    {
        Assert.True(expected.Value.IsPresent, $"{id}: nothing is expected at {string.Join('.', expected.Path)}");
        var entries = run["expect"]!.AsArray().Select(entry => (Entry: entry!.AsObject(), Expected: Expected(entry!.AsObject(), expected))).ToList();
        var outcome = Outcome(expected);
        foreach (var field in run["ignored"] as JsonObject ?? [])
            expected.Field(field.Key);
        if (outcome == "refused")
        {
            Assert.True(_load.Value.Policy is null, $"{id}: the policy should be refused, but loads");
            RefusalComparison.Check(id, run["outcome"]!["diagnostics"] as JsonArray ?? [], expected, template, _load.Value.Diagnostics);
            return;
        }

        Assert.True(_load.Value.Policy is not null, $"{id}: {string.Join(Environment.NewLine, _load.Value.Diagnostics)}");
        if (outcome == "loads")
            return;
        var result = Score();
        if (expected.Field("issue").Json is { } issue)
            Assert.Contains(issue.GetValue<string>(), result.Issues.Select(found => found.Code));
        else if (outcome == "rejected")
            CheckIssue(run["outcome"]!["issue"]!.AsObject(), expected, result);
        else
            CheckResults(entries, result);
    }

    /// <summary>Whether the result of this name says that the run has an answer in the vector.</summary>
    internal bool IsAnswered(string name) => Score() is not { IsScored: true } result || result[name].Text == "true";

    private AppraisalResult Score()
    {
        var period = template.Fill(run["period"]) is { Json: { } given } ? given : kinds.Base(run)["period"];
        var json = new JsonObject { ["id"] = id, ["period"] = period?.DeepClone(), ["facts"] = Facts() };
        var reading = Appraisal.Read(json.ToJsonString());
        Assert.True(reading.Appraisal is not null, $"{id}: {string.Join(Environment.NewLine, reading.Diagnostics)}");
        return _load.Value.Policy!.Score(reading.Appraisal);
    }

    private JsonObject Facts()
    {
        var facts = kinds.Base(run)["facts"]!.DeepClone().AsObject();
        foreach (var (name, value) in template.Fill(run["facts"] ?? new JsonObject()).Json!.AsObject())
            facts[name] = value?.DeepClone();
        return facts;
    }

    private string Outcome(ExpectedElement expected)
    {
        if (run["outcome"] is not JsonObject outcome)
            return "scored";
        var chosen = expected.Field(outcome["expected"]!.GetValue<string>()).Json;
        return chosen is null ? "scored" : outcome[TemplateForms.TextOf(chosen)]!.GetValue<string>();
    }

    private void CheckIssue(JsonObject issue, ExpectedElement expected, AppraisalResult result)
    {
        var code = issue["code"]!.GetValue<string>();
        var found = result.Issues.Where(each => each.Code == code).ToList();
        Assert.True(found.Count > 0, $"{id}: expected {code}, found {result.ToJson()}");
        if (issue["expected"]?.GetValue<string>() is not { } field || expected.Field(field).Json is not { } named)
            return;
        var arguments = found.Select(each => each.Arguments[issue["argument"]!.GetValue<int>()].ToString()).ToHashSet();
        foreach (var name in named is JsonArray list ? list.Select(each => each!) : [named])
            Assert.True(arguments.Contains(TemplateForms.TextOf(name)), $"{id}: expected {code} '{name}', found {result.ToJson()}");
        Assert.True(named is not JsonArray names || names.Count == arguments.Count, $"{id}: expected {code} {named.ToJsonString()} and no more, found {result.ToJson()}");
    }

    private void CheckResults(IEnumerable<(JsonObject Entry, Filled Expected)> entries, AppraisalResult result)
    {
        Assert.True(result.IsScored, $"{id}: {result.ToJson()}");
        foreach (var (entry, expected) in entries.Where(each => each.Expected.IsPresent))
        {
            if (entry["sameAs"]?.GetValue<string>() is { } path)
                Assert.True(JsonNode.DeepEquals(template.Find(path), expected.Json), $"{id}: {path} is {template.Find(path)?.ToJsonString()}, expected {expected.Json?.ToJsonString()}");
            else if (entry.ContainsKey("followUps") || entry.ContainsKey("for"))
                Assert.True(VectorComparison.IsEqual(entry, expected.Json, result.FollowUps), $"{id}: expected {expected.Json?.ToJsonString()}, found {result.ToJson()}");
            else
                CheckResult(entry, expected.Json, result[entry["result"]!.GetValue<string>()]);
        }
    }

    private void CheckResult(JsonObject entry, JsonNode? expected, ResultValue value)
    {
        var isEqual = kinds.IsNotApplicable(expected)
            ? !value.IsApplicable
            : value.IsApplicable && VectorComparison.IsEqual(entry["compare"]!.GetValue<string>(), expected!, value);
        Assert.True(isEqual, $"{id}: {value.Name} is {value.Text ?? "not applicable"}, expected {expected?.ToJsonString() ?? "null"}");
    }

    private Filled Expected(JsonObject entry, ExpectedElement expected)
    {
        if (entry["input"] is { } path)
            return template.Fill(new JsonObject { ["$from"] = path.DeepClone(), ["as"] = entry["as"]?.DeepClone() });
        if (entry.TryGetPropertyValue("always", out var always))
            return Filled.Of(always);
        var field = expected.Field(entry["expected"]!.GetValue<string>());
        return field.IsPresent || !entry.TryGetPropertyValue("ifAbsent", out var standIn) ? field : Filled.Of(standIn);
    }
}
