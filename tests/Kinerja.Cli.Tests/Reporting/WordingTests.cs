using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Tests.Reporting;

public sealed class WordingTests
{
    [Theory]
    [InlineData("id_ID.UTF-8", null, true)]
    [InlineData("id", null, true)]
    [InlineData("en_US.UTF-8", null, false)]
    [InlineData("C", null, false)]
    [InlineData("idle", null, false)]
    [InlineData(null, null, false)]
    [InlineData("id_ID", "en_GB", false)]
    public void TheLocale_TellsTheLanguage(string? lang, string? all, bool isIndonesian) =>
        Assert.Equal(isIndonesian, Wording.IsIndonesian(name => name switch { "LANG" => lang, "LC_ALL" => all, _ => null }));

    [Theory]
    [InlineData(new[] { "eval", "1", "--lang", "id" }, Language.Indonesian)]
    [InlineData(new[] { "--lang=en", "eval" }, Language.English)]
    [InlineData(new[] { "eval", "--", "--lang", "id" }, null)]
    [InlineData(new[] { "eval", "--lang" }, null)]
    public void TheArguments_ChooseTheLanguage(string[] args, Language? expected) => Assert.Equal(expected, Wording.Chosen(args));
}
