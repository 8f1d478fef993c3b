using System.Collections.Immutable;
using Kinerja.Core.Compiling;

namespace Kinerja.Core;

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
