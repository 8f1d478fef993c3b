using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kinerja.Core;

/// <summary>One value of a result.</summary>
/// <param name="Name">The name in the policy.</param>
/// <param name="Label">What people call it; the name where the policy has no label.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Text">Printed: numbers with the declared digits and <c>.</c> as the decimal mark, words by their code, days in ISO form. Null when not applicable.</param>
/// <param name="Number">The exact number, or null for other types and for not applicable.</param>
/// <param name="TextLabel">What people call a rating or code; otherwise null.</param>
public sealed record ResultValue(string Name, LocalizedText Label, DataType Type, string? Text, Rational? Number, LocalizedText? TextLabel)
{
    /// <summary>Whether there is a value; the policy may say that there is none for this person.</summary>
    public bool IsApplicable => Text is not null;

    /// <summary>Writes the value as results do: a JSON number, boolean or text, and <c>null</c> for not applicable.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        switch (this)
        {
            case { Text: null }:
                writer.WriteNullValue();
                break;
            case { Type: DataType.Number }:
                writer.WriteRawValue(Text);
                break;
            case { Type: DataType.Boolean }:
                writer.WriteBooleanValue(Text == "true");
                break;
            default:
                writer.WriteStringValue(Text);
                break;
        }
    }
}

/// <summary>What follows from a result: training, award, sanction (tindak lanjut).</summary>
/// <param name="Id">Its key in the policy.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Message">What to tell, or null.</param>
public sealed record FollowUp(string Id, string Kind, LocalizedText? Message)
{
    /// <summary>Names of the records that it concerns, in the policy's order; empty when it concerns the whole.</summary>
    public ImmutableArray<string> For { get; init; } = [];

    /// <summary>The last day on which it can be done, or null.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Whose doing it was: <c>officer</c>, <c>superior</c>, <c>personnelOffice</c>, <c>system</c>, or null.</summary>
    public string? CausedBy { get; init; }

    /// <summary>Where it comes from in law.</summary>
    public ImmutableArray<LegalSource> Sources { get; init; } = [];

    /// <summary>Whether the results of the unit are not final while it holds; only of units.</summary>
    public bool IsBlocking { get; init; }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("kind", Kind);
        if (!For.IsEmpty)
        {
            writer.WriteStartArray("for");
            foreach (var name in For)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        if (Due is { } due)
            writer.WriteString("due", Period.DayText(due));
        if (CausedBy is not null)
            writer.WriteString("causedBy", CausedBy);
        if (IsBlocking)
            writer.WriteBoolean("blocking", true);
        writer.WriteEndObject();
    }
}

/// <summary>The result of one person: scored with values, or rejected with issues; never both.</summary>
public sealed class AppraisalResult
{
    internal AppraisalResult(string id, AppraisalPolicy policy, ImmutableArray<ResultValue> values, ImmutableArray<FollowUp> followUps, ImmutableArray<Diagnostic> issues)
    {
        Id = id;
        Policy = policy;
        Values = values;
        FollowUps = followUps;
        Issues = issues;
    }

    /// <summary>The id of the appraisal; empty for a record that was rejected before its id could be read.</summary>
    public string Id { get; }

    /// <summary>The policy that scored.</summary>
    public AppraisalPolicy Policy { get; }

    /// <summary>Whether there is a score. A person whose facts are incomplete has none.</summary>
    public bool IsScored => Issues.IsEmpty;

    /// <summary>The day up to which the facts were known, when the period was not over then; otherwise null.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether the score is only how things stand in a running period, and no final result.</summary>
    public bool IsProvisional => IsScored && AsOf is not null;

    /// <summary>What rules over a unit, or over the parts of a period, are told of this person; null where there are none.</summary>
    internal FactRecord? Passed { get; init; }

    /// <summary>The results in the policy's order; empty when rejected.</summary>
    public ImmutableArray<ResultValue> Values { get; }

    /// <summary>What follows; empty when rejected.</summary>
    public ImmutableArray<FollowUp> FollowUps { get; }

    /// <summary>Why the person was rejected: every issue found.</summary>
    public ImmutableArray<Diagnostic> Issues { get; }

    /// <summary>One result by name.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such result, or the person was rejected.</exception>
    public ResultValue this[string name] => Values.FirstOrDefault(value => value.Name == name)
        ?? throw new KeyNotFoundException($"No result '{name}'{(IsScored ? "" : ": the person was rejected")}.");

    /// <summary>The result as one line of JSON, members in a fixed order and without blanks: two runs can be compared byte for byte.</summary>
    public string ToJson(Language language = Language.English)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("id", Id.Length == 0 ? null : Id);
            writer.WriteString("policy", $"{Policy.Id}@{Policy.Version}");
            writer.WriteString("fingerprint", Policy.Fingerprint);
            writer.WriteString("status", IsProvisional ? "provisional" : IsScored ? "scored" : "rejected");
            if (IsProvisional)
                writer.WriteString("asOf", Period.DayText(AsOf!.Value));
            if (IsScored)
                WriteScore(writer);
            else
                WriteIssues(writer, language);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    internal void WriteIssues(Utf8JsonWriter writer, Language language)
    {
        writer.WriteStartArray("issues");
        foreach (var issue in Issues)
        {
            writer.WriteStartObject();
            writer.WriteString("code", issue.Code);
            writer.WriteString("path", issue.Path);
            writer.WriteString("message", issue.Message(language));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    internal void WriteScore(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("results");
        foreach (var value in Values)
        {
            writer.WritePropertyName(value.Name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("followUps");
        foreach (var followUp in FollowUps)
            followUp.WriteTo(writer);

        writer.WriteEndArray();
    }
}
