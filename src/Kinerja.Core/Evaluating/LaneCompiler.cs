using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Where a value of one record is held, and in which lane it says whether there is one.</summary>
internal readonly record struct LaneCell(int Lane, int Applies)
{
    /// <summary>A value that no lane can hold; whoever reads it has none either.</summary>
    public static LaneCell Unknown { get; } = new(-2, -2);

    public bool IsUnknown => Lane == -2;
}

/// <summary>Turns a plan into lanes for people of one shape: lists are written out record by record, and what the shape decides is decided here.</summary>
internal sealed class LaneCompiler
{
    /// <summary>Decimals that columns hold of a result without declared ones; whoever needs more is left to the plan.</summary>
    public const int UndeclaredDigits = 6;

    private const int MostLanes = 4_096; // a person with more is faster scored by the plan than compiled for

    private readonly ScoringPlan _plan;
    private readonly LaneRecords _records;
    private readonly LaneCell[][] _cells;
    private readonly LaneEmitter _emitter = new();
    private readonly LaneSteps _steps;
    private readonly List<SlowValue> _obstacles = [];
    private readonly ImmutableArray<LaneInput>.Builder _inputs = ImmutableArray.CreateBuilder<LaneInput>();
    private bool _isForPlan; // everybody of this shape has an issue

    private LaneCompiler(ScoringPlan plan, LaneShape shape)
    {
        _plan = plan;
        _records = new LaneRecords(plan.Policy.Levels, shape);
        _cells = [.. plan.Columns.Select(column => new LaneCell[_records.CountOf(column.Level)])];
        _steps = new LaneSteps(plan, _records, _cells, _emitter);
    }

    /// <summary>The program, or null where this shape has none.</summary>
    public static LaneProgram? Compile(ScoringPlan plan, LaneShape shape, int costUnits) =>
        new LaneRecords(plan.Policy.Levels, shape).IsAllowed(plan, costUnits) && new LaneCompiler(plan, shape) is var compiler && compiler.Compile() is { } program && LaneSizes.Fit(program) ? program : null;

    /// <summary>Everything that stands against lanes, whatever the shape.</summary>
    public static ImmutableArray<SlowValue> FindObstacles(ScoringPlan plan)
    {
        var compiler = new LaneCompiler(plan, LaneShape.Sample(plan));
        compiler.Compile();
        return [.. compiler._obstacles.DistinctBy(obstacle => (obstacle.Name, obstacle.Reason.English))];
    }

    private LaneProgram? Compile()
    {
        // A fact that a code sets comes after that code.
        foreach (var (input, presence) in _plan.Facts.Zip(_records.Shape.Presence).OrderBy(pair => pair.First.Fact.SetBy.IsEmpty ? 0 : 1))
            ReadFact(input, presence);
        foreach (var input in _plan.PeriodParts)
            Know(input.Column, PeriodBinder.ValueOf(input.Part.Part, _records.Shape.Period));
        foreach (var input in _plan.Parameters)
            Know(input.Column, ParameterBinder.ValueIn(input.Parameter, _records.Shape.Period));
        foreach (var step in _plan.Steps)
        {
            if (_steps.Translate(step) is { } obstacle)
                _obstacles.Add(new SlowValue(_plan.Origins[step.Origin].Owner, obstacle));
            if (_emitter.Lanes > MostLanes)
                return null;
        }

        var results = _plan.Policy.Results.Select(ToOutput).ToArray();
        var followUps = _plan.FollowUps.Select(ToOutput).ToArray();
        var applicable = _plan.Policy.Results.Where(symbol => symbol.Type.IsOptional).Select(symbol => new LaneOutput(_cells[_plan.ColumnsBySymbol[symbol]][0].Applies, 0));
        LaneOutput[] outputs = [.. results, .. followUps, .. applicable];
        return _isForPlan || _steps.IsForPlan ? null : new LaneProgram(_emitter.StepsFor(outputs.Select(output => output.Lane)), _emitter.Lanes, _inputs.ToImmutable(), [.. outputs]);
    }

    private void Refuse(string owner, string indonesian, string english)
    {
        _isForPlan = true;
        _obstacles.Add(new SlowValue(owner, new LocalizedText(indonesian, english)));
    }

    private void ReadFact(FactInput input, LanePresence presence)
    {
        var (fact, cells) = (input.Fact, _cells[input.Column]);
        var declaration = fact.Declaration;
        // Texts and identity numbers are looked at when they come in; no lane holds them.
        if (declaration.Type is FactType.Text or FactType.IdentityNumber)
        {
            Array.Fill(cells, LaneCell.Unknown);
            if (!fact.SetBy.IsEmpty && cells.Length > 0)
                Refuse(fact.FullName, "teks yang diisi kode", "a text that is set by a code");
            return;
        }

        for (var record = 0; record < cells.Length; record++)
        {
            var given = presence == LanePresence.Never ? _emitter.False : _emitter.True;
            var cell = presence == LanePresence.Never ? Without(fact) : Given(fact, record, presence, out given);
            cells[record] = fact.SetBy.IsEmpty ? cell : SetByCodes(fact, record, cell, given);
            if (fact.Declaration.IfMissing == MissingFact.Reject && given != _emitter.True && fact.SetBy.IsEmpty)
                _isForPlan = true;
        }
    }

    private LaneCell Without(FactSymbol fact) =>
        new FactReading(fact).Read(FactValue.Missing, out var standIn, out _) == RowStatus.Value && Encode(standIn!) is { } value ? new LaneCell(_emitter.Constant(value), _emitter.True) : new LaneCell(-1, _emitter.False);

    private LaneCell Given(FactSymbol fact, int record, LanePresence presence, out int given)
    {
        int Input(bool isPresence)
        {
            var lane = _emitter.Input(isPresence || fact.Type.Kind == DataType.Boolean, !isPresence && fact.Type.Kind == DataType.Number && !fact.Range.Contains(Rational.Zero));
            _inputs.Add(new LaneInput(fact, lane, record, isPresence));
            return lane;
        }

        var value = Input(false);
        var isAsked = presence == LanePresence.Sometimes && (fact.Declaration.IfMissing == MissingFact.Exclude || !fact.SetBy.IsEmpty);
        given = isAsked ? Input(true) : _emitter.True;
        return new LaneCell(value, fact.Declaration.IfMissing == MissingFact.UseValue ? _emitter.True : given);
    }

    // Codes that set the fact must agree with each other, and with what is given.
    private LaneCell SetByCodes(FactSymbol fact, int record, LaneCell own, int given)
    {
        var (value, isSet) = (-1, _emitter.False);
        foreach (var setter in fact.SetBy)
        {
            var code = _cells[_plan.ColumnsBySymbol[setter.Code]][record];
            foreach (var (word, set) in setter.Values.OrderBy(pair => pair.Key))
            {
                if (code.Lane < 0)
                    continue;
                var constant = _emitter.Constant(Encode(set)!.Value);
                var isWord = _emitter.And(code.Applies, _emitter.Emit(LaneOperator.Equal, code.Lane, _emitter.Constant(word)));
                if (value >= 0)
                    _emitter.Require(_emitter.Emit(LaneOperator.Equal, value, constant), _emitter.And(isSet, isWord));
                value = value < 0 ? constant : _emitter.Select(isWord, constant, value);
                isSet = _emitter.Or(isSet, isWord);
            }
        }

        if (fact.Declaration.IfMissing == MissingFact.Reject)
            _emitter.Require(_emitter.Or(isSet, given), _emitter.True);
        if (value < 0)
            return own;
        if (own.Lane < 0)
            return new LaneCell(value, isSet);
        _emitter.Require(_emitter.Emit(LaneOperator.Equal, value, own.Lane), _emitter.And(isSet, given));
        return new LaneCell(_emitter.Select(isSet, value, own.Lane), _emitter.Or(isSet, own.Applies));
    }

    // Null leaves the word to the plan, which knows why there is no value.
    private void Know(int column, object? value)
    {
        _isForPlan |= value is null;
        var cell = value is not null && Encode(value) is { } number ? new LaneCell(_emitter.Constant(number), _emitter.True) : LaneCell.Unknown;
        Array.Fill(_cells[column], cell);
    }

    /// <summary>A constant as lanes hold it; null for a text.</summary>
    public static Rational? Encode(object value) => value switch
    {
        Rational number => number,
        string => null,
        _ => OrdinalColumn.Encode(value),
    };

    private LaneOutput ToOutput(Symbol symbol)
    {
        var cell = _cells[_plan.ColumnsBySymbol[symbol]][0];
        if (symbol.Type.Kind == DataType.Text || cell.IsUnknown)
        {
            Refuse(symbol.FullName, "teks", "a text");
            return new LaneOutput(_emitter.False, 0);
        }

        return new LaneOutput(cell.Lane < 0 ? _emitter.False : cell.Lane, symbol.Type.Kind == DataType.Number ? symbol.Digits ?? UndeclaredDigits : 0);
    }

    // One that names records or a day is told by the plan wherever it holds.
    private LaneOutput ToOutput(FollowUpColumns columns)
    {
        var cells = _cells[columns.Condition];
        if (cells.Any(cell => cell.IsUnknown))
            return new LaneOutput(_emitter.False, 0);
        var holds = cells.Aggregate(_emitter.False, (any, cell) => cell.Lane < 0 ? any : _emitter.Or(any, _emitter.And(cell.Applies, cell.Lane)));
        if (columns.FollowUp.Level.Parent is null && columns.Due == Step.None)
            return new LaneOutput(holds, 0);
        _emitter.Require(_emitter.Not(holds), _emitter.True);
        return new LaneOutput(_emitter.False, 0);
    }
}
