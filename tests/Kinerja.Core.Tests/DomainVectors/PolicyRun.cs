using System.Text;
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
        var answer = Answer();
        if (expected.Field("issue").Json is { } issue)
            Assert.Contains(issue.GetValue<string>(), answer.Issues.Select(found => found.Code));
        else if (outcome == "rejected")
            CheckIssue(run["outcome"]!["issue"]!.AsObject(), expected, answer);
        else
            CheckResults(entries, answer);
    }

    /// <summary>Whether the result of this name says that the run has an answer in the vector.</summary>
    internal bool IsAnswered(string name) => Answer() is not { IsScored: true } answer || answer[name].Text == "true";

    // The run is about one person, or with people about their unit.
    private PolicyAnswer Answer()
    {
        var policy = _load.Value.Policy!;
        var facts = template.Fill(run["facts"] ?? new JsonObject()).Json!.AsObject();
        if (template.Fill(run["people"]).Json is not JsonArray people)
            return PolicyAnswer.Of(policy.Score(Person(id, facts, template.Fill(run["segments"]).Json)));
        var results = people.Select((person, position) => policy.Score(Person(person!["id"]?.GetValue<string>() ?? $"person-{position}", person["facts"]!.AsObject(), null))).ToList();
        Assert.All(results, result => Assert.True(result.IsScored, $"{id}: {result.ToJson()}"));
        var json = new JsonObject { ["unit"] = id, ["period"] = Period(), ["facts"] = facts };
        var (unit, diagnostics) = UnitAppraisal.Read(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.True(unit is not null, $"{id}: {string.Join(Environment.NewLine, diagnostics)}");
        return PolicyAnswer.Of(policy.ScoreUnit(unit, results));
    }

    private Appraisal Person(string person, JsonObject given, JsonNode? segments)
    {
        var facts = kinds.Base(run)["facts"]!.DeepClone().AsObject();
        foreach (var (name, value) in given)
            facts[name] = value?.DeepClone();
        var json = new JsonObject { ["id"] = person, ["period"] = Period(), ["facts"] = facts };
        if (segments is not null)
            json["segments"] = segments;
        var reading = Appraisal.Read(json.ToJsonString());
        Assert.True(reading.Appraisal is not null, $"{id}: {string.Join(Environment.NewLine, reading.Diagnostics)}");
        return reading.Appraisal;
    }

    private JsonNode? Period() => template.Fill(run["period"]).Json ?? kinds.Base(run)["period"]?.DeepClone();

    private string Outcome(ExpectedElement expected)
    {
        if (run["outcome"] is not JsonObject outcome)
            return "scored";
        var chosen = expected.Field(outcome["expected"]!.GetValue<string>()).Json;
        return chosen is null ? "scored" : outcome[TemplateForms.TextOf(chosen)]!.GetValue<string>();
    }

    private void CheckIssue(JsonObject issue, ExpectedElement expected, PolicyAnswer answer)
    {
        var code = issue["code"]!.GetValue<string>();
        var found = answer.Issues.Where(each => each.Code == code).ToList();
        Assert.True(found.Count > 0, $"{id}: expected {code}, found {answer.Json}");
        if (issue["expected"]?.GetValue<string>() is not { } field || expected.Field(field).Json is not { } named)
            return;
        var arguments = found.Select(each => each.Arguments[issue["argument"]!.GetValue<int>()].ToString()).ToHashSet();
        foreach (var name in named is JsonArray list ? list.Select(each => each!) : [named])
            Assert.True(arguments.Contains(TemplateForms.TextOf(name)), $"{id}: expected {code} '{name}', found {answer.Json}");
        Assert.True(named is not JsonArray names || names.Count == arguments.Count, $"{id}: expected {code} {named.ToJsonString()} and no more, found {answer.Json}");
    }

    private void CheckResults(IEnumerable<(JsonObject Entry, Filled Expected)> entries, PolicyAnswer answer)
    {
        Assert.True(answer.IsScored, $"{id}: {answer.Json}");
        foreach (var (entry, expected) in entries.Where(each => each.Expected.IsPresent))
        {
            if (entry["sameAs"]?.GetValue<string>() is { } path)
                Assert.True(JsonNode.DeepEquals(template.Find(path), expected.Json), $"{id}: {path} is {template.Find(path)?.ToJsonString()}, expected {expected.Json?.ToJsonString()}");
            else if (entry.ContainsKey("followUps") || entry.ContainsKey("for"))
                Assert.True(VectorComparison.IsEqual(entry, template.Fill(entry["map"]).Json as JsonObject, expected.Json, answer.FollowUps), $"{id}: expected {expected.Json?.ToJsonString()}, found {answer.Json}");
            else
                CheckResult(entry, expected.Json, answer[entry["result"]!.GetValue<string>()]);
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
