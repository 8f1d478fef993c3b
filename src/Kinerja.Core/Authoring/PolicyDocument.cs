using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>What the author of a policy wrote, all layers merged: shapes are right, names and meanings are not looked at yet.</summary>
internal sealed record PolicyDocument(
    string Id,
    string Version,
    LocalizedText? Title,
    EffectivePeriod? Effective,
    ImmutableDictionary<string, LegalSource> Sources,
    ImmutableArray<ScaleDeclaration> Scales,
    ImmutableArray<FactDeclaration> Facts,
    ImmutableArray<ParameterDeclaration> Parameters,
    ImmutableArray<ValueDeclaration> Values,
    ImmutableArray<FollowUpDeclaration> FollowUps,
    ImmutableArray<NameUse> Results,
    JsonObject Json,
    Place Place)
{
    /// <summary>How the parts of a divided period come together, or null.</summary>
    public SegmentsDeclaration? Segments { get; init; }

    /// <summary>Rules over the people of a unit, or null.</summary>
    public UnitDeclaration? Unit { get; init; }
}

internal enum CombineRule
{
    Mean,
    ByMonths,
    ByDays,
    Last,
}

/// <summary>Which values of the parts of a period are taken together, how, and which other policies may score a part.</summary>
internal sealed record SegmentsDeclaration(ImmutableArray<(NameUse Value, CombineRule Rule)> Combine, ImmutableArray<NameUse> Policies, ImmutableArray<NameUse> Sources, Place Place);

/// <summary>A second sheet over people; People are the names that it is told of each.</summary>
internal sealed record UnitDeclaration(
    ImmutableArray<NameUse> People,
    ImmutableArray<FactDeclaration> Facts,
    ImmutableArray<ValueDeclaration> Values,
    ImmutableArray<FollowUpDeclaration> FollowUps,
    ImmutableArray<NameUse> Results,
    Place Place);

/// <summary>Days in force; without <paramref name="To"/>, until further notice.</summary>
internal sealed record EffectivePeriod(DateOnly From, DateOnly? To)
{
    public bool Covers(Period period) => period.From >= From && (To is not { } to || period.To <= to);

    public override string ToString() => $"{Period.DayText(From)}/{(To is { } to ? Period.DayText(to) : "…")}";
}

/// <summary>A name that the author used, with its place.</summary>
internal sealed record NameUse(string Name, Place Place);

/// <summary>What every declared thing may say about itself.</summary>
internal sealed record Description(LocalizedText? Label, string? Unit, ImmutableArray<NameUse> Sources, LocalizedText? Note, bool IsLocked = false);

internal sealed record ScaleDeclaration(string Name, LocalizedText? Label, ImmutableArray<CodeDeclaration> Ratings, Place Place);

/// <summary>One word of a code or scale; a code may set facts beside it.</summary>
internal sealed record CodeDeclaration(string Code, LocalizedText? Label)
{
    public ImmutableArray<SetFact> Sets { get; init; } = [];
}

/// <summary>A fact that a code sets, and to what.</summary>
internal sealed record SetFact(NameUse Fact, JsonValue Value);

internal enum FactType
{
    Number,
    Boolean,
    Text,
    Code,
    Rating,
    Date,
    IdentityNumber,
    List,
}

internal enum MissingFact
{
    Reject,
    Exclude,
    UseValue,
}

/// <summary>One fact, or one field of a list. Members that the type does not have are null or empty.</summary>
internal sealed record FactDeclaration(string Name, FactType Type, Description Description, MissingFact IfMissing, JsonValue? StandIn, Place Place)
{
    /// <summary>JSON path of <see cref="StandIn"/>.</summary>
    public string StandInPath { get; init; } = "";

    public Rational? Min { get; init; }

    public Rational? Max { get; init; }

    public bool ExclusiveMin { get; init; }

    public bool ExclusiveMax { get; init; }

    public int? Digits { get; init; }

    public int MaxLength { get; init; } = 200;

    public DateOnly? MinDate { get; init; }

    public DateOnly? MaxDate { get; init; }

    public int MinCount { get; init; }

    public int? MaxCount { get; init; }

    public ImmutableArray<CodeDeclaration> Codes { get; init; } = [];

    public NameUse? Scale { get; init; }

    public bool IsStrict { get; init; } = true;

    public ImmutableArray<FactDeclaration> Fields { get; init; } = [];
}

/// <summary>One value of a parameter and the day from which it holds; null for a value without a date.</summary>
internal sealed record DatedValue(DateOnly? From, JsonValue Value, Place Place, Description? Description = null);

internal enum InForceAt
{
    WholePeriod,
    Start,
    End,
}

internal sealed record ParameterDeclaration(
    string Name,
    FactType? Type,
    NameUse? Scale,
    ImmutableArray<DatedValue> Values,
    InForceAt At,
    ImmutableArray<Rational> Between,
    ImmutableArray<JsonValue> OneOf,
    Description Description,
    Place Place)
{
    public bool IsDated => Values is [{ From: not null }, ..];
}

internal sealed record ValueDeclaration(
    string Name,
    ValueDefinition Definition,
    Formula? When,
    Formula? Floor,
    Formula? Cap,
    RoundingRule? Round,
    NameUse? Scale,
    Description Description,
    Place Place);

/// <summary>One of the ways to define a value.</summary>
internal abstract record ValueDefinition;

internal sealed record FormulaDefinition(Formula Formula) : ValueDefinition;

internal sealed record AchievementDefinition(
    Formula Actual,
    Formula? Target,
    Formula? TargetLower,
    Formula? TargetUpper,
    Formula Polarity,
    Formula? ZeroTarget,
    Formula? InsideRange,
    Formula? Floor,
    Formula? Cap) : ValueDefinition;

internal enum NotApplicablePart
{
    Reject,
    Zero,
    Reweight,
}

internal sealed record WeightedPart(
    string? Id, Formula Value, Formula Weight, Formula? When, Formula? Floor, Formula? Cap, Description Description, Place Place);

/// <summary>A weighted mean. Each is the list whose records are the parts, or null for named parts; WeightsSumTo is null for any.</summary>
internal sealed record WeightedDefinition(
    NameUse? Each, ImmutableArray<WeightedPart> Parts, Rational? WeightsSumTo, NotApplicablePart IfNotApplicable) : ValueDefinition;

internal enum Including
{
    From,
    To,
    Both,
    Neither,
}

/// <summary>An interval with an outcome: a rating, an expression, or a straight line through two points.</summary>
internal sealed record PieceDeclaration(
    string? Id, Formula? From, Formula? To, Including Including, Formula? When, Outcome Outcome, Description Description, Place Place);

internal abstract record Outcome;

internal sealed record RatingOutcome(NameUse Rating) : Outcome;

internal sealed record ExpressionOutcome(Formula Formula) : Outcome;

internal sealed record LineOutcome(Rational X1, Rational Y1, Rational X2, Rational Y2, Place Place) : Outcome;

internal enum PieceKind
{
    Bands,
    Points,
    Interpolate,
}

internal sealed record PiecewiseDefinition(PieceKind Kind, Formula Of, ImmutableArray<PieceDeclaration> Items) : ValueDefinition;

internal enum HitPolicy
{
    Unique,
    First,
    CollectSum,
    CollectMin,
    CollectMax,
    CollectCount,
}

internal sealed record TableInput(string Name, Formula Formula, Place Place);

/// <summary>A constant, several of them, or a range.</summary>
internal sealed record TableCell(string Input, ImmutableArray<JsonValue> AnyOf, Formula? From, Formula? To, Including Including, bool IsRange, Place Place);

internal sealed record TableRule(string Id, ImmutableArray<TableCell> Cells, Outcome Outcome, Description Description, Place Place);

internal sealed record TableDefinition(
    ImmutableArray<TableInput> Inputs, HitPolicy HitPolicy, ImmutableArray<TableRule> Rules, Outcome? Default, Description DefaultDescription) : ValueDefinition;

internal sealed record ExceptionDeclaration(
    string Id, Formula When, Formula Then, LocalizedText? Because, ImmutableArray<NameUse> Overrides, Description Description, Place Place);

internal sealed record RulesDefinition(Formula Base, ImmutableArray<ExceptionDeclaration> Exceptions) : ValueDefinition;

/// <summary>The weight of a group of raters.</summary>
internal sealed record RaterWeight(NameUse Group, Formula Weight);

/// <summary>The weights that hold for one role of the rated person; a null role stands for everybody.</summary>
internal sealed record RaterWeights(NameUse? Role, ImmutableArray<RaterWeight> Weights, Place Place);

/// <summary>What a group of raters must have, and what holds otherwise: a word, or the name of another group.</summary>
internal sealed record RaterGroup(NameUse Group, Formula? Min, NameUse? IfTooFew);

internal sealed record RatersDefinition(
    NameUse Each, Formula Group, Formula Value, Formula? Role, ImmutableArray<RaterWeights> Weights, ImmutableArray<RaterGroup> Groups, Place WeightsPlace) : ValueDefinition;

internal enum EffectKind
{
    Deduct,
    Forfeit,
    Hold,
}

/// <summary>What takes from a number for a time. From and Months bound it; Until is the day of release.</summary>
internal sealed record EffectDeclaration(
    string Id,
    EffectKind Kind,
    NameUse? Each,
    Formula? When,
    Formula? From,
    Formula? Months,
    Formula? Until,
    Formula? Percent,
    Formula? Of,
    string? CausedBy,
    LocalizedText? Message,
    Description Description,
    Place Place);

internal sealed record EffectsDefinition(Formula Base, ImmutableArray<EffectDeclaration> Items) : ValueDefinition;

internal sealed record RankingKey(Formula Value, bool IsDescending);

internal sealed record RankingDefinition(ImmutableArray<RankingKey> By, Formula? Within) : ValueDefinition;

/// <summary>What follows from a result. With a list, it names the records for which the condition holds.</summary>
internal sealed record FollowUpDeclaration(string Key, string Kind, Formula? When, LocalizedText? Message, Description Description, Place Place)
{
    public NameUse? Each { get; init; }

    public Formula? Of { get; init; }

    public Formula? By { get; init; }

    public Formula? Due { get; init; }

    public string? CausedBy { get; init; }

    /// <summary>Whether it stops the results of the unit from being final; only of units.</summary>
    public bool IsBlocking { get; init; }
}
