using Spectre.Console;

namespace Kinerja.Cli.Reporting;

/// <summary>A progress bar on standard error while work goes on; nothing at all where nobody watches.</summary>
internal static class ProgressBar
{
    public static void Run(Terminal terminal, bool isShown, long total, string title, Action<Action<long>> work)
    {
        if (isShown && total > 0)
            Show(terminal, total, title, work);
        else
            work(_ => { });
    }

    private static void Show(Terminal terminal, long total, string title, Action<Action<long>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.RawError) });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(title, maxValue: total);
                work(position => task.Value = Math.Min(position, total));
            });
    }
}
