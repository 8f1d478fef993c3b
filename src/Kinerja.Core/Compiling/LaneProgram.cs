using System.Collections.Immutable;
using Kinerja.Core.Checking;

namespace Kinerja.Core.Compiling;

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
internal sealed record LaneInput(FactSymbol Fact, int Lane);

/// <summary>The lane of a result with its decimals, or of the condition of a follow-up.</summary>
internal sealed record LaneOutput(int Lane, int Digits);

/// <summary>What a plan computes for a row on which nothing is missing or wrong, as operations without masks.</summary>
/// <remarks>Branches are computed for every row and chosen afterwards. A row for which that cannot be told goes to the plan itself, which stays the meaning. Outputs: the results, then the follow-ups, in the policy's order.</remarks>
internal sealed record LaneProgram(ImmutableArray<LaneStep> Steps, int Lanes, ImmutableArray<LaneInput> Inputs, ImmutableArray<LaneOutput> Outputs);
