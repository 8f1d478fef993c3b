using System.Text.Json;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Units;

/// <summary>One unit as one line of JSON: the members of the library's own result, and the summary behind them.</summary>
internal static class UnitJson
{
    public static void Write(Stream output, UnitOutcome unit, UnitForm form) => JsonLine.Write(output, writer =>
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
        }
        else
        {
            WriteValues(writer, form.ValuesOf(unit));
            WriteFollowUps(writer, form.FollowUpsOf(unit), form.IsPublic);
        }

        WriteSummary(writer, unit.Summary, form);
    });

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

    private static void WriteFollowUps(Utf8JsonWriter writer, IEnumerable<FollowUp> followUps, bool isPublic)
    {
        writer.WriteStartArray("followUps");
        foreach (var followUp in followUps)
        {
            writer.WriteStartObject();
            writer.WriteString("id", followUp.Id);
            writer.WriteString("kind", followUp.Kind);
            if (!followUp.For.IsEmpty && isPublic)
            {
                writer.WriteNumber("count", followUp.For.Length); // how many, not who
            }
            else if (!followUp.For.IsEmpty)
            {
                writer.WriteStartArray("for");
                foreach (var name in followUp.For)
                    writer.WriteStringValue(name);
                writer.WriteEndArray();
            }

            if (followUp.Due is { } due)
                writer.WriteString("due", due.ToString("O"));
            if (followUp.CausedBy is { } cause)
                writer.WriteString("causedBy", cause);
            if (followUp.IsBlocking)
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
