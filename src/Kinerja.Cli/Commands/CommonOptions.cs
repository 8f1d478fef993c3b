using System.CommandLine;
using System.Globalization;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary>Options that mean the same for several commands.</summary>
internal static class CommonOptions
{
    public static Option<string> Policy(Language language) => new("--policy", "-p")
    {
        Description = language.Say("Id kebijakan bawaan, atau berkas kebijakan; tanpa ini policy.json di folder daerah", "Id of a shipped policy, or a policy file; without it the region folder's policy.json"),
        HelpName = "POLICY",
    };

    public static Argument<string> Input(Language language) => new("INPUT")
    {
        Description = InputText(language),
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Argument<string[]> Inputs(Language language) => new("INPUT")
    {
        Description = InputText(language) + language.Say("; beberapa folder daerah sekaligus juga boleh", "; several region folders at once will do too"),
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<bool> DecimalComma(Language language) => new("--decimal-comma")
    {
        Description = language.Say("CSV dengan pemisah ';' dan angka seperti 12,5", "CSV separated by ';' with numbers like 12,5"),
    };

    public static Option<string> AsOf(Language language) => new("--as-of")
    {
        Description = language.Say("Menilai periode yang masih berjalan menurut keadaan pada tanggal ini", "Scores running periods with what is known up to this day"),
        HelpName = "YYYY-MM-DD",
    };

    /// <summary>The day that --as-of names, or null without it.</summary>
    public static DateOnly? Day(string? text, Language language)
    {
        if (text is null)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new UsageException(language.Say($"--as-of '{text}' bukan tanggal; tulis seperti 2026-05-15.", $"--as-of '{text}' is no day; write it as in 2026-05-15."));
    }

    private static string InputText(Language language) => language.Say(
        "Folder daerah, berkas NDJSON atau CSV, folder berkas CSV, atau '-' untuk masukan standar",
        "Region folder, file of NDJSON or CSV, folder of CSV files, or '-' for standard input");
}
