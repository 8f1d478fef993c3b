using System.Collections.Immutable;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>What became of one record: a result of the policy, or a rejection before it got there.</summary>
internal sealed record Outcome(int Number, string? Id, AppraisalResult? Result, ImmutableArray<Diagnostic> Issues)
{
    public bool IsScored => Issues.IsEmpty;

    public static Outcome Of(int number, AppraisalResult result) => new(number, result.Id, result, result.Issues);

    public static Outcome Rejected(int number, string? id, ImmutableArray<Diagnostic> issues) => new(number, id, null, issues);

    public string ToJson(AppraisalPolicy policy, Language language) =>
        Result?.ToJson(language) ?? AppraisalIssues.RejectedJson(policy, Id, Issues, language);
}
