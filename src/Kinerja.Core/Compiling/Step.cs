using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Compiling;

/// <summary>One operation over a whole block: it reads columns computed before and fills one.</summary>
/// <param name="Target">The column filled.</param>
/// <param name="Mask">The column of rows that take part, or <see cref="None"/> for all. Other rows are left absent.</param>
/// <param name="Origin">Number of the origin, for issues.</param>
internal abstract record Step(int Target, int Mask, int Origin)
{
    /// <summary>Stands for no column.</summary>
    public const int None = -1;
}

internal sealed record ConstantStep(object Value, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

internal sealed record NotApplicableStep(int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>Repeats the row of a record's parent for each record.</summary>
internal sealed record BroadcastStep(int Source, int Target, int Origin) : Step(Target, None, Origin);

internal sealed record ElementStep(ElementOperator Operator, ImmutableArray<int> Operands, RoundingMode Mode, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>What a row must be like to be in a mask.</summary>
internal enum MaskTest
{
    True,
    False,

    /// <summary>Neither false nor failed: <c>and</c> goes on to its right side.</summary>
    NotFalse,

    /// <summary>Neither true nor failed: <c>or</c> goes on.</summary>
    NotTrue,
    NotApplicable,

    /// <summary>Equal to a given position.</summary>
    Position,
}

/// <summary>Fills a mask: the rows of <paramref name="Mask"/> whose source passes the test.</summary>
internal sealed record MaskStep(MaskTest Test, int Source, int Position, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>Fills a mask with the parents of which at least one record is in the source.</summary>
internal sealed record MaskOfParentsStep(int Source, int Target, int Origin) : Step(Target, None, Origin);

internal sealed record LogicStep(bool IsAnd, int Left, int Right, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

internal sealed record CoalesceStep(int Left, int Right, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

internal sealed record ConditionalStep(int Condition, int Then, int Otherwise, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

internal sealed record AggregateStep(AggregateFunction Function, int Body, int Condition, int List, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>The place of each record among those of the same parent and the same value of <paramref name="Within"/>.</summary>
internal sealed record RankStep(ImmutableArray<int> Keys, ImmutableArray<bool> IsDescending, int Within, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

internal sealed record GuardStep(int Inner, int Condition, DiagnosticDescriptor Descriptor, ImmutableArray<int> Arguments, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>Fills a mask: rows whose number lies in a piece.</summary>
internal sealed record InPieceStep(int Input, Piece Piece, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>Fills a mask: rows that a piece with a condition leaves to the pieces behind it, since they lie outside or the condition is false.</summary>
internal sealed record LeftOpenStep(int Inside, int Condition, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>Finds the piece of each number; <paramref name="Conditions"/> runs along the pieces, <see cref="Step.None"/> for those without.</summary>
internal sealed record LocateStep(int Input, ImmutableArray<Piece> Pieces, ImmutableArray<int> Conditions, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>Whether a rule of a table matches the inputs.</summary>
internal sealed record MatchStep(ImmutableArray<int> Inputs, ImmutableArray<CellTest> Cells, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>The position of the rule that decides; the number of rules where none does and there is a default.</summary>
internal sealed record ChooseRuleStep(ImmutableArray<int> Matches, ImmutableArray<string> Ids, bool IsUnique, bool HasDefault, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

internal sealed record CollectStep(Authoring.HitPolicy HitPolicy, ImmutableArray<int> Matches, ImmutableArray<int> Outcomes, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>The outcome at the chosen position.</summary>
internal sealed record PickStep(int Position, ImmutableArray<int> Outcomes, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>Fills a mask: rows for which an exception applies and is not silenced by another that applies.</summary>
internal sealed record AppliesStep(int Exception, ImmutableArray<int> Conditions, ImmutableArray<int> SilencedBy, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);

/// <summary>Position 0 for the base, otherwise 1 + the exception; exceptions that apply together must agree.</summary>
internal sealed record ChooseExceptionStep(ImmutableArray<int> Conditions, ImmutableArray<int> Applies, ImmutableArray<int> Outcomes, ImmutableArray<string> Ids, int Target, int Mask, int Origin) : Step(Target, Mask, Origin);
