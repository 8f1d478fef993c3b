namespace Kinerja.Cli.Reporting;

/// <summary>Makes text from files fit to be shown: a hostile id or message must not steer the terminal, nor pretend to be a line of the report.</summary>
internal static class Printable
{
    private const char Replacement = '\uFFFD';

    /// <summary>Text for a place inside one line.</summary>
    public static string OneLine(string text) => text.Any(IsUnfit) ? string.Concat(text.Select(letter => IsUnfit(letter) ? Replacement : letter)) : text;

    /// <summary>A letter of text that may have lines and tabs.</summary>
    public static char Letter(char letter) => letter is not ('\n' or '\t') && IsUnfit(letter) ? Replacement : letter;

    // Control characters, and those that turn the order of the letters around.
    private static bool IsUnfit(char letter) => char.IsControl(letter) || letter is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
