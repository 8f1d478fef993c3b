using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Explaining;

/// <summary>The door of Explaining: tells how the values of a run came about. It reads the run; it computes nothing.</summary>
internal sealed class Explainer
{
    private readonly ScoringPlan _plan;
    private readonly Block _block;
    private readonly Dictionary<(Symbol Symbol, int Row), Derivation> _derivations = [];

    private Explainer(ScoringPlan plan, Block block)
    {
        _plan = plan;
        _block = block;
    }

    /// <summary>The explanation of the only person of a block.</summary>
    public static Explanation Explain(ScoringPlan plan, Block block, AppraisalResult result, string? period, bool isOfUnit = false)
    {
        var explainer = new Explainer(plan, block);
        // In the order of calculation, so that every value finds those it uses told already; no recursion, however long the chain.
        foreach (var value in plan.Policy.Values)
        {
            for (var row = 0; row < block.RowsOf(value.Level.Index); row++)
                explainer._derivations[(value, row)] = explainer.Derive(value, row);
        }

        ImmutableArray<Derivation> steps = [.. explainer._derivations.Values];
        ImmutableArray<Derivation> results = result.IsScored
            ? [.. plan.Policy.Results.OfType<ValueSymbol>().Select(symbol => explainer._derivations[(symbol, 0)])]
            : [];
        return new Explanation(result, results, steps, result.IsScored ? explainer.TellFollowUps(result) : []) { Period = period, IsOfUnit = isOfUnit };
    }

    // The follow-ups of a result stand in the order of the plan, those left out that do not hold.
    private ImmutableArray<FollowUpReason> TellFollowUps(AppraisalResult result)
    {
        var held = _plan.FollowUps.ToDictionary(columns => columns.FollowUp.Declaration.Key);
        return [.. result.FollowUps.Select(followUp => Tell(followUp, held[followUp.Id].FollowUp))];
    }

    private FollowUpReason Tell(FollowUp followUp, CheckedFollowUp declared)
    {
        var (condition, level) = (declared.Condition, declared.Level);
        var references = ReferencesOf(condition).Select(reference => reference.Symbol).Distinct().ToList();
        var formula = new FormulaPrinter().Print(condition);
        var rows = Enumerable.Range(0, _block.RowsOf(level.Index)).Where(row => new RunReading(_plan, _block, level, row).Read(condition) is (RowStatus.Value, 1)).ToList();
        return new FollowUpReason(
            followUp,
            formula,
            [.. rows.Select(row => ToCase(condition, formula, level, row, references))],
            [.. references.OfType<ValueSymbol>().SelectMany(child => rows.SelectMany(row => ChildrenOf(child, level, row))).Distinct(ReferenceEqualityComparer.Instance).Cast<Derivation>()]);
    }

    private FollowUpCase ToCase(CheckedExpression condition, string formula, ListLevel level, int row, IEnumerable<Symbol> references)
    {
        var numbers = new NumberPrinter(new RunReading(_plan, _block, level, row)).Print(condition);
        return new FollowUpCase(
            _block.RecordPath(level.Index, row).TrimEnd('.'),
            numbers == formula ? null : numbers,
            [.. references.Where(symbol => level.IsWithin(symbol.Level)).Select(symbol => ToOperand(symbol, level, row))]);
    }

    private Derivation Derive(ValueSymbol value, int row)
    {
        var run = new RunReading(_plan, _block, value.Level, row);
        var declaration = value.Declaration;
        var inner = value.Expression!;
        CheckedExpression? when = null;
        if (declaration.When is not null && inner is ConditionalNode { Then: var then, Condition: var condition })
            (when, inner) = (condition, then);
        if (declaration.Round is not null && inner is ElementNode { Operator: ElementOperator.Round, Operands: [var unrounded, ..] })
            inner = unrounded;

        var (status, held) = run.Read(value.Expression!);
        var isRefused = when is not null && run.Read(when) is (RowStatus.Value, 0);
        var shown = isRefused ? when! : inner;
        var printer = new NumberPrinter(run);
        // A formula is told as its author wrote it; of another kind of value only what this row took.
        var taken = new TakenBranchPrinter(run);
        var formula = status == RowStatus.Failed || isRefused || declaration.Definition is FormulaDefinition ? new FormulaPrinter().Print(shown) : taken.Print(shown);
        var substituted = status == RowStatus.Value || isRefused ? printer.Print(shown) : null;
        var exact = status == RowStatus.Value && held is Rational ? (Rational?)run.Read(inner).Value : null;
        var choice = status == RowStatus.Failed ? null : (status == RowStatus.Value ? new ChoiceTeller(run).Tell(value.Core!) : null) ?? Join(taken.Reasons);
        var references = ReferencesOf(shown).DistinctBy(reference => reference.Symbol).ToList();
        return new Derivation(
            _block.RecordPath(value.Level.Index, row) + value.Name,
            value.Description.Label ?? new LocalizedText(value.Name, value.Name),
            value.Type.Kind,
            status == RowStatus.Value ? Print(value, held!) : null,
            declaration.Description.Unit,
            formula,
            substituted == formula ? null : substituted,
            exact is { } number ? (number.IsPrintedExactly ? number.ToText() : number.ToFractionText()) : null,
            declaration.Round,
            choice,
            [.. references.Where(reference => value.Level.IsWithin(reference.Symbol.Level)).Select(reference => ToOperand(reference.Symbol, value.Level, row))],
            Sources(value, run),
            value.Description.Note,
            [.. references.Select(reference => reference.Symbol).OfType<ValueSymbol>().SelectMany(child => ChildrenOf(child, value.Level, row))])
        {
            WordLabel = held is int && status == RowStatus.Value ? ResultReader.WordLabel(value.Type, Print(value, held)) : null,
            IsRefused = isRefused,
            Approximation = exact is { IsPrintedExactly: false } endless ? endless.ToText() : null,
        };
    }

    private static Choice? Join(List<LocalizedText> reasons) => reasons.Count == 0
        ? null
        : new Choice(new LocalizedText(string.Join("; ", reasons.Select(reason => reason.Indonesian)), string.Join("; ", reasons.Select(reason => reason.English))), null);

    private static string Print(Symbol symbol, object held) => held is Rational number
        ? ResultReader.Print(number, (symbol as ValueSymbol)?.Declaration.Round?.Digits)
        : ResultReader.PrintWord(held, symbol.Type);

    private Operand ToOperand(Symbol symbol, ListLevel level, int row)
    {
        var column = _block.Columns[_plan.ColumnsBySymbol[symbol]];
        var symbolRow = _block.AncestorRows(level.Index, symbol.Level.Index)[row];
        var status = column.Status[symbolRow];
        var kind = symbol switch { FactSymbol => "fact", ParameterSymbol => "parameter", PeriodSymbol => "period", _ => "value" };
        return new Operand(symbol.Name, symbol.Description.Label ?? new LocalizedText(symbol.Name, symbol.Name), status == RowStatus.Value ? PrintExactly(symbol, column.ValueAt(symbolRow)) : "-", kind, Find(symbol.Description));
    }

    private static string PrintExactly(Symbol symbol, object held) =>
        held is Rational { IsPrintedExactly: false } number ? number.ToFractionText() : Print(symbol, held);

    // The rows of a value that a row uses: its own, that of a record around it, or all records of lists inside it.
    private IEnumerable<Derivation> ChildrenOf(ValueSymbol child, ListLevel level, int row)
    {
        if (level.IsWithin(child.Level))
            return [_derivations[(child, _block.AncestorRows(level.Index, child.Level.Index)[row])]];
        var around = level;
        while (!child.Level.IsWithin(around))
            around = around.Parent!;
        var target = _block.AncestorRows(level.Index, around.Index)[row];
        var targets = _block.AncestorRows(child.Level.Index, around.Index);
        return Enumerable.Range(0, targets.Length).Where(record => targets[record] == target).Select(record => _derivations[(child, record)]);
    }

    private ImmutableArray<LegalSource> Sources(ValueSymbol value, RunReading run)
    {
        var chosen = value.Core switch
        {
            PiecewiseNode node when run.Choice(node) is { } position => node.Pieces[position].Declaration.Description,
            TableNode { IsCollect: false } node when run.Choice(node) is { } position && position < node.Rules.Length => node.Rules[position].Declaration.Description,
            RulesNode node when run.Choice(node) is { } position and > 0 => node.Exceptions[position - 1].Declaration.Description,
            _ => null,
        };
        return [.. Find(value.Description).Concat(chosen is null ? [] : Find(chosen)).Distinct()];
    }

    private ImmutableArray<LegalSource> Find(Description description) => [.. description.Sources.Select(source => _plan.Policy.Document.Sources[source.Name])];

    // Of a guard only what it guards is told.
    private static IEnumerable<ReferenceNode> ReferencesOf(CheckedExpression node) => node switch
    {
        ReferenceNode reference => [reference],
        GuardNode guard => ReferencesOf(guard.Inner),
        _ => References.Parts(node).SelectMany(ReferencesOf),
    };
}
