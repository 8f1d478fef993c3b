using System.Collections.Immutable;
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

    private AppraisalPolicy(ScoringPlan plan, PolicyLimits limits)
    {
        _plan = plan;
        _limits = limits;
        Fingerprint = CanonicalJson.Fingerprint(Document.Json);
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

    /// <summary>The facts that the policy asks for, in its order.</summary>
    public ImmutableArray<FactDescription> Facts => FactDescription.Of(Document);

    /// <summary>The instruments that the policy cites, by key.</summary>
    public ImmutableDictionary<string, LegalSource> Sources => Document.Sources;

    private PolicyDocument Document => _plan.Policy.Document;

    /// <summary>Loads a policy from JSON text.</summary>
    public static PolicyLoad Load(string json, PolicyOptions? options = null) => Load(new PolicySource("policy.json", Encoding.UTF8.GetBytes(json)), options);

    /// <summary>Loads a policy, with the policies that it extends.</summary>
    /// <returns>The policy, or null, and every problem found, warnings included.</returns>
    public static PolicyLoad Load(PolicySource source, PolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= PolicyOptions.Default;
        var diagnostics = new DiagnosticBag();
        var document = new PolicyReader(options, diagnostics).Read(source);
        var @checked = document is null ? null : PolicyChecker.Check(document, diagnostics);
        var plan = @checked is null ? null : PlanCompiler.Compile(@checked, options.Limits, diagnostics);
        return new PolicyLoad(plan is null ? null : new AppraisalPolicy(plan, options.Limits), diagnostics.ToImmutable());
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
        ArgumentNullException.ThrowIfNull(appraisal);
        return ScoreBatch([appraisal])[0];
    }

    /// <summary>Scores many people: the same plan and the same answers as one by one, in the order given.</summary>
    public ImmutableArray<AppraisalResult> ScoreBatch(IReadOnlyList<Appraisal> appraisals)
    {
        ArgumentNullException.ThrowIfNull(appraisals);
        return ResultReader.Read(this, _plan, PlanRunner.Run(_plan, _limits, appraisals), appraisals);
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
        ArgumentNullException.ThrowIfNull(appraisal);
        var block = PlanRunner.Run(_plan, _limits, [appraisal]);
        return Explainer.Explain(_plan, block, ResultReader.Read(this, _plan, block, [appraisal])[0]);
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
