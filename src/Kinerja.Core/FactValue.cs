using System.Collections.Immutable;

namespace Kinerja.Core;

/// <summary>The kinds of facts, as JSON knows them.</summary>
public enum FactKind
{
    /// <summary>Not given: absent or <c>null</c>.</summary>
    Missing,

    /// <summary>An exact number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Text; also codes, ratings, dates in ISO form and identity numbers.</summary>
    Text,

    /// <summary>Records of a list.</summary>
    List,

    /// <summary>One record.</summary>
    Record,
}

/// <summary>One fact about a person: a number, boolean, text, or a list of records. Immutable.</summary>
public sealed class FactValue
{
    /// <summary>The most decimals of a number that is held as digits and scale.</summary>
    internal const int MostDecimals = 9;

    private const int NoScale = 128; // as far from every scale as from every scale of the next kind

    private readonly object? _value;

    private FactValue(FactKind kind, object? value)
    {
        Form = FormOf(kind, NoScale);
        _value = value;
    }

    private FactValue(FactKind kind, long digits, int scale)
    {
        Form = FormOf(kind, scale);
        Digits = digits;
    }

    /// <summary>A fact that is not given.</summary>
    public static FactValue Missing { get; } = new(FactKind.Missing, null);

    /// <summary>What the fact holds.</summary>
    public FactKind Kind => (FactKind)(Form >> 8);

    /// <summary>Kind and scale in one number, so that both are compared at once: of two facts of a kind the forms differ by as much as the scales.</summary>
    internal int Form { get; }

    /// <summary>Whether the fact is whole digits at a scale: nearly every number, with as few decimals as can be, and every boolean, as 0 or 1.</summary>
    internal bool IsPlain => Scale != NoScale;

    /// <summary>12.34 is 1234 at scale 2; nothing for a fact that is not plain.</summary>
    internal long Digits { get; }

    internal int Scale => Form & 255;

    internal Rational Number => IsPlain ? Rational.OfDigits(Digits, Scale) : (Rational)_value!;

    internal bool Boolean => Digits != 0;

    internal string Text => (string)_value!;

    internal ImmutableArray<FactValue> Items => (ImmutableArray<FactValue>)_value!;

    internal FactRecord Record => (FactRecord)_value!;

    /// <summary>A number, exactly as given.</summary>
    public static implicit operator FactValue(Rational value) =>
        value.TryGetDigits(MostDecimals, out var digits, out var scale) ? new(FactKind.Number, digits, scale) : new(FactKind.Number, value);

    /// <summary>A number, exactly as given.</summary>
    public static implicit operator FactValue(decimal value) => (Rational)value;

    /// <summary>A whole number.</summary>
    public static implicit operator FactValue(int value) => new(FactKind.Number, value, 0);

    /// <summary>A whole number.</summary>
    public static implicit operator FactValue(long value) => (Rational)value;

    /// <summary>True or false.</summary>
    public static implicit operator FactValue(bool value) => new(FactKind.Boolean, value ? 1 : 0, 0);

    /// <summary>A text, or a missing fact for null.</summary>
    public static implicit operator FactValue(string? value) => value is null ? Missing : new(FactKind.Text, value);

    /// <summary>A day.</summary>
    public static implicit operator FactValue(DateOnly value) => new(FactKind.Text, Period.DayText(value));

    /// <summary>A list of records.</summary>
    public static FactValue List(params IEnumerable<FactRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return ListOf([.. records.Select(Of)]);
    }

    internal static int FormOf(FactKind kind, int scale) => ((int)kind << 8) | scale;

    internal static FactValue ListOf(ImmutableArray<FactValue> items) => new(FactKind.List, items);

    internal static FactValue Of(FactRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new FactValue(FactKind.Record, record);
    }

    /// <summary>The kind in words, for messages.</summary>
    internal LocalizedText KindName => Kind switch
    {
        FactKind.Number => new LocalizedText("angka", "a number"),
        FactKind.Boolean => new LocalizedText("true/false", "true or false"),
        FactKind.Text => new LocalizedText("teks", "text"),
        FactKind.List => new LocalizedText("daftar", "a list"),
        FactKind.Record => new LocalizedText("objek", "an object"),
        _ => new LocalizedText("kosong", "missing"),
    };
}
