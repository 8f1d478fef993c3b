namespace Kinerja.Core.Explaining;

internal static class ExplanationText
{
    public static string Write(Explanation explanation, Language language) => explanation.Result.ToJson(language);
}
