using System.Text.Json.Nodes;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>Runs one vector through its policies; "running" in domain-kinds.json tells how.</summary>
internal sealed class VectorRun(VectorKinds kinds, DomainVector vector)
{
    private readonly VectorTemplate _template = new VectorTemplate(vector.Inputs).With("$expected", vector.Expected);

    private readonly ExpectedFields _fields = new(vector.Expected);

    internal void Check()
    {
        var kind = kinds.Find(vector.Kind);
        Assert.True(kind is not null, $"{vector.Id}: the kind '{vector.Kind}' is not in domain-kinds.json");
        foreach (var run in VectorKinds.RunsOf(kind, _template))
        {
            if (run["cases"] is not JsonArray cases)
                new PolicyRun(kinds, vector.Id, run, _template).Check(_fields.Root);
            else if (IsAskedFor(run["element"]![0]!.GetValue<string>()))
                CheckCases(run, cases);
        }

        Assert.True(!_fields.NotAsked.Any(), $"{vector.Id}: nothing answers the expected field {string.Join(", ", _fields.NotAsked)}");
    }

    // A vector that does not have the list of expected answers does not ask for them.
    private bool IsAskedFor(string field) => !vector.Expected.ContainsKey("issue") && (field.StartsWith('$') || vector.Expected.ContainsKey(field));

    private void CheckCases(JsonObject run, JsonArray cases)
    {
        var all = cases.Select(each => each!.AsObject()).Aggregate<JsonObject, IReadOnlyList<VectorTemplate>>([_template], CasesOf);
        if (run["count"]?.GetValue<string>() is { } count)
            Assert.Equal(TemplateForms.TextOf(_template.Find(count)!), $"{all.Count}");
        var position = 0;
        foreach (var template in all)
        {
            var policyRun = new PolicyRun(kinds, vector.Id, run, template);
            if (run["only"]?.GetValue<string>() is { } only && !policyRun.IsAnswered(only))
                continue;
            policyRun.Check(ElementOf(run["element"]!.AsArray(), template.With("$position", position)));
            position++;
        }
    }

    private IReadOnlyList<VectorTemplate> CasesOf(IReadOnlyList<VectorTemplate> around, JsonObject list)
    {
        var (path, name) = (list["each"]!.GetValue<string>(), list["name"]!.GetValue<string>());
        return [.. around.SelectMany(template =>
        {
            Assert.True(template.Elements(path) is not null, $"{vector.Id}: no list of cases at {path}");
            return template.Elements(path)!.Select((element, position) => template.With(name, element).With($"{name}Position", position));
        })];
    }

    private ExpectedElement ElementOf(JsonArray path, VectorTemplate template) => path.Select(part => part!.GetValue<string>()).Aggregate(
        _fields.Root,
        (element, part) => element.At(part.StartsWith('$') ? TemplateForms.TextOf(template.Find(part)!) : part));
}
