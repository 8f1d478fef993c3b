using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;
using Kinerja.Core.Evaluating;
using Kinerja.Core.Explaining;

namespace Kinerja.Core;

/// <summary>A policy that was read, checked and compiled: ready to score. Immutable and safe to share between threads.</summary>
public sealed class AppraisalPolicy
{
    private readonly ScoringPlan _plan;
    private readonly PolicyLimits _limits;
    private readonly SegmentScoring? _segments;
    private readonly Lazy<ImmutableArray<SlowValue>> _obstacles;

    private AppraisalPolicy(ScoringPlan plan, PolicyLimits limits, ImmutableArray<PartPolicy> others)
    {
        _plan = plan;
        _limits = limits;
        _obstacles = new Lazy<ImmutableArray<SlowValue>>(() => LaneCompiler.FindObstacles(plan));
        Objects = new LaneObjects(this, plan, limits);
        Fingerprint = CanonicalJson.Fingerprint(Document.Json, others.Select(other => other.Policy.Fingerprint));
        _segments = plan.Segments is { } combined ? new SegmentScoring([new PartPolicy(this, combined.Passed), .. others], combined.Plan) : null;
    }

    /// <summary>Its id.</summary>
    public string Id => Document.Id;

    /// <summary>Its version, <c>major.minor.patch</c>.</summary>
    public string Version => Document.Version;

    /// <summary>Its title, or its id where it has none.</summary>
    public LocalizedText Title => Document.Title ?? new LocalizedText(Id, Id);

    /// <summary>First day in force, or null when the policy does not say.</summary>
    public DateOnly? EffectiveFrom => Document.Effective?.From;

    /// <summary>Last day in force, or null for until further notice.</summary>
    public DateOnly? EffectiveTo => Document.Effective?.To;

    /// <summary>SHA-256 of the policy with all its layers; results carry it, so that it is known for ever which rules scored.</summary>
    public string Fingerprint { get; }

    /// <summary>Names of the results, in the order of the output.</summary>
    public ImmutableArray<string> ResultNames => [.. _plan.Policy.Results.Select(symbol => symbol.FullName)];

    /// <summary>What the policy gives, in the order of the output.</summary>
    public ImmutableArray<ResultDescription> Results => [.. _plan.Policy.Results.Select(ResultDescription.Of)];

    /// <summary>What may follow from a result, in the policy's order.</summary>
    public ImmutableArray<FollowUpDescription> FollowUps => FollowUpDescription.Of(_plan);

    /// <summary>The facts that the policy asks for, in its order.</summary>
    public ImmutableArray<FactDescription> Facts => FactDescription.Of(Document);

    /// <summary>The instruments that the policy cites, by key.</summary>
    public ImmutableDictionary<string, LegalSource> Sources => Document.Sources;

    private PolicyDocument Document => _plan.Policy.Document;

    /// <summary>Loads a policy from JSON text.</summary>
    public static PolicyLoad Load(string json, PolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Load(new PolicySource("policy.json", Encoding.UTF8.GetBytes(json)), options);
    }

    /// <summary>Loads a policy, with the policies that it extends.</summary>
    /// <returns>The policy, or null, and every problem found, warnings included.</returns>
    public static PolicyLoad Load(PolicySource source, PolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(source.Name, "source.Name");
        options ??= PolicyOptions.Default;
        ArgumentNullException.ThrowIfNull(options.FindBase, "options.FindBase");
        ArgumentNullException.ThrowIfNull(options.Limits, "options.Limits");
        var diagnostics = new DiagnosticBag();
        var document = new PolicyReader(options, diagnostics).Read(source);
        var @checked = document is null ? null : PolicyChecker.Check(document, diagnostics, use => FindOther(use, options, diagnostics));
        var plan = @checked is null ? null : PlanCompiler.Compile(@checked, options.Limits, diagnostics);
        var others = (@checked?.Segments?.Others ?? []).Select(other => (other.Passed, Plan: PlanCompiler.Compile(other.Policy, options.Limits, diagnostics))).ToList();
        if (plan is null || diagnostics.HasErrors)
            return new PolicyLoad(null, diagnostics.ToImmutable());
        var parts = others.Select(other => new PartPolicy(new AppraisalPolicy(other.Plan!, options.Limits, []), other.Passed));
        return new PolicyLoad(new AppraisalPolicy(plan, options.Limits, [.. parts]), diagnostics.ToImmutable());
    }

    // A policy that may score a part of a period; what it says of parts and units itself is not looked at, so that two may name each other.
    private static CheckedPolicy? FindOther(NameUse use, PolicyOptions options, DiagnosticBag diagnostics)
    {
        if (options.FindBase(use.Name) is not { } source)
        {
            diagnostics.Report(DiagnosticCatalog.BaseNotFound, use.Place, use.Name);
            return null;
        }

        var found = new DiagnosticBag();
        var document = new PolicyReader(options, found).Read(source);
        var other = document is null ? null : PolicyChecker.Check(document with { Segments = null, Unit = null }, found);
        diagnostics.Add(found.ToImmutable().Where(problem => problem.Severity == Severity.Error));
        return other;
    }

    /// <summary>Loads a policy that ships with the package.</summary>
    /// <exception cref="ArgumentException">There is no shipped policy of this id.</exception>
    public static AppraisalPolicy LoadNational(string id)
    {
        var source = NationalPolicies.Find(id) ?? throw new ArgumentException($"No policy '{id}' is shipped. There is: {string.Join(", ", NationalPolicies.Ids)}.", nameof(id));
        return Load(source).Policy ?? throw new InvalidOperationException($"The shipped policy '{id}' does not load.");
    }

    /// <summary>The ratings that a result can take, from the lowest to the highest; empty for a result that is no rating.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such result.</exception>
    public ImmutableArray<CodeDescription> RatingsOf(string result)
    {
        var type = (_plan.Policy.Results.FirstOrDefault(symbol => symbol.FullName == result) ?? throw new KeyNotFoundException($"No result '{result}'.")).Type;
        return type is { Kind: DataType.Rating, Words: { } words }
            ? [.. words.Words.Select(word => new CodeDescription(word, words.Labels.GetValueOrDefault(word) ?? new LocalizedText(word, word)))]
            : [];
    }

    /// <summary>Scores one person.</summary>
    public AppraisalResult Score(Appraisal appraisal)
    {
        Appraisal.ThrowIfIncomplete(appraisal, nameof(appraisal));
        return Objects.TryScore(appraisal) ?? ScoreExactly([appraisal])[0];
    }

    /// <summary>Scores many people: the same plan and the same answers as one by one, in the order given.</summary>
    public ImmutableArray<AppraisalResult> ScoreBatch(IReadOnlyList<Appraisal> appraisals)
    {
        ArgumentNullException.ThrowIfNull(appraisals);
        for (var index = 0; index < appraisals.Count; index++)
            Appraisal.ThrowIfIncomplete(appraisals[index], nameof(appraisals));
        var results = new AppraisalResult[appraisals.Count];
        var open = Objects.Score(appraisals, results);
        if (open.Count > 0)
        {
            var exact = ScoreExactly(open.Count == results.Length ? appraisals : [.. open.Select(index => appraisals[index])]);
            for (var index = 0; index < open.Count; index++)
                results[open[index]] = exact[index];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(results);
    }

    /// <summary>Scores people as they come: the answers of <see cref="ScoreBatch"/>, in the order of the people.</summary>
    /// <remarks>
    /// Nothing is read before somebody asks for the results, and then no more than a block of 512 people ahead; so memory stays flat however many there are, and a result comes once its block is full or the
    /// people have ended. The token is looked at between blocks and handed to the source. What the source throws goes to whoever reads the results; people read before it are scored no more.
    /// </remarks>
    /// <param name="people">The people.</param>
    /// <param name="progress">Told after each block how many people have been scored.</param>
    /// <param name="cancellationToken">Ends the scoring between two blocks.</param>
    /// <exception cref="ArgumentNullException">A person, or something of one, is null.</exception>
    public IAsyncEnumerable<AppraisalResult> ScoreAsync(IAsyncEnumerable<Appraisal> people, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(people);
        return AppraisalStream.Score(this, people, progress, cancellationToken);
    }

    /// <summary>Scores people by the plan alone, which is the meaning of every faster way.</summary>
    internal ImmutableArray<AppraisalResult> ScoreExactly(IReadOnlyList<Appraisal> appraisals)
    {
        if (appraisals.All(appraisal => appraisal.Segments.IsEmpty))
            return Run(_plan, appraisals);
        var whole = new Queue<AppraisalResult>(Run(_plan, [.. appraisals.Where(appraisal => appraisal.Segments.IsEmpty)]));
        return [.. appraisals.Select(appraisal => appraisal.Segments.IsEmpty ? whole.Dequeue() : ScoreSegments(appraisal).Result)];
    }

    private ImmutableArray<AppraisalResult> Run(ScoringPlan plan, IReadOnlyList<Appraisal> appraisals) =>
        ResultReader.Read(this, plan, PlanRunner.Run(plan, _limits, appraisals), appraisals);

    // The parts, and where none of them has an issue the appraisal that takes them together.
    private (AppraisalResult Result, ImmutableArray<ScoredPart> Parts, Appraisal? Combined) ScoreSegments(Appraisal appraisal)
    {
        if (_segments is null)
            return (Reject(appraisal.Id, [new Diagnostic(DiagnosticCatalog.SegmentsUnknown, null, "segments", [])]), [], null);
        var parts = _segments.ScoreParts(appraisal);
        if (parts.SelectMany(part => part.Issues).ToImmutableArray() is { IsEmpty: false } issues)
            return (Reject(appraisal.Id, issues), parts, null);
        var combined = _segments.Combine(appraisal, parts);
        return (Run(_plan.Segments!.Plan, [combined])[0], parts, combined);
    }

    /// <summary>Scores a part of a divided period: what is passed on, or the issues.</summary>
    internal (FactRecord? Passed, ImmutableArray<Diagnostic> Issues) ScorePart(Appraisal part, ImmutableArray<PassedName> names)
    {
        var block = PlanRunner.Run(_plan, _limits, [part]);
        var result = ResultReader.Read(this, _plan, block, [part])[0];
        return (result.IsScored ? new PassedReading(_plan, block, names).Of(0) : null, result.Issues);
    }

    /// <summary>Whether the policy holds on every day of a period.</summary>
    internal bool IsInForce(Period period) => Document.Effective?.Covers(period) ?? true;

    internal bool WeighsPartsByMonths => Document.Segments?.Combine.Any(item => item.Rule == CombineRule.ByMonths) ?? false;

    /// <summary>The policy and when it is in force, for messages.</summary>
    internal string ForceText => Document.Effective is { } effective ? $"{Id} {effective}" : Id;

    /// <summary>A scorer for people held in columns.</summary>
    public ColumnScorer CreateColumnScorer() => CreateColumnScorer(LaneEffort.Usual);

    internal ColumnScorer CreateColumnScorer(LaneEffort effort) => new(this, new LaneScoring(_plan, _limits.CostUnits, effort));

    /// <summary>The values that have no lanes: whoever needs one of them is scored by the plan itself, slower and with the same answer. Empty when everybody has lanes. See <see cref="ColumnScorer"/>.</summary>
    public ImmutableArray<SlowValue> SlowValues => _obstacles.Value;

    internal ImmutableArray<string> FollowUpIds => [.. _plan.Policy.FollowUps.Select(followUp => followUp.Declaration.Key)];

    /// <summary>Whether a period gives nobody an issue; the lanes do not look at it.</summary>
    internal bool Accepts(string? period) => period is null || (Period.TryParse(period, out var parsed) && IsInForce(parsed!));

    /// <summary>Positions of the results that can be not applicable.</summary>
    internal ImmutableArray<int> OptionalResults => [.. Enumerable.Range(0, _plan.Policy.Results.Length).Where(position => _plan.Policy.Results[position].Type.IsOptional)];

    /// <summary>The lanes of people with single facts, none of them missing; null where the policy has lists or no lanes.</summary>
    internal LaneProgram? Lanes => SlowValues.IsEmpty && _plan.Policy.Levels.Length == 1
        ? LaneCompiler.Compile(_plan, new LaneShape([[]], [.. _plan.Facts.Select(_ => LanePresence.Always)], null), _limits.CostUnits)
        : null;

    internal LaneObjects Objects { get; }

    /// <summary>A result as columns hold it; null for what they cannot hold.</summary>
    internal long? Encode(ResultValue value, int position)
    {
        var symbol = _plan.Policy.Results[position];
        if (value.Number is { } number)
        {
            var shifted = number * Rational.PowerOfTen(symbol.Digits ?? LaneCompiler.UndeclaredDigits);
            return shifted.IsWhole && shifted.Numerator >= long.MinValue && shifted.Numerator <= long.MaxValue ? (long)shifted.Numerator : null;
        }

        return (value.Text, value.Type) switch
        {
            (null, _) => null,
            (var text, DataType.Boolean) => text == "true" ? 1 : 0,
            (var text, DataType.Date) => Period.TryParseDay(text, out var day) ? day.DayNumber : null,
            (var text, DataType.Code or DataType.Rating) => symbol.Type.Words!.PositionOf(text),
            _ => null,
        };
    }

    /// <summary>Whether the policy has rules over the people of a unit.</summary>
    public bool HasUnitRules => _plan.Unit is not null;

    /// <summary>The facts that the rules over a unit ask for; empty without such rules.</summary>
    public ImmutableArray<FactDescription> UnitFacts => Document.Unit is { } unit ? FactDescription.Of(unit.Facts, Document.Scales) : [];

    /// <summary>Applies the rules over a unit to the results of its people. Scores stay as they are.</summary>
    /// <param name="unit">The unit and its facts.</param>
    /// <param name="people">The results of everybody in the unit under this policy, those rejected too; their order changes nothing but the order of names.</param>
    /// <exception cref="InvalidOperationException">The policy has no rules over a unit.</exception>
    /// <exception cref="ArgumentException">Somebody was scored by another policy.</exception>
    public UnitResult ScoreUnit(UnitAppraisal unit, IReadOnlyList<AppraisalResult> people) => UnitResult.Of(RunUnit(unit, people).Result, people);

    /// <summary>Applies the rules over a unit and tells how each value came about.</summary>
    /// <inheritdoc cref="ScoreUnit"/>
    public Explanation ExplainUnit(UnitAppraisal unit, IReadOnlyList<AppraisalResult> people)
    {
        var (result, block) = RunUnit(unit, people);
        return block is null ? new Explanation(result, [], [], []) : Explainer.Explain(_plan.Unit!.Plan, block, result, unit.Period, isOfUnit: true);
    }

    private (AppraisalResult Result, Block? Block) RunUnit(UnitAppraisal unit, IReadOnlyList<AppraisalResult> people)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(unit.Unit, "unit.Unit");
        ArgumentNullException.ThrowIfNull(unit.Facts, "unit.Facts");
        ArgumentNullException.ThrowIfNull(people);
        foreach (var person in people)
            ArgumentNullException.ThrowIfNull(person, nameof(people));
        if (_plan.Unit is not { Plan: var plan })
            throw new InvalidOperationException($"The policy '{Id}' has no rules over a unit.");
        if (people.FirstOrDefault(person => person.Policy.Fingerprint != Fingerprint) is { } stranger)
            throw new ArgumentException($"'{stranger.Id}' was scored by another policy.", nameof(people));
        var appraisal = unit.With(people, out var issues);
        if (!issues.IsEmpty)
            return (Reject(unit.Unit, issues), null);
        // The limit is one for each person; a unit may have many.
        var limits = _limits with { CostUnits = (int)Math.Min(int.MaxValue, (long)_limits.CostUnits * Math.Max(1, people.Count)) };
        var block = PlanRunner.Run(plan, limits, [appraisal]);
        return (ResultReader.Read(this, plan, block, [appraisal])[0], block);
    }

    /// <summary>The result of a record that a host rejects before it can be scored, such as one that is no appraisal or whose id is repeated.</summary>
    /// <param name="id">The id where it could be read, or null.</param>
    /// <param name="issues">Why: at least one issue.</param>
    public AppraisalResult Reject(string? id, ImmutableArray<Diagnostic> issues) => issues.IsDefaultOrEmpty
        ? throw new ArgumentException("A rejection needs a reason.", nameof(issues))
        : new AppraisalResult(id ?? "", this, [], [], issues);

    /// <summary>Scores one person and tells how each value came about.</summary>
    public Explanation Explain(Appraisal appraisal)
    {
        Appraisal.ThrowIfIncomplete(appraisal, nameof(appraisal));
        if (appraisal.Segments.IsEmpty)
            return Explain(_plan, appraisal);
        var (result, parts, combined) = ScoreSegments(appraisal);
        var whole = combined is null ? new Explanation(result, [], [], []) : Explain(_plan.Segments!.Plan, combined);
        return whole.WithParts([.. parts.Select(part => part.Policy.Explain(part.Policy._plan, part.Appraisal))]);
    }

    private Explanation Explain(ScoringPlan plan, Appraisal appraisal)
    {
        var block = PlanRunner.Run(plan, _limits, [appraisal]);
        return Explainer.Explain(plan, block, ResultReader.Read(this, plan, block, [appraisal])[0], appraisal.Period);
    }

    /// <summary>The policy with all its layers merged, as indented JSON: it stands alone and has the same fingerprint.</summary>
    public string EffectiveJson() => CanonicalJson.Effective(Document.Json);

    /// <summary>Every plain value of the merged policy with the layer that it comes from.</summary>
    public ImmutableArray<PolicyPart> EffectiveParts() => CanonicalJson.Parts(Document.Json);
}

/// <summary>A policy, or why there is none.</summary>
/// <param name="Policy">The policy, or null when a diagnostic is an error.</param>
/// <param name="Diagnostics">Every problem found, warnings included.</param>
public sealed record PolicyLoad(AppraisalPolicy? Policy, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>One plain value of a merged policy and its origin.</summary>
/// <param name="Path">JSON path in the merged policy.</param>
/// <param name="Value">The value as JSON writes it.</param>
/// <param name="Layer">The file, or the id of the shipped policy, that the value comes from.</param>
/// <param name="Line">The line there, from 1.</param>
public sealed record PolicyPart(string Path, string Value, string Layer, int Line);
