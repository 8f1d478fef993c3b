using System.CommandLine;
using System.CommandLine.Invocation;
using Kinerja.Core;

namespace Kinerja.Cli.Reporting;

/// <summary>Help in both languages: what a command does, how it is written, its arguments and options, and examples.</summary>
internal sealed class HelpText(Terminal terminal, Language language) : SynchronousCommandLineAction
{
    private const int LongestName = 30;

    public override bool ClearsParseErrors => true;

    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var isRoot = command is RootCommand;
        var text = terminal.Text;
        text.WriteLine(command.Description);
        text.WriteLine();
        text.WriteLine(language.Say("Cara pakai:", "Usage:"));
        text.WriteLine($"  kinerja {(isRoot ? language.Say("PERINTAH [OPSI]", "COMMAND [OPTIONS]") : Usage(command))}");
        if (isRoot)
            Section(language.Say("Perintah:", "Commands:"), command.Subcommands.Select(sub => (sub.Name, sub.Description)));
        Section(language.Say("Argumen:", "Arguments:"), command.Arguments.Select(argument => (argument.HelpName ?? argument.Name, argument.Description)));
        var options = isRoot ? command.Options : command.Options.Concat(parseResult.RootCommandResult.Command.Options.Where(option => option.Recursive));
        Section(language.Say("Opsi:", "Options:"), options.Where(option => !option.Hidden).Select(option => (NameOf(option), option.Description)));
        text.WriteLine();
        text.WriteLine(language.Say("Contoh:", "Examples:"));
        foreach (var example in ExamplesOf(isRoot ? "" : command.Name))
            text.WriteLine($"  {example}");
        return ExitCode.Done;
    }

    private static string NameOf(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias is not ("/?" or "/h" or "-?")).OrderBy(alias => alias.Length).Append(option.Name));
        return option.HelpName is { } value ? $"{names} {value}" : names;
    }

    private string Usage(Command command)
    {
        var required = command.Options.Where(option => option.Required).Select(NameOf);
        var arguments = command.Arguments.Select(argument =>
        {
            var name = (argument.HelpName ?? argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");
            return argument.Arity.MinimumNumberOfValues > 0 ? name : $"[{name}]";
        });
        return string.Join(' ', [command.Name, .. required, .. arguments, language.Say("[OPSI]", "[OPTIONS]")]);
    }

    private void Section(string title, IEnumerable<(string Name, string? Description)> entries)
    {
        var all = entries.ToList();
        if (all.Count == 0)
            return;
        var width = Math.Min(all.Max(entry => entry.Name.Length), LongestName);
        terminal.Text.WriteLine();
        terminal.Text.WriteLine(title);
        foreach (var (name, description) in all)
            terminal.Text.WriteLine($"  {name.PadRight(width)}  {description}");
    }

    private static string[] ExamplesOf(string command) => command switch
    {
        "policies" => ["kinerja policies", "kinerja policies --json"],
        "check" => ["kinerja check kota.json", "kinerja check samples/regions/binjai", "kinerja check policies/*.json --json", "kinerja check kota.json --effective"],
        "score" =>
        [
            "kinerja score -p pp-30-2019 people.ndjson -o results.ndjson --summary",
            "kinerja score -p kota.json csv-folder/ -o results.csv --rejects rejects.ndjson",
            "kinerja score -p kota.json people.ndjson -o results.ndjson --resume",
            "kinerja score -p pp-30-2019 < people.ndjson > results.ndjson",
            "kinerja score samples/regions/* --summary > results.ndjson",
        ],
        "unit" => ["kinerja unit samples/regions/binjai", "kinerja unit -p kota.json people.ndjson --units units.ndjson -o units.csv", "kinerja unit samples/regions/binjai --public"],
        "explain" => ["kinerja explain -p pp-30-2019 people.ndjson --id 198202142003011906", "kinerja explain -p kota.json csv-folder/ --id 198202142003011906 --lang en", "kinerja explain samples/regions/binjai --id 198202142003011906"],
        "eval" => ["kinerja eval \"1/3*3\"", "kinerja eval \"actual / target * 100\" --given actual=87.5 --given target=90", "kinerja eval --ndjson formulas.ndjson"],
        "schema" => ["kinerja schema policy > policy.schema.json", "kinerja schema appraisal -p pp-30-2019"],
        _ =>
        [
            "kinerja policies",
            "kinerja check kota.json",
            "kinerja score -p pp-30-2019 people.ndjson -o results.ndjson --summary",
            "kinerja explain -p pp-30-2019 people.ndjson --id 198202142003011906",
            "kinerja eval \"round(87.5 / 90 * 100, 2)\"",
        ],
    };
}
