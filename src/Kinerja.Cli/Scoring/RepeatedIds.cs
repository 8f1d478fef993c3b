using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>The ids that stand more than once in a run, and where.</summary>
/// <remarks>
/// Memory does not grow with the number of people: a first pass takes each id into a filter of a few bits; only where the filter may have seen one before
/// does a second pass look at the ids themselves.
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

    // The hashes of ids that may stand twice.
    private static HashSet<ulong> FindCandidates(IAppraisalInput input, int threads, CancellationToken stop)
    {
        var candidates = new HashSet<ulong>();
        IdFilter? filter = null;
        new BlockPipeline<(ulong[] Hashes, int Count, InputMark End)>(input.ReadIdBlocks(), () => HashIds, threads, Add, stop).Run();
        return candidates;

        void Add((ulong[] Hashes, int Count, InputMark End) ids)
        {
            filter ??= new IdFilter(ids.Count * (1 + (input.Length / Math.Max(1, ids.End.Offset))));
            filter.Add(ids.Hashes.AsSpan(0, ids.Count), candidates);
            ArrayPool<ulong>.Shared.Return(ids.Hashes);
        }
    }

    private static (ulong[] Hashes, int Count, InputMark End) HashIds(InputBlock block)
    {
        var (hashes, count) = (ArrayPool<ulong>.Shared.Rent(4_096), 0);
        block.VisitIds((id, _) =>
        {
            if (count == hashes.Length)
            {
                var more = ArrayPool<ulong>.Shared.Rent(count * 2);
                hashes.CopyTo(more, 0);
                ArrayPool<ulong>.Shared.Return(hashes);
                hashes = more;
            }

            hashes[count++] = IdFilter.Hash(id);
        });
        return (hashes, count, block.End);
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
