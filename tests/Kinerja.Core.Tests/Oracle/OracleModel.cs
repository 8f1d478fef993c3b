using System.Text.Json;

namespace Kinerja.Core.Tests.Oracle;

internal enum OracleTypeKind
{
    Number,
    Boolean,
    Text,
    Date,
    Rating,
    List,
}

/// <summary>What a name or expression is; codes count as texts.</summary>
internal sealed record OracleType(OracleTypeKind Kind, string? Scale = null)
{
    internal static readonly OracleType Number = new(OracleTypeKind.Number);
    internal static readonly OracleType Boolean = new(OracleTypeKind.Boolean);
    internal static readonly OracleType Text = new(OracleTypeKind.Text);
    internal static readonly OracleType Date = new(OracleTypeKind.Date);
    internal static readonly OracleType List = new(OracleTypeKind.List);

    internal static OracleType Rating(string scale) => new(OracleTypeKind.Rating, scale);
}

/// <summary>A declared fact or field; <paramref name="Json"/> holds its limits.</summary>
internal sealed record OracleFact(string Name, string Type, JsonElement Json, IReadOnlyList<OracleFact> Fields);

internal sealed record OracleParameter(string Name, OracleOutcome? Value, IReadOnlyList<OracleDatedValue> Dated, string? At);

internal sealed record OracleDatedValue(DateOnly From, OracleOutcome Value);

/// <summary>A named value, computed for the sheet or, with <paramref name="Lists"/>, for each record of a list.</summary>
internal sealed record OracleValue(
    string Name,
    IReadOnlyList<string> Lists,
    OracleType Type,
    OracleNode? When,
    OracleKind Kind,
    OracleNode? Floor,
    OracleNode? Cap,
    OracleRound? Round);

/// <summary>One of the ways to define a value.</summary>
internal abstract record OracleKind;

internal sealed record FormulaKind(OracleNode Formula) : OracleKind;

/// <summary>Without a range, <paramref name="Lower"/> and <paramref name="Upper"/> are the one target.</summary>
internal sealed record AchievementKind(
    OracleNode Actual,
    OracleNode Lower,
    OracleNode Upper,
    bool IsRange,
    OracleNode Polarity,
    OracleNode? ZeroTarget,
    OracleNode? InsideRange,
    OracleNode? Floor,
    OracleNode? Cap) : OracleKind;

/// <summary>Named parts or, with <paramref name="Each"/>, one part for each record of the list.</summary>
internal sealed record WeightedKind(
    IReadOnlyList<OracleWeightedPart> Parts,
    OracleListName? Each,
    Fraction? WeightsSumTo,
    string IfNotApplicable) : OracleKind;

internal sealed record OracleWeightedPart(OracleNode Value, OracleNode Weight, OracleNode? When, OracleNode? Floor, OracleNode? Cap);

/// <summary>The names of a list from the record <paramref name="Level"/> lists deep.</summary>
internal sealed record OracleListName(int Level, IReadOnlyList<string> Names);

/// <summary>Bands, points or interpolate; items with a condition come first.</summary>
internal sealed record BandsKind(OracleNode Of, IReadOnlyList<OracleBandItem> Items) : OracleKind;

internal sealed record OracleBandItem(OracleNode? When, OracleInterval Interval, OracleNode? Result, OracleLine? Line);

internal sealed record OracleLine(Fraction X1, Fraction Y1, Fraction X2, Fraction Y2);

internal sealed record TableKind(
    IReadOnlyList<OracleNode> Inputs,
    string HitPolicy,
    IReadOnlyList<OracleTableRule> Rules,
    OracleNode? Default) : OracleKind;

internal sealed record OracleTableRule(IReadOnlyList<OracleCell> Cells, OracleNode Result);

/// <summary>Matches an input that equals one of the constants or lies in the interval.</summary>
internal sealed record OracleCell(int Input, IReadOnlyList<OracleOutcome> Constants, OracleInterval? Interval);

internal sealed record RulesKind(OracleNode Base, IReadOnlyList<OracleException> Exceptions) : OracleKind;

internal sealed record OracleException(string? Id, OracleNode When, OracleNode Then, IReadOnlyList<string> Overrides);

/// <summary>A range of numbers, dates or ratings; a missing edge is open.</summary>
internal sealed record OracleInterval(OracleOutcome? From, bool IsFromIncluded, OracleOutcome? To, bool IsToIncluded)
{
    internal bool Contains(OracleOutcome value)
    {
        var fromSide = From is null ? 1 : OracleOperators.Compare(value, From);
        var toSide = To is null ? -1 : OracleOperators.Compare(value, To);
        return (fromSide > 0 || (fromSide == 0 && IsFromIncluded)) && (toSide < 0 || (toSide == 0 && IsToIncluded));
    }
}
