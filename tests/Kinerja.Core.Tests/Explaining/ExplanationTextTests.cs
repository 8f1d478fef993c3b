using System.Text;

namespace Kinerja.Core.Tests.Explaining;

/// <summary>Explanations against stored text. A changed file is reviewed like code; KINERJA_WRITE_GOLDEN=1 writes them anew.</summary>
public class ExplanationTextTests
{
    private const string Folder = "tests/conformance/explanations";

    public static TheoryData<string, int, Language> Cases()
    {
        var cases = new TheoryData<string, int, Language>();
        foreach (var policy in NationalPolicies.Ids)
        {
            var people = File.ReadLines(RepositoryFolder.At($"{Folder}/{policy}.ndjson")).Count();
            for (var person = 0; person < people; person++)
            {
                cases.Add(policy, person, Language.Indonesian);
                cases.Add(policy, person, Language.English);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_IsTheStoredOne(string policyId, int person, Language language)
    {
        var line = File.ReadLines(RepositoryFolder.At($"{Folder}/{policyId}.ndjson")).ElementAt(person);
        var appraisal = Appraisal.Read(Encoding.UTF8.GetBytes(line)).Appraisal!;
        var text = AppraisalPolicy.LoadNational(policyId).Explain(appraisal).ToText(language);
        var stored = RepositoryFolder.At($"{Folder}/{policyId}.{appraisal.Id}.{(language == Language.Indonesian ? "id" : "en")}.txt");
        if (Environment.GetEnvironmentVariable("KINERJA_WRITE_GOLDEN") == "1")
            File.WriteAllText(stored, text);
        Assert.Equal(File.ReadAllText(stored), text);
    }

    [Fact]
    public void Json_HoldsEveryStepAndTheResult()
    {
        var line = File.ReadLines(RepositoryFolder.At($"{Folder}/pp-30-2019.ndjson")).First();
        var explanation = AppraisalPolicy.LoadNational("pp-30-2019").Explain(Appraisal.Read(line).Appraisal!);
        using var json = System.Text.Json.JsonDocument.Parse(explanation.ToJson(Language.English));
        var steps = json.RootElement.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(explanation.Steps.Length, steps.Count);
        Assert.Contains(steps, step => step.GetProperty("name").GetString() == "predicate" && step.GetProperty("uses").EnumerateArray().Any(use => use.GetString() == "predicateByScore"));
        Assert.Equal("scored", json.RootElement.GetProperty("result").GetProperty("status").GetString());
    }
}
