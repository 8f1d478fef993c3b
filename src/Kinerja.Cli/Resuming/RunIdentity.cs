using System.Collections.Immutable;
using System.Globalization;

namespace Kinerja.Cli.Resuming;

/// <summary>Something on which the bytes of a run depend, as the user knows it, and what it was.</summary>
internal sealed record RunFeature(string Name, string Value)
{
    /// <summary>The value of what is not there.</summary>
    public const string Nothing = "–";

    public static RunFeature OfFile(string path)
    {
        var file = new FileInfo(path);
        return new RunFeature(path, string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes, {file.LastWriteTimeUtc:O}"));
    }

    /// <summary>The very build of this program, because another one may score or write otherwise.</summary>
    public static RunFeature OfProgram()
    {
        var (own, core) = (typeof(RunFeature).Assembly, typeof(Core.AppraisalPolicy).Assembly);
        return new RunFeature("kinerja", $"{own.GetName().Version!.ToString(3)}, build {own.ManifestModule.ModuleVersionId:N}-{core.ManifestModule.ModuleVersionId:N}");
    }
}

/// <summary>Which run it is: everything on which its bytes depend.</summary>
internal sealed record RunIdentity(ImmutableArray<RunFeature> Features)
{
    /// <summary>The first feature in which another run differs, as it is here and there; null if it is the same run.</summary>
    public (string Name, string Here, string There)? DifferenceFrom(RunIdentity other)
    {
        foreach (var name in Features.Concat(other.Features).Select(feature => feature.Name).Distinct())
        {
            var (here, there) = (ValueOf(name), other.ValueOf(name));
            if (here != there)
                return (name, here, there);
        }

        return null;
    }

    private string ValueOf(string name) => string.Join("; ", Features.Where(feature => feature.Name == name).Select(feature => feature.Value).DefaultIfEmpty(RunFeature.Nothing));
}
