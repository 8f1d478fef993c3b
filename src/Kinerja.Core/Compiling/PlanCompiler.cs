using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Compiling;

/// <summary>The door of Compiling: a checked policy becomes a flat list of steps over numbered columns.</summary>
internal sealed class PlanCompiler
{
    private readonly CheckedPolicy _policy;
    private readonly ImmutableArray<ColumnShape>.Builder _columns = ImmutableArray.CreateBuilder<ColumnShape>();
    private readonly ImmutableArray<Step>.Builder _steps = ImmutableArray.CreateBuilder<Step>();
    private readonly ImmutableArray<Origin>.Builder _origins = ImmutableArray.CreateBuilder<Origin>();
    private readonly Dictionary<Symbol, int> _columnsBySymbol = [];
    private readonly Dictionary<(int Column, int Level), int> _broadcasts = [];
    private readonly Dictionary<CheckedExpression, List<CompiledNode>> _compiled = [];
    private readonly Dictionary<int, int> _widerMasks = [];
    private readonly Dictionary<CheckedExpression, List<int>> _columnsByNode = [];
    private readonly Dictionary<CheckedExpression, int> _choicesByNode = [];
    private Symbol? _owner;
    private string _ownerName = "";
    private string _ownerPath = "values";

    /// <summary>Where a node was computed: under which mask, for the rows of which level.</summary>
    private sealed record CompiledNode(int Mask, int Level, int Column);

    private PlanCompiler(CheckedPolicy policy) => _policy = policy;

    /// <summary>The plan, or null after a limit was reported.</summary>
    public static ScoringPlan? Compile(CheckedPolicy policy, PolicyLimits limits, DiagnosticBag diagnostics)
    {
        var plan = new PlanCompiler(policy).Compile();
        // Lists that must have records cost at least those.
        var least = 0L;
        for (var level = 0; level < plan.CostPerLevel.Length; level++)
            least += plan.CostPerLevel[level] * Records(policy.Levels[level]);
        if (least <= limits.CostUnits)
        {
            SecondPlan? Second(SecondSheet? sheet) => sheet is not null && Compile(sheet.Policy, limits, diagnostics) is { } second ? new SecondPlan(second, sheet.Passed) : null;
            return plan with { Segments = Second(policy.Segments), Unit = Second(policy.Unit) };
        }

        diagnostics.Report(DiagnosticCatalog.PolicyTooCostly, policy.Document.Place, least, limits.CostUnits);
        return null;
    }

    // What a step does for one row, counted roughly: an operand, an interval, a cell is a unit.
    private static int CostOf(Step step) => step switch
    {
        ElementStep element => element.Operands.Length,
        RankStep rank => 1 + rank.Keys.Length,
        LocateStep locate => locate.Pieces.Length,
        MatchStep match => 1 + match.Cells.Sum(cell => 1 + cell.AnyOf.Length),
        ChooseRuleStep choose => choose.Matches.Length,
        CollectStep collect => collect.Matches.Length,
        AppliesStep applies => 1 + applies.SilencedBy.Length,
        ChooseExceptionStep exception => 1 + exception.Applies.Length,
        _ => 1,
    };

    private static long Records(ListLevel level) => level.Parent is null ? 1 : Records(level.Parent) * level.Declaration!.MinCount;

    private ScoringPlan Compile()
    {
        var facts = _policy.Facts.Select(fact => new FactInput(fact, AddSymbol(fact))).ToImmutableArray();
        var parameters = _policy.Parameters.Select(parameter => new ParameterInput(parameter, AddSymbol(parameter))).ToImmutableArray();
        var periodParts = _policy.PeriodParts.Select(part => new PeriodInput(part, AddSymbol(part))).ToImmutableArray();
        foreach (var value in _policy.Values)
        {
            (_owner, _ownerName) = (value, value.FullName);
            _columnsBySymbol[value] = Compile(value.Expression!, value.Level, Step.None);
        }

        var followUps = ImmutableArray.CreateBuilder<FollowUpColumns>();
        foreach (var followUp in _policy.FollowUps)
        {
            (_owner, _ownerName, _ownerPath) = (null, followUp.Declaration.Key, "followUps");
            followUps.Add(CompileFollowUp(followUp));
        }

        var perLevel = new long[_policy.Levels.Length];
        foreach (var step in _steps)
            perLevel[_columns[step.Target].Level] += CostOf(step);
        return new ScoringPlan(
            _policy, _columns.ToImmutable(), facts, parameters, periodParts, _steps.ToImmutable(), _origins.ToImmutable(),
            _columnsBySymbol, _columnsByNode, _choicesByNode,
            followUps.ToImmutable(), [.. perLevel]);
    }

    // What a follow-up says besides is computed only where it holds.
    private FollowUpColumns CompileFollowUp(CheckedFollowUp followUp)
    {
        var level = followUp.Level;
        var condition = Compile(followUp.Condition, level, Step.None);
        var holds = Emit(ColumnKind.Mask, level, target => new MaskStep(MaskTest.True, condition, 0, target, Step.None, AddOrigin(followUp.Declaration.Place)));
        int Part(CheckedExpression? part) => part is null ? Step.None : Compile(part, level, holds);
        return new FollowUpColumns(followUp, condition, Part(followUp.Of), Part(followUp.By), Part(followUp.Due));
    }

    private int AddSymbol(Symbol symbol) => _columnsBySymbol[symbol] = AddColumn(KindOf(symbol.Type), symbol.Level);

    private int AddColumn(ColumnKind kind, ListLevel level)
    {
        _columns.Add(new ColumnShape(kind, level.Index));
        return _columns.Count - 1;
    }

    private static ColumnKind KindOf(CheckedType type) => type.Kind switch
    {
        DataType.Boolean or DataType.Code or DataType.Rating or DataType.Date => ColumnKind.Ordinal,
        DataType.Text => ColumnKind.Text,
        _ => ColumnKind.Number,
    };

    private int Emit(ColumnKind kind, ListLevel level, Func<int, Step> make)
    {
        var target = AddColumn(kind, level);
        var step = make(target);
        _steps.Add(step);
        if (kind == ColumnKind.Mask && step.Mask != target)
            _widerMasks[target] = step.Mask;
        return target;
    }

    private int AddOrigin(Place place)
    {
        _origins.Add(new Origin(_ownerName, _ownerPath, _owner?.Level ?? _policy.Levels[0], place));
        return _origins.Count - 1;
    }

    /// <summary>The column of an expression for the rows of a level, under a mask.</summary>
    private int Compile(CheckedExpression node, ListLevel level, int mask)
    {
        // A node may serve twice, as in a guard and what it guards, or for the sheet and for records; what was computed under a wider mask serves a narrower one.
        if (!_compiled.TryGetValue(node, out var places))
            _compiled[node] = places = [];
        for (int? wider = places.Count == 0 ? null : mask; wider is { } under; wider = _widerMasks.TryGetValue(under, out var next) ? next : null)
        {
            if (places.Find(place => place.Mask == under && place.Level == level.Index) is { } known)
                return known.Column;
        }

        var column = node switch
        {
            ReferenceNode reference => Broadcast(_columnsBySymbol[reference.Symbol], reference.Symbol.Level, level),
            AggregateNode aggregate => CompileAggregate(aggregate, level, mask),
            _ => CompileRow(node, level, mask),
        };
        places.Add(new CompiledNode(mask, level.Index, column));
        if (_columnsByNode.TryGetValue(node, out var columns))
            columns.Add(column);
        else
            _columnsByNode[node] = [column];
        return column;
    }

    private int CompileRow(CheckedExpression node, ListLevel level, int mask)
    {
        var kind = KindOf(node.Type);
        var origin = AddOrigin(node.Place);
        int Part(CheckedExpression part, int under) => Compile(part, level, under);
        int Mask(MaskTest test, int source, int position = 0) => Emit(ColumnKind.Mask, level, target => new MaskStep(test, source, position, target, mask, origin));
        switch (node)
        {
            case ConstantNode constant:
                return Emit(kind, level, target => new ConstantStep(constant.Value, target, mask, origin));
            case NotApplicableNode:
                return Emit(kind, level, target => new NotApplicableStep(target, mask, origin));
            case ElementNode element:
                var operands = element.Operands.Select(operand => Part(operand, mask)).ToImmutableArray();
                return Emit(kind, level, target => new ElementStep(element.Operator, operands, element.Mode, target, mask, origin));
            case LogicNode logic:
                var left = Part(logic.Left, mask);
                var right = Part(logic.Right, Mask(logic.IsAnd ? MaskTest.NotFalse : MaskTest.NotTrue, left));
                return Emit(kind, level, target => new LogicStep(logic.IsAnd, left, right, target, mask, origin));
            case CoalesceNode coalesce:
                var first = Part(coalesce.Left, mask);
                var second = Part(coalesce.Right, Mask(MaskTest.NotApplicable, first));
                return Emit(kind, level, target => new CoalesceStep(first, second, target, mask, origin));
            case ConditionalNode conditional:
                var condition = Part(conditional.Condition, mask);
                var then = Part(conditional.Then, Mask(MaskTest.True, condition));
                var otherwise = Part(conditional.Otherwise, Mask(MaskTest.False, condition));
                return Emit(kind, level, target => new ConditionalStep(condition, then, otherwise, target, mask, origin));
            case GuardNode guard:
                var inner = Part(guard.Inner, mask);
                var check = Part(guard.Condition, mask);
                var arguments = guard.Arguments.Select(argument => Part(argument, mask)).ToImmutableArray();
                return Emit(kind, level, target => new GuardStep(inner, check, guard.Descriptor, arguments, target, mask, origin));
            case RankNode rank:
                var keys = rank.Keys.Select(key => Part(key, mask)).ToImmutableArray();
                var within = rank.Within is null ? Step.None : Part(rank.Within, mask);
                return Emit(kind, level, target => new RankStep(keys, rank.IsDescending, within, target, mask, origin));
            case PiecewiseNode piecewise:
                return CompilePiecewise(piecewise, level, mask, origin);
            case TableNode table:
                return CompileTable(table, level, mask, origin);
            case RulesNode rules:
                return CompileRules(rules, level, mask, origin);
            default:
                throw new InvalidOperationException($"Unhandled node {node.GetType().Name}.");
        }
    }

    private int CompilePiecewise(PiecewiseNode node, ListLevel level, int mask, int origin)
    {
        var input = Compile(node.Input, level, mask);
        var open = mask; // rows that no condition has taken yet
        var conditions = ImmutableArray.CreateBuilder<int>();
        foreach (var piece in node.Pieces)
        {
            if (piece.When is null)
            {
                conditions.Add(Step.None);
                continue;
            }

            var under = open;
            var inside = Emit(ColumnKind.Mask, level, target => new InPieceStep(input, piece, target, under, origin));
            var condition = Compile(piece.When, level, inside);
            conditions.Add(condition);
            open = Emit(ColumnKind.Mask, level, target => new LeftOpenStep(inside, condition, target, under, origin));
        }

        var choice = Emit(ColumnKind.Ordinal, level, target => new LocateStep(input, node.Pieces, conditions.DrainToImmutable(), target, mask, origin));
        return Pick(node, choice, [.. node.Pieces.Select(piece => piece.Outcome)], level, mask, origin);
    }

    private int CompileTable(TableNode node, ListLevel level, int mask, int origin)
    {
        var inputs = node.Inputs.Select(input => Compile(input, level, mask)).ToImmutableArray();
        var matches = node.Rules.Select(rule => Emit(ColumnKind.Ordinal, level, target => new MatchStep(inputs, rule.Cells, target, mask, AddOrigin(rule.Declaration.Place)))).ToImmutableArray();
        if (!node.IsCollect)
        {
            var ids = node.Rules.Select(rule => rule.Id).ToImmutableArray();
            var isUnique = node.HitPolicy == Authoring.HitPolicy.Unique;
            var choice = Emit(ColumnKind.Ordinal, level, target => new ChooseRuleStep(matches, ids, isUnique, node.Otherwise is not null, target, mask, origin));
            return Pick(node, choice, [.. node.Rules.Select(rule => rule.Outcome), .. node.Otherwise is null ? Array.Empty<CheckedExpression>() : [node.Otherwise]], level, mask, origin);
        }

        var outcomes = node.Rules.Select((rule, index) =>
        {
            var matched = Emit(ColumnKind.Mask, level, target => new MaskStep(MaskTest.True, matches[index], 0, target, mask, origin));
            return Compile(rule.Outcome, level, matched);
        }).ToImmutableArray();
        return Emit(KindOf(node.Type), level, target => new CollectStep(node.HitPolicy, matches, outcomes, target, mask, origin));
    }

    private int CompileRules(RulesNode node, ListLevel level, int mask, int origin)
    {
        var conditions = node.Exceptions.Select(exception => Compile(exception.Condition, level, mask)).ToImmutableArray();
        var silencers = node.Exceptions
            .SelectMany((exception, index) => exception.Overrides.Select(silenced => (silenced, index)))
            .ToLookup(pair => pair.silenced, pair => pair.index);
        var applies = node.Exceptions
            .Select((_, index) => Emit(ColumnKind.Mask, level, target => new AppliesStep(index, conditions, [.. silencers[index]], target, mask, origin)))
            .ToImmutableArray();
        var outcomes = node.Exceptions.Select((exception, index) => Compile(exception.Outcome, level, applies[index])).ToImmutableArray();
        var ids = node.Exceptions.Select(exception => exception.Declaration.Id).ToImmutableArray();
        var choice = Emit(ColumnKind.Ordinal, level, target => new ChooseExceptionStep(conditions, applies, outcomes, ids, target, mask, origin));
        _choicesByNode[node] = choice;
        var isBase = Emit(ColumnKind.Mask, level, target => new MaskStep(MaskTest.Position, choice, 0, target, mask, origin));
        var @base = Compile(node.Base, level, isBase);
        return Emit(KindOf(node.Type), level, target => new PickStep(choice, [@base, .. outcomes], target, mask, origin));
    }

    // Each outcome is computed for the rows that chose it.
    private int Pick(CheckedExpression node, int choice, ImmutableArray<CheckedExpression> outcomes, ListLevel level, int mask, int origin)
    {
        _choicesByNode[node] = choice;
        var columns = outcomes.Select((outcome, position) =>
        {
            var chosen = Emit(ColumnKind.Mask, level, target => new MaskStep(MaskTest.Position, choice, position, target, mask, origin));
            return Compile(outcome, level, chosen);
        }).ToImmutableArray();
        return Emit(KindOf(node.Type), level, target => new PickStep(choice, columns, target, mask, origin));
    }

    private int CompileAggregate(AggregateNode node, ListLevel level, int mask)
    {
        var origin = AddOrigin(node.Place);
        var targetMask = MaskAt(mask, level, node.Target);
        var recordMask = Broadcast(targetMask, node.Target, node.List);
        var condition = node.Condition is null ? Step.None : Compile(node.Condition, node.List, recordMask);
        var included = condition == Step.None ? recordMask : Emit(ColumnKind.Mask, node.List, target => new MaskStep(MaskTest.True, condition, 0, target, recordMask, origin));
        var body = node.Body is null ? Step.None : Compile(node.Body, node.List, included);
        var result = Emit(KindOf(node.Type), node.Target, target => new AggregateStep(node.Function, body, condition, node.List.Index, target, targetMask, origin));
        return Broadcast(result, node.Target, level);
    }

    // A mask of records seen from their parent: parents of which some record takes part.
    private int MaskAt(int mask, ListLevel from, ListLevel to)
    {
        if (mask == Step.None || from == to)
            return mask;
        return Emit(ColumnKind.Mask, to, target => new MaskOfParentsStep(mask, target, AddOrigin(_policy.Document.Place)));
    }

    private int Broadcast(int column, ListLevel from, ListLevel to)
    {
        if (column == Step.None || from == to)
            return column;
        if (_broadcasts.TryGetValue((column, to.Index), out var known))
            return known;
        var origin = AddOrigin(_policy.Document.Place);
        return _broadcasts[(column, to.Index)] = Emit(_columns[column].Kind, to, target => new BroadcastStep(column, target, origin));
    }
}
