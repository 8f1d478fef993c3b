using System.Text;
using System.Text.Json;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Units;

/// <summary>One unit as one line of JSON.</summary>
/// <remarks>What rules over a unit found is written by the library itself. The lines for the public, and those of policies without such rules, have the same beginning and a summary.</remarks>
internal static class UnitJson
{
    public static void Write(Stream output, UnitOutcome unit, UnitForm form)
    {
        if (unit.Result is { } result && !form.IsPublic)
            output.Write(Encoding.UTF8.GetBytes(result.ToJson(form.Language) + "\n"));
        else
            JsonLine.Write(output, writer => Write(writer, unit, form));
    }

    private static void Write(Utf8JsonWriter writer, UnitOutcome unit, UnitForm form)
    {
        writer.WriteString("unit", unit.Unit);
        writer.WriteString("policy", $"{unit.Policy.Id}@{unit.Policy.Version}");
        writer.WriteString("fingerprint", unit.Policy.Fingerprint);
        writer.WriteString("status", unit.Status);
        writer.WriteNumber("people", unit.People.Length);
        writer.WriteNumber("unscored", unit.Unscored);
        if (form.IsTooSmall(unit))
            return;
        if (unit.IsRejected)
        {
            WriteIssues(writer, unit, form);
            return;
        }

        if (unit.Result is not null)
        {
            WriteValues(writer, form.ValuesOf(unit));
            WriteFindings(writer, form.FollowUpsOf(unit));
        }

        WriteSummary(writer, unit.Summary, form);
    }

    private static void WriteIssues(Utf8JsonWriter writer, UnitOutcome unit, UnitForm form)
    {
        writer.WriteStartArray("issues");
        foreach (var issue in unit.Issues)
        {
            writer.WriteStartObject();
            writer.WriteString("code", issue.Code);
            if (!form.IsPublic) // a message may quote what was found
            {
                writer.WriteString("path", issue.Path);
                writer.WriteString("message", issue.Message(form.Language));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter writer, IEnumerable<ResultValue> values)
    {
        writer.WriteStartObject("results");
        foreach (var value in values)
        {
            writer.WritePropertyName(value.Name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    // How many people or records, not who.
    private static void WriteFindings(Utf8JsonWriter writer, IEnumerable<FollowUp> findings)
    {
        writer.WriteStartArray("followUps");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("id", finding.Id);
            writer.WriteString("kind", finding.Kind);
            if (!finding.For.IsEmpty)
                writer.WriteNumber("count", finding.For.Length);
            if (finding.Due is { } due)
                writer.WriteString("due", due.ToString("O"));
            if (finding.CausedBy is { } cause)
                writer.WriteString("causedBy", cause);
            if (finding.IsBlocking)
                writer.WriteBoolean("blocking", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSummary(Utf8JsonWriter writer, UnitSummary summary, UnitForm form)
    {
        writer.WriteStartObject("summary");
        foreach (var result in summary.Ratings)
        {
            writer.WriteStartObject(result.Name);
            foreach (var (rating, people) in result.Counts)
                writer.WriteNumber(rating.Code, people);
            writer.WriteEndObject();
        }

        foreach (var result in summary.Numbers)
        {
            writer.WriteStartObject(result.Name);
            foreach (var (name, _, value) in form.PartsOf(result))
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value.ToText(), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
