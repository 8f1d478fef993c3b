using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Kinerja.Core;

/// <summary>The results of many people as columns. The room is used again by every batch that is scored into it.</summary>
public sealed class ResultColumns
{
    private const int Line = 64; // bytes that a processor writes at once

    private readonly Dictionary<string, int> _positions;
    private readonly long[][] _values; // pinned
    private readonly int[] _offsets; // of the first rows, each at the beginning of a line
    private readonly ImmutableDictionary<int, AppraisalResult>.Builder _exceptions = ImmutableDictionary.CreateBuilder<int, AppraisalResult>();

    private readonly Dictionary<string, int> _followUps;

    private readonly Dictionary<int, int> _applicable; // by the position of the result

    internal ResultColumns(ImmutableArray<string> results, ImmutableArray<string> followUps, ImmutableArray<int> optional, int capacity)
    {
        _positions = results.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);
        _followUps = followUps.Select((id, position) => (id, position)).ToDictionary(pair => pair.id, pair => results.Length + pair.position, StringComparer.Ordinal);
        _applicable = optional.Select((result, index) => (result, index)).ToDictionary(pair => pair.result, pair => results.Length + followUps.Length + pair.index);
        _values = [.. Enumerable.Range(0, results.Length + followUps.Length + optional.Length).Select(_ => GC.AllocateArray<long>(capacity + (Line / sizeof(long)), pinned: true))];
        _offsets = [.. _values.Select(OffsetOf)];
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
    public ReadOnlySpan<long> Of(string result) => Column(_positions[result])[..Count];

    /// <summary>Whether a result is applicable, shape [people]: 1 or 0. Empty for a result that always is.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such result.</exception>
    public ReadOnlySpan<long> IsApplicable(string result) => _applicable.TryGetValue(_positions[result], out var position) ? Column(position)[..Count] : default;

    /// <summary>Whether a follow-up holds, shape [people]: 1 or 0.</summary>
    /// <exception cref="KeyNotFoundException">The policy has no such follow-up.</exception>
    public ReadOnlySpan<long> FollowUp(string id) => Column(_followUps[id])[..Count];

    internal IEnumerable<(string Id, int Position)> FollowUps => _followUps.Select(pair => (pair.Key, pair.Value));

    // False where there is no room to say that there is no value.
    internal bool SetApplicable(int result, int row, bool isApplicable)
    {
        if (!_applicable.TryGetValue(result, out var position))
            return isApplicable;
        Column(position)[row] = isApplicable ? 1 : 0;
        return true;
    }

    internal Span<long> Column(int position) => _values[position].AsSpan(_offsets[position], Capacity);

    internal unsafe long* StartOf(int position) => (long*)Unsafe.AsPointer(ref _values[position][_offsets[position]]);

    private static unsafe int OffsetOf(long[] values) => (int)(-(nint)Unsafe.AsPointer(ref values[0]) & (Line - 1)) / sizeof(long);

    internal void Begin(int count)
    {
        Count = count;
        _exceptions.Clear();
    }

    internal void Except(int row, AppraisalResult result) => _exceptions[row] = result;
}
