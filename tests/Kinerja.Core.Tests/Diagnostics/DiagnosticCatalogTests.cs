using System.Reflection;
using System.Text.RegularExpressions;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Tests.Diagnostics;

/// <summary>The catalogue, the pages and the cases belong together: each code has one of each.</summary>
public sealed partial class DiagnosticCatalogTests
{
    private static readonly string Pages = Path.Combine(RefusedCase.Root, "docs", "diagnostics");

    public static TheoryData<string> Codes => [.. DiagnosticCatalog.ByCode.Keys];

    [Fact]
    public void Every_declared_diagnostic_is_listed_once()
    {
        var declared = typeof(DiagnosticCatalog).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().ToList();
        Assert.Equal(declared.Select(descriptor => descriptor.Code).Order(), DiagnosticCatalog.ByCode.Keys);
        Assert.Equal(declared.Count, declared.Select(descriptor => descriptor.English).Distinct().Count() + Twins(declared));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Both_languages_speak_of_the_same_things(string code)
    {
        var descriptor = DiagnosticCatalog.ByCode[code];
        Assert.Matches("^KIN[1-59][0-9]{3}$", code);
        Assert.Equal(Placeholders(descriptor.English), Placeholders(descriptor.Indonesian));
        Assert.Equal(Placeholders(descriptor.EnglishHint), Placeholders(descriptor.IndonesianHint));
        Assert.All(new[] { descriptor.EnglishHint, descriptor.IndonesianHint }, hint => Assert.NotEmpty(hint));
        Assert.True(Enum.IsDefined(descriptor.Severity));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Has_a_case(string code) => Assert.Contains(RefusedCase.Names, name => RefusedCase.Read(name).Code == code);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Has_a_page_with_all_its_sections(string code)
    {
        var page = File.ReadAllText(Path.Combine(Pages, $"{code}.md"));
        Assert.StartsWith($"# {code}: ", page, StringComparison.Ordinal);
        Assert.Contains($"\n{DiagnosticCatalog.ByCode[code].Severity}.\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## What it means\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Dalam bahasa Indonesia\n", page, StringComparison.Ordinal);
        Assert.Matches("\n## An? (policy|appraisal) that triggers it\n", page);
        Assert.Contains("\n## Repaired\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Page_shows_what_its_case_holds(string code)
    {
        var page = File.ReadAllText(Path.Combine(Pages, $"{code}.md"));
        var name = CaseLink().Match(page).Groups[1].Value;
        var refused = RefusedCase.Read(name);
        Assert.Equal(code, refused.Code);
        var texts = refused.Texts().Select(WithoutBlanks).ToList();
        var examples = Example().Matches(page).Select(match => WithoutBlanks(match.Groups[1].Value)).ToList();
        Assert.True(examples.Count >= 2);
        Assert.All(examples, example => Assert.Contains(texts, text => text.Contains(example, StringComparison.Ordinal) || code == DiagnosticCatalog.InvalidUtf8.Code));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Stands_in_the_index(string code)
    {
        var index = File.ReadAllText(Path.Combine(Pages, "README.md"));
        Assert.Contains($"| [{code}]({code}.md) | {DiagnosticCatalog.ByCode[code].Severity.ToString().ToLowerInvariant()} | ", index, StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_and_no_case_is_left_of_a_code_that_does_not_exist()
    {
        var pages = Directory.GetFiles(Pages, "KIN*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(DiagnosticCatalog.ByCode.Keys, pages.Order(StringComparer.Ordinal)!);
        Assert.All(RefusedCase.Names, name => Assert.StartsWith(RefusedCase.Read(name).Code + "-", name, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Placeholders(string template) => Placeholder().Matches(template).Select(match => match.Value).Distinct().Order();

    // The same wording is right where the same thing is wrong in a policy and in a person's data.
    private static int Twins(IEnumerable<DiagnosticDescriptor> declared) =>
        declared.GroupBy(descriptor => descriptor.English).Sum(group => group.Select(descriptor => descriptor.Code[3]).Distinct().Count() - 1);

    private static string WithoutBlanks(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"tests/conformance/refused/([A-Za-z0-9-]+)\)")]
    private static partial Regex CaseLink();

    [GeneratedRegex(@"```(?:json|text)\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
