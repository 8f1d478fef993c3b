using System.Collections.Frozen;
using System.Collections.Immutable;
using Kinerja.Core.Checking;

namespace Kinerja.Core.Evaluating;

/// <summary>Operations over lanes: rows of numbers, words by position, truth as 0 and 1.</summary>
internal enum LaneOperator
{
    Constant,
    Input,
    Add,
    Subtract,
    Multiply,
    Divide,
    Minimum,
    Maximum,
    Absolute,
    Round,
    Equal,
    Less,
    LessOrEqual,
    And,
    Or,
    Not,

    /// <summary>First where the third is true, else second.</summary>
    Select,

    /// <summary>Sends a row on where its operand is not true: what then holds needs a word, or an issue.</summary>
    Require,
}

/// <summary>One operation; operands and target are lanes.</summary>
internal sealed record LaneStep(LaneOperator Operator, int Target, int First = -1, int Second = -1, int Third = -1)
{
    /// <summary>Of a constant.</summary>
    public Rational Constant { get; init; }

    /// <summary>Of a rounding.</summary>
    public RoundingRule? Rounding { get; init; }
}

/// <summary>A fact and the lane it goes into.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Record">Which record of a person it is of, counted through all records of the fact's level; 0 for a fact of the person.</param>
/// <param name="IsPresence">Whether the lane holds 1 where the fact is given and 0 where not, rather than the fact.</param>
internal sealed record LaneInput(FactSymbol Fact, int Lane, int Record = 0, bool IsPresence = false);

/// <summary>The lane of a result with its decimals, of the condition of a follow-up, or of whether a result is applicable.</summary>
internal sealed record LaneOutput(int Lane, int Digits);

/// <summary>What a plan computes for people of one shape on whom nothing is missing or wrong, as operations without masks.</summary>
/// <remarks>
/// Lists are written out record by record, and branches are computed for every row and chosen afterwards. A row for which that cannot be told goes to the plan itself, which stays the meaning.
/// Outputs: the results, then the follow-ups, then for each result that can be not applicable whether it is, all in the policy's order.
/// </remarks>
internal sealed record LaneProgram(ImmutableArray<LaneStep> Steps, int Lanes, ImmutableArray<LaneInput> Inputs, ImmutableArray<LaneOutput> Outputs)
{
    /// <summary>Rounded numbers that nothing reads but comparisons with constants.</summary>
    public FrozenSet<int> OnlyCompared { get; } = FindOnlyCompared(Steps, Outputs).ToFrozenSet();

    /// <summary>The inputs that some quotient divides by, or by what is made of them.</summary>
    public IEnumerable<int> Divisors()
    {
        var divisors = new bool[Lanes];
        foreach (var step in Steps.Reverse().Where(step => step.Target >= 0))
        {
            if (step.Operator == LaneOperator.Divide)
                divisors[step.Second] = true;
            foreach (var operand in new[] { step.First, step.Second, step.Third }.Where(operand => operand >= 0))
                divisors[operand] |= divisors[step.Target];
        }

        return Enumerable.Range(0, Inputs.Length).Where(input => divisors[Inputs[input].Lane]);
    }

    private static HashSet<int> FindOnlyCompared(ImmutableArray<LaneStep> steps, ImmutableArray<LaneOutput> outputs)
    {
        var constants = steps.Where(step => step.Operator == LaneOperator.Constant).Select(step => step.Target).ToHashSet();
        var rounded = steps.Where(step => step.Operator == LaneOperator.Round).Select(step => step.Target).ToHashSet();
        rounded.ExceptWith(outputs.Select(output => output.Lane));
        foreach (var step in steps)
        {
            if (step.Operator is not (LaneOperator.Less or LaneOperator.LessOrEqual) || (!constants.Contains(step.First) && !constants.Contains(step.Second)))
                rounded.ExceptWith([step.First, step.Second, step.Third]);
        }

        return rounded;
    }
}
