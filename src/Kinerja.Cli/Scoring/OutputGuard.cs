using Kinerja.Cli.Regions;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>What is written must not replace what is read, nor be read as a list of the next run.</summary>
internal static class OutputGuard
{
    public static bool IsCsv(string? file) => file is not null && Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    public static void Check(IEnumerable<string?> outputs, IReadOnlyList<RunSource> sources, Language language)
    {
        var files = outputs.OfType<string>().ToList();
        foreach (var same in files.GroupBy(RealPath.Of).Where(group => group.Count() > 1))
            throw new UsageException(language.Say($"dua keluaran menunjuk berkas yang sama, '{same.First()}'.", $"two outputs name the same file, '{same.First()}'."));
        foreach (var file in files)
        {
            var path = RealPath.Of(file);
            foreach (var source in sources)
                Check(file, path, source, language);
        }
    }

    private static void Check(string file, string path, RunSource source, Language language)
    {
        if (new[] { source.Policy, source.People, source.Units }.OfType<string>().Any(input => RealPath.Of(input) == path))
            throw new UsageException(language.Say($"'{file}' adalah masukan; pilih nama lain untuk hasilnya.", $"'{file}' is an input; choose another name for the results."));
        if (source.People is { } people && Path.GetDirectoryName(path) == Path.TrimEndingDirectorySeparator(RealPath.Of(people)) && IsCsv(file))
            throw new UsageException(language.Say($"'{file}' ada di folder masukan; tulis hasilnya di luar folder itu.", $"'{file}' lies in the input folder; write the results elsewhere."));
    }
}
