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

/// <summary>What a name or expression is; codes count as texts that know the order in which they are declared.</summary>
internal sealed record OracleType(OracleTypeKind Kind, string? Scale = null, IReadOnlyList<string>? Codes = null)
{
    internal static readonly OracleType Number = new(OracleTypeKind.Number);
    internal static readonly OracleType Boolean = new(OracleTypeKind.Boolean);
    internal static readonly OracleType Text = new(OracleTypeKind.Text);
    internal static readonly OracleType Date = new(OracleTypeKind.Date);
    internal static readonly OracleType List = new(OracleTypeKind.List);

    internal static OracleType Rating(string scale) => new(OracleTypeKind.Rating, scale);

    internal static OracleType Code(IReadOnlyList<string> codes) => new(OracleTypeKind.Text, Codes: codes);

    /// <summary>The type of several sides that must agree: a literal text gives way to any other type.</summary>
    internal static OracleType Join(IReadOnlyCollection<OracleType> types) =>
        types.FirstOrDefault(type => type.Kind != OracleTypeKind.Text) ?? types.FirstOrDefault(type => type.Codes is not null) ?? Text;
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

/// <summary>Weights by role and group; the role is empty where there is no role.</summary>
internal sealed record RatersKind(
    OracleListName Each,
    OracleNode Group,
    OracleNode Value,
    OracleNode? Role,
    IReadOnlyDictionary<string, IReadOnlyList<OracleRaterGroup>> Weights,
    IReadOnlyDictionary<string, OracleRaterRule> Rules) : OracleKind;

internal sealed record OracleRaterGroup(string Name, OracleNode Weight);

/// <summary><paramref name="IfTooFew"/> is reject, reweight or the name of another group.</summary>
internal sealed record OracleRaterRule(OracleNode? Min, string IfTooFew);

internal sealed record EffectsKind(OracleNode Base, IReadOnlyList<OracleEffect> Items) : OracleKind;

/// <summary>Seen from the record where there is a list; <paramref name="Of"/> is the base where left out.</summary>
internal sealed record OracleEffect(
    string Id,
    string Effect,
    OracleListName? Each,
    OracleNode? When,
    OracleNode? From,
    OracleNode? Months,
    OracleNode? Until,
    OracleNode? Percent,
    OracleNode? Of,
    string? CausedBy);

internal sealed record RankingKind(IReadOnlyList<OracleRankingKey> Keys, OracleNode? Within) : OracleKind;

internal sealed record OracleRankingKey(OracleNode Value, bool IsDescending, IReadOnlyList<string>? Codes);

/// <summary>A follow-up as declared; with <paramref name="Each"/>, its condition and its names are seen from each record.</summary>
internal sealed record OracleFollowUpRule(
    string Key,
    string Kind,
    OracleListName? Each,
    OracleNode When,
    OracleNode? Of,
    OracleNode? By,
    OracleNode? Due,
    string? CausedBy,
    bool IsBlocking);

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
