using System.Text;

namespace Kinerja.Cli.Tests;

/// <summary>One run of the command line inside the test, and what it said.</summary>
internal sealed record CommandRun(int Code, byte[] OutputBytes, string Error)
{
    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static CommandRun Of(params string[] args) => With("", args);

    public static CommandRun With(string input, params string[] args) => With(Encoding.UTF8.GetBytes(input), args);

    public static CommandRun With(byte[] input, string[] args, CancellationToken stop = default, bool isIndonesian = false)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var code = Cli.Run(args, new Terminal(new MemoryStream(input), output, error) { Stop = stop, IsIndonesian = isIndonesian });
        return new CommandRun(code, output.ToArray(), error.ToString());
    }
}
