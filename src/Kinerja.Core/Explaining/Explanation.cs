using System.Collections.Immutable;

namespace Kinerja.Core;

/// <summary>A number or word that a calculation used, by name.</summary>
/// <param name="Name">The name in the policy.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Text">Its value as printed in the calculation; <c>-</c> where there is none.</param>
/// <param name="Kind">Where it comes from: <c>fact</c>, <c>parameter</c>, <c>period</c> or <c>value</c>.</param>
/// <param name="Sources">Where the number comes from in law.</param>
public sealed record Operand(string Name, LocalizedText Label, string Text, string Kind, ImmutableArray<LegalSource> Sources);

/// <summary>How one value of one row came about.</summary>
/// <param name="Name">The name; for a record of a list with its position, as in <c>planItems[0].achievement</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Text">The value as printed; null when not applicable or failed.</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="Formula">The calculation with names.</param>
/// <param name="Substituted">The calculation with the numbers of this person, or null where it says nothing more.</param>
/// <param name="Unrounded">The number before rounding, exactly; null for what is no number.</param>
/// <param name="Rounding">The rounding applied, or null.</param>
/// <param name="Choice">The band, rule or exception chosen, and the nearest one not chosen; null for plain calculations.</param>
/// <param name="Operands">What the calculation used.</param>
/// <param name="Sources">The legal sources of the value and of what was chosen.</param>
/// <param name="Note">The policy's remark, or null.</param>
/// <param name="Children">The values among the operands: the tree, each value once.</param>
public sealed record Derivation(
    string Name,
    LocalizedText Label,
    DataType Type,
    string? Text,
    string? Unit,
    string Formula,
    string? Substituted,
    string? Unrounded,
    RoundingRule? Rounding,
    Choice? Choice,
    ImmutableArray<Operand> Operands,
    ImmutableArray<LegalSource> Sources,
    LocalizedText? Note,
    ImmutableArray<Derivation> Children)
{
    /// <summary>What people call a rating or code; otherwise null.</summary>
    public LocalizedText? WordLabel { get; init; }

    /// <summary>The decimals, to 28 significant digits, of an <see cref="Unrounded"/> number that has no end; otherwise null.</summary>
    public string? Approximation { get; init; }

    /// <summary>Whether <see cref="Text"/> is only near the exact number, which <see cref="Unrounded"/> then gives.</summary>
    public bool IsShortened => Approximation is not null && Rounding is null;

    /// <summary>Whether the value is not applicable because its own condition is false; the formula is then that condition.</summary>
    public bool IsRefused { get; init; }
}

/// <summary>Which of several outcomes was chosen.</summary>
/// <param name="Chosen">The band, rule or exception that decided.</param>
/// <param name="Nearest">The one that was nearest without deciding, or null.</param>
public sealed record Choice(LocalizedText Chosen, LocalizedText? Nearest);

/// <summary>Why a follow-up holds.</summary>
/// <param name="FollowUp">The follow-up of the result.</param>
/// <param name="Formula">Its condition with names.</param>
/// <param name="Cases">One for each record that it concerns, or one for the whole.</param>
/// <param name="Children">The values among the operands.</param>
public sealed record FollowUpReason(FollowUp FollowUp, string Formula, ImmutableArray<FollowUpCase> Cases, ImmutableArray<Derivation> Children);

/// <summary>The condition of a follow-up with the numbers of one record.</summary>
/// <param name="Name">The record, as in <c>behaviours[0]</c>; empty for the whole.</param>
/// <param name="Substituted">The condition with numbers, or null where it says nothing more.</param>
/// <param name="Operands">The facts, parameters and values that caused it.</param>
public sealed record FollowUpCase(string Name, string? Substituted, ImmutableArray<Operand> Operands);

/// <summary>How a result came about: every value with its calculation, from the facts to the results.</summary>
public sealed class Explanation
{
    internal Explanation(AppraisalResult result, ImmutableArray<Derivation> results, ImmutableArray<Derivation> steps, ImmutableArray<FollowUpReason> followUps)
    {
        FollowUps = followUps;
        Result = result;
        Results = results;
        Steps = steps;
    }

    /// <summary>The result that is explained; the same that <see cref="AppraisalPolicy.Score"/> gives.</summary>
    public AppraisalResult Result { get; }

    /// <summary>The results, each the root of a tree; empty when the person was rejected.</summary>
    public ImmutableArray<Derivation> Results { get; }

    /// <summary>Every value in the order of calculation, each after what it uses.</summary>
    public ImmutableArray<Derivation> Steps { get; }

    /// <summary>Why each follow-up of the result holds; empty when the person was rejected.</summary>
    public ImmutableArray<FollowUpReason> FollowUps { get; }

    /// <summary>How the parts of a divided period came about, each by itself; empty for a period of one piece.</summary>
    public ImmutableArray<Explanation> Parts { get; private init; } = [];

    /// <summary>The period that is explained, as the appraisal gave it; null without one.</summary>
    public string? Period { get; internal init; }

    /// <summary>Whether this explains the rules over a unit rather than a person.</summary>
    public bool IsOfUnit { get; internal init; }

    internal Explanation WithParts(ImmutableArray<Explanation> parts) => new(Result, Results, Steps, FollowUps) { Parts = parts, Period = Period };

    /// <summary>The explanation in sentences and numbers; every number printed can be recomputed from the numbers printed.</summary>
    public string ToText(Language language) => Explaining.ExplanationText.Write(this, language);

    /// <summary>The explanation as JSON, for auditors and other programs.</summary>
    public string ToJson(Language language) => Explaining.ExplanationJson.Write(this, language);
}
