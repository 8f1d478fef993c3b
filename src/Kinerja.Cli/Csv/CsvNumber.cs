using System.Text.RegularExpressions;

namespace Kinerja.Cli.Csv;

/// <summary>Which cells are numbers: exactly those that JSON takes for numbers.</summary>
internal static partial class CsvNumber
{
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>The number of a cell in JSON, or null when the cell is none.</summary>
    public static string? ToJson(string cell, bool decimalComma)
    {
        // In a file with decimal commas a point may group thousands: better refused than guessed.
        if (decimalComma && cell.Contains('.', StringComparison.Ordinal))
            return null;
        var number = decimalComma ? cell.Replace(',', '.') : cell;
        return IsNumber(number) ? number : null;
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
