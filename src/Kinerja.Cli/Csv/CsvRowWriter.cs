using Kinerja.Core;

namespace Kinerja.Cli.Csv;

/// <summary>Rows of a CSV file that a spreadsheet can open without running anything. RFC 4180.</summary>
internal sealed class CsvRowWriter(bool decimalComma)
{
    private readonly char _delimiter = decimalComma ? ';' : ',';

    public string Row(IEnumerable<string> cells) => string.Join(_delimiter, cells.Select(Cell)) + "\r\n";

    /// <summary>A value as a cell; empty when it is not applicable.</summary>
    public string Text(ResultValue value) => value.Number is null ? value.Text ?? "" : WithMark(value.Text!);

    /// <summary>A number as a cell.</summary>
    public string Text(Rational number) => WithMark(number.ToText());

    private string WithMark(string number) => decimalComma ? number.Replace('.', ',') : number;

    /// <summary>A text as it stands in a cell.</summary>
    public string Cell(string text)
    {
        // A spreadsheet takes these for the beginning of a formula.
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !CsvNumber.IsNumber(decimalComma ? text.Replace(',', '.') : text))
            text = "'" + text;
        return text.AsSpan().IndexOfAny([_delimiter, '"', '\r', '\n']) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
