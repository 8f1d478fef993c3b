using System.Collections.Immutable;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>The ids that stand more than once in a run, and where.</summary>
/// <remarks>
/// Eight bytes a person: a first pass keeps a hash of each id; only where hashes repeat does a second pass look at the ids themselves.
/// </remarks>
internal sealed class RepeatedIds
{
    private const int MostPlaces = 10;

    private readonly Dictionary<string, List<int>> _linesById;

    private RepeatedIds(Dictionary<string, List<int>> linesById) => _linesById = linesById;

    public static RepeatedIds Find(IAppraisalInput input, CancellationToken stop)
    {
        var hashes = new List<ulong>();
        foreach (var (id, _) in input.ReadIds())
        {
            stop.ThrowIfCancellationRequested();
            hashes.Add(Hash(id));
        }

        hashes.Sort();
        var repeated = new HashSet<ulong>();
        for (var index = 1; index < hashes.Count; index++)
        {
            if (hashes[index] == hashes[index - 1])
                repeated.Add(hashes[index]);
        }

        var linesById = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        if (repeated.Count == 0)
            return new RepeatedIds(linesById);
        foreach (var (id, number) in input.ReadIds().Where(entry => repeated.Contains(Hash(entry.Id))))
        {
            if (!linesById.TryGetValue(id, out var lines))
                linesById.Add(id, lines = []);
            lines.Add(number);
        }

        foreach (var id in linesById.Where(pair => pair.Value.Count == 1).Select(pair => pair.Key).ToList())
            linesById.Remove(id);
        return new RepeatedIds(linesById);
    }

    /// <summary>Whether one id repeats, without regard to the others.</summary>
    public static RepeatedIds Of(string id, IAppraisalInput input, CancellationToken stop)
    {
        var lines = new List<int>();
        foreach (var (other, number) in input.ReadIds())
        {
            stop.ThrowIfCancellationRequested();
            if (other == id)
                lines.Add(number);
        }

        return new RepeatedIds(lines.Count > 1 ? new(StringComparer.Ordinal) { [id] = lines } : []);
    }

    /// <summary>The issue of a record whose id stands elsewhere too, or none.</summary>
    public ImmutableArray<Diagnostic> IssuesOf(string? id)
    {
        if (id is null || !_linesById.TryGetValue(id, out var lines))
            return [];
        var list = string.Join(", ", lines.Take(MostPlaces)) + (lines.Count > MostPlaces ? ", …" : "");
        return [AppraisalIssues.RepeatedId(id, new LocalizedText($"baris {list}", $"lines {list}"))];
    }

    // FNV-1a: the same on every machine and run.
    private static ulong Hash(string id)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var letter in id)
            hash = unchecked((hash ^ letter) * 1_099_511_628_211UL);
        return hash;
    }
}
