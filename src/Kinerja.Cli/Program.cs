using System.Runtime.InteropServices;
using System.Text;
using Kinerja.Cli.Reporting;

namespace Kinerja.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var input = new InterruptibleInput(Console.OpenStandardInput(), stop.Token);
        using var output = StandardOutput.Open();
        using var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        return Cli.Run(args, new Terminal(input, output, error)
        {
            IsInputTerminal = !Console.IsInputRedirected,
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            OutputWidth = Width(Console.IsOutputRedirected),
            ErrorWidth = Width(Console.IsErrorRedirected),
            IsIndonesian = Wording.IsIndonesian(Environment.GetEnvironmentVariable),
            Stop = stop.Token,
        });

        // A terminal that does not know its width says 0.
        static int Width(bool isRedirected) => !isRedirected && Console.WindowWidth is > 0 and var width ? width : Terminal.UsualWidth;

        // The first signal asks the work to end at the next whole line; a second one ends the process at once.
        void Stop(PosixSignalContext context)
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }
}
