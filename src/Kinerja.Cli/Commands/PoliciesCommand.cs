using System.CommandLine;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Commands;

/// <summary><c>kinerja policies</c>: the policies that ship inside.</summary>
internal static class PoliciesCommand
{
    public static Command Create(Terminal terminal, Language language)
    {
        var json = new Option<bool>("--json") { Description = language.Say("Satu objek JSON per baris", "One JSON object a line") };
        var command = new Command("policies", language.Say("Mendaftar kebijakan bawaan", "Lists the policies that ship inside")) { json };
        command.SetAction(parse =>
        {
            var policies = NationalPolicies.Ids.Select(AppraisalPolicy.LoadNational).ToList();
            if (parse.GetValue(json))
                WriteJson(terminal, policies);
            else
                WriteTable(terminal, policies, language);
            return ExitCode.Done;
        });
        return command;
    }

    private static void WriteJson(Terminal terminal, List<AppraisalPolicy> policies)
    {
        foreach (var policy in policies)
        {
            JsonLine.Write(terminal.Output, writer =>
            {
                writer.WriteString("id", policy.Id);
                writer.WriteString("version", policy.Version);
                writer.WriteStartObject("title");
                writer.WriteString("id", policy.Title.In(Language.Indonesian));
                writer.WriteString("en", policy.Title.In(Language.English));
                writer.WriteEndObject();
                writer.WriteString("from", policy.EffectiveFrom?.ToString("O"));
                writer.WriteString("to", policy.EffectiveTo?.ToString("O"));
                writer.WriteString("fingerprint", policy.Fingerprint);
            });
        }
    }

    private static void WriteTable(Terminal terminal, List<AppraisalPolicy> policies, Language language)
    {
        var rows = policies.Select(policy => new[] { policy.Id, policy.Version, Period(policy), policy.Fingerprint, policy.Title.In(language) }).ToList();
        rows.Insert(0, language == Language.Indonesian ? ["ID", "VERSI", "BERLAKU", "SIDIK", "JUDUL"] : ["ID", "VERSION", "IN FORCE", "FINGERPRINT", "TITLE"]);
        var widths = Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            terminal.Text.WriteLine(string.Join("  ", row.Select((cell, column) => column < widths.Length ? cell.PadRight(widths[column]) : cell)));
    }

    private static string Period(AppraisalPolicy policy) => policy.EffectiveFrom is null && policy.EffectiveTo is null
        ? "-"
        : $"{policy.EffectiveFrom?.ToString("O") ?? "…"} – {policy.EffectiveTo?.ToString("O") ?? "…"}";
}
