namespace Kinerja.Core.Explaining;

internal static class ExplanationJson
{
    public static string Write(Explanation explanation, Language language) => explanation.Result.ToJson(language);
}
