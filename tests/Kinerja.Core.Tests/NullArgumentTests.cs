using System.Collections.Immutable;

namespace Kinerja.Core.Tests;

/// <summary>Who ignores the warnings of the compiler is told at the door which argument is missing, not by a bare failure deep inside.</summary>
public sealed class NullArgumentTests
{
    private static readonly AppraisalPolicy Policy = AppraisalPolicy.Load(
        """
        {
          "id": "example",
          "version": "1.0.0",
          "facts": { "score": { "type": "number" } },
          "values": { "final": { "formula": "score" } },
          "results": ["final"],
          "segments": { "combine": { "final": "mean" } },
          "unit": { "people": ["final"], "results": ["unscored"] }
        }
        """).Policy!;

    private static readonly Appraisal Sound = new("a", FactRecord.Empty.With("score", 1));

    public static TheoryData<string> Doors => [.. Calls.Keys];

    private static ImmutableSortedDictionary<string, Action> Calls { get; } = new Dictionary<string, Action>
    {
        ["json"] = () => AppraisalPolicy.Load((string)null!),
        ["source"] = () => AppraisalPolicy.Load((PolicySource)null!),
        ["source.Name"] = () => AppraisalPolicy.Load(new PolicySource(null!, default)),
        ["options.FindBase"] = () => AppraisalPolicy.Load("{}", new PolicyOptions { FindBase = null! }),
        ["options.Limits"] = () => AppraisalPolicy.Load("{}", new PolicyOptions { Limits = null! }),
        ["appraisal"] = () => Policy.Score(null!),
        ["appraisal.Id"] = () => Policy.Score(Sound with { Id = null! }),
        ["appraisal.Facts"] = () => Policy.Explain(Sound with { Facts = null! }),
        ["appraisal.Segments[0]"] = () => Policy.Score(Sound with { Segments = [null!] }),
        ["appraisal.Segments[0].Period"] = () => Policy.Score(Sound with { Segments = [new AppraisalSegment(null!, FactRecord.Empty)] }),
        ["appraisal.Segments[0].Facts"] = () => Policy.Score(Sound with { Segments = [new AppraisalSegment("2026", null!)] }),
        ["appraisals"] = () => Policy.ScoreBatch([Sound, null!]),
        ["unit"] = () => Policy.ScoreUnit(null!, []),
        ["unit.Unit"] = () => Policy.ScoreUnit(new UnitAppraisal(null!, FactRecord.Empty), []),
        ["unit.Facts"] = () => Policy.ExplainUnit(new UnitAppraisal("office", null!), []),
        ["people"] = () => Policy.ScoreUnit(new UnitAppraisal("office", FactRecord.Empty), [null!]),
        ["text"] = () => Period.TryParse(null!, out _),
        ["records"] = () => FactValue.List((IEnumerable<FactRecord>)null!),
        ["record"] = () => FactValue.List((FactRecord)null!),
        ["value"] = () => FactRecord.Empty.With("score", (FactValue)null!),
        ["formula"] = () => FormulaEvaluation.Evaluate(null!, FactRecord.Empty),
        ["given"] = () => FormulaEvaluation.Evaluate("1", null!),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Doors))]
    public void ANullArgument_IsNamed(string parameter) => Assert.Equal(parameter, Assert.Throws<ArgumentNullException>(Calls[parameter]).ParamName);

    [Fact]
    public void AnAppraisalJson_IsNamed() => Assert.Equal("json", Assert.Throws<ArgumentNullException>(() => Appraisal.Read(null!)).ParamName);

    [Fact]
    public void SegmentsLeftUnset_AreNone() => Assert.True(Policy.Score(Sound with { Segments = default }).IsScored);
}
