namespace Kinerja.Cli;

/// <summary>The command cannot be carried out as asked: a wrong argument, or a file that is not there. Ends the run with exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
