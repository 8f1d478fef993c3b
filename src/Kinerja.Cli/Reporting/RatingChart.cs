using Spectre.Console;

namespace Kinerja.Cli.Reporting;

/// <summary>A bar chart of ratings, for a terminal.</summary>
internal static class RatingChart
{
    private static readonly Color[] Colours = [Color.Green, Color.Aqua, Color.Blue, Color.Yellow, Color.Red, Color.Grey];

    public static void Write(TextWriter writer, string title, IReadOnlyList<(string Label, int Count)> rows)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        var chart = new BarChart().LeftAlignLabel().Label(Markup.Escape(Printable.OneLine(title)));
        for (var index = 0; index < rows.Count; index++)
            chart.AddItem(Markup.Escape(Printable.OneLine(rows[index].Label)), rows[index].Count, Colours[index % Colours.Length]);
        console.Write(chart);
    }
}
