using System.Collections.Immutable;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>What became of one record of the input.</summary>
internal sealed record Outcome(AppraisalResult Result)
{
    public string? Id => Result.Id.Length == 0 ? null : Result.Id;

    public ImmutableArray<Diagnostic> Issues => Result.Issues;

    public bool IsScored => Result.IsScored;
}
