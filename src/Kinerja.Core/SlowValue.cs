namespace Kinerja.Core;

/// <summary>Why people under a policy are scored by the plan itself and not in lanes: the answers are the same, but each person costs microseconds instead of nanoseconds.</summary>
/// <param name="Name">The value, fact, list or parameter.</param>
/// <param name="Reason">What in it the lanes do not know.</param>
public sealed record SlowValue(string Name, LocalizedText Reason);
