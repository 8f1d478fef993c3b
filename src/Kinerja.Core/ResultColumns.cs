using System.Collections.Immutable;

namespace Kinerja.Core;

/// <summary>The results of many people as columns. The room is used again by every batch that is scored into it.</summary>
public sealed class ResultColumns
{
    private readonly Dictionary<string, int> _positions;
    private readonly long[][] _values;
    private readonly ImmutableDictionary<int, AppraisalResult>.Builder _exceptions = ImmutableDictionary.CreateBuilder<int, AppraisalResult>();

    private readonly Dictionary<string, int> _followUps;

    internal ResultColumns(ImmutableArray<string> results, ImmutableArray<string> followUps, int capacity)
    {
        _positions = results.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);
        _followUps = followUps.Select((id, position) => (id, position)).ToDictionary(pair => pair.id, pair => results.Length + pair.position, StringComparer.Ordinal);
        _values = [.. results.Concat(followUps).Select(_ => new long[capacity])];
        Capacity = capacity;
    }

    /// <summary>The most people of a batch.</summary>
    public int Capacity { get; }

    /// <summary>People of the batch scored last.</summary>
    public int Count { get; private set; }

    /// <summary>People whose result is more than columns can hold: rejected, not applicable somewhere, or with a number past 64 bits. Their rows in the columns mean nothing.</summary>
    public ImmutableDictionary<int, AppraisalResult> Exceptions => _exceptions.ToImmutable();

    /// <summary>A result, shape [people]: a number times ten to its declared decimals, a rating or code by its position, a boolean as 0 or 1, a day by its number.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such result.</exception>
    public ReadOnlySpan<long> Of(string result) => _values[_positions[result]].AsSpan(0, Count);

    /// <summary>Whether a follow-up holds, shape [people]: 1 or 0.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such follow-up.</exception>
    public ReadOnlySpan<long> FollowUp(string id) => _values[_followUps[id]].AsSpan(0, Count);

    internal IEnumerable<(string Id, int Position)> FollowUps => _followUps.Select(pair => (pair.Key, pair.Value));

    internal long[] Column(int position) => _values[position];

    internal void Begin(int count)
    {
        Count = count;
        _exceptions.Clear();
    }

    internal void Except(int row, AppraisalResult result) => _exceptions[row] = result;
}
