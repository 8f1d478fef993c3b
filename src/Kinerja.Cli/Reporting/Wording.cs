using Kinerja.Core;

namespace Kinerja.Cli.Reporting;

/// <summary>The choice between Bahasa Indonesia and English.</summary>
internal static class Wording
{
    /// <summary>The wording in a language; both stand side by side where they are used, so that neither is forgotten.</summary>
    public static string Say(this Language language, string indonesian, string english) => language == Language.Indonesian ? indonesian : english;

    /// <summary>The language that the arguments ask for, read before they are parsed so that help and errors can obey; null when they do not say.</summary>
    public static Language? Chosen(IReadOnlyList<string> args)
    {
        for (var index = 0; index < args.Count && args[index] != "--"; index++)
        {
            var word = args[index] == "--lang" && index + 1 < args.Count ? args[index + 1]
                : args[index].StartsWith("--lang=", StringComparison.Ordinal) || args[index].StartsWith("--lang:", StringComparison.Ordinal) ? args[index][7..]
                : null;
            if (word is "id" or "en")
                return word == "id" ? Language.Indonesian : Language.English;
        }

        return null;
    }

    /// <summary>Whether the first of LC_ALL, LC_MESSAGES and LANG that is set asks for Indonesian.</summary>
    public static bool IsIndonesian(Func<string, string?> environment)
    {
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";
        return locale == "id" || locale.StartsWith("id_", StringComparison.OrdinalIgnoreCase) || locale.StartsWith("id-", StringComparison.OrdinalIgnoreCase) || locale.StartsWith("id.", StringComparison.OrdinalIgnoreCase);
    }
}
