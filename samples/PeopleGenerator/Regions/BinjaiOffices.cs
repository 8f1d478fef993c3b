namespace PeopleGenerator.Regions;

/// <summary>A target of the catalogue: the range of the yearly target of one officer.</summary>
internal sealed record BinjaiTarget(string Indicator, int Low, int High, bool IsLowerBetter = false);

/// <summary>An office with its head, what it plans, and how quickly its head answers.</summary>
/// <param name="Unit">Its code.</param>
/// <param name="Head">The position of the head.</param>
/// <param name="Programmes">Programmes that its officers plan.</param>
/// <param name="Impacts">Impacts that its officers answer for.</param>
/// <param name="SlowPercent">How often the head needs longer than three work days for a weekly batch.</param>
/// <param name="StaffScore">The mean score of the staff as `kinerja unit` gives it, for the head; null where it came too late.</param>
internal sealed record BinjaiOffice(string Unit, string Head, BinjaiTarget[] Programmes, BinjaiTarget[] Impacts, int SlowPercent, decimal? StaffScore);

internal static class BinjaiOffices
{
    public static readonly BinjaiTarget Complaints = new("responsPengaduan", 80, 95);

    private static readonly BinjaiTarget[] HealthProgrammes = [new("posyandu", 12, 48), new("kunjunganRumah", 60, 240), new("penyuluhanSehat", 8, 40)];
    private static readonly BinjaiTarget[] HealthImpacts = [new("imunisasiDasar", 75, 95), new("stunting", 10, 20, IsLowerBetter: true)];
    private static readonly BinjaiTarget[] SchoolProgrammes = [new("supervisiKelas", 10, 40), new("bimbinganBelajar", 24, 96), new("pelatihanGuru", 2, 12)];
    private static readonly BinjaiTarget[] SchoolImpacts = [new("putusSekolah", 4, 20, IsLowerBetter: true), new("literasi", 55, 85)];
    private static readonly BinjaiTarget[] ServiceProgrammes = [new("layananSurat", 120, 1200), new("gotongRoyong", 6, 24), new("musrenbang", 5, 30)];
    private static readonly BinjaiTarget[] ServiceImpacts = [new("kepuasanWarga", 75, 90), Complaints];

    public static readonly BinjaiOffice[] All =
    [
        new("dinas-kesehatan", "kepalaDinas", HealthProgrammes, HealthImpacts, 4, 90.38m),
        new("puskesmas-bandar-senembah", "kepalaPuskesmas", HealthProgrammes, HealthImpacts, 3, 87.09m),
        new("puskesmas-h-hasan", "kepalaPuskesmas", HealthProgrammes, HealthImpacts, 35, 91.61m),
        new("dinas-pendidikan", "kepalaDinas", SchoolProgrammes, SchoolImpacts, 8, 91.78m),
        new("smp-contoh-1", "kepalaSekolah", SchoolProgrammes, SchoolImpacts, 2, 85.84m),
        new("smp-contoh-2", "kepalaSekolah", SchoolProgrammes, SchoolImpacts, 6, 89.82m),
        new("kecamatan-binjai-utara", "camat", ServiceProgrammes, ServiceImpacts, 5, 87.19m),
        new("kecamatan-binjai-timur", "camat", ServiceProgrammes, ServiceImpacts, 20, null),
        new("kelurahan-contoh-1", "lurah", ServiceProgrammes, ServiceImpacts, 3, 90.6m),
        new("kelurahan-contoh-2", "lurah", ServiceProgrammes, ServiceImpacts, 10, 90.28m),
    ];
}
