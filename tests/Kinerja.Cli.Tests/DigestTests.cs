using System.Globalization;
using System.Security.Cryptography;

namespace Kinerja.Cli.Tests;

/// <summary>One input, one policy, one digest: on any number of threads, in any culture and time zone.</summary>
public sealed class DigestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DigestTests() => File.WriteAllLines(People, File.ReadLines(TestFiles.People).Take(500)); // two blocks of the input

    private string People => _folder["people.ndjson"];

    [Fact]
    public void ThreadsLocalesAndTimeZones_ChangeNoByte()
    {
        var digests = new HashSet<string>();
        foreach (var locale in new[] { "C", "id_ID.UTF-8", "tr_TR.UTF-8" })
        {
            foreach (var zone in new[] { "Asia/Jakarta", "America/New_York" })
            {
                foreach (var threads in new[] { "1", "2" })
                {
                    var environment = new Dictionary<string, string> { ["LC_ALL"] = locale, ["LANG"] = locale, ["TZ"] = zone };
                    var run = ProgramRun.Of(environment, Arguments("out.csv", threads));
                    Assert.True(run.Code == 1, run.Error);
                    digests.Add(Digest("out.csv"));
                }
            }
        }

        Assert.Single(digests);
    }

    // The program carries no cultures of its own, so that these are made by hand: what they write differently would be seen.
    [Fact]
    public void CulturesThatWriteNumbersAndDatesOtherwise_ChangeNoByte()
    {
        var usual = CultureInfo.CurrentCulture;
        var digests = new HashSet<string>();
        try
        {
            foreach (var culture in new[] { CultureInfo.InvariantCulture, Culture(",", ".", "-", "."), Culture("٫", "’", "\u2212", "/") })
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
                foreach (var threads in new[] { "1", "2" })
                {
                    foreach (var name in new[] { "out.csv", "out.ndjson" })
                        Assert.Equal(1, CommandRun.Of(Arguments(name, threads)).Code);
                    digests.Add(Digest("out.csv") + Digest("out.ndjson"));
                }
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = usual;
        }

        Assert.Single(digests);
    }

    public void Dispose() => _folder.Dispose();

    private static CultureInfo Culture(string point, string group, string minus, string dateSeparator)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = culture.NumberFormat.PercentDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = group;
        culture.NumberFormat.NegativeSign = minus;
        culture.DateTimeFormat.DateSeparator = dateSeparator;
        culture.DateTimeFormat.ShortDatePattern = "dd/MM/yy";
        Assert.NotEqual((-1.5m).ToString(CultureInfo.InvariantCulture), (-1.5m).ToString(culture));
        return culture;
    }

    private string[] Arguments(string output, string threads) =>
        ["score", "-p", "pp-30-2019", People, "-o", _folder[output], "--threads", threads, "--as-of", "2026-05-15", "--lang", "en"];

    private string Digest(string name) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_folder[name])));
}
