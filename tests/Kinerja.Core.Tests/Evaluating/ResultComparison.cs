namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Two results are the same in everything that a host can see.</summary>
internal static class ResultComparison
{
    public static void AssertSame(IReadOnlyList<AppraisalResult> expected, IEnumerable<AppraisalResult> actual)
    {
        var row = 0;
        foreach (var result in actual)
            AssertSame(expected[row++], result);
        Assert.Equal(expected.Count, row);
    }

    private static void AssertSame(AppraisalResult expected, AppraisalResult actual)
    {
        Assert.Equal(expected.Id, actual.Id);
        Assert.Same(expected.Policy, actual.Policy);
        Assert.True(expected.IsScored == actual.IsScored, $"{expected.ToJson()}\n{actual.ToJson()}");
        Assert.Equal((expected.IsScored, expected.AsOf, expected.IsProvisional), (actual.IsScored, actual.AsOf, actual.IsProvisional));
        Assert.Equal(expected.Values.AsEnumerable(), actual.Values);
        Assert.Equal(expected.FollowUps.Select(Describe), actual.FollowUps.Select(Describe));
        Assert.Equal(expected.Issues.Select(Describe), actual.Issues.Select(Describe));
        Assert.Equal(expected.ToJson(Language.Indonesian), actual.ToJson(Language.Indonesian));
    }

    private static object Describe(FollowUp followUp) =>
        (followUp.Id, followUp.Kind, followUp.Message, string.Join('|', followUp.For), followUp.Due, followUp.CausedBy, string.Join('|', followUp.Sources), followUp.IsBlocking);

    private static object Describe(Diagnostic issue) => (issue.Code, issue.Path, issue.Message(Language.English), issue.Message(Language.Indonesian));
}
