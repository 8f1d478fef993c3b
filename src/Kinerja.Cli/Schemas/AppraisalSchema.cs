using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinerja.Core;

namespace Kinerja.Cli.Schemas;

/// <summary>The JSON Schema of exactly the appraisals that one policy takes.</summary>
/// <remarks>It never refuses what the policy accepts. What a schema cannot say, such as decimals or sums of weights, stays with the policy.</remarks>
internal static class AppraisalSchema
{
    private const string PeriodPattern = "^([0-9]{4}(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2]))?|[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2})$";
    private const string DayPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    private const string IdentityPattern = "^ *([0-9] *){18}$";

    public static void Write(Stream output, AppraisalPolicy policy, Language language) => WriteDocument(output, policy, language, ["id", "facts"], writer =>
    {
        writer.WriteStartObject("properties");
        WriteText(writer, "id", minLength: 1, pattern: null);
        WriteText(writer, "unit", minLength: null, pattern: null);
        WriteText(writer, "period", minLength: null, PeriodPattern);
        WriteText(writer, "asOf", minLength: null, DayPattern);
        WriteFacts(writer, policy.Facts, language, isComplete: false);
        WriteSegments(writer, policy, language);
        writer.WriteEndObject();

        // Where the period is divided, what the whole lacks may stand in the parts.
        writer.WriteStartObject("if");
        WriteNames(writer, "required", ["segments"]);
        writer.WriteEndObject();
        writer.WriteStartObject("else");
        writer.WriteStartObject("properties");
        writer.WriteStartObject("facts");
        WriteRequired(writer, policy.Facts);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>The JSON Schema of the units that one policy takes; it must have rules over a unit.</summary>
    public static void WriteUnit(Stream output, AppraisalPolicy policy, Language language)
    {
        // A unit may leave its facts out altogether where none of them is required.
        var needsFacts = policy.UnitFacts.Any(fact => fact.IsRequired);
        WriteDocument(output, policy, language, needsFacts ? ["unit", "facts"] : ["unit"], writer =>
        {
            writer.WriteStartObject("properties");
            WriteText(writer, "unit", minLength: null, pattern: null);
            WriteText(writer, "period", minLength: null, PeriodPattern);
            WriteFacts(writer, policy.UnitFacts, language, isComplete: true);
            writer.WriteEndObject();
        });
    }

    private static void WriteDocument(Stream output, AppraisalPolicy policy, Language language, IEnumerable<string> required, Action<Utf8JsonWriter> write)
    {
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            writer.WriteString("title", $"{policy.Title.In(language)} ({policy.Id}@{policy.Version})");
            writer.WriteString("$comment", policy.Fingerprint);
            writer.WriteString("type", "object");
            WriteNames(writer, "required", required);
            writer.WriteBoolean("additionalProperties", false);
            write(writer);
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteFacts(Utf8JsonWriter writer, ImmutableArray<FactDescription> facts, Language language, bool isComplete)
    {
        writer.WriteStartObject("facts");
        WriteRecord(writer, facts, language, isComplete);
        writer.WriteEndObject();
    }

    private static void WriteSegments(Utf8JsonWriter writer, AppraisalPolicy policy, Language language)
    {
        writer.WriteStartObject("segments");
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        writer.WriteString("type", "object");
        WriteNames(writer, "required", ["period", "facts"]);
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        WriteText(writer, "period", minLength: null, PeriodPattern);
        WriteFacts(writer, policy.Facts, language, isComplete: false);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, int? minLength, string? pattern)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "string");
        if (minLength is { } least)
            writer.WriteNumber("minLength", least);
        if (pattern is not null)
            writer.WriteString("pattern", pattern);
        writer.WriteEndObject();
    }

    private static void WriteRequired(Utf8JsonWriter writer, ImmutableArray<FactDescription> facts) =>
        WriteNames(writer, "required", facts.Where(fact => fact.IsRequired).Select(fact => fact.Name));

    private static void WriteRecord(Utf8JsonWriter writer, ImmutableArray<FactDescription> facts, Language language, bool isComplete)
    {
        writer.WriteString("type", "object");
        if (isComplete)
            WriteRequired(writer, facts);
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        foreach (var fact in facts)
        {
            writer.WriteStartObject(fact.Name);
            WriteFact(writer, fact, language);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter writer, FactDescription fact, Language language)
    {
        writer.WriteString("title", fact.Label.In(language));
        if (Describe(fact, language) is { Length: > 0 } description)
            writer.WriteString("description", description);
        WriteType(writer, fact);
        switch (fact.Type)
        {
            case DataType.Number:
                WriteBound(writer, fact.IsMinExclusive ? "exclusiveMinimum" : "minimum", fact.Min);
                WriteBound(writer, fact.IsMaxExclusive ? "exclusiveMaximum" : "maximum", fact.Max);
                break;
            case DataType.Code or DataType.Rating:
                WriteNames(writer, "enum", [.. fact.Codes.Select(code => code.Code), .. fact.IsRequired ? Array.Empty<string?>() : [null]]);
                break;
            case DataType.Date:
                writer.WriteString("format", "date");
                writer.WriteString("pattern", DayPattern);
                break;
            case DataType.List:
                WriteList(writer, fact, language);
                break;
            default:
                if (fact.MaxLength is { } most)
                    writer.WriteNumber("maxLength", most);
                if (fact.IsStrictIdentityNumber == true)
                    writer.WriteString("pattern", IdentityPattern);
                break;
        }
    }

    // A fact that may be missing may also be null.
    private static void WriteType(Utf8JsonWriter writer, FactDescription fact)
    {
        var type = fact.Type switch { DataType.Number => "number", DataType.Boolean => "boolean", DataType.List => "array", _ => "string" };
        if (fact.IsRequired)
            writer.WriteString("type", type);
        else
            WriteNames(writer, "type", [type, "null"]);
    }

    private static void WriteList(Utf8JsonWriter writer, FactDescription fact, Language language)
    {
        if (fact.MinCount > 0)
            writer.WriteNumber("minItems", fact.MinCount);
        if (fact.MaxCount is { } most)
            writer.WriteNumber("maxItems", most);
        writer.WriteStartObject("items");
        WriteRecord(writer, fact.Fields, language, isComplete: true);
        writer.WriteEndObject();
    }

    private static void WriteBound(Utf8JsonWriter writer, string name, Rational? bound)
    {
        if (bound is not { } number)
            return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(number.ToText());
    }

    private static void WriteNames(Utf8JsonWriter writer, string name, IEnumerable<string?> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string Describe(FactDescription fact, Language language)
    {
        var parts = new List<string>();
        if (fact.Note is { } note)
            parts.Add(note.In(language));
        if (fact.Unit is { } unit)
            parts.Add(language == Language.Indonesian ? $"Satuan: {unit}." : $"Unit: {unit}.");
        if (fact.Digits is { } digits)
            parts.Add(language == Language.Indonesian ? $"Paling banyak {digits} angka desimal." : $"At most {digits} decimals.");
        if (fact.MinDate is not null || fact.MaxDate is not null)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{fact.MinDate:yyyy-MM-dd} … {fact.MaxDate:yyyy-MM-dd}"));
        if (fact.Codes.Any(code => code.Label.In(language) != code.Code))
            parts.Add(string.Join("; ", fact.Codes.Select(code => $"{code.Code}: {code.Label.In(language)}")) + ".");
        return string.Join(' ', parts);
    }
}
