namespace Kinerja.Core;

/// <summary>A value that lanes cannot compute: whoever needs it is scored by the plan itself, with the same answer, in microseconds instead of nanoseconds.</summary>
/// <param name="Name">The value, fact, list or parameter.</param>
/// <param name="Reason">What in it the lanes do not know.</param>
public sealed record SlowValue(string Name, LocalizedText Reason);
