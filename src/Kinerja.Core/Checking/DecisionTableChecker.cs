using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Decision tables: every row decided, and exactly once where the hit policy says so.</summary>
internal sealed class DecisionTableChecker(ExpressionChecker expressions)
{
    /// <summary>Rows that are tried before the checker says that it does not know.</summary>
    private const int MostRows = 200_000;

    /// <summary>Rows times rules that are tried.</summary>
    private const long MostTrials = 5_000_000;

    private DiagnosticBag Diagnostics => expressions.Diagnostics;

    public CheckedExpression Check(TableDefinition definition, ListLevel level, CheckedType? expected, Place place)
    {
        var inputs = definition.Inputs.Select(input => expressions.Check(input.Formula, level)).ToImmutableArray();
        var isNumeric = definition.HitPolicy is HitPolicy.CollectSum or HitPolicy.CollectCount;
        var outcomeType = isNumeric ? CheckedType.Number : expected;
        var positions = definition.Inputs.Select((input, index) => (input.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        var rules = definition.Rules.Select(rule => new CheckedRule(
            rule.Id,
            [.. rule.Cells.Select(cell => CheckCell(cell, positions[cell.Input], inputs, level)).OfType<CellTest>()],
            PiecewiseChecker.CheckOutcome(expressions, rule.Outcome, null, level, outcomeType),
            rule)).ToImmutableArray();
        var otherwise = definition.Default is null ? null : PiecewiseChecker.CheckOutcome(expressions, definition.Default, null, level, outcomeType);
        CheckedExpression[] outcomes = [.. rules.Select(rule => rule.Outcome), .. otherwise is null ? Array.Empty<CheckedExpression>() : [otherwise]];
        var type = PiecewiseChecker.CheckOutcomes(expressions, outcomes);
        if (inputs.All(input => !input.Type.IsUnknown))
            CheckRows(definition, inputs, rules, place);
        var canBeEmpty = definition.HitPolicy is HitPolicy.CollectMin or HitPolicy.CollectMax;
        var range = isNumeric || outcomes.Length == 0 ? NumberRange.Any : outcomes.Select(outcome => outcome.Range).Aggregate((left, right) => left.Union(right));
        var result = definition.HitPolicy == HitPolicy.CollectCount ? CheckedType.Number : type;
        return new TableNode(inputs, rules, otherwise, definition, result.Optional(type.IsOptional || canBeEmpty || inputs.Any(input => input.Type.IsOptional)), place) { Range = range };
    }

    private CellTest? CheckCell(TableCell cell, int index, ImmutableArray<CheckedExpression> inputs, ListLevel level)
    {
        var type = inputs[index].Type;
        if (type.IsUnknown)
            return null;
        if (cell.IsRange)
        {
            if (type.Kind != DataType.Number)
            {
                Diagnostics.Report(DiagnosticCatalog.ExpectedType, cell.Place, CheckedType.Number.Name, type.Name);
                return null;
            }

            var edges = new PiecewiseChecker(expressions);
            var (from, to) = (cell.From is null ? null : edges.Edge(cell.From, level), cell.To is null ? null : edges.Edge(cell.To, level));
            if (from > to || (from == to && from is not null && cell.Including != Including.Both))
                Diagnostics.Report(DiagnosticCatalog.EmptyRange, cell.Place, from!.Value, to!.Value);
            return new CellTest(index, [], from, cell.Including is Including.From or Including.Both, to, cell.Including is Including.To or Including.Both);
        }

        var constants = cell.AnyOf.Select(constant => Constants.Read(constant, type, cell.Place.Path, Diagnostics)).ToList();
        return constants.Contains(null) ? null : new CellTest(index, [.. constants!], null, true, null, true);
    }

    private void CheckRows(TableDefinition definition, ImmutableArray<CheckedExpression> inputs, ImmutableArray<CheckedRule> rules, Place place)
    {
        var isRefused = rules.Any(rule => rule.Cells.Length != rule.Declaration.Cells.Length || rule.Cells.Any(cell => cell.From >= cell.To && !(cell.From == cell.To && cell.FromIncluded && cell.ToIncluded)));
        var isAlwaysDecided = definition.HitPolicy != HitPolicy.Unique && (definition.HitPolicy != HitPolicy.First || definition.Default is not null);
        if (isRefused)
            return; // what a refused cell leaves open says nothing
        var cells = rules.SelectMany(rule => rule.Cells).ToLookup(cell => cell.Input);
        var samples = inputs.Select((input, index) => DomainSamples.Of(input, [.. cells[index]])).ToList();
        var count = samples.Aggregate(1L, (product, values) => Math.Min(product * values.Count, MostRows + 1L));
        if (count > MostRows || count * rules.Sum(rule => 1L + rule.Cells.Sum(cell => 1 + cell.AnyOf.Length)) > MostTrials)
        {
            if (!isAlwaysDecided)
                Diagnostics.Report(DiagnosticCatalog.NotProven, place, new LocalizedText("terlalu banyak kombinasi", "too many combinations"));
            return;
        }

        var deciding = new bool[rules.Length];
        var overlapping = new HashSet<(int, int)>();
        var hasGap = false;
        foreach (var row in Rows(samples))
        {
            var matches = Enumerable.Range(0, rules.Length).Where(rule => rules[rule].Cells.All(cell => cell.Matches(row[cell.Input]))).ToList();
            if (matches.Count > 0)
                deciding[matches[0]] = true;
            if (definition.HitPolicy is not (HitPolicy.Unique or HitPolicy.First))
            {
                matches.ForEach(rule => deciding[rule] = true);
            }
            else if (matches.Count == 0 && definition.Default is null && !hasGap)
            {
                hasGap = true;
                Diagnostics.Report(DiagnosticCatalog.TableGap, place, Describe(definition, inputs, row));
            }
            else if (definition.HitPolicy == HitPolicy.Unique && matches.Count > 1 && overlapping.Add((matches[0], matches[1])))
            {
                var (first, second) = (rules[matches[0]], rules[matches[1]]);
                Diagnostics.Report(DiagnosticCatalog.TableOverlap, second.Declaration.Place, first.Id, second.Id, Describe(definition, inputs, row));
                deciding[matches[1]] = true;
            }
        }

        foreach (var rule in rules.Where((_, index) => !deciding[index]))
            Diagnostics.Report(DiagnosticCatalog.RuleUnreachable, rule.Declaration.Place, rule.Id);
    }

    private static IEnumerable<object[]> Rows(IReadOnlyList<IReadOnlyList<object>> samples)
    {
        if (samples.Any(values => values.Count == 0))
            yield break;
        var positions = new int[samples.Count];
        while (true)
        {
            yield return [.. positions.Select((position, input) => samples[input][position])];
            var wheel = samples.Count - 1;
            while (wheel >= 0 && ++positions[wheel] == samples[wheel].Count)
                positions[wheel--] = 0;
            if (wheel < 0)
                yield break;
        }
    }

    private static string Describe(TableDefinition definition, ImmutableArray<CheckedExpression> inputs, object[] row) =>
        string.Join(", ", row.Select((value, index) => $"{definition.Inputs[index].Name} = {Constants.Print(value, inputs[index].Type)}"));
}
