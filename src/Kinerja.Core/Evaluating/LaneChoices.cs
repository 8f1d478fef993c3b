using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Bands, decision tables and exceptions as lanes. A position is known by the cases that lead to it, so that outcomes are chosen without comparing it.</summary>
internal sealed class LaneChoices(LaneEmitter emitter)
{
    private readonly Dictionary<int, Choice> _choices = [];
    private readonly Dictionary<int, Question> _questions = []; // by the lane of the answer

    /// <summary>How a position, or a word, came about: the first case whose lane is true, else the last.</summary>
    private sealed record Choice(ImmutableArray<(int Condition, int Position)> Cases, int Otherwise)
    {
        public Choice Select(Func<int, int> position) => new([.. Cases.Select(entry => (entry.Condition, position(entry.Position)))], position(Otherwise));
    }

    /// <summary>Whether a chosen word is one of some.</summary>
    private sealed record Question(int Word, ImmutableArray<int> AnyOf);

    /// <summary>Whether a number lies in a piece.</summary>
    public int Inside(int input, Piece piece) => Inside(input, piece.From, piece.FromIncluded, piece.To, piece.ToIncluded);

    private int Inside(int input, Rational? from, bool fromIncluded, Rational? to, bool toIncluded) => emitter.And(
        from is { } least ? emitter.Emit(fromIncluded ? LaneOperator.LessOrEqual : LaneOperator.Less, emitter.Constant(least), input) : emitter.True,
        to is { } most ? emitter.Emit(toIncluded ? LaneOperator.LessOrEqual : LaneOperator.Less, input, emitter.Constant(most)) : emitter.True);

    /// <summary>Whether the choice fell on a position.</summary>
    public int IsAt(int position, int wanted)
    {
        if (!_choices.TryGetValue(position, out var choice))
            return emitter.Emit(LaneOperator.Equal, position, emitter.Constant(wanted));
        var (result, open) = (emitter.False, emitter.True);
        foreach (var (condition, reached) in choice.Cases)
        {
            if (reached == wanted)
                result = emitter.Or(result, emitter.And(open, condition));
            open = emitter.And(open, emitter.Not(condition));
        }

        return choice.Otherwise == wanted ? emitter.Or(result, open) : result;
    }

    // The pieces with a condition are asked in order. The others cover everything once, so that from the highest down the lower edge alone tells them apart.
    public LaneCell Locate(LocateStep step, LaneCell input, LaneCell?[] conditions, int takes)
    {
        if (input.Lane < 0)
            return new LaneCell(-1, emitter.False);
        var (cases, open) = (ImmutableArray.CreateBuilder<(int, int)>(), emitter.And(takes, input.Applies));
        for (var index = 0; index < step.Pieces.Length; index++)
        {
            if (conditions[index] is not { } condition)
                continue;
            var inside = Inside(input.Lane, step.Pieces[index]);
            emitter.Require(condition.Applies, emitter.And(open, inside));
            var isTaken = emitter.And(inside, condition.Lane < 0 ? emitter.False : condition.Lane);
            cases.Add((isTaken, index));
            open = emitter.And(open, emitter.Not(isTaken));
        }

        var covering = Enumerable.Range(0, step.Pieces.Length).Where(index => conditions[index] is null)
            .OrderByDescending(index => step.Pieces[index].From is null ? 0 : 1).ThenByDescending(index => step.Pieces[index].From).ToList();
        if (covering.Count == 0)
        {
            emitter.Require(emitter.False, open);
            return new LaneCell(-1, emitter.False);
        }

        foreach (var index in covering.SkipLast(1))
            cases.Add((Inside(input.Lane, step.Pieces[index].From, step.Pieces[index].FromIncluded, null, false), index));
        return new LaneCell(Choose(new Choice(cases.DrainToImmutable(), covering[^1])), input.Applies);
    }

    /// <summary>Whether a rule matches.</summary>
    public LaneCell Match(MatchStep step, LaneCell[] inputs)
    {
        if (inputs.Any(input => input.Lane < 0))
            return new LaneCell(-1, emitter.False);
        var result = emitter.True;
        foreach (var cell in step.Cells)
        {
            var input = inputs[cell.Input].Lane;
            result = emitter.And(result, cell.AnyOf.IsEmpty
                ? Inside(input, cell.From, cell.FromIncluded, cell.To, cell.ToIncluded)
                : cell.AnyOf.Aggregate(emitter.False, (any, constant) => emitter.Or(any, emitter.Emit(LaneOperator.Equal, input, emitter.Constant(LaneCompiler.Encode(constant)!.Value)))));
        }

        if (step.Cells is [{ AnyOf.IsEmpty: false } only] && _choices.ContainsKey(inputs[only.Input].Lane))
            _questions[result] = new Question(inputs[only.Input].Lane, [.. only.AnyOf.Select(word => (int)LaneCompiler.Encode(word)!.Value.Numerator)]);
        return new LaneCell(result, inputs.Aggregate(emitter.True, (all, input) => emitter.And(all, input.Applies)));
    }

    public LaneCell ChooseRule(ChooseRuleStep step, LaneCell[] matches, int takes)
    {
        var applies = matches.Length == 0 ? emitter.True : matches[0].Applies; // every rule reads the same inputs
        if (matches.Any(match => match.Lane < 0))
            return new LaneCell(-1, emitter.False);
        if (RuleByWord(step, matches) is { } known)
            return new LaneCell(Choose(known), applies);
        var needed = emitter.And(takes, applies);
        if (!step.HasDefault)
            emitter.Require(matches.Aggregate(emitter.False, (any, match) => emitter.Or(any, match.Lane)), needed);
        if (step.IsUnique)
            RequireOne([.. matches.Select(match => match.Lane)], needed);
        var last = step.HasDefault ? matches.Length : matches.Length - 1;
        return last < 0
            ? new LaneCell(-1, emitter.False)
            : new LaneCell(Choose(new Choice([.. Enumerable.Range(0, last).Select(index => (matches[index].Lane, index))], last)), applies);
    }

    // Rules that only ask for one chosen word: whatever led to the word leads to its rule, and no rule needs to be asked.
    private Choice? RuleByWord(ChooseRuleStep step, LaneCell[] matches)
    {
        var questions = matches.Select(match => _questions.GetValueOrDefault(match.Lane)).ToArray();
        if (questions.Length == 0 || questions.Any(question => question is null || question.Word != questions[0]!.Word))
            return null;
        int[] RulesFor(int word) => [.. Enumerable.Range(0, questions.Length).Where(rule => questions[rule]!.AnyOf.Contains(word))];
        var choice = _choices[questions[0]!.Word];
        var isSettled = choice.Cases.Select(entry => entry.Position).Append(choice.Otherwise).Select(RulesFor)
            .All(rules => (rules.Length > 0 || step.HasDefault) && (rules.Length < 2 || !step.IsUnique));
        return isSettled ? choice.Select(word => RulesFor(word) is [var first, ..] ? first : questions.Length) : null;
    }

    /// <summary>Where an exception applies and none that overrides it does.</summary>
    public int Applies(AppliesStep step, LaneCell[] conditions)
    {
        int IsTrue(int exception) => conditions[exception].Lane < 0 ? emitter.False : emitter.And(conditions[exception].Applies, conditions[exception].Lane);
        return step.SilencedBy.Aggregate(IsTrue(step.Exception), (applies, other) => emitter.And(applies, emitter.Not(IsTrue(other))));
    }

    // Two exceptions that apply together go to the plan, which knows whether they agree.
    public LaneCell ChooseException(LaneCell[] applies, int takes)
    {
        RequireOne([.. applies.Select(cell => cell.Applies)], takes);
        return new LaneCell(Choose(new Choice([.. applies.Select((cell, index) => (cell.Applies, index + 1))], 0)), emitter.True);
    }

    private void RequireOne(int[] claims, int takes)
    {
        var possible = claims.Where(claim => claim != emitter.False).ToArray();
        if (possible.Length < 2)
            return;
        var count = possible.Aggregate(emitter.False, (sum, claim) => emitter.Emit(LaneOperator.Add, sum, claim));
        emitter.Require(emitter.Emit(LaneOperator.LessOrEqual, count, emitter.True), takes);
    }

    /// <summary>The outcome at the chosen position.</summary>
    public LaneCell Pick(LaneCell position, LaneCell[] outcomes)
    {
        if (position.Lane < 0)
            return new LaneCell(-1, emitter.False);
        if (!_choices.TryGetValue(position.Lane, out var choice))
            choice = new Choice([.. Enumerable.Range(0, outcomes.Length - 1).Select(index => (IsAt(position.Lane, index), index))], outcomes.Length - 1);
        // An outcome that never applies needs no lane: any other stands in for it.
        var any = outcomes.Select(outcome => outcome.Lane).FirstOrDefault(lane => lane >= 0, -1);
        if (any < 0)
            return new LaneCell(-1, emitter.False);
        int LaneOf(int index) => outcomes[index].Lane < 0 ? any : outcomes[index].Lane;
        var lane = Select(choice, LaneOf);
        if (emitter.ConstantOf(lane) is null && choice.Cases.Select(entry => entry.Position).Append(choice.Otherwise).All(index => emitter.ConstantOf(LaneOf(index)) is { IsWhole: true } word && word.Abs() <= int.MaxValue))
            _choices[lane] = choice.Select(index => (int)emitter.ConstantOf(LaneOf(index))!.Value.Numerator);
        return new LaneCell(lane, emitter.And(position.Applies, Select(choice, index => outcomes[index].Applies)));
    }

    // What can never be reached is left out, so that equal lanes mean equal choices.
    private int Choose(Choice choice)
    {
        var cases = choice.Cases.Where(entry => entry.Condition != emitter.False).ToList();
        var certain = cases.FindIndex(entry => entry.Condition == emitter.True);
        choice = certain < 0 ? new Choice([.. cases], choice.Otherwise) : new Choice([.. cases.Take(certain)], cases[certain].Position);
        var position = Select(choice, index => emitter.Constant(index));
        if (emitter.ConstantOf(position) is null)
            _choices[position] = choice;
        return position;
    }

    private int Select(Choice choice, Func<int, int> outcome)
    {
        var result = outcome(choice.Otherwise);
        for (var index = choice.Cases.Length - 1; index >= 0; index--)
            result = emitter.Select(choice.Cases[index].Condition, outcome(choice.Cases[index].Position), result);
        return result;
    }
}
