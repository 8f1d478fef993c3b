using System.Text.Json.Nodes;

namespace PeopleGenerator.Regions;

/// <summary>A planned result in Sawahlunto.</summary>
/// <param name="Indicator">The entry of the catalogue; <c>other</c> for a result with a title of its own.</param>
/// <param name="YearTarget">The lowest target of the year; null where the catalogue sets the target.</param>
/// <param name="ReportsAgainst">The target that the catalogue sets, so that an actual can be invented.</param>
internal sealed record SawahluntoWork(string Indicator, string? Title = null, int? YearTarget = null, decimal ReportsAgainst = 0, bool AddsUp = false, bool LowerIsBetter = false)
{
    public JsonNode Invent(Dice dice, int weight, int ability)
    {
        var item = new JsonObject { ["indicator"] = Indicator };
        if (Title is not null)
            item["title"] = Title;
        item["weight"] = weight;
        var target = ReportsAgainst;
        if (YearTarget is { } lowest)
        {
            target = lowest * dice.Between(1, 4);
            item["target"] = PlainNumber.Of(target);
        }

        if (Indicator == "other" && LowerIsBetter)
            item["polarity"] = "lower";
        var reached = ability + dice.Between(-7, 7);
        var exact = (AddsUp ? target / 4 : target) * (LowerIsBetter ? Math.Max(200 - reached, 0) : reached) / 100m;
        var isMean = Indicator is "satisfaction" or "complaintHours" or "waitingMinutes";
        item["actual"] = PlainNumber.Of(Math.Round(exact, isMean ? 1 : 0, MidpointRounding.AwayFromZero));
        return item;
    }
}

internal sealed record SawahluntoService(string Code, int LimitHours);

internal sealed record SawahluntoOffice(string Unit, SawahluntoWork[] Works, SawahluntoService[] Services);

internal static class SawahluntoOffices
{
    public static readonly SawahluntoWork[] EveryOffice =
    [
        new("monthlyReports", ReportsAgainst: 12, AddsUp: true),
        new("trainingDays", ReportsAgainst: 12, AddsUp: true),
        new("auditFindings", YearTarget: 4, LowerIsBetter: true),
        new("other", "Arsip yang tertata menurut jadwal", YearTarget: 25),
    ];

    private static readonly SawahluntoWork[] DistrictWorks =
    [
        new("satisfaction", ReportsAgainst: 88.31m),
        new("complaintHours", ReportsAgainst: 24, LowerIsBetter: true),
        new("outreach", ReportsAgainst: 48, AddsUp: true),
    ];

    public static readonly SawahluntoOffice[] All =
    [
        new("disdukcapil",
            [new("documentsIssued", YearTarget: 600, AddsUp: true), new("outreach", ReportsAgainst: 48, AddsUp: true), new("satisfaction", ReportsAgainst: 88.31m)],
            [new("birthCertificate", 8), new("identityCard", 24), new("familyCard", 24)]),
        new("dpmptsp", [new("permitsIssued", YearTarget: 120, AddsUp: true), new("complaintHours", ReportsAgainst: 24, LowerIsBetter: true)], [new("businessPermit", 40)]),
        new("dinkes",
            [new("patientsServed", YearTarget: 2400, AddsUp: true), new("waitingMinutes", ReportsAgainst: 30, LowerIsBetter: true), new("satisfaction", ReportsAgainst: 88.31m)], []),
        new("dpupr", [new("other", "Ruas jalan yang dipelihara, dalam kilometer", YearTarget: 15), new("other", "Hari keterlambatan pekerjaan", YearTarget: 10, LowerIsBetter: true)], []),
        new("bkpsdm", [new("other", "Usul kenaikan pangkat yang diproses", YearTarget: 40), new("complaintHours", ReportsAgainst: 24, LowerIsBetter: true)], []),
        new("satpolpp", [new("other", "Patroli ketertiban umum", YearTarget: 20), new("complaintHours", ReportsAgainst: 24, LowerIsBetter: true)], []),
        new("kecamatan-barangin", DistrictWorks, []),
        new("kecamatan-talawi", DistrictWorks, []),
    ];
}
