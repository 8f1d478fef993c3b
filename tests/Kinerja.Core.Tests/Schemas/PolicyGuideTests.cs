using System.Text.Json;
using System.Text.RegularExpressions;
using Kinerja.Core.Tests.Diagnostics;

namespace Kinerja.Core.Tests.Schemas;

/// <summary>The guide for policy officers shows policies that load, and numbers that come out.</summary>
public sealed partial class PolicyGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(RefusedCase.Root, "docs", "panduan-kebijakan.md"));
    private static readonly string Policies = Path.Combine(RefusedCase.Root, "tests", "conformance", "policies");

    public static TheoryData<string, string> WholePolicies => [.. Marked("kebijakan").Select(block => (block.File, block.Json))];

    [Theory]
    [MemberData(nameof(WholePolicies))]
    public void Whole_policies_load_without_a_word(string file, string json)
    {
        Assert.Equal(File.ReadAllText(Path.Combine(Policies, file)).TrimEnd(), json);
        var load = Load(file);
        Assert.Empty(load.Diagnostics.Select(problem => problem.ToString()));
        var schema = new SchemaValidator(File.ReadAllText(Path.Combine(RefusedCase.Root, "schemas", "policy-1.schema.json")));
        Assert.Null(schema.FirstError(JsonDocument.Parse(json).RootElement));
    }

    [Fact]
    public void Every_policy_of_the_guide_is_shown() =>
        Assert.Equal(
            Directory.GetFiles(Policies, "*.json", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file))!.StartsWith("panduan-", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(Policies, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
            Marked("kebijakan").Select(block => block.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Fragments_stand_in_their_policy() =>
        Assert.All(Marked("potongan"), block => Assert.Contains(WithoutBlanks(block.Json), WithoutBlanks(File.ReadAllText(Path.Combine(Policies, block.File))), StringComparison.Ordinal));

    [Theory]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":98.5,"perilaku":91}""", "nilaiAkhir", "96.25")]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":98.5,"perilaku":91}""", "predikatKinerja", "baik")]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":112,"perilaku":115,"ideBaru":true}""", "nilaiAkhir", "112.90")]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":112,"perilaku":115,"ideBaru":true}""", "predikatKinerja", "sangatBaik")]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":112,"perilaku":115}""", "predikatKinerja", "baik")]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":90,"perilaku":90}""", "predikatKinerja", "baik")]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":89.99,"perilaku":89.99}""", "predikatKinerja", "cukup")]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":89.996,"perilaku":89.996}""", "predikatKinerja", "baik")]
    [InlineData("panduan-pertama/policy.json", """{"hasilKerja":88.125,"perilaku":88.125}""", "nilaiAkhir", "88.13")]
    [InlineData("panduan-data-kosong/policy.json", """{"hasilKerja":90}""", "nilaiGabungan", "90")]
    [InlineData("panduan-data-kosong/policy.json", """{"hasilKerja":90,"nilaiBawahan":50}""", "nilaiGabungan", "82")]
    [InlineData("panduan-data-kosong/policy.json", """{"hasilKerja":90,"nilaiBawahan":50}""", "perluPembinaan", "true")]
    [InlineData("panduan-unit/policy.json", """{"penilaian":[{"dari":"atasan","nilai":90},{"dari":"rekan","nilai":80},{"dari":"rekan","nilai":85},{"dari":"rekan","nilai":93}],"tunjangan":4000000}""", "perilaku", "88.40")]
    [InlineData("panduan-unit/policy.json", """{"penilaian":[{"dari":"atasan","nilai":66},{"dari":"rekan","nilai":80}],"tunjangan":4000000}""", "perilaku", "66.00")]
    [InlineData("panduan-unit/policy.json", """{"penilaian":[{"dari":"atasan","nilai":66}],"tunjangan":4000000,"hukuman":[{"jenis":"teguran","mulai":"2026-04-01"}]}""", "dibayar", "2800000")]
    [InlineData("panduan-kabupaten/policy.json", """{"hasilKerja":100,"perilaku":90,"hariTerlambat":4}""", "nilaiAkhir", "94.00")]
    public void Numbers_of_the_guide_come_out(string file, string facts, string result, string expected)
    {
        var appraisal = Appraisal.Read($$"""{ "id": "pegawai", "period": "2026-05", "facts": {{facts}} }""").Appraisal!;
        Assert.Equal(expected, Load(file).Policy!.Score(appraisal)[result].Text);
    }

    [Theory]
    [InlineData("\"bobotHasilKerja\": { \"value\": 60 }", "KIN3011")]
    [InlineData("\"potonganPerHari\": { \"value\": 1.5, \"source\": \"keputusan-bupati\" }", "KIN3012")]
    [InlineData("\"potonganPerHari\": { \"value\": 0.75 }", "KIN3013")]
    public void Breaches_of_the_guide_are_refused(string parameter, string code)
    {
        var policy = File.ReadAllText(Path.Combine(Policies, "panduan-kabupaten", "policy.json"));
        var changed = ParameterOfTheRegency().Replace(policy, parameter);
        Assert.NotEqual(policy, changed);
        Assert.Equal([code], AppraisalPolicy.Load(changed, Options("panduan-kabupaten/policy.json")).Diagnostics.Select(problem => problem.Code));
    }

    [Fact]
    public void Codes_and_files_of_the_guide_exist()
    {
        Assert.All(Code().Matches(Guide).Select(match => match.Value).Distinct(), code => Assert.True(File.Exists(Path.Combine(RefusedCase.Root, "docs", "diagnostics", $"{code}.md")), code));
        Assert.All(Link().Matches(Guide).Select(match => match.Groups[1].Value), file => Assert.True(File.Exists(Path.Combine(RefusedCase.Root, "docs", file)), file));
    }

    private static PolicyLoad Load(string file) => AppraisalPolicy.Load(new PolicySource(file, File.ReadAllBytes(Path.Combine(Policies, file))), Options(file));

    private static PolicyOptions Options(string file) => new()
    {
        FindBase = id =>
        {
            var beside = Path.Combine(Policies, Path.GetDirectoryName(file)!, $"{id}.json");
            return File.Exists(beside) ? new PolicySource($"{id}.json", File.ReadAllBytes(beside)) : NationalPolicies.Find(id);
        },
    };

    private static IEnumerable<(string File, string Json)> Marked(string word) =>
        MarkedBlock().Matches(Guide).Where(match => match.Groups[1].Value == word).Select(match => (match.Groups[2].Value, match.Groups[3].Value));

    private static string WithoutBlanks(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex(@"<!-- (kebijakan|potongan): (\S+) -->\n```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex MarkedBlock();

    [GeneratedRegex("\"potonganPerHari\": \\{[^}]*\\}")]
    private static partial Regex ParameterOfTheRegency();

    [GeneratedRegex(@"KIN\d{4}")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
