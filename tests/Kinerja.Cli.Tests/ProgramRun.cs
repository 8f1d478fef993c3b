using System.Diagnostics;

namespace Kinerja.Cli.Tests;

/// <summary>The command line as a process of its own, which can be killed, and what it said.</summary>
internal sealed record ProgramRun(int Code, string Output, string Error)
{
    /// <summary>The command line before its arguments.</summary>
    public static string[] Program { get; } = [Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", typeof(Cli).Assembly.Location];

    public static ProgramRun Of(params string[] args) => Of(new Dictionary<string, string>(), args);

    public static ProgramRun Of(IReadOnlyDictionary<string, string> environment, params string[] args) => OfCommand(environment, [.. Program, .. args]);

    /// <summary>Runs any command, such as a shell around the program.</summary>
    public static ProgramRun OfCommand(IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        using var process = Start(environment, command);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProgramRun(process.ExitCode, output, error.Result);
    }

    /// <summary>Runs the program and kills it when its time has come; what it said tells where it began.</summary>
    /// <param name="killWhen">Asked again and again while the program runs.</param>
    /// <param name="args">Its arguments.</param>
    public static ProgramRun Killed(Func<bool> killWhen, params string[] args)
    {
        using var process = Start(new Dictionary<string, string>(), [.. Program, .. args]);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(1)))
        {
            if (!killWhen())
                continue;
            process.Kill();
            break;
        }

        process.WaitForExit();
        return new ProgramRun(process.ExitCode, output.Result, error.Result);
    }

    private static Process Start(IReadOnlyDictionary<string, string> environment, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
