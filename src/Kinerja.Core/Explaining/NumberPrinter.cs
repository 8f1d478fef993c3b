using Kinerja.Core.Checking;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Explaining;

/// <summary>Prints a calculation with its names, but only the branches that one row took.</summary>
internal class TakenBranchPrinter(RunReading run) : FormulaPrinter
{
    protected RunReading Run => run;

    /// <summary>What the branches taken mean, where a kind of value wrote the conditions.</summary>
    public List<LocalizedText> Reasons { get; } = [];

    protected override Piece PrintLogic(LogicNode logic, int depth)
    {
        // Where the left side settles the answer the right one was never computed.
        var isRightComputed = run.Read(logic.Right).Status != RowStatus.Absent;
        return isRightComputed ? base.PrintLogic(logic, depth) : Print(logic.Left, depth);
    }

    protected override Piece PrintCoalesce(CoalesceNode coalesce, int depth) =>
        Print(run.Read(coalesce.Left).Status == RowStatus.NotApplicable ? coalesce.Right : coalesce.Left, depth);

    // Inside a list every record takes branches of its own.
    protected override Piece PrintAggregate(AggregateNode aggregate, int depth) => Piece.Whole(new FormulaPrinter().Print(aggregate));

    protected override Piece PrintConditional(ConditionalNode conditional, int depth)
    {
        var (status, value) = run.Read(conditional.Condition);
        if (status != RowStatus.Value)
            return Piece.Whole("–");
        if ((value is 1 ? conditional.Reasons.Then : conditional.Reasons.Otherwise) is { } reason)
            Reasons.Add(reason);
        return Print(value is 1 ? conditional.Then : conditional.Otherwise, depth);
    }
}

/// <summary>Prints a calculation with the numbers of one row: branches not taken are left out, lists are written out.</summary>
internal sealed class NumberPrinter(RunReading run) : TakenBranchPrinter(run)
{
    protected override Piece PrintReference(ReferenceNode reference)
    {
        var (status, value) = Run.Read(reference);
        if (status != RowStatus.Value)
            return Piece.Whole("–");
        return value is Rational number ? PrintValue(reference.Symbol, number) : Piece.Whole(Quote(ResultReader.PrintWord(value!, reference.Type), reference.Type));
    }

    // A value is printed as everywhere else, when that is all of it.
    private static Piece PrintValue(Symbol symbol, Rational number) =>
        symbol is ValueSymbol { Declaration.Round: { } round } && number.Sign >= 0 ? Piece.Whole(ResultReader.Print(number, round.Digits)) : PrintNumber(number);

    protected override Piece PrintAggregate(AggregateNode aggregate, int depth)
    {
        var records = Run.Records(aggregate).ToList();
        var terms = aggregate.Body is null ? [] : records.Select(record => new NumberPrinter(record).Print(aggregate.Body, depth)).ToList();
        switch (aggregate.Function)
        {
            case AggregateFunction.Count:
                return PrintNumber(records.Count);
            case AggregateFunction.Sum when terms.Count > 0:
                return Sum(terms);
            case AggregateFunction.Average when terms.Count > 0:
                return new Piece($"{Sum(terms).Under(Symbols.Precedence(ElementOperator.Divide))} / {terms.Count}", Symbols.Precedence(ElementOperator.Divide));
            case AggregateFunction.Median when terms.Count > 0:
                // The middle of the ordered records; the others only hold it in its place.
                var ordered = records.Zip(terms).OrderBy(pair => (Rational)pair.First.Read(aggregate.Body!).Value!).Select(pair => pair.Second).ToList();
                var (low, high) = (ordered[(ordered.Count - 1) / 2], ordered[ordered.Count / 2]);
                return ordered.Count % 2 == 1 ? low : new Piece($"{Sum([low, high]).Under(Symbols.Precedence(ElementOperator.Divide))} / 2", Symbols.Precedence(ElementOperator.Divide));
            case AggregateFunction.First when terms.Count > 0:
                return terms[0];
            case AggregateFunction.Sum:
                return Piece.Whole("0");
            default:
                return Piece.Whole($"{Symbols.Of(aggregate.Function)}({string.Join(", ", terms.Select(term => term.Text))})");
        }
    }

    private static Piece Sum(List<Piece> terms)
    {
        var precedence = Symbols.Precedence(ElementOperator.Add);
        return terms.Count == 1 ? terms[0] : new Piece(string.Join(" + ", terms.Select(term => term.Under(precedence))), precedence);
    }

    protected override Piece PrintPiecewise(PiecewiseNode piecewise, int depth) => PrintChosen(piecewise, [.. piecewise.Pieces.Select(piece => piece.Outcome)], depth);

    protected override Piece PrintTable(TableNode table, int depth)
    {
        if (!table.IsCollect)
            return PrintChosen(table, [.. table.Rules.Select(rule => rule.Outcome), .. table.Otherwise is null ? Array.Empty<CheckedExpression>() : [table.Otherwise]], depth);
        var outcomes = table.Rules.Where(rule => Run.Read(rule.Outcome).Status == RowStatus.Value).Select(rule => Print(rule.Outcome, depth)).ToList();
        return table.HitPolicy switch
        {
            Authoring.HitPolicy.CollectCount => PrintNumber(outcomes.Count),
            Authoring.HitPolicy.CollectSum => outcomes.Count == 0 ? Piece.Whole("0") : Sum(outcomes),
            _ => Piece.Whole($"{(table.HitPolicy == Authoring.HitPolicy.CollectMin ? "min" : "max")}({string.Join(", ", outcomes.Select(outcome => outcome.Text))})"),
        };
    }

    protected override Piece PrintRules(RulesNode rules, int depth) =>
        PrintChosen(rules, [rules.Base, .. rules.Exceptions.Select(exception => exception.Outcome)], depth);

    private Piece PrintChosen(CheckedExpression node, CheckedExpression[] outcomes, int depth) =>
        Run.Choice(node) is { } position ? Print(outcomes[position], depth) : Piece.Whole("–");
}
