namespace Kinerja.Cli;

/// <summary>What the process tells its caller; docs/command-line.md is the contract.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Complaints = 1;
    public const int Usage = 2;
    public const int Fault = 70;
    public const int Interrupted = 130;
    public const int ClosedPipe = 141; // what a shell reports of a program that ended for the same reason
}
