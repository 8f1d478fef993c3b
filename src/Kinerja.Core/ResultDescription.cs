using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core;

/// <summary>What a policy tells about a person: one result. Hosts build columns and texts from it.</summary>
/// <param name="Name">The name in the policy.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Label">What people call it; the name where the policy has no label.</param>
public sealed record ResultDescription(string Name, DataType Type, LocalizedText Label)
{
    /// <summary>The decimals with which a number is printed, or null where it is printed with as many as it needs.</summary>
    public int? Digits { get; init; }

    /// <summary>The decimals by which a number is shifted in <see cref="ResultColumns"/>, or null where columns cannot hold it.</summary>
    public int? Scale { get; init; }

    /// <summary>The words of a code, or of a rating from the lowest to the highest, in the order of their positions; otherwise empty.</summary>
    public ImmutableArray<CodeDescription> Codes { get; init; } = [];

    internal static ImmutableArray<ResultDescription> Of(ScoringPlan plan) => [.. plan.Policy.Results.Select(Of)];

    private static ResultDescription Of(Symbol symbol)
    {
        var digits = (symbol as ValueSymbol)?.Declaration.Round?.Digits;
        return new ResultDescription(symbol.Name, symbol.Type.Kind, symbol.Description.Label ?? new LocalizedText(symbol.Name, symbol.Name))
        {
            Digits = digits,
            Scale = digits ?? (symbol as FactSymbol)?.Declaration.Digits,
            Codes = symbol.Type.Words is not { } words ? [] : [.. words.Words.Select(word => new CodeDescription(word, ResultReader.WordLabel(symbol.Type, word) ?? new LocalizedText(word, word)))],
        };
    }
}

/// <summary>What may follow from the result of a person.</summary>
/// <param name="Id">Its key in the policy.</param>
/// <param name="Kind">Its kind.</param>
public sealed record FollowUpDescription(string Id, string Kind)
{
    /// <summary>Whose doing it was, or null; see <see cref="FollowUp.CausedBy"/>.</summary>
    public string? CausedBy { get; init; }

    /// <summary>Whether it names records or a day that differ from person to person.</summary>
    public bool IsPersonal { get; init; }

    internal static ImmutableArray<FollowUpDescription> Of(ScoringPlan plan) =>
    [
        .. plan.FollowUps.Select(columns => (columns, columns.FollowUp.Declaration)).Select(pair => new FollowUpDescription(pair.Declaration.Key, pair.Declaration.Kind)
        {
            CausedBy = pair.Declaration.CausedBy,
            IsPersonal = pair.columns.FollowUp.Level.Parent is not null || pair.columns.Due != Step.None || pair.Declaration.IsBlocking,
        }),
    ];
}
