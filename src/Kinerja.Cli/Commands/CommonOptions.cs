using System.CommandLine;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary>Options that mean the same for several commands.</summary>
internal static class CommonOptions
{
    public static Option<string> Policy(Language language, bool isRequired = true) => new("--policy", "-p")
    {
        Description = language.Say("Id kebijakan bawaan, atau berkas kebijakan", "Id of a shipped policy, or a policy file"),
        HelpName = "POLICY",
        Required = isRequired,
    };

    public static Argument<string> Input(Language language) => new("INPUT")
    {
        Description = language.Say("Berkas NDJSON, folder berkas CSV, atau '-' untuk masukan standar", "NDJSON file, folder of CSV files, or '-' for standard input"),
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Option<bool> DecimalComma(Language language) => new("--decimal-comma")
    {
        Description = language.Say("CSV dengan pemisah ';' dan angka seperti 12,5", "CSV separated by ';' with numbers like 12,5"),
    };
}
