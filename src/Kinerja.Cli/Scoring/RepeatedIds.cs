using System.Collections.Immutable;
using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>The ids that stand more than once in a run, and where.</summary>
/// <remarks>
/// A first pass takes each id into a filter, by which memory grows six and a half bytes for each; only where the filter may have seen one before
/// does a second pass look at the ids themselves. Who can take back what was written supposes that no id repeats, and takes them into the filter on the way.
/// </remarks>
internal sealed class RepeatedIds
{
    private const int MostPlaces = 10;

    private readonly Dictionary<string, List<int>> _linesById;
    private readonly HashSet<ulong> _hashes;

    private RepeatedIds(Dictionary<string, List<int>> linesById)
    {
        _linesById = linesById;
        _hashes = [.. linesById.Keys.Select(Hash)];
    }

    /// <summary>No id repeats, it is supposed: whoever scores has to hand on the ids, so that it comes out if one does.</summary>
    public static RepeatedIds NoneSupposed { get; } = new([]) { IsSupposed = true };

    public bool IsSupposed { get; private init; }

    public bool IsAny => _linesById.Count > 0;

    public static RepeatedIds Find(IAppraisalInput input, int threads, CancellationToken stop)
    {
        var candidates = FindCandidates(input, threads, stop);
        var linesById = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        if (candidates.Count == 0)
            return new RepeatedIds(linesById);
        new BlockPipeline<List<(string Id, int Line)>>(input.ReadIdBlocks(), () => block => Take(block, candidates), threads, Add, stop).Run();
        foreach (var id in linesById.Where(pair => pair.Value.Count == 1).Select(pair => pair.Key).ToList())
            linesById.Remove(id);
        return new RepeatedIds(linesById);

        void Add(List<(string Id, int Line)> found)
        {
            foreach (var (id, line) in found)
            {
                if (!linesById.TryGetValue(id, out var lines))
                    linesById.Add(id, lines = []);
                lines.Add(line);
            }
        }
    }

    /// <summary>Whether one id repeats, without regard to the others.</summary>
    public static RepeatedIds Of(string id, IAppraisalInput input, CancellationToken stop)
    {
        var lines = new List<int>();
        var wanted = new HashSet<ulong> { Hash(id) };
        new BlockPipeline<List<(string Id, int Line)>>(input.ReadIdBlocks(), () => block => Take(block, wanted), 1, found => lines.AddRange(found.Where(entry => entry.Id == id).Select(entry => entry.Line)), stop).Run();
        return new RepeatedIds(lines.Count > 1 ? new(StringComparer.Ordinal) { [id] = lines } : []);
    }

    /// <summary>Whether an id may repeat: a quick look that finds every one that does.</summary>
    public bool MayContain(ReadOnlySpan<byte> id) => _hashes.Count > 0 && _hashes.Contains(IdFilter.Hash(id));

    /// <summary>The issue of a record whose id stands elsewhere too, or none.</summary>
    public ImmutableArray<Diagnostic> IssuesOf(string? id)
    {
        if (id is null || !_linesById.TryGetValue(id, out var lines))
            return [];
        var list = string.Join(", ", lines.Take(MostPlaces)) + (lines.Count > MostPlaces ? ", …" : "");
        return [AppraisalIssues.RepeatedId(id, new LocalizedText($"baris {list}", $"lines {list}"))];
    }

    private static HashSet<ulong> FindCandidates(IAppraisalInput input, int threads, CancellationToken stop)
    {
        var watch = new IdWatch(input.Length);
        new BlockPipeline<(IdHashes Ids, InputMark End)>(input.ReadIdBlocks(), () => block => (IdHashes.Of(block), block.End), threads, Add, stop).Run();
        return watch.Candidates;

        void Add((IdHashes Ids, InputMark End) block)
        {
            watch.Add(block.Ids, block.End);
            block.Ids.Dispose();
        }
    }

    private static List<(string Id, int Line)> Take(InputBlock block, HashSet<ulong> wanted)
    {
        var found = new List<(string, int)>();
        block.VisitIds((id, line) =>
        {
            if (wanted.Contains(IdFilter.Hash(id)))
                found.Add((Encoding.UTF8.GetString(id), line));
        });
        return found;
    }

    private static ulong Hash(string id) => IdFilter.Hash(Encoding.UTF8.GetBytes(id));
}
