using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Regions;

/// <summary>A folder that holds all of a region: its policies, its people and facts of its units.</summary>
internal sealed class RegionFolder(string path)
{
    private const string PolicyFile = "policy.json";
    private const string PeopleFile = "people.ndjson";
    private const string PeopleFolder = "people";
    private const string PeopleTable = "appraisals.csv";
    private const string UnitsFile = "units.ndjson";

    /// <summary>Its people: a file of NDJSON, a folder of CSV files, or CSV files in the folder itself.</summary>
    /// <exception cref="UsageException">There are none, or they are there in more than one form and nobody can say which is right.</exception>
    public string People(Language language)
    {
        var file = Path.Combine(path, PeopleFile);
        var folder = Path.Combine(path, PeopleFolder);
        string?[] forms = [File.Exists(file) ? file : null, Directory.Exists(folder) ? folder : null, File.Exists(Path.Combine(path, PeopleTable)) ? path : null];
        return forms.OfType<string>().ToList() switch
        {
            [var only] => only,
            [] => throw new UsageException(language.Say(
                $"folder '{path}' tidak berisi orang: {PeopleFile}, {PeopleFolder}/ atau {PeopleTable}.",
                $"the folder '{path}' has no people: {PeopleFile}, {PeopleFolder}/ or {PeopleTable}.")),
            _ => throw new UsageException(language.Say(
                $"folder '{path}' berisi orang dalam lebih dari satu bentuk; sisakan satu: {PeopleFile}, {PeopleFolder}/ atau {PeopleTable}.",
                $"the folder '{path}' holds people in more than one form; keep one: {PeopleFile}, {PeopleFolder}/ or {PeopleTable}.")),
        };
    }

    /// <summary>Its own policy.</summary>
    public string Policy(Language language)
    {
        var file = Path.Combine(path, PolicyFile);
        return File.Exists(file) ? file : throw new UsageException(language.Say(
            $"folder '{path}' tidak berisi {PolicyFile}; tambahkan berkas itu, atau pilih kebijakan dengan -p.",
            $"the folder '{path}' has no {PolicyFile}; add it, or choose a policy with -p."));
    }

    /// <summary>A policy that was chosen with -p: a shipped id, a file, or a file of this folder by its name.</summary>
    public string Policy(string chosen)
    {
        var beside = Path.Combine(path, chosen);
        return NationalPolicies.Find(chosen) is null && !File.Exists(chosen) && File.Exists(beside) ? beside : chosen;
    }

    /// <summary>Facts of its units, or null where it has none.</summary>
    public string? Units => Path.Combine(path, UnitsFile) is var file && File.Exists(file) ? file : null;
}
