using System.Collections.Immutable;

namespace Kinerja.Core;

/// <summary>The results of many people as columns. The room is used again by every batch that is scored into it.</summary>
public sealed class ResultColumns
{
    private readonly Dictionary<string, int> _positions;
    private readonly long[][] _values;
    private readonly ImmutableDictionary<int, AppraisalResult>.Builder _exceptions = ImmutableDictionary.CreateBuilder<int, AppraisalResult>();

    private readonly Dictionary<string, int> _followUps;

    private readonly Dictionary<int, int> _applicable; // by the position of the result

    internal ResultColumns(ImmutableArray<string> results, ImmutableArray<string> followUps, ImmutableArray<int> optional, int capacity)
    {
        _positions = results.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);
        _followUps = followUps.Select((id, position) => (id, position)).ToDictionary(pair => pair.id, pair => results.Length + pair.position, StringComparer.Ordinal);
        _applicable = optional.Select((result, index) => (result, index)).ToDictionary(pair => pair.result, pair => results.Length + followUps.Length + pair.index);
        _values = [.. Enumerable.Range(0, results.Length + followUps.Length + optional.Length).Select(_ => new long[capacity])];
        Capacity = capacity;
    }

    /// <summary>The most people of a batch.</summary>
    public int Capacity { get; }

    /// <summary>People of the batch scored last.</summary>
    public int Count { get; private set; }

    /// <summary>People whose result is more than columns can hold: rejected, with a follow-up that names records or a day, or with a number past 64 bits. Their rows in the columns mean nothing.</summary>
    public ImmutableDictionary<int, AppraisalResult> Exceptions => _exceptions.ToImmutable();

    /// <summary>A result, shape [people]: a number times ten to its declared decimals, a rating or code by its position, a boolean as 0 or 1, a day by its number. It means nothing where it is not applicable.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such result.</exception>
    public ReadOnlySpan<long> Of(string result) => _values[_positions[result]].AsSpan(0, Count);

    /// <summary>Whether a result is applicable, shape [people]: 1 or 0. Empty for a result that always is.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such result.</exception>
    public ReadOnlySpan<long> IsApplicable(string result) => _applicable.TryGetValue(_positions[result], out var position) ? _values[position].AsSpan(0, Count) : default;

    /// <summary>Whether a follow-up holds, shape [people]: 1 or 0.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such follow-up.</exception>
    public ReadOnlySpan<long> FollowUp(string id) => _values[_followUps[id]].AsSpan(0, Count);

    internal IEnumerable<(string Id, int Position)> FollowUps => _followUps.Select(pair => (pair.Key, pair.Value));

    // False where there is no room to say that there is no value.
    internal bool SetApplicable(int result, int row, bool isApplicable)
    {
        if (!_applicable.TryGetValue(result, out var position))
            return isApplicable;
        _values[position][row] = isApplicable ? 1 : 0;
        return true;
    }

    internal long[] Column(int position) => _values[position];

    internal void Begin(int count)
    {
        Count = count;
        _exceptions.Clear();
    }

    internal void Except(int row, AppraisalResult result) => _exceptions[row] = result;
}
