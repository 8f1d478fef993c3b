namespace Kinerja.Cli.Reporting;

/// <summary>One line of a comparison: what it is about, and a cell for each thing compared.</summary>
internal sealed record ComparisonRow(string Title, IReadOnlyList<string> Cells)
{
    public static ComparisonRow Of<T>(string title, IEnumerable<T> compared, Func<T, string> cell) => new(title, [.. compared.Select(cell)]);

    public static ComparisonRow Blank(int count) => new("", [.. Enumerable.Repeat("", count)]);
}

/// <summary>Lays out a comparison for a width: as many columns beside each other as fit, the others below under the same titles.</summary>
internal static class ComparisonTable
{
    private const int LeastTitle = 12;
    private const string Gap = "  ";

    /// <param name="rows">The rows; the first one names what is compared.</param>
    /// <param name="width">Characters a line.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<ComparisonRow> rows, int width)
    {
        var widths = Enumerable.Range(0, rows[0].Cells.Count).Select(column => rows.Max(row => row.Cells[column].Length)).ToList();
        var titleWidth = Math.Min(rows.Max(row => row.Title.Length), Math.Max(LeastTitle, width - widths.Max() - Gap.Length));
        for (var from = 0; from < widths.Count;)
        {
            var count = Fitting(widths, from, width - titleWidth);
            if (from > 0)
                yield return "";
            foreach (var row in rows)
            {
                var titles = Cut(row.Title, titleWidth).ToList();
                foreach (var title in titles.SkipLast(1))
                    yield return title;
                yield return (titles[^1].PadRight(titleWidth) + string.Concat(Enumerable.Range(from, count).Select(column => Gap + row.Cells[column].PadLeft(widths[column])))).TrimEnd();
            }

            from += count;
        }
    }

    // At least one, however narrow it is.
    private static int Fitting(List<int> widths, int from, int room)
    {
        var count = 0;
        for (var used = 0; from + count < widths.Count; count++)
        {
            used += Gap.Length + widths[from + count];
            if (used > room && count > 0)
                break;
        }

        return count;
    }

    // A title that is too long goes on in the next line, a little further in.
    private static IEnumerable<string> Cut(string title, int width)
    {
        var indent = new string(' ', title.Length - title.TrimStart().Length + 2);
        while (title.Length > width)
        {
            var blank = title.LastIndexOf(' ', width, Math.Max(1, width - indent.Length));
            var end = blank > 0 && title[..blank].Trim().Length > 0 ? blank : width;
            yield return title[..end];
            title = indent + title[end..].TrimStart();
        }

        yield return title;
    }
}
