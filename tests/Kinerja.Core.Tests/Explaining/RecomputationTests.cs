using System.Text;

namespace Kinerja.Core.Tests.Explaining;

/// <summary>Every number that an explanation prints can be computed again from the numbers that it prints.</summary>
public class RecomputationTests
{
    [Theory]
    [InlineData("pp-30-2019", "samples/national/people.ndjson", 1_000)]
    [InlineData("pp-46-2011", "tests/conformance/explanations/pp-46-2011.ndjson", 10)]
    [InlineData("permenpanrb-8-2021", "tests/conformance/explanations/permenpanrb-8-2021.ndjson", 10)]
    [InlineData("permenpanrb-6-2022", "tests/conformance/explanations/permenpanrb-6-2022.ndjson", 10)]
    [InlineData("angka-kredit-1-2023", "tests/conformance/explanations/angka-kredit-1-2023.ndjson", 10)]
    public void PrintedCalculations_GiveThePrintedNumbers(string policyId, string file, int most)
    {
        var policy = AppraisalPolicy.LoadNational(policyId);
        var checkedLines = 0;
        foreach (var line in File.ReadLines(RepositoryFolder.At(file)).Take(most))
        {
            if (Appraisal.Read(Encoding.UTF8.GetBytes(line)).Appraisal is not { } appraisal)
                continue;
            var explanation = policy.Explain(appraisal);
            Assert.Equal(policy.Score(appraisal).ToJson(), explanation.Result.ToJson());
            foreach (var step in explanation.Steps.Where(step => step.Text is not null))
                checkedLines += Recompute(step) ? 1 : 0;
        }

        Assert.True(checkedLines > 0, "No calculation was checked.");
    }

    // Five regions: raters, effects, tariffs, parts of a divided period, and the rules over a unit.
    [Theory]
    [InlineData("binjai")]
    [InlineData("kotabumi")]
    [InlineData("manokwari")]
    [InlineData("sabangau")]
    [InlineData("sawahlunto")]
    public void RegionalCalculations_GiveThePrintedNumbers(string region)
    {
        string At(string file) => RepositoryFolder.At("samples", "regions", region, file);
        var policy = AppraisalPolicy.Load(new PolicySource("policy.json", File.ReadAllBytes(At("policy.json")))).Policy!;
        var people = File.ReadLines(At("people.ndjson")).Select(line => Appraisal.Read(Encoding.UTF8.GetBytes(line)).Appraisal).OfType<Appraisal>().ToList();
        var explanations = people.Select(policy.Explain).ToList();
        var checkedLines = explanations.SelectMany(explanation => explanation.Parts.Append(explanation)).Sum(Recompute);
        Assert.True(checkedLines > people.Count * 5, $"{checkedLines} calculations for {people.Count} people");

        var units = File.ReadLines(At("units.ndjson")).Select(line => UnitAppraisal.Read(Encoding.UTF8.GetBytes(line)).Unit!).ToList();
        var results = people.Zip(explanations).ToLookup(pair => pair.First.Unit, pair => pair.Second.Result);
        var ofUnits = units.Sum(unit => Recompute(policy.ExplainUnit(unit, [.. results[unit.Unit]])));
        Assert.True(ofUnits > units.Count, $"{ofUnits} calculations for {units.Count} units");
    }

    private static int Recompute(Explanation explanation) => explanation.Steps.Count(step => step.Text is not null && !step.Formula.StartsWith("ranking(", StringComparison.Ordinal) && Recompute(step));

    private static bool Recompute(Derivation step)
    {
        if (step.Unrounded is { } unrounded && step.Rounding is { } rounding)
        {
            var rounded = Evaluate(unrounded, step).Round(rounding.Digits, rounding.Mode);
            Assert.Equal(step.Text, rounded.ToText(rounding.Digits));
        }

        if (step.Substituted is not { } numbers || step.Unrounded is null)
            return false;
        Assert.Equal(Evaluate(step.Unrounded, step), Evaluate(numbers, step));
        return true;
    }

    private static Rational Evaluate(string numbers, Derivation step)
    {
        var limits = PolicyLimits.Default with { FormulaBytes = 1_000_000, FormulaNodes = 100_000 };
        var result = FormulaEvaluation.Evaluate(numbers, FactRecord.Empty, limits);
        Assert.True(result.Value?.Number is not null, $"{step.Name}: cannot compute {numbers}: {result.Problem}");
        return result.Value!.Number!.Value;
    }
}
