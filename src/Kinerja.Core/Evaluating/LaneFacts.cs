using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>How the facts of one person fit the inputs of a lane program.</summary>
internal enum LaneFit
{
    /// <summary>All of them are read.</summary>
    Fits,

    /// <summary>Something is outside of what is bound so far, or is for the plan to look at.</summary>
    Outside,

    /// <summary>The facts stand in another order.</summary>
    OtherOrder,
}

/// <summary>Reads the facts of people given as objects into the inputs of a lane program. Immutable.</summary>
/// <remarks>
/// Facts of most people come in the same order, which is remembered: reading a fact is then a comparison of references and of a few numbers. An order beyond the few that
/// are remembered costs a look-up for each name.
/// </remarks>
internal sealed class LaneFacts
{
    private const int MostOrders = 4;

    private static ReadOnlySpan<double> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private readonly ImmutableArray<LaneInput> _inputs;
    private readonly FrozenDictionary<string, int> _positions;
    private readonly LaneRanges _ranges;
    private readonly Reading[][] _orders; // as facts stood in some record

    /// <summary>One step of reading: the name that is expected, and how the input at a position takes the fact.</summary>
    private readonly record struct Reading(string Name, int Position, int Form, double Low, double High);

    private LaneFacts(ImmutableArray<LaneInput> inputs, FrozenDictionary<string, int> positions, LaneRanges ranges, IEnumerable<string[]> orders)
    {
        _inputs = inputs;
        _positions = positions;
        _ranges = ranges;
        _orders = [.. orders.Select(names => names.Select(ReadingOf).ToArray())];
    }

    public LaneFacts(ImmutableArray<LaneInput> inputs)
        : this(inputs, inputs.Select((input, position) => (input.Fact.Name, position)).ToFrozenDictionary(pair => pair.Name, pair => pair.position, StringComparer.Ordinal), LaneRanges.Of(inputs), [])
    {
    }

    public LaneRanges Ranges => _ranges;

    /// <summary>How many there are.</summary>
    public int Inputs => _inputs.Length;

    private Reading ReadingOf(string name)
    {
        var position = _positions[name];
        var range = _ranges[position];
        return new Reading(name, position, FactValue.FormOf(range.Kind, range.Scale), range.Low, range.High);
    }

    /// <summary>Reads the facts; only after <see cref="LaneFit.Fits"/> do the inputs mean anything.</summary>
    /// <param name="record">The facts.</param>
    /// <param name="inputs">At least one place for each input.</param>
    public LaneFit Read(FactRecord record, Span<double> inputs)
    {
        var facts = record.Facts.AsSpan();
        if (facts.Length != _inputs.Length)
            return LaneFit.Outside;
        foreach (var order in _orders)
        {
            if (ReadInOrder(facts, order, inputs) is var fit and not LaneFit.OtherOrder)
                return fit;
        }

        return _orders.Length < MostOrders ? LaneFit.Outside : ReadByName(facts, inputs);
    }

    private LaneFit ReadInOrder(ReadOnlySpan<KeyValuePair<string, FactValue>> facts, Reading[] order, Span<double> inputs)
    {
        for (var index = 0; index < facts.Length && index < order.Length; index++)
        {
            ref readonly var fact = ref facts[index];
            ref readonly var reading = ref order[index];
            if ((object)fact.Key != reading.Name && fact.Key != reading.Name)
                return LaneFit.OtherOrder;
            if (!TryHold(fact.Value, in reading, out var held))
                return LaneFit.Outside;
            inputs[reading.Position] = held;
        }

        return LaneFit.Fits;
    }

    private LaneFit ReadByName(ReadOnlySpan<KeyValuePair<string, FactValue>> facts, Span<double> inputs)
    {
        inputs[.._inputs.Length].Fill(double.NaN);
        foreach (ref readonly var fact in facts)
        {
            // As many facts as inputs, none unknown and none twice: so every one is given.
            if (!_positions.TryGetValue(fact.Key, out var position) || !double.IsNaN(inputs[position]) || !TryHold(fact.Value, ReadingOf(fact.Key), out inputs[position]))
                return LaneFit.Outside;
        }

        return LaneFit.Fits;
    }

    // Digits shifted by a power of ten: exact up to 2^53, and what is larger lies outside every range.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryHold(FactValue fact, in Reading reading, out double held)
    {
        // Of facts of another kind, and of those that are not plain, the form is too far away to be a shift.
        var shift = reading.Form - fact.Form;
        if ((uint)shift < (uint)Powers.Length)
            held = fact.Digits * Powers[shift];
        else if (!TryEncode(fact, in reading, out held))
            return false;
        return held >= reading.Low && held <= reading.High;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryEncode(FactValue fact, in Reading reading, out double held)
    {
        held = 0;
        return fact.Kind == FactKind.Text && reading.Form >> 8 == (int)FactKind.Text && LaneRanges.TryEncode(_inputs[reading.Position], fact.Text, out held);
    }

    /// <summary>The same with room for one more person; null where the plan must look at the facts, or where lanes so wide cannot be bound.</summary>
    public LaneFacts? With(FactRecord record)
    {
        if (record.Facts.Length != _inputs.Length)
            return null;
        var facts = new FactValue[_inputs.Length];
        foreach (var (name, value) in record.Facts)
        {
            if (!_positions.TryGetValue(name, out var position) || facts[position] is not null)
                return null;
            facts[position] = value;
        }

        if (_ranges.With(facts) is not { } ranges)
            return null;
        var names = record.Facts.Select(fact => fact.Key).ToArray();
        var orders = _orders.Select(order => order.Select(reading => reading.Name).ToArray()).ToList();
        if (orders.Count < MostOrders && !orders.Any(order => order.SequenceEqual(names)))
            orders.Add(names);
        return ranges == _ranges && orders.Count == _orders.Length ? this : new LaneFacts(_inputs, _positions, ranges, orders);
    }

    /// <summary>The same after wider ranges were tried in vain.</summary>
    public LaneFacts Without(LaneRanges tried) => new(_inputs, _positions, _ranges.Without(tried), _orders.Select(order => order.Select(reading => reading.Name).ToArray()));
}
