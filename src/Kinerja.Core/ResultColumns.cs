using System.Collections.Immutable;

namespace Kinerja.Core;

/// <summary>The results of many people as columns. The room is used again by every batch that is scored into it.</summary>
public sealed class ResultColumns
{
    private readonly Dictionary<string, int> _positions;
    private readonly long[][] _values;
    private readonly ImmutableDictionary<int, AppraisalResult>.Builder _exceptions = ImmutableDictionary.CreateBuilder<int, AppraisalResult>();

    internal ResultColumns(AppraisalPolicy policy, int capacity)
    {
        var names = policy.ResultNames;
        _positions = names.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);
        _values = [.. names.Select(_ => new long[capacity])];
        Capacity = capacity;
    }

    /// <summary>The most people of a batch.</summary>
    public int Capacity { get; }

    /// <summary>People of the batch scored last.</summary>
    public int Count { get; private set; }

    /// <summary>People whose result is more than columns can hold: rejected, not applicable somewhere, or with a number past 64 bits. Their rows in the columns mean nothing.</summary>
    public IReadOnlyDictionary<int, AppraisalResult> Exceptions => _exceptions;

    /// <summary>A result, shape [people]: a number times ten to its declared decimals, a rating or code by its position, a boolean as 0 or 1, a day by its number.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such result.</exception>
    public ReadOnlySpan<long> Of(string result) => _values[_positions[result]].AsSpan(0, Count);

    internal long[] Column(int position) => _values[position];

    internal void Begin(int count)
    {
        Count = count;
        _exceptions.Clear();
    }

    internal void Except(int row, AppraisalResult result) => _exceptions[row] = result;
}
