using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>The second sheet of a policy, over the people of a unit: a policy of its own whose list of people is filled from results.</summary>
internal sealed class OracleUnit
{
    internal const string People = "people";
    internal const string Id = "id";

    private readonly OraclePolicy _unit;
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<string> _facts;

    private OracleUnit(JsonElement policy)
    {
        var people = OraclePolicy.Of(policy).Reader;
        var unit = policy.GetProperty("unit");
        _names = [.. unit.GetProperty("people").EnumerateArray().Select(name => name.GetString()!)];
        _facts = [.. OraclePolicyReader.Members(unit, "facts").Select(fact => fact.Name)];

        var fields = new JsonObject { [Id] = new JsonObject { ["type"] = "text" } };
        foreach (var name in _names)
            fields[name] = Declaration(policy, people, name);

        var facts = Copy(unit, "facts");
        facts["unscored"] = new JsonObject { ["type"] = "number", ["ifMissing"] = "zero" };
        facts[People] = new JsonObject { ["type"] = "list", ["ifMissing"] = "zero", ["of"] = fields };
        _unit = OraclePolicy.Load(new JsonObject
        {
            ["scales"] = Copy(policy, "scales"),
            ["facts"] = facts,
            ["parameters"] = Copy(policy, "parameters"),
            ["values"] = Copy(unit, "values"),
            ["followUps"] = Copy(unit, "followUps"),
            ["results"] = JsonNode.Parse(unit.GetProperty("results").GetRawText()),
        }.ToJsonString());
    }

    internal static OracleUnit Load(string policyJson) => new(JsonElement.Parse(policyJson));

    internal OracleResult Evaluate(string factsJson, OraclePeriod? period, IReadOnlyList<(string Id, OracleResult Result)> people)
    {
        var issues = new List<string>();
        foreach (var (name, _) in JsonNode.Parse(factsJson)!.AsObject())
        {
            if (!_facts.Contains(name))
                issues.Add($"{name} is not declared");
        }

        var sheet = _unit.Sheet(factsJson, issues);
        _unit.SetParameters(sheet, period, issues);
        sheet.Outcomes["unscored"] = OracleOutcome.Of(people.Count(person => person.Result.IsRejected));
        sheet.Lists[People] = [.. people.Where(person => !person.Result.IsRejected).Select(person => Record(sheet, person.Id, person.Result.Sheet))];
        return _unit.Run(sheet, period, issues);
    }

    private OracleRecord Record(OracleRecord sheet, string id, OracleRecord person)
    {
        var record = new OracleRecord(sheet, People);
        record.Outcomes[Id] = new TextOutcome(id);
        foreach (var name in _names)
            Pass(person, name, record);
        return record;
    }

    private static void Pass(OracleRecord from, string name, OracleRecord to)
    {
        if (from.Lists.TryGetValue(name, out var list))
        {
            to.Lists[name] = [.. list.Select(each => Inner(each, to, name))];
            return;
        }

        foreach (var (key, outcome) in from.Outcomes)
        {
            if (key == name || key.StartsWith($"{name}.", StringComparison.Ordinal))
                to.Outcomes[key] = outcome;
        }
    }

    private static OracleRecord Inner(OracleRecord from, OracleRecord parent, string name)
    {
        var inner = new OracleRecord(parent, $"{parent.ListPath}.{name}");
        foreach (var (key, outcome) in from.Outcomes)
            inner.Outcomes[key] = outcome;
        foreach (var list in from.Lists.Keys)
            Pass(from, list, inner);
        return inner;
    }

    /// <summary>A fact or list as it is declared; a value as a fact of its type.</summary>
    private static JsonNode Declaration(JsonElement policy, OraclePolicyReader people, string name)
    {
        if (policy.TryGetProperty("facts", out var facts) && facts.TryGetProperty(name, out var fact))
            return JsonNode.Parse(fact.GetRawText())!;

        return people.TypeOf(name) switch
        {
            { Kind: OracleTypeKind.Number } => new JsonObject { ["type"] = "number" },
            { Kind: OracleTypeKind.Boolean } => new JsonObject { ["type"] = "boolean" },
            { Kind: OracleTypeKind.Date } => new JsonObject { ["type"] = "date" },
            { Kind: OracleTypeKind.Rating, Scale: var scale } => new JsonObject { ["type"] = "rating", ["scale"] = scale },
            { Codes: { } codes } => new JsonObject { ["type"] = "code", ["codes"] = new JsonArray([.. codes.Select(code => (JsonNode)code)]) },
            _ => new JsonObject { ["type"] = "text" },
        };
    }

    private static JsonObject Copy(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) ? JsonNode.Parse(member.GetRawText())!.AsObject() : [];
}
