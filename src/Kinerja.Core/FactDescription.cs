using System.Collections.Immutable;
using Kinerja.Core.Authoring;

namespace Kinerja.Core;

/// <summary>One word of a code or of a scale.</summary>
/// <param name="Code">The word that stands in the data.</param>
/// <param name="Label">What people call it; the word itself where the policy has no label.</param>
public sealed record CodeDescription(string Code, LocalizedText Label)
{
    internal static ImmutableArray<CodeDescription> Of(ImmutableArray<CodeDeclaration> codes) =>
        [.. codes.Select(code => new CodeDescription(code.Code, code.Label ?? new LocalizedText(code.Code, code.Code)))];
}

/// <summary>What a policy asks to be told about a person: one fact, or one field of a list. Hosts build forms, columns and schemas from it.</summary>
/// <param name="Name">The name in the data; within its list for a field.</param>
/// <param name="Type">What it holds. An identity number is text.</param>
/// <param name="Label">What people call it; the name where the policy has no label.</param>
public sealed record FactDescription(string Name, DataType Type, LocalizedText Label)
{
    /// <summary>Whether a person without it is rejected, whatever else is given; a fact that some code can set is not required.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is the number of a civil servant (NIP or NI PPPK), and how strictly it is read; null for other facts.</summary>
    public bool? IsStrictIdentityNumber { get; init; }

    /// <summary>The unit of a number, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The policy's remark, or null.</summary>
    public LocalizedText? Note { get; init; }

    /// <summary>The least number, or null for no bound.</summary>
    public Rational? Min { get; init; }

    /// <summary>The greatest number, or null for no bound.</summary>
    public Rational? Max { get; init; }

    /// <summary>Whether <see cref="Min"/> itself is refused.</summary>
    public bool IsMinExclusive { get; init; }

    /// <summary>Whether <see cref="Max"/> itself is refused.</summary>
    public bool IsMaxExclusive { get; init; }

    /// <summary>The most decimals of a number, or null for any.</summary>
    public int? Digits { get; init; }

    /// <summary>The most characters of a text, or null for other facts.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The first day allowed, or null for no bound.</summary>
    public DateOnly? MinDate { get; init; }

    /// <summary>The last day allowed, or null for no bound.</summary>
    public DateOnly? MaxDate { get; init; }

    /// <summary>The words of a code, or of a scale from the lowest to the highest; otherwise empty.</summary>
    public ImmutableArray<CodeDescription> Codes { get; init; } = [];

    /// <summary>The fewest records of a list.</summary>
    public int MinCount { get; init; }

    /// <summary>The most records of a list, or null for any number.</summary>
    public int? MaxCount { get; init; }

    /// <summary>The fields of a list, which may be lists themselves; otherwise empty.</summary>
    public ImmutableArray<FactDescription> Fields { get; init; } = [];

    internal static ImmutableArray<FactDescription> Of(PolicyDocument document) => Of(document.Facts, document.Scales);

    internal static ImmutableArray<FactDescription> Of(ImmutableArray<FactDeclaration> facts, ImmutableArray<ScaleDeclaration> scales) =>
        [.. facts.Select(fact => Of(fact, facts, scales))];

    private static FactDescription Of(FactDeclaration fact, ImmutableArray<FactDeclaration> beside, ImmutableArray<ScaleDeclaration> scales) =>
        new(fact.Name, TypeOf(fact.Type), fact.Description.Label ?? new LocalizedText(fact.Name, fact.Name))
        {
            IsRequired = fact.IfMissing == MissingFact.Reject && !beside.Any(other => other.Codes.Any(code => code.Sets.Any(set => set.Fact.Name == fact.Name))),
            IsStrictIdentityNumber = fact.Type == FactType.IdentityNumber ? fact.IsStrict : null,
            Unit = fact.Description.Unit,
            Note = fact.Description.Note,
            Min = fact.Min,
            Max = fact.Max,
            IsMinExclusive = fact.ExclusiveMin,
            IsMaxExclusive = fact.ExclusiveMax,
            Digits = fact.Digits,
            MaxLength = fact.Type == FactType.Text ? fact.MaxLength : null,
            MinDate = fact.MinDate,
            MaxDate = fact.MaxDate,
            Codes = CodeDescription.Of(fact.Scale is { } scale ? scales.First(declared => declared.Name == scale.Name).Ratings : fact.Codes),
            MinCount = fact.MinCount,
            MaxCount = fact.MaxCount,
            Fields = Of(fact.Fields, scales),
        };

    private static DataType TypeOf(FactType type) => type switch
    {
        FactType.Number => DataType.Number,
        FactType.Boolean => DataType.Boolean,
        FactType.Code => DataType.Code,
        FactType.Rating => DataType.Rating,
        FactType.Date => DataType.Date,
        FactType.List => DataType.List,
        _ => DataType.Text,
    };
}

/// <summary>What a policy gives: one result. Hosts read columns of results by it.</summary>
/// <param name="Name">The name in the policy.</param>
/// <param name="Label">What people call it; the name where the policy has no label.</param>
/// <param name="Type">What it holds.</param>
public sealed record ResultDescription(string Name, LocalizedText Label, DataType Type)
{
    /// <summary>The declared decimals of a number, or null.</summary>
    public int? Digits { get; init; }

    /// <summary>Decimals that <see cref="ResultColumns"/> hold of a number: the declared ones, otherwise 6.</summary>
    public int ColumnScale { get; init; }

    /// <summary>Whether it can be not applicable.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The words of a code, or of a scale from the lowest to the highest; otherwise empty.</summary>
    public ImmutableArray<CodeDescription> Codes { get; init; } = [];

    internal static ResultDescription Of(Checking.Symbol symbol) => new(symbol.Name, symbol.Description.Label ?? new LocalizedText(symbol.Name, symbol.Name), symbol.Type.Kind)
    {
        Digits = symbol.Digits,
        ColumnScale = symbol.Type.Kind == DataType.Number ? symbol.Digits ?? Evaluating.LaneCompiler.UndeclaredDigits : 0,
        IsOptional = symbol.Type.IsOptional,
        Codes = symbol.Type.Words is { } words ? [.. words.Words.Select(word => new CodeDescription(word, words.Labels.GetValueOrDefault(word) ?? new LocalizedText(word, word)))] : [],
    };
}
