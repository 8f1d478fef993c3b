using System.CommandLine;
using System.Text;
using System.Text.Json;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja eval</c>: one formula, or one a line.</summary>
internal static class EvalCommand
{
    public static Command Create(Terminal terminal, Language language)
    {
        var formula = new Argument<string>("FORMULA")
        {
            Description = language.Say("Rumus; dengan --ndjson: berkas masukan, '-' untuk masukan standar", "The formula; with --ndjson the input file, '-' for standard input"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var given = new Option<string[]>("--given", "-g")
        {
            Description = language.Say("Arti sebuah nama, misalnya target=90 atau nama='\"teks\"'", "What a name means, such as target=90 or name='\"text\"'"),
            HelpName = "NAME=JSON",
            AllowMultipleArgumentsPerToken = false,
        };
        var ndjson = new Option<bool>("--ndjson") { Description = language.Say("Satu rumus per baris, satu jawaban per baris", "One formula a line in, one answer a line out") };
        var command = new Command("eval", language.Say("Menghitung sebuah rumus secara eksak", "Computes a formula exactly")) { formula, given, ndjson };
        command.SetAction(parse => parse.GetValue(ndjson)
            ? EvalLines.Run(terminal, language, parse.GetValue(formula))
            : RunOne(terminal, language, parse.GetValue(formula), parse.GetValue(given) ?? []));
        return command;
    }

    private static int RunOne(Terminal terminal, Language language, string? formula, string[] given)
    {
        if (formula is null)
            throw new UsageException(language.Say("tulis rumusnya, misalnya: kinerja eval \"1/3*3\"", "give the formula, as in: kinerja eval \"1/3*3\""));
        var facts = given.Aggregate(FactRecord.Empty, (record, text) => With(record, text, language));
        var result = FormulaEvaluation.Evaluate(formula, facts);
        if (result.Problem is { } problem)
        {
            terminal.Error.WriteLine($"{DiagnosticText.SeverityName(problem.Severity, language)} {problem.Code}: {problem.Message(language)}");
            var lines = formula.ReplaceLineEndings("\n").Split('\n');
            if (problem.Line >= 1 && problem.Line <= lines.Length)
                DiagnosticText.WriteSource(terminal.Error, lines[problem.Line - 1], problem.Line, problem.Column);
            if (problem.Hint(language) is { Length: > 0 } hint)
                terminal.Error.WriteLine($"  {language.Say("langkah", "next")}: {hint}");
            return ExitCode.Complaints;
        }

        var value = result.Value!;
        var text = value.Text ?? language.Say("tidak berlaku", "not applicable");
        terminal.Text.WriteLine(value.Number is { IsPrintedExactly: false } number ? $"{text} = {number.ToFractionText()}" : text);
        return ExitCode.Done;
    }

    private static FactRecord With(FactRecord facts, string text, Language language)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        if (split <= 0)
            throw new UsageException(language.Say($"--given '{text}' bukan NAMA=JSON.", $"--given '{text}' is not NAME=JSON."));
        var (name, json) = (text[..split].Trim(), text[(split + 1)..]);
        var (read, diagnostics) = FactRecord.Read(Encoding.UTF8.GetBytes($"{{{JsonSerializer.Serialize(name, JsonText.Default.String)}:{json}\n}}"), "--given");
        if (read is null)
        {
            var reason = diagnostics[0].Message(language);
            throw new UsageException(language.Say(
                $"--given {name}: {reason} Teks perlu tanda kutip: --given '{name}=\"…\"'",
                $"--given {name}: {reason} Text needs quotes: --given '{name}=\"…\"'"));
        }

        if (read.Names.Count() != 1)
            throw new UsageException(language.Say($"--given {name}: beri satu nilai saja.", $"--given {name}: give one value."));
        if (facts.Names.Contains(name))
            throw new UsageException(language.Say($"--given {name}: nama ini sudah diberi arti.", $"--given {name}: this name has been given already."));
        return facts.With(name, read[name]);
    }
}
