using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Tests.House;

/// <summary>Promises of the house, kept by reading types and files.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] Stages = ["Authoring", "Checking", "Compiling", "Evaluating", "Explaining"];

    private static readonly string Source = RepositoryFolder.At("src", "Kinerja.Core");

    private static readonly IReadOnlyList<Type> PublicTypes = typeof(AppraisalPolicy).Assembly.GetExportedTypes();

    [Fact]
    public void PublicTypes_AreSealed() =>
        Assert.Empty(PublicTypes.Where(type => type.IsClass && !type.IsSealed).Select(type => type.Name));

    [Fact]
    public void PublicTypes_HaveNoSettersAndNoFieldsToChange()
    {
        Assert.Empty(
            from type in PublicTypes
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            where property.SetMethod is { IsPublic: true } setter && !IsInit(setter)
            select $"{type.Name}.{property.Name}");
        Assert.Empty(
            from type in PublicTypes
            where !type.IsEnum
            from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            where !field.IsInitOnly && !field.Name.Contains("k__BackingField", StringComparison.Ordinal)
            select $"{type.Name}.{field.Name}");
    }

    [Fact]
    public void TheAssembly_HasNoStateThatChanges() => Assert.Empty(
        from type in typeof(AppraisalPolicy).Assembly.GetTypes()
        where !type.IsEnum && !type.Name.Contains('<', StringComparison.Ordinal) && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true
        from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<', StringComparison.Ordinal)
        select $"{type.Name}.{field.Name}");

    [Fact]
    public void CollectionsInPublicTypes_AreImmutable() => Assert.Empty(
        from type in PublicTypes
        from property in type.GetProperties()
        let held = property.PropertyType
        where held.IsArray || (held.IsGenericType && held.Namespace == "System.Collections.Generic" && held.Name is not ("IEnumerable`1" or "IReadOnlyList`1"))
        select $"{type.Name}.{property.Name}");

    [Fact]
    public void Stages_LookOnlyBackwards()
    {
        var breaches =
            from stage in Stages
            from file in Directory.EnumerateFiles(Path.Combine(Source, stage), "*.cs", SearchOption.AllDirectories)
            from Match used in StageName().Matches(Code(file))
            where Array.IndexOf(Stages, Used(used)) > Array.IndexOf(Stages, stage)
            select $"{stage}/{Path.GetFileName(file)} uses {Used(used)}";
        Assert.Empty(breaches.Distinct());
    }

    [Fact]
    public void Diagnostics_KnowNoStage() => Assert.Empty(
        from file in Directory.EnumerateFiles(Path.Combine(Source, "Diagnostics"), "*.cs")
        where StageName().IsMatch(Code(file))
        select Path.GetFileName(file));

    // What users see is in the root namespace, wherever its file lies.
    [Fact]
    public void Namespaces_AreTheFolders() => Assert.Empty(
        from file in SourceFiles()
        let folder = Path.GetDirectoryName(Path.GetRelativePath(Source, file))!
        let text = File.ReadAllText(file)
        where !text.Contains($"namespace Kinerja.Core.{folder};", StringComparison.Ordinal)
            && !(text.Contains("namespace Kinerja.Core;", StringComparison.Ordinal) && (folder.Length == 0 || PublicType().IsMatch(text)))
        select Path.GetRelativePath(Source, file));

    [Fact]
    public void Files_HaveFewerThan400Lines() => Assert.Empty(
        from file in Directory.EnumerateFiles(RepositoryFolder.At("src"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && File.ReadLines(file).Count() >= 400
        select Path.GetFileName(file));

    [Theory]
    [InlineData(@"\bdouble\b")]
    [InlineData(@"\bfloat\b")]
    [InlineData(@"\bdynamic\b")]
    [InlineData(@"\bDateTime\.(Now|UtcNow|Today)\b")]
    [InlineData(@"\bDateTimeOffset\b")]
    [InlineData(@"\bCurrentCulture\b")]
    [InlineData(@"\bnew Random\b")]
    [InlineData(@"\bFile\.(Read|Write|Open|Exists)")]
    [InlineData(@"\bConsole\.")]
    [InlineData(@"\bMath\.Round\b")]
    [InlineData(@"#region")]
    [InlineData(@"\bAuthor[s]?:")]
    public void TheCore_DoesNotUse(string pattern) => Assert.Empty(
        SourceFiles().Where(file => !HasProvenBound(file, pattern) && Regex.IsMatch(Code(file), pattern)).Select(Path.GetFileName));

    // The lanes compute in double and prove, row by row, that the answer is the exact one; LaneTests carry that claim.
    private static bool HasProvenBound(string file, string pattern) =>
        pattern == @"\bdouble\b" && Path.GetFileName(file).StartsWith("Lane", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(file)) == "Evaluating";

    [Fact]
    public void TheCore_HasNoPackages()
    {
        var project = XDocument.Load(Path.Combine(Source, "Kinerja.Core.csproj"));
        Assert.Empty(project.Descendants("ProjectReference"));
        Assert.Empty(
            from package in project.Descendants("PackageReference")
            where ((string?)package.Attribute("PrivateAssets") ?? (string?)package.Element("PrivateAssets")) != "all"
            select (string?)package.Attribute("Include"));
        Assert.All(typeof(AppraisalPolicy).Assembly.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name));
    }

    [Fact]
    public void DiagnosticCodes_AreInTheBlocksOfTheirStages_AndToldInBothLanguages()
    {
        var declared = typeof(DiagnosticCatalog).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().ToList();
        Assert.Equal(declared.Count, DiagnosticCatalog.ByCode.Count);
        Assert.Equal(declared.Count, declared.Select(descriptor => descriptor.Code).Distinct().Count());
        Assert.All(declared, descriptor =>
        {
            Assert.Matches("^KIN[1-5][0-9]{3}$", descriptor.Code);
            foreach (var language in Enum.GetValues<Language>())
            {
                Assert.NotEmpty(descriptor.Template(language));
                Assert.Equal(Holes(descriptor.Template(Language.English)), Holes(descriptor.Template(language)));
            }
        });
    }

    private static List<string> Holes(string template) => [.. Hole().Matches(template).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static string Used(Match used) => used.Groups[1].Success ? used.Groups[1].Value : used.Groups[2].Value;

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    private static IEnumerable<string> SourceFiles() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Source, file).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(Source, file).StartsWith("bin", StringComparison.Ordinal));

    /// <summary>The text of a file without comments.</summary>
    private static string Code(string file) => Comment().Replace(File.ReadAllText(file), "");

    [GeneratedRegex(@"\bKinerja\.Core\.(Authoring|Checking|Compiling|Evaluating|Explaining)\b|\b(?:using\s+)?(Authoring|Checking|Compiling|Evaluating|Explaining)\.[A-Z]")]
    private static partial Regex StageName();

    [GeneratedRegex(@"^public (sealed|static|enum|readonly)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"(?<![:""])//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<!\{)\{[0-9]+\}")]
    private static partial Regex Hole();
}
