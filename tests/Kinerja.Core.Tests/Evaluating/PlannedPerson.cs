using System.Globalization;
using System.Text;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>People of <c>permenpanrb-8-2021</c> with plan items of given numbers of aspects. Targets are often just met or missed by a half of a hundredth.</summary>
internal static class PlannedPerson
{
    private static readonly string[] Behaviours = ["orientasiPelayanan", "komitmen", "inisiatifKerja", "kerjaSama", "kepemimpinan"];

    public static Appraisal Create(string id, int[] aspects, Random random)
    {
        var items = aspects.Select(count => $$"""{"alignment":"{{(random.Next(2) == 0 ? "direct" : "nonDirect")}}","aspects":[{{string.Join(',', Enumerable.Range(0, count).Select(_ => Aspect(random)))}}]}""");
        var behaviours = Behaviours.Select(name => $$"""{"aspect":"{{name}}","score":{{Number(random.Next(40, 240) * 50)}}}""");
        var json = $$"""{"id":"{{id}}","period":"2021-07-01/2021-12-31","facts":{"positionGroup":"{{(random.Next(2) == 0 ? "ja" : "jf")}}","planItems":[{{string.Join(',', items)}}],"behaviours":[{{string.Join(',', behaviours)}}],"peersAndSubordinatesConsulted":{{(random.Next(2) == 0 ? "true" : "false")}} } }""";
        return Appraisal.Read(Encoding.UTF8.GetBytes(json)).Appraisal!;
    }

    private static string Aspect(Random random)
    {
        // 80 and 160 make hundredths of a percent that end on a half: 79.995 of 100 is 159.99 of 200.
        var target = random.Next(3) switch { 0 => 200_00, 1 => 100 * random.Next(1, 90), _ => random.Next(1, 90_000) };
        var actual = target * (long)new[] { 50, 60, 80, 100, 100, 101, 110 }[random.Next(7)] / 100;
        actual += random.Next(4) == 0 ? random.Next(-2, 3) : 0;
        return $$"""{"condition":"{{(random.Next(3) == 0 ? "special" : "normal")}}","targetLower":{{Number(target)}},"actual":{{Number(actual)}}}""";
    }

    private static string Number(long hundredths) => (hundredths / 100m).ToString(CultureInfo.InvariantCulture);
}
