using Kinerja.Core;

namespace Kinerja.Cli.Reporting;

/// <summary>What people call the kinds of follow-ups, and whose doing they were.</summary>
internal static class FollowUpWords
{
    public static string Of(string kind, Language language) => kind switch
    {
        "training" => language.Say("pelatihan", "training"),
        "coaching" => language.Say("pembinaan", "coaching"),
        "award" => language.Say("penghargaan", "award"),
        "sanction" => language.Say("sanksi", "sanction"),
        "hold" => language.Say("penundaan", "hold"),
        "dialogue" => language.Say("dialog kinerja", "dialogue"),
        "objection" => language.Say("keberatan", "objection"),
        "distribution" => language.Say("sebaran predikat", "distribution"),
        "finding" => language.Say("temuan", "finding"),
        "information" => language.Say("informasi", "information"),
        _ => kind,
    };

    public static string Cause(string cause, Language language) => cause switch
    {
        "officer" => language.Say("pegawai", "officer"),
        "superior" => language.Say("atasan", "superior"),
        "personnelOffice" => language.Say("pengelola kepegawaian", "personnel office"),
        "system" => language.Say("sistem", "system"),
        _ => cause,
    };
}
