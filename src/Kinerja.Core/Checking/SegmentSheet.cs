using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>The sheet of a divided period: the policy's own, with the combined values taken from its list of parts and without what they no longer need.</summary>
internal static class SegmentSheet
{
    /// <summary>The list of parts.</summary>
    public const string List = "segments";

    public const string Months = "partMonths";
    public const string Days = "partDays";
    public const string IsLast = "isLastPart";

    public static SecondSheet? Check(SegmentsDeclaration segments, PolicyDocument document, CheckedPolicy first, Func<NameUse, CheckedPolicy?> findOther, DiagnosticBag diagnostics)
    {
        var rules = new Dictionary<ValueSymbol, CombineRule>();
        foreach (var (use, rule) in segments.Combine)
        {
            var value = first.Values.FirstOrDefault(value => value.FullName == use.Name && value.Level.Parent is null);
            if (value is null)
                diagnostics.Report(DiagnosticCatalog.UnknownReference, use.Place, new LocalizedText("nilai", "value"), use.Name, Suggestion.For(use.Name, first.Values.Where(known => known.Level.Parent is null).Select(known => known.Name)));
            else if (rule != CombineRule.Last && value.Type.Kind != DataType.Number)
                diagnostics.Report(DiagnosticCatalog.ExpectedType, use.Place, CheckedType.Number.Name, value.Type.Name);
            else
                rules[value] = rule;
        }

        CheckPolicies(segments, document, diagnostics);
        CheckNames(segments, document, diagnostics);
        ImmutableArray<PassedName> passed = [.. rules.Keys.Select(value => new PassedName(value.Name, value, null))];
        var others = ImmutableArray.CreateBuilder<OtherPolicy>();
        foreach (var use in segments.Policies)
        {
            if (findOther(use) is { } other && Match(passed, other, use, diagnostics) is { } matched)
                others.Add(new OtherPolicy(other, matched));
        }

        if (diagnostics.HasErrors)
            return null;
        var needed = new References(first, rules.Keys);
        var names = new PassedNames(first);
        bool CanBeAbsent(ValueSymbol value) => value.Type.IsOptional || others.Any(other => other.Passed.Any(name => name.Name == value.Name && name.Symbol!.Type.IsOptional));
        var sheet = document with
        {
            Facts =
            [
                ListOfParts(segments, passed, others, names),
                .. document.Facts.Where(needed.IsNeeded).Select(fact => WithoutOthers(fact with { Description = Unlocked(fact.Description) }, needed, document.Facts)),
            ],
            Values = [.. first.Values.Where(needed.IsNeeded).Select(value => rules.TryGetValue(value, out var rule) ? Combine(value, rule, CanBeAbsent(value), segments) : value.Declaration)
                .Select(value => value with { Description = Unlocked(value.Description) })],
            Effective = null, // each part is judged by itself
            Unit = null,
            Segments = null,
        };
        var known = new DiagnosticBag();
        var policy = PolicyChecker.CheckSheet(sheet, known);
        diagnostics.Add(known.ToImmutable().Where(diagnostic => diagnostic.Severity == Severity.Error)); // warnings were given already
        if (policy is null)
            return null;
        var inCombined = new PassedNames(policy);
        return new SecondSheet(policy with { Parameters = PassedNames.UsedOf(policy), Passed = [.. first.Passed.Select(name => inCombined.Find(name.Name)!)] }, passed) { Others = others.DrainToImmutable() };
    }

    // Locks have done their work when layers were merged; the parts bear the names of what is combined.
    private static Description Unlocked(Description description) => description with { IsLocked = false };

    // The list of parts stands on the sheet; the names of its fields must not be taken by what is combined, nor shadow a parameter.
    private static void CheckNames(SegmentsDeclaration segments, PolicyDocument document, DiagnosticBag diagnostics)
    {
        var parameters = document.Parameters.Select(parameter => (parameter.Name, parameter.Place)).ToList();
        var others = document.Facts.Select(fact => (fact.Name, fact.Place)).Concat(document.Values.Select(value => (value.Name, value.Place)));
        Names.ReportReserved([.. others, .. parameters], [List], diagnostics);
        Names.ReportReserved([.. segments.Combine.Select(item => (item.Value.Name, item.Value.Place)), .. parameters], [Months, Days, IsLast], diagnostics);
    }

    private static void CheckPolicies(SegmentsDeclaration segments, PolicyDocument document, DiagnosticBag diagnostics)
    {
        foreach (var self in segments.Policies.Where(use => use.Name == document.Id))
            diagnostics.Report(DiagnosticCatalog.OutOfPlace, self.Place, self.Name, new LocalizedText("kebijakan ini sendiri selalu yang pertama", "this policy itself always comes first"));
        foreach (var again in segments.Policies.GroupBy(use => use.Name).SelectMany(same => same.Skip(1)))
            diagnostics.Report(DiagnosticCatalog.RepeatedMember, again.Place, again.Name);
    }

    /// <summary>What is combined, as another policy knows it; null after a difference was reported.</summary>
    private static ImmutableArray<PassedName>? Match(ImmutableArray<PassedName> wanted, CheckedPolicy other, NameUse use, DiagnosticBag diagnostics)
    {
        var names = new PassedNames(other);
        var matched = ImmutableArray.CreateBuilder<PassedName>();
        foreach (var want in wanted)
        {
            var found = names.Find(want.Name);
            if (found?.Symbol is not { } symbol)
                diagnostics.Report(DiagnosticCatalog.UnknownReference, use.Place, new LocalizedText($"nilai pada '{use.Name}' bernama", $"value of '{use.Name}' named"), want.Name, Suggestion.For(want.Name, names.Known));
            else if (symbol.Type.Kind != want.Symbol!.Type.Kind)
                diagnostics.Report(DiagnosticCatalog.ExpectedType, use.Place, want.Symbol.Type.Name, symbol.Type.Name);
            else if (symbol.Type.Words?.Words.FirstOrDefault(word => want.Symbol.Type.Words!.PositionOf(word) < 0) is { } strange)
                diagnostics.Report(DiagnosticCatalog.UnknownCode, use.Place, strange, want.Name, Suggestion.For(strange, want.Symbol.Type.Words!.Words));
            else
                matched.Add(found);
        }

        return matched.Count == wanted.Length ? matched.DrainToImmutable() : null;
    }

    // A code sets no fact that the sheet has not; the parts have seen to it.
    private static FactDeclaration WithoutOthers(FactDeclaration fact, References needed, ImmutableArray<FactDeclaration> facts) => fact.Codes.All(code => code.Sets.IsEmpty)
        ? fact
        : fact with { Codes = [.. fact.Codes.Select(code => code with { Sets = [.. code.Sets.Where(set => facts.Any(other => other.Name == set.Fact.Name && needed.IsNeeded(other)))] })] };

    private static FactDeclaration ListOfParts(SegmentsDeclaration segments, ImmutableArray<PassedName> passed, IReadOnlyList<OtherPolicy> others, PassedNames names)
    {
        var place = segments.Place;
        FactDeclaration Field(string name, FactType type, LocalizedText label) =>
            new(name, type, new Description(label, null, [], null), MissingFact.Reject, null, place) { Min = type == FactType.Number ? Rational.Zero : null, Digits = type == FactType.Number ? 0 : null };
        return new FactDeclaration(List, FactType.List, new Description(new LocalizedText("bagian periode", "parts of the period"), null, segments.Sources, null), MissingFact.Reject, null, place)
        {
            MinCount = 1,
            Fields =
            [
                Field(Months, FactType.Number, new LocalizedText("bulan bagian ini", "months of the part")),
                Field(Days, FactType.Number, new LocalizedText("hari bagian ini", "days of the part")),
                Field(IsLast, FactType.Boolean, new LocalizedText("bagian terakhir", "last part")),
                .. passed.Select((name, position) => names.Declare(name, place, others.Select(other => other.Passed[position].Symbol!))),
            ],
        };
    }

    // The value keeps its name, unit, scale and rounding; only where it comes from is another.
    private static ValueDeclaration Combine(ValueSymbol value, CombineRule rule, bool canBeAbsent, SegmentsDeclaration segments)
    {
        var (name, place) = (value.Name, segments.Place);
        Formula Made(string text) => Formula.Made(text, place);
        var weight = rule == CombineRule.ByMonths ? Months : Days;
        ValueDefinition definition = rule switch
        {
            CombineRule.Mean => new FormulaDefinition(Made($"avg({List}, {name})")),
            // There always is a last part: where each part has the value, the second half only says so.
            CombineRule.Last => new FormulaDefinition(Made($"first({List}, {name}, {IsLast}){(canBeAbsent ? "" : $" ?? first({List}, {name})")}")),
            _ => new WeightedDefinition(
                new NameUse(List, place),
                [new WeightedPart(null, Made(name), Made(weight), null, null, null, new Description(null, null, [], null), place)],
                null,
                NotApplicablePart.Reweight),
        };
        var needsOne = rule is CombineRule.ByMonths or CombineRule.ByDays && canBeAbsent;
        return value.Declaration with
        {
            Definition = definition,
            When = needsOne ? Made($"any({List}, not isNA({name}))") : null,
            Floor = null,
            Cap = null,
            Scale = value.Type.Kind == DataType.Rating ? new NameUse(value.Type.Words!.Name, place) : null,
        };
    }
}
