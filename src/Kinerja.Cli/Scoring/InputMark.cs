namespace Kinerja.Cli.Scoring;

/// <summary>A place between two records of an input: enough to begin reading again there.</summary>
/// <param name="Offset">Bytes of the file before it; where an input is no single file, roughly how far reading has come.</param>
/// <param name="Line">Lines of the file before it.</param>
/// <param name="Records">Records before it where an input counts them, because it is no single file; otherwise 0.</param>
internal readonly record struct InputMark(long Offset, int Line, long Records)
{
    /// <summary>Before the first record.</summary>
    public static InputMark Start => default;
}
