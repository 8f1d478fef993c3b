using System.Text.RegularExpressions;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Tests.Diagnostics;

/// <summary>Every refused case is refused with its code at its place, and its repaired form is not.</summary>
public sealed partial class RefusedCaseTests
{
    public static TheoryData<string> Cases => [.. RefusedCase.Names.Where(name => !RefusedCase.Read(name).IsForTheProgram)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_refused_with_its_code_at_its_place(string name)
    {
        var refused = RefusedCase.Read(name);
        var (problems, isAccepted) = refused.Run(isRepaired: false);
        var expect = refused.Expect;
        var wanted = string.Join(' ', expect["severity"], expect["line"], expect["column"], expect["path"], expect["file"]);
        var withCode = problems.Where(problem => problem.Code == refused.Code).ToList();
        var found = Assert.Single(withCode);
        var place = expect["file"] is null ? "" : found.File;
        Assert.Equal(wanted, $"{found.Severity.ToString().ToLowerInvariant()} {found.Line} {found.Column} {found.Path} {place}");
        Assert.Equal(found.Severity == Severity.Warning, isAccepted);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Shows_only_this_problem(string name)
    {
        var refused = RefusedCase.Read(name);
        var others = refused.Run(isRepaired: false).Problems.Select(problem => problem.Code).Where(code => code != refused.Code);
        Assert.Equal(refused.Codes("also").Order(), others.Distinct().Order());
        if (refused.HasAppraisal)
            Assert.Equal(refused.Codes("policyWarnings").Order(), refused.LoadPolicy(isRepaired: false).Diagnostics.Select(problem => problem.Code).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_sound_once_repaired(string name)
    {
        var (problems, isAccepted) = RefusedCase.Read(name).Run(isRepaired: true);
        Assert.Empty(problems.Select(problem => problem.ToString()));
        Assert.True(isAccepted);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Says_so_in_both_languages(string name)
    {
        foreach (var problem in RefusedCase.Read(name).Run(isRepaired: false).Problems)
        {
            foreach (var language in Enum.GetValues<Language>())
            {
                Assert.NotEmpty(problem.Message(language));
                Assert.DoesNotMatch(UnfilledPlaceholder(), problem.Message(language) + problem.Hint(language));
                Assert.DoesNotContain("Kinerja.Core", problem.Message(language) + problem.Hint(language), StringComparison.Ordinal);
            }

            Assert.NotEqual(problem.Message(Language.English), problem.Message(Language.Indonesian));
        }
    }

    [GeneratedRegex(@"\{\d")]
    private static partial Regex UnfilledPlaceholder();
}
