using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>What may be a name, a key or a policy id. ASCII only, so that no two names look alike.</summary>
internal static class Names
{
    /// <summary>Letters, digits and _, not beginning with a digit: what a formula can speak of.</summary>
    public static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <summary>A name that may also hold hyphens and begin with a digit: sources, follow-ups, ids of items.</summary>
    public static bool IsKey(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    /// <summary>Small letters, digits, hyphens and points between them.</summary>
    public static bool IsPolicyId(string text) =>
        text.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(text[0]) && !text.Contains("..", StringComparison.Ordinal)
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.');

    /// <summary>Whether some of the names declared are kept for the format itself; each is reported.</summary>
    public static bool ReportReserved(IReadOnlyList<(string Name, Place Place)> declared, IReadOnlyCollection<string> kept, DiagnosticBag diagnostics)
    {
        var reserved = declared.Where(item => kept.Contains(item.Name)).ToList();
        foreach (var (name, place) in reserved)
            diagnostics.Report(DiagnosticCatalog.Reserved, place, name);
        return reserved.Count > 0;
    }

    /// <summary><c>major.minor.patch</c>, each a number.</summary>
    public static bool IsVersion(string text) =>
        text.Split('.') is { Length: 3 } parts && parts.All(part => part.Length is > 0 and <= 9 && part.All(char.IsAsciiDigit) && (part == "0" || part[0] != '0'));
}
