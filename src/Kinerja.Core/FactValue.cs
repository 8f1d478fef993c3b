using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

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
    private readonly object? _value;

    private FactValue(FactKind kind, object? value)
    {
        Kind = kind;
        _value = value;
    }

    /// <summary>A fact that is not given.</summary>
    public static FactValue Missing { get; } = new(FactKind.Missing, null);

    /// <summary>What the fact holds.</summary>
    public FactKind Kind { get; }

    internal Rational Number => (Rational)_value!;

    internal bool Boolean => (bool)_value!;

    internal string Text => (string)_value!;

    internal ImmutableArray<FactValue> Items => (ImmutableArray<FactValue>)_value!;

    internal FactRecord Record => (FactRecord)_value!;

    /// <summary>A number, exactly as given.</summary>
    public static implicit operator FactValue(Rational value) => new(FactKind.Number, value);

    /// <summary>A number, exactly as given.</summary>
    public static implicit operator FactValue(decimal value) => new(FactKind.Number, (Rational)value);

    /// <summary>A whole number.</summary>
    public static implicit operator FactValue(int value) => new(FactKind.Number, (Rational)value);

    /// <summary>A whole number.</summary>
    public static implicit operator FactValue(long value) => new(FactKind.Number, (Rational)value);

    /// <summary>True or false.</summary>
    public static implicit operator FactValue(bool value) => new(FactKind.Boolean, value);

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

/// <summary>Named facts: those of a person, or those of one record of a list. Immutable; <see cref="With"/> gives a larger one.</summary>
public sealed class FactRecord
{
    private const int FewFacts = 16; // more than these are looked up in a dictionary

    private readonly ImmutableArray<KeyValuePair<string, FactValue>> _facts;
    private readonly Dictionary<string, FactValue>? _byName;

    internal FactRecord(ImmutableArray<KeyValuePair<string, FactValue>> facts)
    {
        _facts = facts;
        _byName = facts.Length > FewFacts ? facts.ToDictionary(StringComparer.Ordinal) : null;
    }

    /// <summary>No facts yet.</summary>
    public static FactRecord Empty { get; } = new([]);

    internal ImmutableArray<KeyValuePair<string, FactValue>> Facts => _facts;

    /// <summary>The names given, in the order given.</summary>
    public IEnumerable<string> Names => _facts.Select(fact => fact.Key);

    /// <summary>A fact by its name; <see cref="FactValue.Missing"/> when it was not given.</summary>
    public FactValue this[string name]
    {
        get
        {
            if (_byName is not null)
                return _byName.GetValueOrDefault(name, FactValue.Missing);
            foreach (var fact in _facts)
            {
                if (fact.Key == name)
                    return fact.Value;
            }

            return FactValue.Missing;
        }
    }

    /// <summary>Reads named facts from a JSON object; null with every problem found when it is none.</summary>
    public static (FactRecord? Facts, ImmutableArray<Diagnostic> Diagnostics) Read(ReadOnlyMemory<byte> utf8, string name = "facts", PolicyLimits? limits = null)
    {
        var diagnostics = new DiagnosticBag();
        var json = JsonTreeReader.Read(name, utf8, limits ?? PolicyLimits.Default, diagnostics);
        var record = json is JsonObject members && !diagnostics.HasErrors ? JsonFacts.ToRecord(members) : null;
        if (json is not null and not JsonObject)
            diagnostics.Report(DiagnosticCatalog.WrongJsonType, json.At(""), new LocalizedText("objek", "an object"), json.Kind);
        return (record, diagnostics.ToImmutable());
    }

    /// <summary>The same facts with one set or replaced.</summary>
    public FactRecord With(string name, FactValue value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        var others = _facts.Where(fact => fact.Key != name);
        return new FactRecord([.. others, KeyValuePair.Create(name, value)]);
    }
}
