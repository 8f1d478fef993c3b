using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;

namespace Kinerja.Core.Compiling;

/// <summary>Turns a plan over the sheet alone into operations without masks, where every step has one.</summary>
internal sealed class LaneCompiler
{
    private readonly ScoringPlan _plan;
    private readonly ImmutableArray<LaneStep>.Builder _steps = ImmutableArray.CreateBuilder<LaneStep>();
    private readonly Dictionary<int, int> _laneOfColumn = [];
    private readonly Dictionary<Rational, int> _constants = [];
    private readonly Dictionary<(LaneOperator, int, int, int, RoundingRule?), int> _known = [];
    private readonly Dictionary<int, Choice> _choices = [];
    private readonly List<SlowValue> _obstacles = [];
    private int _lanes;

    /// <summary>How a position came about: the first case whose lane is true, else the last.</summary>
    private sealed record Choice(ImmutableArray<(int Condition, int Position)> Cases, int Otherwise);

    private LaneCompiler(ScoringPlan plan) => _plan = plan;

    /// <summary>The program, or null with everything that stands against one.</summary>
    public static (LaneProgram? Program, ImmutableArray<SlowValue> Obstacles) Compile(ScoringPlan plan)
    {
        var compiler = new LaneCompiler(plan);
        var program = compiler.Compile();
        return (compiler._obstacles.Count == 0 ? program : null, [.. compiler._obstacles.DistinctBy(obstacle => (obstacle.Name, obstacle.Reason.English))]);
    }

    private LaneProgram Compile()
    {
        foreach (var list in _plan.Policy.Levels.Skip(1))
            Refuse(list.Name, "daftar", "a list");
        foreach (var part in _plan.PeriodParts)
            Refuse(part.Part.Name, "nama periode", "a name of the period");
        var inputs = _plan.Facts.Where(input => input.Fact.Part == IdentityPart.Number && input.Fact.Level.Parent is null).Select(ReadInput).OfType<LaneInput>().ToImmutableArray();
        foreach (var input in _plan.Parameters)
        {
            if (input.Parameter.Declaration.IsDated)
                Refuse(input.Parameter.Name, "parameter bertanggal", "a dated parameter");
            else if (Encode(input.Parameter.Values[0].Value) is { } value)
                _laneOfColumn[input.Column] = Constant(value);
        }

        foreach (var step in _plan.Steps)
        {
            if (_plan.Columns[step.Target] is { Level: 0, Kind: not ColumnKind.Mask })
                Translate(step);
        }

        var results = _plan.Policy.Results.Select(ToOutput).OfType<LaneOutput>();
        var followUps = _plan.FollowUps.Select(columns => new LaneOutput(LaneOf(columns.Condition), 0));
        return new LaneProgram(_steps.ToImmutable(), _lanes, inputs, [.. results, .. followUps]);
    }

    private void Refuse(string owner, string indonesian, string english) => _obstacles.Add(new SlowValue(owner, new LocalizedText(indonesian, english)));

    private void Refuse(Step step, string indonesian, string english) => Refuse(_plan.Origins[step.Origin].Owner, indonesian, english);

    private LaneInput? ReadInput(FactInput input)
    {
        var fact = input.Fact;
        if (fact.Type.IsOptional || fact.SetBy.Length > 0 || fact.Type.Kind == DataType.Text)
        {
            // A text that nothing looks at may stand beside the lanes.
            Refuse(fact.FullName, fact.Type.Kind == DataType.Text ? "teks" : "fakta yang bisa tidak berlaku atau diisi kode", fact.Type.Kind == DataType.Text ? "a text" : "a fact that can be not applicable or is set by a code");
            return null;
        }

        var lane = Emit(LaneOperator.Input);
        _laneOfColumn[input.Column] = lane;
        return new LaneInput(fact, lane);
    }

    private LaneOutput? ToOutput(Symbol symbol)
    {
        var lane = LaneOf(_plan.ColumnsBySymbol[symbol]);
        var digits = (symbol as ValueSymbol)?.Declaration.Round?.Digits ?? (symbol as FactSymbol)?.Declaration.Digits;
        if (symbol.Type.Kind == DataType.Number && digits is null)
        {
            Refuse(symbol.FullName, "hasil tanpa pembulatan", "a result without declared decimals");
            return null;
        }

        return new LaneOutput(lane, symbol.Type.Kind == DataType.Number ? digits!.Value : 0);
    }

    private static Rational? Encode(object value) => value switch
    {
        Rational number => number,
        bool claim => claim ? 1 : 0,
        int position => position,
        DateOnly day => day.DayNumber,
        _ => null,
    };

    private int LaneOf(int column) => _laneOfColumn.GetValueOrDefault(column, -1);

    private int Constant(Rational value)
    {
        if (_constants.TryGetValue(value, out var known))
            return known;
        _steps.Add(new LaneStep(LaneOperator.Constant, _lanes) { Constant = value });
        return _constants[value] = _lanes++;
    }

    private int Emit(LaneOperator @operator, int first = -1, int second = -1, int third = -1, RoundingRule? rounding = null)
    {
        var key = (@operator, first, second, third, rounding);
        if (@operator != LaneOperator.Input && _known.TryGetValue(key, out var known))
            return known;
        _steps.Add(new LaneStep(@operator, _lanes, first, second, third) { Rounding = rounding });
        return _known[key] = _lanes++;
    }

    private void Translate(Step step)
    {
        var lane = step switch
        {
            ConstantStep constant when Encode(constant.Value) is { } value => Constant(value),
            ElementStep element => TranslateElement(element),
            LogicStep logic => Emit(logic.IsAnd ? LaneOperator.And : LaneOperator.Or, LaneOf(logic.Left), LaneOf(logic.Right)),
            ConditionalStep conditional => Emit(LaneOperator.Select, LaneOf(conditional.Then), LaneOf(conditional.Otherwise), LaneOf(conditional.Condition)),
            GuardStep guard => Require(LaneOf(guard.Condition), LaneOf(guard.Inner)),
            LocateStep locate => TranslateLocate(locate),
            PickStep pick => Pick(LaneOf(pick.Position), [.. pick.Outcomes.Select(LaneOf)]),
            MatchStep match => TranslateMatch(match),
            ChooseRuleStep choose => TranslateChoice(choose),
            ChooseExceptionStep exception => TranslateException(exception),
            _ => -1,
        };
        if (lane < 0)
            Refuse(step, Describe(step), Describe(step));
        _laneOfColumn[step.Target] = lane;
    }

    private static string Describe(Step step) => step switch
    {
        ElementStep element => Symbols.Of(element.Operator),
        NotApplicableStep => "when",
        CoalesceStep => "??",
        CollectStep => "collect",
        _ => step.GetType().Name.Replace("Step", "", StringComparison.Ordinal),
    };

    private int TranslateElement(ElementStep step)
    {
        var operands = step.Operands.Select(LaneOf).ToArray();
        if (operands.Any(operand => operand < 0))
            return -1;
        int Two(LaneOperator @operator) => Emit(@operator, operands[0], operands[1]);
        return step.Operator switch
        {
            ElementOperator.Add => Two(LaneOperator.Add),
            ElementOperator.Subtract => Two(LaneOperator.Subtract),
            ElementOperator.Multiply => Two(LaneOperator.Multiply),
            ElementOperator.Divide => Two(LaneOperator.Divide),
            ElementOperator.Negate => Emit(LaneOperator.Subtract, Constant(Rational.Zero), operands[0]),
            ElementOperator.Absolute => Emit(LaneOperator.Absolute, operands[0]),
            ElementOperator.Min => operands.Skip(1).Aggregate(operands[0], (left, right) => Emit(LaneOperator.Minimum, left, right)),
            ElementOperator.Max => operands.Skip(1).Aggregate(operands[0], (left, right) => Emit(LaneOperator.Maximum, left, right)),
            ElementOperator.Floor => Emit(LaneOperator.Round, operands[0], rounding: new RoundingRule(0, RoundingMode.Floor)),
            ElementOperator.Ceiling => Emit(LaneOperator.Round, operands[0], rounding: new RoundingRule(0, RoundingMode.Ceiling)),
            ElementOperator.Truncate => Emit(LaneOperator.Round, operands[0], rounding: new RoundingRule(0, RoundingMode.TowardZero)),
            ElementOperator.Round when ConstantOf(operands[1]) is { IsWhole: true } digits && digits.Abs() <= RoundingRule.MaximumDigits =>
                Emit(LaneOperator.Round, operands[0], rounding: new RoundingRule((int)digits.Numerator, step.Mode)),
            ElementOperator.Equal => Two(LaneOperator.Equal),
            ElementOperator.NotEqual => Emit(LaneOperator.Not, Two(LaneOperator.Equal)),
            ElementOperator.Less => Two(LaneOperator.Less),
            ElementOperator.LessOrEqual => Two(LaneOperator.LessOrEqual),
            ElementOperator.Greater => Emit(LaneOperator.Less, operands[1], operands[0]),
            ElementOperator.GreaterOrEqual => Emit(LaneOperator.LessOrEqual, operands[1], operands[0]),
            ElementOperator.Not => Emit(LaneOperator.Not, operands[0]),
            _ => -1,
        };
    }

    private Rational? ConstantOf(int lane) => _steps.FirstOrDefault(step => step.Target == lane) is { Operator: LaneOperator.Constant } constant ? constant.Constant : null;

    private int Require(int condition, int inner)
    {
        if (condition < 0 || inner < 0)
            return -1;
        Emit(LaneOperator.Require, condition);
        return inner;
    }

    // The pieces with a condition are asked in order. The others cover everything once, so that from the highest down the lower edge alone tells them apart.
    private int TranslateLocate(LocateStep step)
    {
        var input = LaneOf(step.Input);
        if (input < 0)
            return -1;
        var cases = ImmutableArray.CreateBuilder<(int, int)>();
        foreach (var index in Enumerable.Range(0, step.Pieces.Length).Where(index => step.Conditions[index] != Step.None))
        {
            var piece = step.Pieces[index];
            var asked = LaneOf(step.Conditions[index]);
            if (asked < 0)
                return -1;
            cases.Add((Emit(LaneOperator.And, Inside(input, piece.From, piece.FromIncluded, piece.To, piece.ToIncluded), asked), index));
        }

        var covering = Enumerable.Range(0, step.Pieces.Length).Where(index => step.Conditions[index] == Step.None)
            .OrderByDescending(index => step.Pieces[index].From is null ? 0 : 1).ThenByDescending(index => step.Pieces[index].From).ToList();
        if (covering.Count == 0)
            return -1;
        foreach (var index in covering.SkipLast(1))
            cases.Add((Inside(input, step.Pieces[index].From, step.Pieces[index].FromIncluded, null, false), index));
        return Choose(new Choice(cases.DrainToImmutable(), covering[^1]));
    }

    private int Choose(Choice choice)
    {
        var position = Select(choice, index => Constant(index));
        _choices[position] = choice;
        return position;
    }

    private int Select(Choice choice, Func<int, int> outcome)
    {
        var result = outcome(choice.Otherwise);
        for (var index = choice.Cases.Length - 1; index >= 0; index--)
            result = Emit(LaneOperator.Select, outcome(choice.Cases[index].Position), result, choice.Cases[index].Condition);
        return result;
    }

    private int Inside(int input, Rational? from, bool fromIncluded, Rational? to, bool toIncluded)
    {
        var low = from is { } least ? Emit(fromIncluded ? LaneOperator.LessOrEqual : LaneOperator.Less, Constant(least), input) : Constant(Rational.One);
        var high = to is { } most ? Emit(toIncluded ? LaneOperator.LessOrEqual : LaneOperator.Less, input, Constant(most)) : Constant(Rational.One);
        return from is null ? high : to is null ? low : Emit(LaneOperator.And, low, high);
    }

    private int Pick(int position, ImmutableArray<int> outcomes)
    {
        if (position < 0 || outcomes.Any(outcome => outcome < 0))
            return -1;
        if (_choices.TryGetValue(position, out var choice))
            return Select(choice, index => outcomes[index]);
        var result = outcomes[^1];
        for (var index = outcomes.Length - 2; index >= 0; index--)
            result = outcomes[index] == result ? result : Emit(LaneOperator.Select, outcomes[index], result, Emit(LaneOperator.Equal, position, Constant(index)));
        return result;
    }

    private int TranslateMatch(MatchStep step)
    {
        var result = Constant(Rational.One);
        foreach (var cell in step.Cells)
        {
            var input = LaneOf(step.Inputs[cell.Input]);
            if (input < 0 || cell.AnyOf.Any(constant => Encode(constant) is null))
                return -1;
            var matches = cell.AnyOf.IsEmpty
                ? Inside(input, cell.From, cell.FromIncluded, cell.To, cell.ToIncluded)
                : cell.AnyOf.Select(constant => Emit(LaneOperator.Equal, input, Constant(Encode(constant)!.Value))).Aggregate((left, right) => Emit(LaneOperator.Or, left, right));
            result = Emit(LaneOperator.And, result, matches);
        }

        return result;
    }

    private int TranslateChoice(ChooseRuleStep step)
    {
        var matches = step.Matches.Select(LaneOf).ToArray();
        if (matches.Length == 0 || matches.Any(match => match < 0))
            return -1;
        var any = matches.Aggregate((left, right) => Emit(LaneOperator.Or, left, right));
        if (!step.HasDefault)
            Emit(LaneOperator.Require, any);
        if (step.IsUnique && matches.Length > 1)
        {
            var count = matches.Aggregate((left, right) => Emit(LaneOperator.Add, left, right));
            Emit(LaneOperator.Require, Emit(LaneOperator.LessOrEqual, count, Constant(Rational.One)));
        }

        var last = step.HasDefault ? matches.Length : matches.Length - 1;
        return Choose(new Choice([.. Enumerable.Range(0, last).Select(index => (matches[index], index))], last));
    }

    // Two exceptions that apply together go to the plan, which knows whether they agree.
    private int TranslateException(ChooseExceptionStep step)
    {
        var applies = step.Applies.Select(column => AppliesLane(column)).ToArray();
        if (applies.Any(lane => lane < 0))
            return -1;
        if (applies.Length > 1)
        {
            var count = applies.Aggregate((left, right) => Emit(LaneOperator.Add, left, right));
            Emit(LaneOperator.Require, Emit(LaneOperator.LessOrEqual, count, Constant(Rational.One)));
        }

        return Choose(new Choice([.. applies.Select((lane, index) => (lane, index + 1))], 0));
    }

    private int AppliesLane(int column)
    {
        var step = _plan.Steps.OfType<AppliesStep>().First(step => step.Target == column);
        var lane = LaneOf(step.Conditions[step.Exception]);
        foreach (var other in step.SilencedBy.Select(silencer => LaneOf(step.Conditions[silencer])))
            lane = lane < 0 || other < 0 ? -1 : Emit(LaneOperator.And, lane, Emit(LaneOperator.Not, other));
        return lane;
    }
}
