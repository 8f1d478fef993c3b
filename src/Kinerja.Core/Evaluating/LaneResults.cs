using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Makes results from the whole numbers that lanes leave, as <see cref="ResultReader"/> makes them from a block.</summary>
/// <remarks>What is the same for many people, such as a rating with its label, is made once.</remarks>
internal sealed class LaneResults
{
    private readonly AppraisalPolicy _policy;
    private readonly Output[] _outputs;
    private readonly FollowUp?[] _followUps;

    /// <summary>How many numbers a person's lanes leave.</summary>
    public int Count { get; }

    /// <summary>A result, and the values made for its words so far.</summary>
    /// <param name="Symbol">The result.</param>
    /// <param name="Label">Its label.</param>
    /// <param name="Digits">Decimals that are printed; null for as many as there are.</param>
    /// <param name="Scale">Decimals that are held.</param>
    /// <param name="Applies">Where it says whether there is a value; −1 for always.</param>
    /// <param name="Words">By position.</param>
    private sealed record Output(Symbol Symbol, LocalizedText Label, int? Digits, int Scale, int Applies, ResultValue?[] Words);

    public LaneResults(AppraisalPolicy policy, ScoringPlan plan)
    {
        _policy = policy;
        Count = plan.Policy.Results.Length + plan.FollowUps.Length + policy.OptionalResults.Length;
        var applies = plan.Policy.Results.Length + plan.FollowUps.Length;
        _outputs = [.. plan.Policy.Results.Select(symbol => new Output(
            symbol,
            symbol.Description.Label ?? new LocalizedText(symbol.Name, symbol.Name),
            (symbol as ValueSymbol)?.Declaration.Round?.Digits,
            symbol.Type.Kind == DataType.Number ? symbol.Digits ?? LaneCompiler.UndeclaredDigits : 0,
            symbol.Type.IsOptional ? applies++ : -1,
            new ResultValue?[symbol.Type.Kind == DataType.Boolean ? 2 : symbol.Type.Words?.Words.Length ?? 0]))];
        // One with a day of its own is for the plan.
        _followUps = [.. plan.FollowUps.Select(columns => columns is { Of: Step.None, By: Step.None, Due: Step.None } && columns.FollowUp.Level.Parent is null
            ? FollowUpReading.Make(plan, columns.FollowUp.Declaration)
            : null)];
    }

    /// <summary>The result, or null where a follow-up holds that only the plan can tell of.</summary>
    /// <param name="id">The id of the appraisal.</param>
    /// <param name="outputs">The results and the conditions of the follow-ups, in the program's order.</param>
    public AppraisalResult? Make(string id, ReadOnlySpan<long> outputs)
    {
        var followUps = ImmutableArray<FollowUp>.Empty;
        for (var index = 0; index < _followUps.Length; index++)
        {
            if (outputs[_outputs.Length + index] == 0)
                continue;
            if (_followUps[index] is not { } followUp)
                return null;
            followUps = followUps.Add(followUp);
        }

        var values = new ResultValue[_outputs.Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = Value(_outputs[index], outputs[index], _outputs[index].Applies < 0 || outputs[_outputs[index].Applies] != 0);
        return new AppraisalResult(id, _policy, ImmutableCollectionsMarshal.AsImmutableArray(values), followUps, []);
    }

    private static ResultValue Value(Output output, long held, bool isApplicable)
    {
        if (!isApplicable)
            return new ResultValue(output.Symbol.Name, output.Label, output.Symbol.Type.Kind, null, null, null);
        if (output.Words.Length > 0)
            return output.Words[held] ??= Word(output, (int)held);
        if (output.Symbol.Type.Kind != DataType.Number)
            return Word(output, (int)held);
        var number = Rational.OfDigits(held, output.Scale);
        var text = output.Digits is { } digits ? Rational.TextOf(held, digits) : ResultReader.Print(number, null);
        return new ResultValue(output.Symbol.Name, output.Label, DataType.Number, text, number, null);
    }

    private static ResultValue Word(Output output, int held)
    {
        var type = output.Symbol.Type;
        var text = ResultReader.PrintWord(held, type);
        return new ResultValue(output.Symbol.Name, output.Label, type.Kind, text, null, ResultReader.WordLabel(type, text));
    }
}
