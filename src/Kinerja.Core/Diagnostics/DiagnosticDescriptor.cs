namespace Kinerja.Core.Diagnostics;

/// <summary>One way of being wrong: a code for ever, its weight, and its wording in both languages.</summary>
/// <param name="Code">KINnnnn; the thousands digit is the stage.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="English">Message with <c>{0}</c>… for the arguments.</param>
/// <param name="Indonesian">The same in Bahasa Indonesia.</param>
/// <param name="EnglishHint">The next step, or empty.</param>
/// <param name="IndonesianHint">The same in Bahasa Indonesia.</param>
internal sealed record DiagnosticDescriptor(
    string Code,
    Severity Severity,
    string English,
    string Indonesian,
    string EnglishHint,
    string IndonesianHint)
{
    public string Template(Language language) => language == Language.Indonesian ? Indonesian : English;

    public string HintTemplate(Language language) => language == Language.Indonesian ? IndonesianHint : EnglishHint;
}
