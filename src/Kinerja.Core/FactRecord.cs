using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core;

/// <summary>Named facts: those of a person, or those of one record of a list. Immutable; <see cref="With"/> gives a larger one.</summary>
public sealed class FactRecord
{
    private const int FewFacts = 16; // more than these are looked up in a dictionary

    private readonly ImmutableArray<KeyValuePair<string, FactValue>> _facts;

    internal FactRecord(ImmutableArray<KeyValuePair<string, FactValue>> facts) => _facts = facts;

    // Made by the first that asks for a name among many; a thread that makes it too makes the same.
    private Dictionary<string, FactValue>? ByName { get; set; }

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
            if (_facts.Length > FewFacts)
                return (ByName ??= _facts.ToDictionary(StringComparer.Ordinal)).GetValueOrDefault(name, FactValue.Missing);
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
        var replaced = 0;
        while (replaced < _facts.Length && _facts[replaced].Key != name)
            replaced++;
        return new FactRecord((replaced == _facts.Length ? _facts : _facts.RemoveAt(replaced)).Add(KeyValuePair.Create(name, value)));
    }
}
