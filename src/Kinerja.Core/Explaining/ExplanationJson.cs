using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kinerja.Core.Explaining;

/// <summary>Writes an explanation as JSON: the steps in order, each naming the steps that it uses, so that a long chain stays flat.</summary>
internal static class ExplanationJson
{
    public static string Write(Explanation explanation, Language language)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("result");
            writer.WriteRawValue(explanation.Result.ToJson(language));
            writer.WriteStartArray("steps");
            foreach (var step in explanation.Steps)
                WriteStep(writer, step, language);
            writer.WriteEndArray();
            WriteReasons(writer, explanation.FollowUps, language);
            WriteParts(writer, explanation.Parts, language);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteStep(Utf8JsonWriter writer, Derivation step, Language language)
    {
        writer.WriteStartObject();
        writer.WriteString("name", step.Name);
        writer.WriteString("label", step.Label.In(language));
        writer.WritePropertyName("value");
        new ResultValue(step.Name, step.Label, step.Type, step.Text, null, null).WriteTo(writer);
        WriteIfAny(writer, "unit", step.Unit);
        writer.WriteString("formula", step.Formula);
        WriteIfAny(writer, "substituted", step.Substituted);
        WriteIfAny(writer, "unrounded", step.Unrounded);
        if (step.Rounding is { } rounding)
        {
            writer.WriteStartObject("round");
            writer.WriteNumber("digits", rounding.Digits);
            writer.WriteString("mode", RoundingRule.NameOf(rounding.Mode));
            writer.WriteEndObject();
        }

        WriteIfAny(writer, "chosen", step.Choice?.Chosen.In(language));
        WriteIfAny(writer, "nearest", step.Choice?.Nearest?.In(language));
        WriteOperands(writer, step.Operands, language);
        WriteUses(writer, step.Children);
        WriteSources(writer, step.Sources, language);
        WriteIfAny(writer, "note", step.Note?.In(language));
        writer.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter writer, IReadOnlyCollection<FollowUpReason> reasons, Language language)
    {
        if (reasons.Count == 0)
            return;
        writer.WriteStartArray("followUps");
        foreach (var reason in reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("id", reason.FollowUp.Id);
            WriteIfAny(writer, "message", reason.FollowUp.Message?.In(language));
            writer.WriteString("because", reason.Formula);
            writer.WriteStartArray("cases");
            foreach (var instance in reason.Cases)
            {
                writer.WriteStartObject();
                WriteIfAny(writer, "record", instance.Name.Length == 0 ? null : instance.Name);
                WriteIfAny(writer, "substituted", instance.Substituted);
                WriteOperands(writer, instance.Operands, language);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteUses(writer, reason.Children);
            WriteSources(writer, reason.FollowUp.Sources, language);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteParts(Utf8JsonWriter writer, IReadOnlyCollection<Explanation> parts, Language language)
    {
        if (parts.Count == 0)
            return;
        writer.WriteStartArray("parts");
        foreach (var part in parts)
            writer.WriteRawValue(Write(part, language));
        writer.WriteEndArray();
    }

    private static void WriteOperands(Utf8JsonWriter writer, IEnumerable<Operand> operands, Language language)
    {
        writer.WriteStartArray("operands");
        foreach (var operand in operands)
        {
            writer.WriteStartObject();
            writer.WriteString("name", operand.Name);
            writer.WriteString("label", operand.Label.In(language));
            writer.WriteString("value", operand.Text);
            writer.WriteString("kind", operand.Kind);
            WriteSources(writer, operand.Sources, language);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteUses(Utf8JsonWriter writer, IEnumerable<Derivation> children)
    {
        writer.WriteStartArray("uses");
        foreach (var child in children)
            writer.WriteStringValue(child.Name);
        writer.WriteEndArray();
    }

    private static void WriteSources(Utf8JsonWriter writer, IEnumerable<LegalSource> sources, Language language)
    {
        writer.WriteStartArray("sources");
        foreach (var source in sources)
        {
            writer.WriteStartObject();
            writer.WriteString("key", source.Key);
            writer.WriteString("citation", source.Citation);
            WriteIfAny(writer, "status", source.Status);
            WriteIfAny(writer, "note", source.Note?.In(language));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }
}
