using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kinerja.Core.Tests.Oracle;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>Runs one vector through its policy; "running" in domain-kinds.json tells how.</summary>
internal sealed class VectorRun(VectorKinds kinds, DomainVector vector)
{
    private static readonly ConcurrentDictionary<string, PolicyLoad> Loaded = new();

    private readonly VectorTemplate _template = new(vector.Inputs);

    internal void Check()
    {
        var kind = kinds.Find(vector.Kind);
        Assert.True(kind is not null, $"{vector.Id}: the kind '{vector.Kind}' is not in domain-kinds.json");
        CheckFields(kind);
        var outcome = Outcome(kind["outcome"] as JsonObject);
        var load = Load(kind);
        if (outcome == "refused")
        {
            Assert.True(load.Policy is null, $"{vector.Id}: the policy should be refused, but loads");
            return;
        }

        Assert.True(load.Policy is not null, $"{vector.Id}: {string.Join(Environment.NewLine, load.Diagnostics)}");
        if (outcome == "loads")
            return;
        var result = load.Policy.Score(new Appraisal(vector.Id, Facts(kind), kinds.Base(kind)["period"]!.GetValue<string>()));
        if (vector.Expected["issue"] is { } issue)
            Assert.Contains(issue.GetValue<string>(), result.Issues.Select(found => found.Code));
        else if (outcome == "rejected")
            CheckIssue(kind["outcome"]!["issue"]!.AsObject(), result);
        else
            CheckResults(kind, result);
    }

    private void CheckFields(JsonObject kind)
    {
        var known = kind["expect"]!.AsArray().Select(entry => entry!["expected"]?.GetValue<string>())
            .Append(kind["outcome"]?["expected"]?.GetValue<string>())
            .Append(kind["outcome"]?["issue"]?["expected"]?.GetValue<string>())
            .Concat(kind["ignored"] is JsonObject ignored ? ignored.Select(field => (string?)field.Key) : [])
            .Append("issue")
            .ToHashSet();
        foreach (var field in vector.Expected)
            Assert.True(known.Contains(field.Key), $"{vector.Id}: nothing answers the expected field '{field.Key}'");
    }

    private string Outcome(JsonObject? outcome)
    {
        var chosen = outcome is null ? null : vector.Expected[outcome["expected"]!.GetValue<string>()];
        return chosen is null ? "scored" : outcome![chosen.ToJsonString()]!.GetValue<string>();
    }

    private PolicyLoad Load(JsonObject kind)
    {
        var overlay = kind["overlay"] is { } template ? _template.Fill(template).Json!.ToJsonString() : null;
        return Loaded.GetOrAdd(overlay ?? kind["base"]!.GetValue<string>(), key => overlay is null
            ? AppraisalPolicy.Load(NationalPolicies.Find(key)!)
            : AppraisalPolicy.Load(key));
    }

    private FactRecord Facts(JsonObject kind)
    {
        var facts = kinds.Base(kind)["facts"]!.DeepClone().AsObject();
        foreach (var (name, value) in _template.Fill(kind["facts"]).Json!.AsObject())
            facts[name] = value?.DeepClone();
        var (record, diagnostics) = FactRecord.Read(Encoding.UTF8.GetBytes(facts.ToJsonString()));
        Assert.True(record is not null, $"{vector.Id}: {string.Join(Environment.NewLine, diagnostics)}");
        return record;
    }

    private void CheckIssue(JsonObject issue, AppraisalResult result)
    {
        var code = issue["code"]!.GetValue<string>();
        var argument = vector.Expected[issue["expected"]!.GetValue<string>()]?.GetValue<string>();
        Assert.True(
            result.Issues.Any(found => found.Code == code && (argument is null || found.Arguments[issue["argument"]!.GetValue<int>()].ToString() == argument)),
            $"{vector.Id}: expected {code} '{argument}', found {result.ToJson()}");
    }

    private void CheckResults(JsonObject kind, AppraisalResult result)
    {
        Assert.True(result.IsScored, $"{vector.Id}: {result.ToJson()}");
        foreach (var entry in kind["expect"]!.AsArray().Select(entry => entry!.AsObject()))
        {
            if (Expected(entry) is not { IsPresent: true } expected)
                continue;
            var value = result[entry["result"]!.GetValue<string>()];
            var isEqual = kinds.IsNotApplicable(expected.Json)
                ? !value.IsApplicable
                : value.IsApplicable && IsEqual(entry["compare"]!.GetValue<string>(), expected.Json!, value);
            Assert.True(isEqual, $"{vector.Id}: {value.Name} is {value.Text ?? "not applicable"}, expected {expected.Json?.ToJsonString() ?? "null"}");
        }
    }

    private Filled Expected(JsonObject entry)
    {
        if (entry["input"] is { } path)
            return _template.Input(path.GetValue<string>(), entry["as"]?.GetValue<string>());
        return vector.Expected.TryGetPropertyValue(entry["expected"]!.GetValue<string>(), out var expected) ? Filled.Of(expected) : Filled.Absent;
    }

    private static bool IsEqual(string compare, JsonNode expected, ResultValue value)
    {
        var text = expected.GetValueKind() == JsonValueKind.String ? expected.GetValue<string>() : expected.ToJsonString();
        return compare switch
        {
            "number" => value.Number is { } number && Fraction.Parse(text) is { } exact && exact.Equals(new Fraction(number.Numerator, number.Denominator)),
            "text" => value.Text == text,
            "boolean" => value.Text == text,
            "prefix" => value.Text!.StartsWith(text, StringComparison.Ordinal),
            _ => throw new InvalidDataException($"domain-kinds.json: unknown comparison '{compare}'."),
        };
    }
}
