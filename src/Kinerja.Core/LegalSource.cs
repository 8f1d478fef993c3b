namespace Kinerja.Core;

/// <summary>Where a number or rule comes from (dasar hukum).</summary>
/// <param name="Key">The key under which the policy cites it.</param>
/// <param name="Title">The instrument, such as PP 30/2019.</param>
/// <param name="Article">The article, or null.</param>
/// <param name="Url">Where it can be read, or null.</param>
/// <param name="Status">How sure the citation is: <c>verified</c>, <c>secondary</c>, <c>unverified</c>, or null.</param>
/// <param name="Note">A remark, or null.</param>
public sealed record LegalSource(string Key, string Title, string? Article, string? Url, string? Status, LocalizedText? Note)
{
    /// <summary>The citation in one line, as in <c>PP 30/2019, Pasal 41</c>.</summary>
    public string Citation => Article is null ? Title : $"{Title}, {Article}";
}
