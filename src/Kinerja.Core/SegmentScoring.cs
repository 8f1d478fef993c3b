using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core;

/// <summary>A policy that may score a part of a period, and the names of what is combined as its plan knows them.</summary>
internal sealed record PartPolicy(AppraisalPolicy Policy, ImmutableArray<PassedName> Passed);

/// <summary>One part with its policy, facts and issues.</summary>
internal sealed record ScoredPart(AppraisalPolicy Policy, Appraisal Appraisal, FactRecord? Passed, ImmutableArray<Diagnostic> Issues);

/// <summary>Scores the parts of a divided period, each under the policy of its time, and puts them together for the plan that combines them.</summary>
/// <param name="policies">Those that may score a part, in the order asked.</param>
/// <param name="combined">The plan over the parts.</param>
internal sealed class SegmentScoring(ImmutableArray<PartPolicy> policies, ScoringPlan combined)
{
    private readonly ImmutableHashSet<string> _factsOfTheWhole = [.. combined.Policy.Document.Facts.Select(fact => fact.Name).Where(name => name != SegmentSheet.List)];

    private readonly bool _isByMonths = policies[0].Policy.WeighsPartsByMonths;

    /// <summary>The parts in their order; a part with issues has nothing to pass on.</summary>
    public ImmutableArray<ScoredPart> ScoreParts(Appraisal whole)
    {
        var parts = ImmutableArray.CreateBuilder<ScoredPart>();
        DateOnly? last = null;
        for (var index = 0; index < whole.Segments.Length; index++)
            parts.Add(ScorePart(whole, index, ref last));
        return parts.DrainToImmutable();
    }

    /// <summary>The appraisal that the combining plan scores; every part must be without issues.</summary>
    public Appraisal Combine(Appraisal whole, ImmutableArray<ScoredPart> parts)
    {
        var records = parts.Select((part, index) => ToRecord(part, index == parts.Length - 1));
        ImmutableArray<KeyValuePair<string, FactValue>> facts = [.. whole.Facts.Facts.Where(fact => _factsOfTheWhole.Contains(fact.Key))];
        return whole with { Facts = new FactRecord(facts.Add(KeyValuePair.Create(SegmentSheet.List, FactValue.List(records)))), Segments = [] };
    }

    private static FactRecord ToRecord(ScoredPart part, bool isLast)
    {
        _ = Period.TryParse(part.Appraisal.Period!, out var period);
        return new FactRecord(
        [
            KeyValuePair.Create<string, FactValue>(SegmentSheet.Months, period!.CompleteMonths),
            KeyValuePair.Create<string, FactValue>(SegmentSheet.Days, period.Days),
            KeyValuePair.Create<string, FactValue>(SegmentSheet.IsLast, isLast),
            .. part.Passed!.Facts,
        ]);
    }

    private ScoredPart ScorePart(Appraisal whole, int index, ref DateOnly? last)
    {
        var segment = whole.Segments[index];
        var appraisal = whole with { Period = segment.Period, Facts = Over(whole.Facts, segment.Facts), Segments = [] };
        ScoredPart Refuse(DiagnosticDescriptor descriptor, params ImmutableArray<object> arguments) =>
            new(policies[0].Policy, appraisal, null, [new Diagnostic(descriptor, null, $"segments[{index}].period", arguments)]);
        if (!Period.TryParse(segment.Period, out var period))
            return Refuse(DiagnosticCatalog.InvalidPeriod, segment.Period);
        if (whole.Period is { } text && Period.TryParse(text, out var around) && (period!.From < around!.From || period.To > around.To))
            return Refuse(DiagnosticCatalog.SegmentPeriod, segment.Period, new LocalizedText($"di luar {text}", $"it lies outside {text}"));
        if (period!.From <= last)
            return Refuse(DiagnosticCatalog.SegmentPeriod, segment.Period, new LocalizedText("mulai sebelum bagian sebelumnya berakhir", "it begins before the part before it ends"));
        last = period.To;
        if (_isByMonths && period.CompleteMonths == 0)
            return Refuse(DiagnosticCatalog.SegmentPeriod, segment.Period, new LocalizedText("tidak memuat satu bulan utuh, padahal kebijakan menimbang menurut bulan", "it has no complete month, but the policy weighs parts by months"));
        var chosen = policies.FirstOrDefault(candidate => candidate.Policy.IsInForce(period));
        if (chosen is null)
            return Refuse(DiagnosticCatalog.OutsideEffect, segment.Period, string.Join("; ", policies.Select(candidate => candidate.Policy.ForceText)));
        var (passed, issues) = chosen.Policy.ScorePart(appraisal, chosen.Passed);
        return new ScoredPart(chosen.Policy, appraisal, passed, [.. issues.Select(issue => issue.Inside($"segments[{index}]."))]);
    }

    private static FactRecord Over(FactRecord whole, FactRecord part)
    {
        var own = part.Names.ToHashSet(StringComparer.Ordinal);
        return new FactRecord([.. whole.Facts.Where(fact => !own.Contains(fact.Key)), .. part.Facts]);
    }
}
