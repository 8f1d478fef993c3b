namespace Kinerja.Cli.Resuming;

/// <summary>A run ended on its way, and a later one can go on with what it has written; the message says how.</summary>
internal sealed class UnfinishedRunException(string message, int exitCode, Exception cause) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;
}
