using System.Collections.Immutable;

namespace Kinerja.Core.Tests.DomainVectors;

/// <summary>What a policy answered, for a person or for a unit.</summary>
internal sealed record PolicyAnswer(ImmutableArray<ResultValue> Values, ImmutableArray<FollowUp> FollowUps, ImmutableArray<Diagnostic> Issues, string Json)
{
    internal bool IsScored => Issues.IsEmpty;

    internal ResultValue this[string name] => Values.Single(value => value.Name == name);

    internal static PolicyAnswer Of(AppraisalResult result) => new(result.Values, result.FollowUps, result.Issues, result.ToJson());

    internal static PolicyAnswer Of(UnitResult result) => new(result.Values, result.FollowUps, result.Issues, result.ToJson());
}
