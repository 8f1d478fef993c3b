using System.CommandLine;
using Kinerja.Cli.Policies;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Schemas;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja schema</c>: JSON Schemas, for editors and for the systems that deliver the facts.</summary>
internal static class SchemaCommand
{
    private static readonly string[] Names = ["policy", "appraisal", "result", "unit-appraisal", "unit-result"];

    public static Command Create(Terminal terminal, Language language)
    {
        var name = new Argument<string>("SCHEMA")
        {
            HelpName = string.Join('|', Names),
            Description = language.Say("Skema yang dicetak (tanpa ini: policy)", "Which schema (policy when left out)"),
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "policy",
        };
        name.AcceptOnlyFromAmong(Names);
        var policy = new Option<string>("--policy", "-p") { Description = language.Say("Id kebijakan bawaan, atau berkas kebijakan", "Id of a shipped policy, or a policy file"), HelpName = "POLICY" };
        var command = new Command("schema", language.Say("Mencetak skema JSON; dengan -p, skema fakta dari satu kebijakan", "Prints a JSON Schema; with -p, of the facts of one policy")) { name, policy };
        command.SetAction(parse => Run(terminal, language, parse.GetRequiredValue(name), parse.GetValue(policy)));
        return command;
    }

    private static int Run(Terminal terminal, Language language, string name, string? policy)
    {
        if (policy is not null)
        {
            if (name is not ("appraisal" or "unit-appraisal"))
                throw new UsageException(language.Say("-p hanya untuk 'schema appraisal' dan 'schema unit-appraisal'.", "-p goes with 'schema appraisal' and 'schema unit-appraisal' only."));
            if (PolicyLibrary.Load(policy, terminal, language) is not { } loaded)
                return ExitCode.Complaints;
            if (name == "appraisal")
                AppraisalSchema.Write(terminal.Output, loaded, language);
            else if (loaded.HasUnitRules)
                AppraisalSchema.WriteUnit(terminal.Output, loaded, language);
            else
                throw new UsageException(language.Say($"'{loaded.Id}' tidak punya aturan atas unit.", $"'{loaded.Id}' has no rules over a unit."));
            return ExitCode.Done;
        }

        using var schema = typeof(SchemaCommand).Assembly.GetManifestResourceStream($"{name}-1.schema.json")
            ?? throw new UsageException(language.Say($"skema '{name}' tidak ikut dalam program ini.", $"this build carries no schema '{name}'."));
        schema.CopyTo(terminal.Output);
        return ExitCode.Done;
    }
}
