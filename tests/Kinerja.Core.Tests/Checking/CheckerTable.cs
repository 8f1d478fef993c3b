namespace Kinerja.Core.Tests.Checking;

/// <summary>Holds what loading says against the codes wanted.</summary>
internal static class CheckerTable
{
    /// <summary>Codes in any order, separated by blanks; <c>|</c> where a code of several is right; empty for a policy without a word.</summary>
    internal static void AssertCodes(string codes, string body)
    {
        var load = PolicyText.Load(PolicyText.Of(body));
        var found = load.Diagnostics.Select(problem => problem.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        var wanted = codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(code => code.Split('|')).ToList();
        Assert.True(
            found.Count == wanted.Count && wanted.All(choices => choices.Intersect(found).Any()),
            $"wanted: {codes}\nfound: {string.Join("\n       ", load.Diagnostics)}");
        Assert.Equal(load.Diagnostics.Any(problem => problem.Severity == Severity.Error), load.Policy is null);
        Assert.All(load.Diagnostics, problem => Assert.InRange(problem.Line, 1, int.MaxValue));
    }
}
