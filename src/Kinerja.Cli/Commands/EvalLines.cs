using System.Text;
using System.Text.Json;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja eval --ndjson</c>: a filter that answers each line with a line, whatever stands in it.</summary>
internal static class EvalLines
{
    private static readonly LocalizedText Text = new("teks", "text");
    private static readonly LocalizedText Object = new("objek", "an object");
    private static readonly LocalizedText Scalar = new("teks, angka, true, false, atau null", "text, a number, true, false or null");

    /// <summary>One line: its id as it stood there, and the answer.</summary>
    private readonly record struct Answer(string? RawId, ResultValue? Value, Diagnostic? Problem);

    public static int Run(Terminal terminal, Language language, string? path)
    {
        using var file = path is null or "-" ? null : InputFile.Open(path, language);
        var output = new BufferedStream(terminal.Output, 64 * 1024); // not disposed: the stream belongs to the caller
        var lines = new LineReader(file ?? terminal.OpenInput(language));
        var code = ExitCode.Done;
        // Whoever waits for an answer before writing the next line gets it: nothing is held back while the input is.
        while (lines.TryRead(out var line, beforeWaiting: output.Flush))
        {
            terminal.Stop.ThrowIfCancellationRequested();
            if (line.IsBlank)
                continue;
            var answer = Evaluate(line.Utf8);
            if (answer.Problem is not null)
                code = ExitCode.Complaints;
            Write(output, answer, language);
        }

        output.Flush();
        return code;
    }

    private static Answer Evaluate(ReadOnlyMemory<byte> line)
    {
        if (line.Span.StartsWith(Encoding.UTF8.Preamble))
            line = line[Encoding.UTF8.Preamble.Length..];
        // The library's strict reader first: it knows every way in which a line can be wrong, and where.
        var (record, diagnostics) = FactRecord.Read(line, "line");
        if (record is null)
            return new Answer(TopLevelMember.Raw(line.Span, "id"u8), null, diagnostics[0]);
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        string? id = null;
        if (root.TryGetProperty("id", out var given))
        {
            if (given.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                return new Answer(null, null, AppraisalIssues.WrongJsonType("id", Scalar, NameOf(given)));
            id = given.GetRawText();
        }

        if (!root.TryGetProperty("formula", out var formula))
            return new Answer(id, null, AppraisalIssues.MissingMember("formula"));
        if (formula.ValueKind != JsonValueKind.String)
            return new Answer(id, null, AppraisalIssues.WrongJsonType("formula", Text, NameOf(formula)));
        var facts = FactRecord.Empty;
        if (root.TryGetProperty("given", out var names))
        {
            if (names.ValueKind != JsonValueKind.Object)
                return new Answer(id, null, AppraisalIssues.WrongJsonType("given", Object, NameOf(names)));
            facts = FactRecord.Read(Encoding.UTF8.GetBytes(names.GetRawText()), "given").Facts!;
        }

        var result = FormulaEvaluation.Evaluate(formula.GetString()!, facts);
        return new Answer(id, result.Value, result.Problem);
    }

    private static void Write(Stream output, Answer answer, Language language) => JsonLine.Write(output, writer =>
    {
        writer.WritePropertyName("id");
        writer.WriteRawValue(answer.RawId ?? "null", skipInputValidation: true);
        if (answer.Problem is { } problem)
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", problem.Code);
            writer.WriteString("message", problem.Message(language));
            writer.WriteNumber("line", problem.Line);
            writer.WriteNumber("column", problem.Column);
            writer.WriteEndObject();
            return;
        }

        var value = answer.Value!;
        writer.WritePropertyName("value");
        value.WriteTo(writer);
        if (value.Number is { IsPrintedExactly: false } number)
            writer.WriteString("exact", number.ToFractionText());
    });

    private static LocalizedText NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object,
        JsonValueKind.Array => new LocalizedText("daftar", "a list"),
        JsonValueKind.String => Text,
        JsonValueKind.Number => new LocalizedText("angka", "a number"),
        JsonValueKind.Null => new LocalizedText("null", "null"),
        _ => new LocalizedText("true/false", "true or false"),
    };
}
