namespace Kinerja.Core.Explaining;

/// <summary>Tells follow-ups in words: what, for whom, until when, by whose doing, and the numbers that caused them.</summary>
internal sealed class FollowUpText(Language language, Action<string> line)
{
    private const int MostCases = 20; // records told one by one; the JSON holds all of them

    /// <summary>The kind in words.</summary>
    public static LocalizedText KindName(string kind) => kind switch
    {
        "training" => new("pelatihan", "training"),
        "coaching" => new("pembinaan", "coaching"),
        "award" => new("penghargaan", "award"),
        "sanction" => new("sanksi", "sanction"),
        "hold" => new("penahanan", "hold"),
        "dialogue" => new("dialog kinerja", "dialogue"),
        "objection" => new("keberatan", "objection"),
        "distribution" => new("sebaran predikat", "distribution"),
        "finding" => new("temuan", "finding"),
        _ => new("informasi", "information"),
    };

    /// <summary>The records that a follow-up concerns, after a dash.</summary>
    public static string Names(FollowUp followUp) => followUp.For.IsEmpty ? "" : $" – {string.Join(", ", followUp.For)}";

    /// <summary>Until when, in parentheses.</summary>
    public static string Until(FollowUp followUp, Language language) =>
        followUp.Due is { } due ? $" ({(language == Language.Indonesian ? "paling lambat" : "until")} {Period.DayText(due)})" : "";

    public void Write(IReadOnlyCollection<FollowUpReason> reasons)
    {
        if (reasons.Count == 0)
            return;
        line("");
        line(Say("TINDAK LANJUT dan sebabnya", "FOLLOW-UPS and why"));
        foreach (var reason in reasons)
            Write(reason);
    }

    private void Write(FollowUpReason reason)
    {
        var followUp = reason.FollowUp;
        line("");
        line($"- {followUp.Message?.In(language) ?? followUp.Id} [{followUp.Id}, {KindName(followUp.Kind).In(language)}]{Names(followUp)}");
        if (followUp.IsBlocking)
            line($"     {Say("menahan hasil unit sampai selesai", "blocks the results of the unit until settled")}");
        if (followUp.Due is { } due)
            line($"     {Say("paling lambat", "until")}: {Period.DayText(due)}");
        if (followUp.CausedBy is { } cause)
            line($"     {Say("oleh", "caused by")}: {CauseName(cause)}");
        line($"     {Say("karena", "because")}: {reason.Formula}");
        foreach (var instance in reason.Cases.Take(MostCases).Where(instance => instance.Substituted is not null))
            line($"     {(instance.Name.Length == 0 ? Say("angka", "numbers") : instance.Name)}: {instance.Substituted}");
        if (reason.Cases.Length > MostCases)
            line($"     … ({reason.Cases.Length - MostCases})");
        if (reason.Cases is [{ Name: "", Operands: { IsEmpty: false } operands }])
            line($"     {Say("dengan", "where")}: {string.Join("; ", operands.Select(operand => $"{operand.Label.In(language)} = {operand.Text}"))}");
        if (!followUp.Sources.IsEmpty)
            line($"     {Say("dasar", "source")}: {string.Join("; ", followUp.Sources.Select(source => source.Status == "unverified" ? $"{source.Citation} ({Say("belum terverifikasi", "unverified")})" : source.Citation))}");
    }

    private string CauseName(string cause) => cause switch
    {
        "officer" => Say("pegawai sendiri", "the officer"),
        "superior" => Say("atasan, bukan pegawai", "the superior, not the officer"),
        "personnelOffice" => Say("pengelola kepegawaian, bukan pegawai", "the personnel office, not the officer"),
        _ => Say("sistem, bukan pegawai", "the system, not the officer"),
    };

    private string Say(string indonesian, string english) => language == Language.Indonesian ? indonesian : english;
}
