using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core;

/// <summary>The facts about an organisational unit (unit kerja), for rules over its people. Immutable.</summary>
/// <param name="Unit">Its name, as appraisals give it.</param>
/// <param name="Facts">The facts that the policy's rules over a unit declare.</param>
/// <param name="Period">The period, needed where something depends on it.</param>
public sealed record UnitAppraisal(string Unit, FactRecord Facts, string? Period = null)
{
    /// <summary>For a period that is still running: the day up to which the facts are known. Null for a period that is over.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Reads one unit: <c>{"unit":"…","period":"2026","facts":{…}}</c>.</summary>
    /// <returns>The unit, or null with every problem found.</returns>
    public static (UnitAppraisal? Unit, ImmutableArray<Diagnostic> Diagnostics) Read(ReadOnlyMemory<byte> utf8, string name = "unit", PolicyLimits? limits = null)
    {
        limits ??= PolicyLimits.Default;
        var diagnostics = new DiagnosticBag();
        if (ObjectReader.Open(JsonTreeReader.Read(name, utf8, limits, diagnostics), "", limits, diagnostics) is not { } reader)
            return (null, diagnostics.ToImmutable());
        reader.Require("unit");
        var (unit, period) = (reader.Text("unit"), reader.Text("period"));
        var asOf = reader.Date("asOf");
        var facts = reader.Object("facts")?.Json;
        reader.Close();
        return (diagnostics.HasErrors ? null : new UnitAppraisal(unit!, facts is null ? FactRecord.Empty : JsonFacts.ToRecord(facts), period) { AsOf = asOf }, diagnostics.ToImmutable());
    }

    // The people and their count are no facts of the unit: they come from the results.
    internal Appraisal With(IReadOnlyList<AppraisalResult> people, out ImmutableArray<Diagnostic> issues)
    {
        issues = [.. Facts.Names.Where(name => name is UnitSheet.People or UnitSheet.Unscored)
            .Select(name => new Diagnostic(DiagnosticCatalog.UnknownFact, null, $"facts.{name}", [name, new LocalizedText("", "")]))];
        var records = people.Where(person => person.IsScored).Select(person => new FactRecord(person.Passed!.Facts.Insert(0, KeyValuePair.Create<string, FactValue>(UnitSheet.Id, person.Id))));
        var facts = Facts.Facts
            .Add(KeyValuePair.Create(UnitSheet.People, FactValue.List(records)))
            .Add(KeyValuePair.Create<string, FactValue>(UnitSheet.Unscored, people.Count(person => !person.IsScored)));
        return new Appraisal(Unit, new FactRecord(facts), Period, Unit) { AsOf = AsOf };
    }
}

/// <summary>What the rules over a unit found: values and follow-ups, or issues; never both. No score is changed by it.</summary>
public sealed class UnitResult
{
    private readonly AppraisalResult _result;

    private UnitResult(AppraisalResult result, int people, int unscored)
    {
        _result = result;
        PeopleCount = people;
        UnscoredCount = unscored;
    }

    /// <summary>The name of the unit.</summary>
    public string Unit => _result.Id;

    /// <summary>The policy whose rules were applied.</summary>
    public AppraisalPolicy Policy => _result.Policy;

    /// <summary>Everybody in the unit, scored or not.</summary>
    public int PeopleCount { get; }

    /// <summary>Those without a score.</summary>
    public int UnscoredCount { get; }

    /// <summary>The day up to which the facts were known, when the period was not over then; otherwise null.</summary>
    public DateOnly? AsOf => _result.AsOf;

    /// <summary>Whether the rules could be applied.</summary>
    public bool IsScored => _result.IsScored;

    /// <summary>Whether a blocking follow-up holds: the results of the unit are not to be made final.</summary>
    public bool IsBlocked => FollowUps.Any(followUp => followUp.IsBlocking);

    /// <summary>The results in the policy's order; empty when there are issues.</summary>
    public ImmutableArray<ResultValue> Values => _result.Values;

    /// <summary>What follows, with the people it concerns.</summary>
    public ImmutableArray<FollowUp> FollowUps => _result.FollowUps;

    /// <summary>Why the rules could not be applied: every issue found.</summary>
    public ImmutableArray<Diagnostic> Issues => _result.Issues;

    /// <summary>One result by name.</summary>
    /// <exception cref="KeyNotFoundException">The rules have no such result, or there are issues.</exception>
    public ResultValue this[string name] => _result[name];

    /// <summary>The result as one line of JSON, members in a fixed order and without blanks.</summary>
    public string ToJson(Language language = Language.English)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("unit", Unit);
            writer.WriteString("policy", $"{Policy.Id}@{Policy.Version}");
            writer.WriteString("fingerprint", Policy.Fingerprint);
            writer.WriteString("status", !IsScored ? "rejected" : IsBlocked ? "blocked" : "accepted");
            if (AsOf is { } day)
                writer.WriteString("asOf", Core.Period.DayText(day));
            writer.WriteNumber("people", PeopleCount);
            writer.WriteNumber("unscored", UnscoredCount);
            if (IsScored)
                _result.WriteScore(writer);
            else
                _result.WriteIssues(writer, language);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    internal static UnitResult Of(AppraisalResult result, IReadOnlyList<AppraisalResult> people) => new(result, people.Count, people.Count(person => !person.IsScored));
}
