namespace Kinerja.Cli.Reporting;

/// <summary>Words of a command that a person may copy into a shell.</summary>
internal static class ShellWord
{
    /// <summary>The text as one word for sh, PowerShell and cmd alike; null where no way of writing it is safe in all of them.</summary>
    public static string? Of(string text)
    {
        if (text.Length > 0 && text.All(letter => char.IsLetterOrDigit(letter) || "-_./:@+".Contains(letter, StringComparison.Ordinal)))
            return text;
        var isSafeInQuotes = text.All(letter => char.IsLetterOrDigit(letter) || " -_./:@+()[]{}#,;=~*?&|<>'".Contains(letter, StringComparison.Ordinal));
        // A backslash is a folder on one system and an escape on the others.
        return isSafeInQuotes || (OperatingSystem.IsWindows() && text.Length > 0 && text.All(letter => char.IsLetterOrDigit(letter) || " -_./\\:".Contains(letter, StringComparison.Ordinal)))
            ? $"\"{text}\""
            : null;
    }
}
