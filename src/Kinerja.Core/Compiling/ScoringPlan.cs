using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Compiling;

/// <summary>How a column holds its values.</summary>
internal enum ColumnKind
{
    Number,

    /// <summary>Booleans, words by position, days by number, positions of choices.</summary>
    Ordinal,
    Text,

    /// <summary>Rows that take part; no values.</summary>
    Mask,
}

/// <summary>The shape of one column: what it holds and whose rows it has.</summary>
internal sealed record ColumnShape(ColumnKind Kind, int Level);

/// <summary>Where a step comes from: the value or follow-up that it belongs to, and its place in the policy.</summary>
/// <param name="Owner">Name for messages.</param>
/// <param name="Path">JSON path up to the record, as in <c>values</c>.</param>
/// <param name="OwnerLevel">Level of the owner's rows.</param>
/// <param name="Place">The operation itself.</param>
internal sealed record Origin(string Owner, string Path, ListLevel OwnerLevel, Place Place);

/// <summary>Which column a fact goes into.</summary>
internal sealed record FactInput(FactSymbol Fact, int Column);

/// <summary>Which column a parameter goes into.</summary>
internal sealed record ParameterInput(ParameterSymbol Parameter, int Column);

/// <summary>Columns of a follow-up, on the level whose records it names; <see cref="Step.None"/> for what it does not say.</summary>
internal sealed record FollowUpColumns(CheckedFollowUp FollowUp, int Condition, int Of, int By, int Due);

/// <summary>Which column a part of the period goes into.</summary>
internal sealed record PeriodInput(PeriodSymbol Part, int Column);

/// <summary>Flat list of steps over numbered columns. Every column is filled once, so that a run leaves all it computed behind it.</summary>
internal sealed record ScoringPlan(
    CheckedPolicy Policy,
    ImmutableArray<ColumnShape> Columns,
    ImmutableArray<FactInput> Facts,
    ImmutableArray<ParameterInput> Parameters,
    ImmutableArray<PeriodInput> PeriodParts,
    ImmutableArray<Step> Steps,
    ImmutableArray<Origin> Origins,
    IReadOnlyDictionary<Symbol, int> ColumnsBySymbol,
    IReadOnlyDictionary<CheckedExpression, List<int>> ColumnsByNode,
    IReadOnlyDictionary<CheckedExpression, int> ChoicesByNode,
    ImmutableArray<FollowUpColumns> FollowUps,
    ImmutableArray<long> CostPerLevel)
{
    /// <summary>The plan that takes the parts of a divided period together, or null.</summary>
    public SecondPlan? Segments { get; init; }

    /// <summary>The plan over the people of a unit, or null.</summary>
    public SecondPlan? Unit { get; init; }
}

/// <summary>A plan over the results of another, and what it is told of each of them.</summary>
internal sealed record SecondPlan(ScoringPlan Plan, ImmutableArray<PassedName> Passed);
