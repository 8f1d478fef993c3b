using System.Text.Json;
using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Policies;

/// <summary>Finds one policy and what it extends: shipped policies by id, files by name, bases by the id inside the files of the same folder.</summary>
internal sealed class PolicyLibrary
{
    // One byte more than the library reads, so that it is the library that refuses what is too large.
    private static readonly int MostBytes = PolicyLimits.Default.DocumentBytes + 1;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _textsByName = new(StringComparer.Ordinal);
    private readonly string? _folder;
    private readonly PolicySource _source;
    private readonly Language _language;
    private ILookup<string, string>? _filesById;

    private PolicyLibrary(PolicySource source, string? folder, Language language)
    {
        _source = Remember(source);
        _folder = folder;
        _language = language;
    }

    /// <summary>Opens a shipped policy or a file.</summary>
    public static PolicyLibrary Open(string policy, Language language)
    {
        if (NationalPolicies.Find(policy) is { } shipped)
            return new PolicyLibrary(shipped, null, language);
        if (!File.Exists(policy))
        {
            var ids = string.Join(", ", NationalPolicies.Ids);
            throw new UsageException(language.Say(
                $"tidak ada kebijakan '{policy}': bukan berkas dan bukan id bawaan ({ids}).",
                $"there is no policy '{policy}': neither a file nor a shipped id ({ids})."));
        }

        var folder = Path.GetDirectoryName(policy);
        return new PolicyLibrary(new PolicySource(policy, ReadFile(policy)), string.IsNullOrEmpty(folder) ? "." : folder, language);
    }

    /// <summary>Loads a policy to work with; when it has errors they are told on standard error and there is none.</summary>
    public static AppraisalPolicy? Load(string policy, Terminal terminal, Language language)
    {
        var library = Open(policy, language);
        var load = library.Load();
        if (load.Policy is not null)
            return load.Policy;
        foreach (var diagnostic in load.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error))
            DiagnosticText.Write(terminal.Error, diagnostic, library.TextOf, language);
        return null;
    }

    public PolicyLoad Load() => AppraisalPolicy.Load(_source, PolicyOptions.Default with { FindBase = FindBase });

    /// <summary>The text of a document that a diagnostic speaks of; empty when it is not at hand.</summary>
    public ReadOnlyMemory<byte> TextOf(string name) => _textsByName.GetValueOrDefault(name);

    private PolicySource? FindBase(string id)
    {
        if (NationalPolicies.Find(id) is { } shipped)
            return Remember(shipped);
        _filesById ??= FilesById(_folder);
        var files = _filesById[id].ToList();
        if (files.Count > 1)
        {
            throw new UsageException(_language.Say(
                $"kebijakan '{id}' ada di lebih dari satu berkas: {string.Join(", ", files)}. Sisakan satu saja di folder ini.",
                $"the policy '{id}' stands in more than one file: {string.Join(", ", files)}. Keep one of them in this folder."));
        }

        return files.Count == 0 ? null : Remember(new PolicySource(files[0], ReadFile(files[0])));
    }

    private PolicySource Remember(PolicySource source)
    {
        _textsByName[source.Name] = source.Json;
        return source;
    }

    private static ILookup<string, string> FilesById(string? folder)
    {
        var files = folder is null ? [] : Directory.GetFiles(folder, "*.json");
        return files.Order(StringComparer.Ordinal)
            .Select(file => (File: folder == "." ? Path.GetFileName(file) : file, Id: IdOf(file)))
            .Where(pair => pair.Id is not null)
            .ToLookup(pair => pair.Id!, pair => pair.File, StringComparer.Ordinal);
    }

    // A file that is no policy, or not even JSON, is simply not the base that is looked for.
    private static string? IdOf(string file)
    {
        try
        {
            return TopLevelMember.Id(ReadFile(file).Span);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    // By its bytes and not by its length, so that a pipe can be a policy file too.
    private static ReadOnlyMemory<byte> ReadFile(string path)
    {
        using var file = File.OpenRead(path);
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; text.Length < MostBytes && (read = file.Read(buffer)) > 0;)
            text.Write(buffer, 0, (int)Math.Min(read, MostBytes - text.Length));
        return text.ToArray();
    }
}
