using System.CommandLine;
using System.CommandLine.Help;
using Kinerja.Cli.Commands;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Resuming;
using Kinerja.Core;

namespace Kinerja.Cli;

/// <summary>The whole command line: arguments and streams in, exit code out. Nothing here touches the console itself.</summary>
internal static class Cli
{
    public static int Run(string[] args, Stream input, Stream output, TextWriter error) => Run(args, new Terminal(input, output, error));

    public static int Run(string[] args, Terminal terminal)
    {
        try
        {
            return RunAndTell(args, terminal);
        }
        catch (ClosedPipeException)
        {
            return ExitCode.ClosedPipe;
        }
    }

    private static int RunAndTell(string[] args, Terminal terminal)
    {
        var language = Wording.Chosen(args) ?? terminal.DefaultLanguage;
        try
        {
            var code = Invoke(args, terminal, language);
            terminal.Flush();
            return code;
        }
        catch (OperationCanceledException)
        {
            terminal.Flush();
            terminal.Error.WriteLine(language.Say("kinerja: dihentikan; yang sudah tertulis utuh.", "kinerja: interrupted; what was written is whole."));
            return ExitCode.Interrupted;
        }
        catch (UnfinishedRunException exception)
        {
            terminal.Flush();
            terminal.Error.WriteLine($"kinerja: {exception.Message}");
            return exception.ExitCode;
        }
        catch (Exception exception) when (exception is UsageException or UnauthorizedAccessException or (IOException and not ClosedPipeException))
        {
            terminal.Flush();
            terminal.Error.WriteLine($"kinerja: {exception.Message}");
            return ExitCode.Usage;
        }
        catch (Exception exception) when (exception is not ClosedPipeException)
        {
            // The last line of defence: a fault is told in one line and has its own exit code.
            terminal.Flush();
            var what = exception.Message.ReplaceLineEndings(" ");
            terminal.Error.WriteLine(language.Say(
                $"kinerja: kesalahan dalam program ini sendiri ({exception.GetType().Name}: {what}); mohon dilaporkan beserta perintahnya.",
                $"kinerja: a fault in the program itself ({exception.GetType().Name}: {what}); please report it together with the command."));
            return ExitCode.Fault;
        }
    }

    private static int Invoke(string[] args, Terminal terminal, Language language)
    {
        var root = Root(terminal, language);
        var parse = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parse.Errors.Count > 0)
        {
            foreach (var error in parse.Errors)
                terminal.Error.WriteLine($"kinerja: {error.Message}");
            var command = parse.CommandResult.Command == root ? "kinerja" : $"kinerja {parse.CommandResult.Command.Name}";
            terminal.Error.WriteLine(language.Say($"Cara pakai: {command} --help", $"How to use it: {command} --help"));
            return ExitCode.Usage;
        }

        return parse.Invoke(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = terminal.Text,
            Error = terminal.Error,
        });
    }

    private static RootCommand Root(Terminal terminal, Language language)
    {
        var lang = new Option<string>("--lang")
        {
            Description = language.Say("Bahasa pesan dan penjelasan", "Language of messages and explanations"),
            HelpName = "id|en",
            Recursive = true,
        };
        lang.AcceptOnlyFromAmong("id", "en");
        var root = new RootCommand(language.Say(
            "Menilai kinerja ASN secara eksak dan terjelaskan, menurut kebijakan dalam JSON.",
            "Scores civil servants exactly, with every step explained, from policies written as JSON."))
        {
            lang,
            PoliciesCommand.Create(terminal, language),
            CheckCommand.Create(terminal, language),
            ScoreCommand.Create(terminal, language),
            UnitCommand.Create(terminal, language),
            ExplainCommand.Create(terminal, language),
            EvalCommand.Create(terminal, language),
            SchemaCommand.Create(terminal, language),
        };
        var help = new HelpText(terminal, language);
        root.SetAction(parse => help.Invoke(parse));
        foreach (var option in root.Options)
        {
            if (option is HelpOption { } helpOption)
            {
                helpOption.Action = help;
                helpOption.Description = language.Say("Menampilkan bantuan", "Shows help");
            }
            else if (option is VersionOption)
            {
                option.Description = language.Say("Menampilkan versi", "Shows the version");
            }
        }

        return root;
    }
}
