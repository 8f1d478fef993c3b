using Kinerja.Cli.Regions;
using Kinerja.Cli.Reporting;
using Kinerja.Cli.Resuming;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>What is written must not replace what is read, nor be read as a list of the next run.</summary>
internal static class OutputGuard
{
    public static bool IsCsv(string? file) => file is not null && Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    public static void Check(IEnumerable<string?> outputs, IReadOnlyList<RunSource> sources, Language language)
    {
        var files = outputs.OfType<string>().ToList();
        foreach (var same in files.SelectMany(file => NamesOf(file).Select(name => (File: file, Name: name))).GroupBy(entry => entry.Name).Where(group => group.Count() > 1))
            throw new UsageException(language.Say($"dua keluaran menunjuk berkas yang sama, '{same.Last().File}'.", $"two outputs name the same file, '{same.Last().File}'."));
        foreach (var file in files)
        {
            var names = NamesOf(file);
            foreach (var source in sources)
                Check(file, names, source, language);
        }
    }

    private static void Check(string file, IReadOnlyList<string> names, RunSource source, Language language)
    {
        if (new[] { source.Policy, source.People, source.Units }.OfType<string>().Any(input => names.Contains(RealPath.Of(input))))
            throw new UsageException(language.Say($"'{file}' adalah masukan; pilih nama lain untuk hasilnya.", $"'{file}' is an input; choose another name for the results."));
        if (source.People is { } people && Path.GetDirectoryName(names[0]) == Path.TrimEndingDirectorySeparator(RealPath.Of(people)) && IsCsv(file))
            throw new UsageException(language.Say($"'{file}' ada di folder masukan; tulis hasilnya di luar folder itu.", $"'{file}' lies in the input folder; write the results elsewhere."));
    }

    // The file itself, and the files beside it while it is written.
    private static string[] NamesOf(string file)
    {
        var path = RealPath.Of(file);
        return [path, SafeFile.PartOf(path), RunJournal.PathOf(path)];
    }
}
