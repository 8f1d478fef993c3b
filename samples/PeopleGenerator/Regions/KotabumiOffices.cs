using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>A planned result of an office in Kotabumi.</summary>
/// <param name="Baseline">Where an outcome stands at the beginning: it is measured by the way covered from there.</param>
internal sealed record KotabumiWork(string Title, int LowestTarget, int HighestTarget, bool LowerIsBetter = false, int? Baseline = null)
{
    public JsonNode Invent(Dice dice, int weight, int ability, int optimism, bool hasSelf, bool isAssessed)
    {
        var target = dice.Between(LowestTarget, HighestTarget);
        var item = new JsonObject { ["title"] = Title };
        if (LowerIsBetter)
            item["polarity"] = "lower";
        item["weight"] = weight;
        if (Baseline is { } baseline)
            item["baseline"] = baseline;
        item["target"] = target;
        var reached = ability + dice.Between(-6, 6);
        if (hasSelf)
            item["selfActual"] = Actual(target, reached + optimism + dice.Between(-1, 1));
        if (isAssessed)
            item["actual"] = Actual(target, reached);
        return item;
    }

    // Small numbers in tenths, so that they do not jump.
    private JsonNode Actual(int target, int reached)
    {
        var exact = Baseline is { } baseline ? baseline + ((target - baseline) * reached / 100m)
            : target * (LowerIsBetter ? Math.Max(200 - reached, 0) : reached) / 100m;
        return PlainNumber.Of(Math.Round(exact, target < 100 ? 1 : 0, MidpointRounding.AwayFromZero));
    }
}

/// <summary>An outcome of an office: immunisation coverage, children out of school.</summary>
internal sealed record KotabumiOutcome(string Outcome, decimal Baseline, decimal Target, decimal Actual)
{
    public JsonNode AsJson() =>
        new JsonObject { ["outcome"] = Outcome, ["baseline"] = PlainNumber.Of(Baseline), ["target"] = PlainNumber.Of(Target), ["actual"] = PlainNumber.Of(Actual) };
}

/// <param name="WeakAspect">The core value in which many people of this office score low.</param>
internal sealed record KotabumiOffice(string Unit, string Achievement, bool IsSurveyed, string? WeakAspect, KotabumiWork[] Works, KotabumiOutcome[] Outcomes);

internal static class KotabumiOffices
{
    private static readonly KotabumiWork[] KecamatanWorks =
    [
        new("Surat keterangan yang dilayani", 600, 2200),
        new("Pembinaan desa dan kelurahan", 24, 60),
        new("Pendataan keluarga penerima bantuan", 150, 900),
        new("Aduan warga yang lewat batas waktu", 10, 30, LowerIsBetter: true),
    ];

    public static readonly KotabumiOffice[] All =
    [
        new("dinkes", "baik", true, null,
        [
            new("Cakupan imunisasi dasar lengkap", 90, 95, Baseline: 78),
            new("Balita yang ditimbang di posyandu", 800, 5000),
            new("Kunjungan pembinaan ke puskesmas", 24, 60),
            new("Prevalensi stunting", 14, 16, Baseline: 22),
        ],
        [new("immunisation", 78, 92, 87.8m), new("stunting", 22, 15, 16.4m)]),
        new("rsud", "baik", false, "berorientasiPelayanan",
        [
            new("Pasien rawat jalan yang dilayani", 2000, 9000),
            new("Rata-rata menit tunggu rawat jalan", 30, 60, LowerIsBetter: true),
            new("Kelengkapan rekam medis dalam 24 jam", 85, 95),
        ], []),
        new("disdukcapil", "baik", false, "berorientasiPelayanan",
        [
            new("KTP elektronik yang terbit", 1500, 9000),
            new("Akta kelahiran yang terbit", 400, 3200),
            new("Layanan jemput bola ke desa", 24, 48),
            new("Rata-rata menit tunggu loket", 20, 45, LowerIsBetter: true),
        ], []),
        new("disdik", "istimewa", false, "adaptif",
        [
            new("Supervisi ke satuan pendidikan", 20, 90),
            new("Guru yang mengikuti pelatihan", 100, 300),
            new("Anak putus sekolah", 40, 60, Baseline: 120),
        ],
        [new("dropOut", 412, 300, 289)]),
        new("dpupr", "butuhPerbaikan", false, null,
        [
            new("Ruas jalan yang dipelihara, dalam kilometer", 20, 60),
            new("Uji mutu bahan di lapangan", 30, 150),
            new("Hari keterlambatan pekerjaan", 10, 20, LowerIsBetter: true),
        ],
        [new("roads", 58.4m, 64, 61.2m)]),
        new("bkpsdm", "baik", true, null,
        [
            new("Usul kenaikan pangkat yang diproses", 100, 500),
            new("Peserta pengembangan kompetensi", 100, 800),
            new("Usul yang dikembalikan karena kurang lengkap", 10, 40, LowerIsBetter: true),
        ], []),
        new("kecamatan-kotabumi", "baik", false, null, KecamatanWorks, []),
        new("kecamatan-kotabumi-selatan", "baik", false, "akuntabel", KecamatanWorks, []),
    ];
}
