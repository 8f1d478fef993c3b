using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>What one input of a lane program takes.</summary>
/// <param name="Kind">The kind of fact.</param>
/// <param name="Scale">Decimals by which a number is shifted.</param>
/// <param name="Low">Least digits that the lanes are bound to; they lie in what the policy accepts.</param>
/// <param name="High">Greatest digits.</param>
internal readonly record struct LaneRange(FactKind Kind, int Scale, double Low, double High);

/// <summary>Scales and ranges of the inputs of a lane program, widened for people as they come. Immutable.</summary>
/// <remarks>They only grow, and by leaps: however the facts of people change from one to the next, lanes are bound anew a bounded number of times.</remarks>
internal sealed class LaneRanges
{
    private const double Most = LaneState.MostExact - 1; // a product that loses digits is never this small
    private const double Leap = 4; // wider ones would need fewer bindings, but each bound would be looser

    private readonly ImmutableArray<LaneInput> _inputs;
    private readonly ImmutableArray<LaneRange> _ranges;
    private readonly ImmutableArray<LaneRange> _limits; // scales and ends, these in units, that were tried and left no proof: nothing as wide is tried again
    private readonly bool _isCautious; // zero is not taken into a range before somebody has it, because that left no proof

    private LaneRanges(ImmutableArray<LaneInput> inputs, ImmutableArray<LaneRange> ranges, ImmutableArray<LaneRange> limits, bool isCautious)
    {
        (_inputs, _ranges, _limits, _isCautious) = (inputs, ranges, limits, isCautious);
    }

    /// <summary>Nobody was seen yet.</summary>
    public static LaneRanges Of(ImmutableArray<LaneInput> inputs) => new(
        inputs,
        [.. inputs.Select(input => new LaneRange(KindOf(input), DeclaredScale(input), double.PositiveInfinity, double.NegativeInfinity))],
        [.. inputs.Select(input => new LaneRange(KindOf(input), int.MaxValue, double.NegativeInfinity, double.PositiveInfinity))],
        isCautious: false);

    public LaneRange this[int input] => _ranges[input];

    public LaneState[] States => [.. _ranges.Select(range => new LaneState(range.Scale, range.Low, range.High, 0))];

    public int[] Scales => [.. _ranges.Select(range => range.Scale)];

    private static FactKind KindOf(LaneInput input) => input.Fact.Declaration.Type switch
    {
        FactType.Number => FactKind.Number,
        FactType.Boolean => FactKind.Boolean,
        _ => FactKind.Text,
    };

    // The declared decimals from the start, so that nothing has to be bound again for their sake.
    private static int DeclaredScale(LaneInput input) => input.Fact.Declaration is { Type: FactType.Number, Digits: { } declared and <= FactValue.MostDecimals } ? declared : 0;

    /// <summary>A word by its position, a day by its number.</summary>
    public static bool TryEncode(LaneInput input, string text, out double held)
    {
        if (input.Fact.Type.Words is { } words)
        {
            held = words.PositionOf(text);
            return held >= 0;
        }

        var isDay = Period.TryParseDay(text, out var day);
        held = day.DayNumber;
        return isDay;
    }

    /// <summary>Room for one more person; null where the plan must look at a fact, or where lanes so wide could not be bound before.</summary>
    /// <param name="facts">The fact of each input.</param>
    public LaneRanges? With(ReadOnlySpan<FactValue> facts)
    {
        LaneRange[]? ranges = null;
        for (var input = 0; input < facts.Length; input++)
        {
            if (Contains(input, facts[input]))
                continue;
            ranges ??= [.. _ranges];
            if (Widen(input, facts[input]) is not { } widened || !IsWithin(widened, Shifted(_ranges[input], widened.Scale), _limits[input], widened.Scale > _ranges[input].Scale))
                return null;
            ranges[input] = widened;
        }

        return ranges is null ? this : new LaneRanges(_inputs, [.. ranges], _limits, _isCautious);
    }

    private bool Contains(int input, FactValue fact)
    {
        var range = _ranges[input];
        if (fact.Kind != range.Kind)
            return false;
        if (fact.Kind == FactKind.Text)
            return TryEncode(_inputs[input], fact.Text, out var held) && held >= range.Low && held <= range.High;
        var digits = fact.IsPlain && fact.Scale <= range.Scale ? fact.Digits * LanePowers.OfTen(range.Scale - fact.Scale) : double.NaN;
        return digits >= range.Low && digits <= range.High;
    }

    /// <summary>The same after wider ones were tried in vain.</summary>
    /// <remarks>Before caution the blame is on zero. After it the finest scale that is new is taken for the cause, or else the largest end that is new.</remarks>
    public LaneRanges Without(LaneRanges tried)
    {
        if (!_isCautious)
            return new LaneRanges(_inputs, _ranges, _limits, isCautious: true);
        var wider = _ranges.Zip(tried._ranges, (had, wanted) => (Had: Shifted(had, wanted.Scale), Wanted: wanted, IsFiner: wanted.Scale > had.Scale)).ToArray();
        var finest = wider.Max(pair => pair.IsFiner ? pair.Wanted.Scale : -1);
        var largest = wider.Max(pair => Math.Max(pair.Wanted.Low < pair.Had.Low ? Math.Abs(pair.Wanted.Low) : 0, pair.Wanted.High > pair.Had.High ? Math.Abs(pair.Wanted.High) : 0));
        LaneRange Limit(LaneRange limit, LaneRange had, LaneRange wanted, bool isFiner) => finest >= 0
            ? limit with { Scale = isFiner && wanted.Scale == finest ? Math.Min(limit.Scale, finest) : limit.Scale }
            : limit with
            {
                Low = wanted.Low < had.Low && Math.Abs(wanted.Low) == largest ? Math.Max(limit.Low, Units(wanted.Low, wanted.Scale)) : limit.Low,
                High = wanted.High > had.High && Math.Abs(wanted.High) == largest ? Math.Min(limit.High, Units(wanted.High, wanted.Scale)) : limit.High,
            };
        return new LaneRanges(_inputs, _ranges, [.. _limits.Zip(wider, (limit, pair) => Limit(limit, pair.Had, pair.Wanted, pair.IsFiner))], _isCautious);
    }

    private static bool IsWithin(LaneRange range, LaneRange had, LaneRange limit, bool isFiner) =>
        (!isFiner || range.Scale < limit.Scale) && (range.Low >= had.Low || Units(range.Low, range.Scale) > limit.Low) && (range.High <= had.High || Units(range.High, range.Scale) < limit.High);

    // Ends are compared as numbers, whatever the scale was when they were tried.
    private static double Units(double digits, int scale) => digits / LanePowers.OfTen(scale);

    // At a finer scale the ends have more digits; what has too many for a double is left out of the range.
    private static LaneRange Shifted(LaneRange range, int scale)
    {
        var shift = LanePowers.OfTen(scale - range.Scale);
        return range with { Scale = scale, Low = Math.Max(range.Low * shift, -Most), High = Math.Min(range.High * shift, Most) };
    }

    // The plan's own reader says whether a fact is accepted.
    private LaneRange? Widen(int input, FactValue fact)
    {
        var (range, symbol) = (_ranges[input], _inputs[input].Fact);
        if (fact.Kind == FactKind.Missing || new FactReading(symbol).Read(fact, out _, out _) != RowStatus.Value)
            return null;
        if (fact.Kind == FactKind.Text)
            return TryEncode(_inputs[input], fact.Text, out var held) ? Around(range, held, AllowedOrdinals(_inputs[input])) : null;
        if (!fact.IsPlain)
            return null;
        if (fact.Kind == FactKind.Boolean)
            return range with { Low = 0, High = 1 };
        var scale = Math.Max(range.Scale, fact.Scale);
        return Around(Shifted(range, scale), fact.Digits * LanePowers.OfTen(scale - fact.Scale), AllowedDigits(symbol.Declaration, scale));
    }

    private LaneRange? Around(LaneRange range, double held, (double Low, double High) allowed)
    {
        if (Math.Abs(held) > Most)
            return null;
        var low = allowed.Low == 0 && !_isCautious ? 0 : Math.Max(Beyond(held, isUp: false), allowed.Low);
        return range with { Low = Math.Min(range.Low, low), High = Math.Max(range.High, Math.Min(Beyond(held, isUp: true), allowed.High)) };
    }

    // The powers of the leap between which a number lies.
    private static double Beyond(double value, bool isUp)
    {
        if (value < 0)
            return -Beyond(-value, !isUp);
        if (value < 1)
            return value;
        var power = 1.0;
        while (power * Leap <= value)
            power *= Leap;
        return isUp ? Math.Min(power * Leap, Most) : power;
    }

    private static (double Low, double High) AllowedOrdinals(LaneInput input) => input.Fact.Declaration is { Type: FactType.Date } date
        ? ((date.MinDate ?? DateOnly.MinValue).DayNumber, (date.MaxDate ?? DateOnly.MaxValue).DayNumber)
        : (0, input.Fact.Type.Words!.Words.Length - 1);

    private static (double Low, double High) AllowedDigits(FactDeclaration fact, int scale)
    {
        var power = Rational.PowerOfTen(scale);
        var low = fact.Min is { } min ? Whole((min * power).Round(0, RoundingMode.Ceiling), fact.ExclusiveMin && (min * power).IsWhole ? 1 : 0) : -Most;
        var high = fact.Max is { } max ? Whole((max * power).Round(0, RoundingMode.Floor), fact.ExclusiveMax && (max * power).IsWhole ? -1 : 0) : Most;
        return (low, high);
    }

    private static double Whole(Rational number, int more) => number.Abs() > (long)Most ? number.Sign * Most : (double)(long)number.Numerator + more;
}
