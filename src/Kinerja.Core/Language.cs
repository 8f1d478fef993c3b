namespace Kinerja.Core;

/// <summary>The language of messages and explanations.</summary>
public enum Language
{
    /// <summary>Bahasa Indonesia.</summary>
    Indonesian,

    /// <summary>English.</summary>
    English,
}

/// <summary>A text in one or both languages.</summary>
/// <param name="Indonesian">The text in Bahasa Indonesia, or null.</param>
/// <param name="English">The text in English, or null.</param>
public sealed record LocalizedText(string? Indonesian, string? English)
{
    /// <summary>The text in a language, or in the other one where it was not written in this one.</summary>
    public string In(Language language) =>
        (language == Language.Indonesian ? Indonesian ?? English : English ?? Indonesian) ?? "";
}
