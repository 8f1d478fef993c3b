using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core;

/// <summary>What one formula gives: a value, not applicable, or a problem.</summary>
public sealed class FormulaResult
{
    internal FormulaResult(ResultValue? value, Diagnostic? problem)
    {
        Value = value;
        Problem = problem;
    }

    /// <summary>The value (its text is null when not applicable), or null when there is a problem.</summary>
    public ResultValue? Value { get; }

    /// <summary>The first problem, or null; line and column are those of the formula.</summary>
    public Diagnostic? Problem { get; }
}

/// <summary>Computes one formula outside any policy, with the same stages as a policy.</summary>
public static class FormulaEvaluation
{
    /// <summary>Computes a formula.</summary>
    /// <param name="formula">A formula of docs/expression-language.md.</param>
    /// <param name="given">What its names mean; types are those of the values, a missing value is not applicable, a list of records is a list.</param>
    /// <param name="limits">Limits; the defaults when left out.</param>
    public static FormulaResult Evaluate(string formula, FactRecord given, PolicyLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(given);
        limits ??= PolicyLimits.Default;
        var diagnostics = new DiagnosticBag();
        var parsed = Formula.Parse(formula, "formula", limits, diagnostics);
        if (parsed is null)
            return Failed(diagnostics);
        var place = parsed.Place;
        var facts = given.Names.Any() ? Declare(given.Facts.Select(fact => (fact.Key, fact.Value)), place, limits, diagnostics, listDepth: 0) : [];
        if (diagnostics.HasErrors)
            return Failed(diagnostics);
        const string name = "(formula)"; // no given name can be this
        var nothing = new Description(null, null, [], null);
        var value = new ValueDeclaration(name, new FormulaDefinition(parsed), null, null, null, null, null, nothing, place);
        var document = new PolicyDocument(
            "formula", "1.0.0", null, null, ImmutableDictionary<string, LegalSource>.Empty, [], facts, [], [value], [], [new NameUse(name, place)], new JsonObject(place.Source, 0, []), place);
        var plan = PolicyChecker.Check(document, diagnostics) is { } policy ? PlanCompiler.Compile(policy, limits, diagnostics) : null;
        if (plan is null)
            return Failed(diagnostics);
        var block = PlanRunner.Run(plan, limits, [new Appraisal("formula", given)]);
        return block.Issues.Count > 0
            ? new FormulaResult(null, block.Issues.MinBy(issue => issue.Order).Diagnostic)
            : new FormulaResult(ResultReader.Value(plan, block, plan.Policy.Results[0], 0), null);
    }

    private static FormulaResult Failed(DiagnosticBag diagnostics) =>
        new(null, diagnostics.ToImmutable().First(diagnostic => diagnostic.Severity == Severity.Error));

    // The facts are declared as what they turn out to be.
    private static ImmutableArray<FactDeclaration> Declare(IEnumerable<(string Name, FactValue Value)> given, Place place, PolicyLimits limits, DiagnosticBag diagnostics, int listDepth)
    {
        var facts = ImmutableArray.CreateBuilder<FactDeclaration>();
        foreach (var values in given.GroupBy(fact => fact.Name, fact => fact.Value))
        {
            if (!Names.IsName(values.Key))
                diagnostics.Report(DiagnosticCatalog.InvalidName, place, values.Key);
            else if (values.Key.Length > limits.NameLength)
                diagnostics.Report(DiagnosticCatalog.NameTooLong, place, limits.NameLength);
            var first = values.FirstOrDefault(value => value.Kind != FactKind.Missing) ?? FactValue.Missing;
            var type = first.Kind switch
            {
                FactKind.Boolean => FactType.Boolean,
                FactKind.Text => FactType.Text,
                FactKind.List => FactType.List,
                _ => FactType.Number,
            };
            var fact = new FactDeclaration(values.Key, type, new Description(null, null, [], null), MissingFact.Exclude, null, place) { MaxLength = int.MaxValue };
            if (type == FactType.List && listDepth == 2)
                diagnostics.Report(DiagnosticCatalog.OutOfPlace, place, values.Key, new LocalizedText("daftar bersarang paling banyak dua tingkat", "lists nest two deep at most"));
            else if (type == FactType.List)
                fact = fact with { Fields = Declare(Fields(values), place, limits, diagnostics, listDepth + 1) };
            facts.Add(fact);
        }

        return facts.DrainToImmutable();
    }

    private static IEnumerable<(string Name, FactValue Value)> Fields(IEnumerable<FactValue> lists) =>
        from list in lists
        where list.Kind == FactKind.List
        from item in list.Items
        where item.Kind == FactKind.Record
        from fact in item.Record.Facts
        select (fact.Key, fact.Value);
}
