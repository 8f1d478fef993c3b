namespace PeopleGenerator;

/// <summary>A planned result that an office may give to its people.</summary>
/// <param name="LowerIsBetter">Days, complaints, findings: the fewer the better.</param>
internal sealed record Work(string Title, int LowestTarget, int HighestTarget, bool LowerIsBetter = false);

internal sealed record Office(string Unit, bool AsksPeersAndSubordinates, Work[] Works);

internal static class Offices
{
    private static readonly Work[] EveryOffice =
    [
        new("Laporan kinerja triwulanan, tersusun tepat waktu", 4, 4),
        new("Surat masuk yang ditindaklanjuti", 120, 600),
        new("Rapat koordinasi yang diselenggarakan", 6, 24),
        new("Indeks kepuasan pengguna layanan", 80, 90),
        new("Rata-rata hari penyelesaian surat", 3, 10, LowerIsBetter: true),
        new("Temuan pemeriksaan yang berulang", 2, 6, LowerIsBetter: true),
    ];

    public static readonly Office[] All =
    [
        new("disdukcapil", true,
        [
            new("Penerbitan KTP elektronik", 1500, 9000),
            new("Akta kelahiran yang diterbitkan", 400, 3200),
            new("Layanan jemput bola di nagari dan kelurahan", 12, 48),
            new("Rata-rata menit tunggu loket", 15, 45, LowerIsBetter: true),
        ]),
        new("dinkes", true,
        [
            new("Balita yang ditimbang di posyandu", 800, 5000),
            new("Cakupan imunisasi dasar lengkap", 80, 95),
            new("Kunjungan ke puskesmas pembantu", 12, 60),
            new("Kasus diare per seribu penduduk", 8, 25, LowerIsBetter: true),
        ]),
        new("disdik", false,
        [
            new("Supervisi ke satuan pendidikan", 20, 90),
            new("Guru yang mengikuti pelatihan", 40, 300),
            new("Data pokok pendidikan yang diverifikasi", 60, 200),
            new("Siswa putus sekolah", 5, 30, LowerIsBetter: true),
        ]),
        new("dpupr", false,
        [
            new("Ruas jalan yang dipelihara, dalam kilometer", 5, 60),
            new("Dokumen rencana teknis", 4, 20),
            new("Uji mutu bahan di lapangan", 30, 150),
            new("Hari keterlambatan pekerjaan", 5, 20, LowerIsBetter: true),
        ]),
        new("bkpsdm", true,
        [
            new("Usul kenaikan pangkat yang diproses", 60, 500),
            new("Peserta pengembangan kompetensi", 100, 800),
            new("Pemutakhiran data kepegawaian", 300, 2500),
            new("Usul yang dikembalikan karena kurang lengkap", 5, 40, LowerIsBetter: true),
        ]),
        new("bappeda", false,
        [
            new("Dokumen perencanaan yang selesai", 3, 12),
            new("Usulan musrenbang yang ditelaah", 80, 400),
            new("Evaluasi program perangkat daerah", 4, 24),
        ]),
        new("satpolpp", false,
        [
            new("Patroli ketertiban umum", 100, 360),
            new("Penyuluhan peraturan daerah", 10, 50),
            new("Aduan yang ditangani", 50, 240),
            new("Aduan yang lewat batas waktu", 3, 15, LowerIsBetter: true),
        ]),
        new("kecamatan-utara", false,
        [
            new("Surat keterangan yang dilayani", 300, 2400),
            new("Pembinaan desa dan kelurahan", 10, 40),
            new("Pendataan keluarga penerima bantuan", 150, 900),
        ]),
    ];

    public static IReadOnlyList<Work> WorksOf(Office office) => [.. office.Works, .. EveryOffice];
}
