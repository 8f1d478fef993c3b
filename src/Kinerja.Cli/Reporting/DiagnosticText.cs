using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Reporting;

/// <summary>Tells a diagnostic as compilers do: what and where, the line of the source with a mark under the place, and the next step.</summary>
internal static class DiagnosticText
{
    private const int WindowBefore = 70;
    private const int WindowAfter = 40;

    public static void Write(TextWriter writer, Diagnostic diagnostic, Func<string, ReadOnlyMemory<byte>> textOf, Language language)
    {
        var severity = SeverityName(diagnostic.Severity, language);
        var place = diagnostic.File is { } file ? $"{file}:{diagnostic.Line}:{diagnostic.Column}: " : "";
        writer.WriteLine($"{place}{severity} {diagnostic.Code}: {Printable.OneLine(diagnostic.Message(language))}");
        if (diagnostic.File is { } name)
            WriteSource(writer, LineOf(textOf(name), diagnostic.Line), diagnostic.Line, diagnostic.Column);
        var labels = language == Language.Indonesian ? (Path: "jalur", Next: "langkah", More: "lihat") : (Path: "path", Next: "next", More: "see");
        if (diagnostic.Path.Length > 0)
            writer.WriteLine($"  {labels.Path}: {Printable.OneLine(diagnostic.Path)}");
        if (diagnostic.Hint(language) is { Length: > 0 } hint)
            writer.WriteLine($"  {labels.Next}: {Printable.OneLine(hint)}");
        writer.WriteLine($"  {labels.More}: docs/diagnostics/{diagnostic.Code}.md");
        writer.WriteLine();
    }

    /// <summary>The one line of a rejected person: code, path, message.</summary>
    public static string Short(Diagnostic issue, Language language) =>
        issue.Path.Length == 0 ? $"{issue.Code}: {issue.Message(language)}" : $"{issue.Code} {issue.Path}: {issue.Message(language)}";

    public static string SeverityName(Severity severity, Language language) => severity == Severity.Error
        ? language.Say("kesalahan", "error")
        : language.Say("peringatan", "warning");

    /// <summary>A line of source with a caret under a column; of a long line only the part around the column.</summary>
    public static void WriteSource(TextWriter writer, string line, int number, int column)
    {
        if (line.Length == 0)
            return;
        var position = Math.Clamp(column - 1, 0, line.Length);
        var start = line.Length <= WindowBefore + WindowAfter ? 0 : Math.Max(0, position - WindowBefore);
        var end = line.Length <= WindowBefore + WindowAfter ? line.Length : Math.Min(line.Length, position + WindowAfter);
        var (before, after) = (start > 0 ? "…" : "", end < line.Length ? "…" : "");
        var margin = new string(' ', $"{number}".Length);
        var indent = string.Concat(line[start..position].Select(letter => letter == '\t' ? '\t' : ' '));
        writer.WriteLine($"  {number} | {before}{line[start..end]}{after}");
        writer.WriteLine($"  {margin} | {(before.Length > 0 ? " " : "")}{indent}^");
    }

    private static string LineOf(ReadOnlyMemory<byte> utf8, int number)
    {
        var rest = utf8.Span;
        if (rest.StartsWith(Encoding.UTF8.Preamble))
            rest = rest[Encoding.UTF8.Preamble.Length..];
        for (; number > 1; number--)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
                return "";
            rest = rest[(end + 1)..];
        }

        var length = rest.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]).TrimEnd('\r');
    }
}
