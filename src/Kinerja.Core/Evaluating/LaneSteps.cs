using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Turns the steps of a plan into lanes, one record after the other.</summary>
/// <remarks>
/// A record outside the mask of its step has the cell of nobody: it never applies. Masks that only the data decides are lanes of truth. What has failed has no lane: the row was passed on where it failed. Texts and parts of identity numbers are unknown cells: whoever reads one passes its row on.
/// </remarks>
internal sealed class LaneSteps
{
    private readonly ScoringPlan _plan;
    private readonly LaneRecords _records;
    private readonly LaneCell[][] _cells;
    private readonly LaneEmitter _emitter;
    private readonly LaneChoices _choices;
    private readonly LaneAggregates _aggregates;
    private LocalizedText? _obstacle;
    private int _takes;

    public LaneSteps(ScoringPlan plan, LaneRecords records, LaneCell[][] cells, LaneEmitter emitter)
    {
        (_plan, _records, _cells, _emitter) = (plan, records, cells, emitter);
        (_choices, _aggregates) = (new LaneChoices(emitter), new LaneAggregates(emitter));
    }

    private LaneCell Nobody => new(-1, _emitter.False);

    /// <summary>Whether some step that everybody needs has no lanes.</summary>
    public bool IsForPlan { get; private set; }

    /// <summary>Fills the cells of the step's target. Where lanes cannot, says why, and passes on the rows that take part.</summary>
    public LocalizedText? Translate(Step step)
    {
        _obstacle = null;
        var cells = _cells[step.Target];
        for (var record = 0; record < cells.Length; record++)
        {
            _takes = Takes(step.Mask, record);
            if (_takes == _emitter.False)
                cells[record] = Nobody;
            else if (step is BroadcastStep or MaskOfParentsStep or GuardStep || _plan.Columns[step.Target].Kind != ColumnKind.Text)
                cells[record] = Translate(step, record, _takes);
            else
                cells[record] = LaneCell.Unknown; // a text does no harm where nobody reads it
        }

        return _obstacle;
    }

    private int Takes(int mask, int record) => mask == Step.None ? _emitter.True : _cells[mask][record].Applies;

    // The rows that need it are the plan's; whatever they go on with here is never looked at.
    private LaneCell Refuse(string indonesian, string english)
    {
        _obstacle ??= new LocalizedText(indonesian, english);
        IsForPlan |= _takes == _emitter.True;
        _emitter.Require(_emitter.False, _takes);
        return new LaneCell(_emitter.False, _emitter.True);
    }

    private LaneCell RefuseUnknown() => Refuse("teks atau bagian nomor identitas", "a text or a part of an identity number");

    private LaneCell Translate(Step step, int record, int takes)
    {
        LaneCell At(int column) => _cells[column][record];
        LaneCell[] All(ImmutableArray<int> columns) => [.. columns.Select(At)];
        switch (step)
        {
            case ConstantStep constant:
                return LaneCompiler.Encode(constant.Value) is { } value ? new LaneCell(_emitter.Constant(value), _emitter.True) : LaneCell.Unknown;
            case NotApplicableStep:
                return Nobody;
            case BroadcastStep broadcast:
                return _cells[broadcast.Source][_records.Ancestor(_plan.Columns[step.Target].Level, record, _plan.Columns[broadcast.Source].Level)];
            case MaskOfParentsStep parents:
                var takers = _records.Of(_plan.Columns[parents.Source].Level, _plan.Columns[step.Target].Level, record).Select(child => _cells[parents.Source][child]).ToArray();
                return Mask(takers.Aggregate(_emitter.False, (any, taker) => _emitter.Or(any, taker.Applies)));
            case MaskStep mask:
                return At(mask.Source).IsUnknown ? RefuseUnknown() : Mask(_emitter.And(takes, Passes(mask, At(mask.Source))));
            case ElementStep element:
                return All(element.Operands).Any(operand => operand.IsUnknown) ? RefuseUnknown() : TranslateElement(element, All(element.Operands), takes);
            case LogicStep logic:
                return At(logic.Left).IsUnknown || At(logic.Right).IsUnknown ? RefuseUnknown() : Logic(logic.IsAnd, At(logic.Left), At(logic.Right));
            case CoalesceStep coalesce:
                return At(coalesce.Left).IsUnknown || At(coalesce.Right).IsUnknown ? RefuseUnknown() : Choose(At(coalesce.Left).Applies, At(coalesce.Left), At(coalesce.Right));
            case ConditionalStep conditional:
                var (condition, then, otherwise) = (At(conditional.Condition), At(conditional.Then), At(conditional.Otherwise));
                if (condition.IsUnknown || then.IsUnknown || otherwise.IsUnknown)
                    return RefuseUnknown();
                var chosen = condition.Lane < 0 ? Nobody : Choose(condition.Lane, then, otherwise);
                return chosen with { Applies = _emitter.And(condition.Applies, chosen.Applies) };
            case GuardStep guard:
                return At(guard.Inner).IsUnknown || At(guard.Condition).IsUnknown ? RefuseUnknown() : Guard(At(guard.Inner), At(guard.Condition), takes);
            case AggregateStep aggregate:
                return Aggregate(aggregate, record);
            case RankStep rank:
                return Rank(rank, record);
            case InPieceStep inPiece:
                var input = At(inPiece.Input);
                return Mask(input.Lane < 0 ? _emitter.False : _emitter.And(_emitter.And(takes, input.Applies), _choices.Inside(input.Lane, inPiece.Piece)));
            case LeftOpenStep leftOpen:
                var asked = At(leftOpen.Condition);
                var isFalse = asked.Lane < 0 ? _emitter.False : _emitter.And(asked.Applies, _emitter.Not(asked.Lane));
                return Mask(_emitter.And(takes, _emitter.Not(_emitter.And(At(leftOpen.Inside).Applies, _emitter.Not(isFalse)))));
            case LocateStep locate:
                var conditions = locate.Conditions.Select(column => column == Step.None ? default(LaneCell?) : At(column)).ToArray();
                return _choices.Locate(locate, At(locate.Input), conditions, takes);
            case MatchStep match:
                var inputs = All(match.Inputs);
                return inputs.Any(cell => cell.IsUnknown) ? RefuseUnknown() : _choices.Match(match, inputs);
            case ChooseRuleStep choose:
                return _choices.ChooseRule(choose, All(choose.Matches), takes);
            case CollectStep collect:
                return All(collect.Outcomes).Any(cell => cell.IsUnknown) ? RefuseUnknown() : _aggregates.Collect(collect, All(collect.Matches), All(collect.Outcomes));
            case PickStep pick:
                return At(pick.Position).IsUnknown || All(pick.Outcomes).Any(cell => cell.IsUnknown) ? RefuseUnknown() : _choices.Pick(At(pick.Position), All(pick.Outcomes));
            case AppliesStep applies:
                return Mask(_emitter.And(takes, _choices.Applies(applies, All(applies.Conditions))));
            case ChooseExceptionStep exception:
                return _choices.ChooseException(All(exception.Applies), takes);
            default:
                return Refuse(step.GetType().Name, step.GetType().Name);
        }
    }

    private LaneCell Mask(int takes) => new(-1, takes);

    private int Passes(MaskStep step, LaneCell cell)
    {
        int True() => cell.Lane < 0 ? _emitter.False : _emitter.And(cell.Applies, cell.Lane);
        int False() => cell.Lane < 0 ? _emitter.False : _emitter.And(cell.Applies, _emitter.Not(cell.Lane));
        return step.Test switch
        {
            MaskTest.True => True(),
            MaskTest.False => False(),
            MaskTest.NotFalse => _emitter.Or(_emitter.Not(cell.Applies), True()),
            MaskTest.NotTrue => _emitter.Or(_emitter.Not(cell.Applies), False()),
            MaskTest.NotApplicable => _emitter.Not(cell.Applies),
            _ => cell.Lane < 0 ? _emitter.False : _emitter.And(cell.Applies, _choices.IsAt(cell.Lane, step.Position)),
        };
    }

    // First where the claim is true, else second; where only one of them ever applies it needs no choice.
    private LaneCell Choose(int claim, LaneCell then, LaneCell otherwise)
    {
        var lane = then.Lane < 0 ? otherwise.Lane : otherwise.Lane < 0 ? then.Lane : _emitter.Select(claim, then.Lane, otherwise.Lane);
        return new LaneCell(lane, _emitter.Or(_emitter.And(claim, then.Applies), _emitter.And(_emitter.Not(claim), otherwise.Applies)));
    }

    private LaneCell Logic(bool isAnd, LaneCell left, LaneCell right)
    {
        // What settles the answer alone: false for and, true for or.
        int Settles(LaneCell cell) => cell.Lane < 0 ? _emitter.False : _emitter.And(cell.Applies, isAnd ? _emitter.Not(cell.Lane) : cell.Lane);
        var settled = _emitter.Or(Settles(left), Settles(right));
        var applies = _emitter.Or(settled, _emitter.And(left.Applies, right.Applies));
        return new LaneCell(isAnd ? _emitter.Not(settled) : settled, applies);
    }

    private LaneCell Guard(LaneCell inner, LaneCell condition, int takes)
    {
        var claim = condition.Lane < 0 ? _emitter.False : condition.Lane;
        _emitter.Require(_emitter.Or(_emitter.Not(condition.Applies), claim), takes);
        return inner with { Applies = _emitter.And(inner.Applies, condition.Applies) };
    }

    private LaneCell Aggregate(AggregateStep step, int row)
    {
        var target = _plan.Columns[step.Target].Level;
        if (_records.IsListMissing(step.List, target, row))
            return Nobody;
        var terms = new List<LaneTerm>();
        foreach (var record in _records.Of(step.List, target, row))
        {
            var (body, condition) = (step.Body == Step.None ? new LaneCell(_emitter.True, _emitter.True) : _cells[step.Body][record], step.Condition == Step.None ? new LaneCell(_emitter.True, _emitter.True) : _cells[step.Condition][record]);
            if (body.IsUnknown || condition.IsUnknown)
                return RefuseUnknown();
            terms.Add(new LaneTerm(condition.Lane < 0 ? _emitter.False : _emitter.And(_emitter.And(condition.Applies, condition.Lane), body.Applies), body.Lane));
        }

        return _aggregates.Of(step.Function, terms) ?? Refuse("median", "a median");
    }

    private LaneCell Rank(RankStep step, int record)
    {
        var level = _plan.Columns[step.Target].Level;
        var parent = _plan.Policy.Levels[level].Parent!.Index;
        var columns = step.Within == Step.None ? step.Keys : step.Keys.Add(step.Within);
        var others = _records.Of(level, parent, _records.Ancestor(level, record, parent)).ToArray();
        if (others.Any(other => columns.Any(column => _cells[column][other].IsUnknown || _cells[column][other].Applies != _emitter.True)))
            return Refuse("peringkat atas teks atau nilai yang bisa tidak berlaku", "a rank over texts or values that can be not applicable");
        var place = _emitter.True;
        foreach (var other in others.Where(other => other != record))
        {
            var isBefore = step.Keys.Select((key, index) => (Own: _cells[key][record].Lane, Other: _cells[key][other].Lane, IsDescending: step.IsDescending[index])).Reverse().Aggregate(_emitter.False, (rest, key) => _emitter.Or(
                key.IsDescending ? _emitter.Emit(LaneOperator.Less, key.Own, key.Other) : _emitter.Emit(LaneOperator.Less, key.Other, key.Own),
                _emitter.And(_emitter.Emit(LaneOperator.Equal, key.Own, key.Other), rest)));
            var isBeside = step.Within == Step.None ? _emitter.True : _emitter.Emit(LaneOperator.Equal, _cells[step.Within][record].Lane, _cells[step.Within][other].Lane);
            place = _emitter.Emit(LaneOperator.Add, place, _emitter.And(_emitter.And(Takes(step.Mask, other), isBeside), isBefore));
        }

        return new LaneCell(place, _emitter.True);
    }

    private LaneCell TranslateElement(ElementStep step, LaneCell[] operands, int takes)
    {
        if (step.Operator == ElementOperator.IsNotApplicable)
            return new LaneCell(_emitter.Not(operands[0].Applies), _emitter.True);
        if (operands.Any(operand => operand.Lane < 0))
            return Nobody;
        var applies = operands.Aggregate(_emitter.True, (all, operand) => _emitter.And(all, operand.Applies));
        var lane = LaneElements.Translate(step, [.. operands.Select(operand => operand.Lane)], _emitter.And(takes, applies), _emitter);
        return lane < 0 ? Refuse(Symbols.Of(step.Operator), Symbols.Of(step.Operator)) : new LaneCell(lane, applies);
    }
}
