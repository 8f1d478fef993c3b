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
