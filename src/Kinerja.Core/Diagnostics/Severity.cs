namespace Kinerja.Core;

/// <summary>How much a diagnostic weighs.</summary>
public enum Severity
{
    /// <summary>The policy is refused, or the person is not scored.</summary>
    Error,

    /// <summary>The policy works, but something in it is probably not meant.</summary>
    Warning,
}
