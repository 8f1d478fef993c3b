using System.Collections.Immutable;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>What became of one record of the input.</summary>
internal sealed record Outcome(AppraisalResult Result)
{
    private readonly string? _unit;

    public string? Id => Result.Id.Length == 0 ? null : Result.Id;

    /// <summary>The unit of the person as far as it could be read, or null.</summary>
    public string? Unit { get => _unit; init => _unit = value is { Length: > 0 } ? value : null; }

    /// <summary>The period of the appraisal, or null.</summary>
    public string? Period { get; init; }

    public ImmutableArray<Diagnostic> Issues => Result.Issues;

    public bool IsScored => Result.IsScored;
}
