using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Regions;

/// <summary>What one run works on: which policy, which people, which facts of units.</summary>
/// <param name="Name">What a report calls it: the folder's own name.</param>
/// <param name="Policy">Id of a shipped policy, or a policy file.</param>
/// <param name="People">NDJSON file or folder of CSV files; null for standard input.</param>
/// <param name="Units">Facts of units, or null.</param>
/// <param name="Arguments">How a command names the same: its words before the other options.</param>
internal sealed record RunSource(string Name, string Policy, string? People, string? Units, IReadOnlyList<string> Arguments)
{
    /// <summary>What INPUT… and -p mean together.</summary>
    public static IReadOnlyList<RunSource> Of(string? policy, IReadOnlyList<string> inputs, Language language)
    {
        if (inputs.Count == 0)
            return [OfInput("-", policy ?? throw NoPolicy(language))];
        if (inputs.Count > 1 || policy is null)
        {
            foreach (var input in inputs.Where(input => !Directory.Exists(input)))
                throw NoFolder(input, policy is null, language);
        }

        foreach (var same in inputs.GroupBy(input => Path.TrimEndingDirectorySeparator(Path.GetFullPath(input))).Where(group => group.Count() > 1))
            throw new UsageException(language.Say($"'{same.First()}' disebut dua kali.", $"'{same.First()}' is given twice."));
        return [.. inputs.Select(input => Directory.Exists(input) ? OfFolder(input, policy, language) : OfInput(input, policy!))];
    }

    /// <summary>The same for a command that takes one INPUT.</summary>
    public static RunSource One(string? policy, string? input, Language language) => Of(policy, input is null ? [] : [input], language)[0];

    private static RunSource OfInput(string input, string policy) => input == "-"
        ? new RunSource(input, policy, null, null, ["-p", policy, "FILE"])
        : new RunSource(input, policy, input, null, ["-p", policy, input]);

    private static RunSource OfFolder(string path, string? policy, Language language)
    {
        var folder = new RegionFolder(path);
        return new RunSource(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
            policy is null ? folder.Policy(language) : folder.Policy(policy),
            folder.People(language),
            folder.Units,
            policy is null ? [path] : ["-p", policy, path]);
    }

    private static UsageException NoPolicy(Language language) => new(language.Say(
        "sebutkan kebijakannya dengan -p, atau folder daerah yang berisi policy.json.",
        "name a policy with -p, or a region folder that holds a policy.json."));

    private static UsageException NoFolder(string input, bool isPolicyMissing, Language language) => new((input == "-" || File.Exists(input), isPolicyMissing) switch
    {
        (false, _) => language.Say($"'{input}' tidak ada.", $"there is no '{input}'."),
        (_, true) => language.Say($"'{input}' bukan folder daerah; sebutkan kebijakannya dengan -p.", $"'{input}' is no region folder; name its policy with -p."),
        _ => language.Say($"'{input}' bukan folder; beberapa masukan sekaligus harus berupa folder daerah.", $"'{input}' is no folder; several inputs at once have to be region folders."),
    });
}
