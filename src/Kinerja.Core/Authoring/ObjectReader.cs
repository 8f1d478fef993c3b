using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads the members of one JSON object by name and reports what is missing, misshapen or left over.</summary>
internal sealed class ObjectReader(JsonObject json, string path, PolicyLimits limits, DiagnosticBag diagnostics)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public string Path { get; } = path;

    public JsonObject Json => json;

    public Place Place => json.At(Path);

    public DiagnosticBag Diagnostics => diagnostics;

    public PolicyLimits Limits => limits;

    public static ObjectReader? Open(JsonValue? value, string path, PolicyLimits limits, DiagnosticBag diagnostics) =>
        Expect<JsonObject>(value, path, diagnostics, new LocalizedText("objek", "an object")) is { } json ? new ObjectReader(json, path, limits, diagnostics) : null;

    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    public bool Has(string name) => json[name] is not null;

    public JsonValue? Get(string name)
    {
        _asked.Add(name);
        return json[name];
    }

    public JsonValue? Require(string name)
    {
        var value = Get(name);
        if (value is null)
            diagnostics.Report(DiagnosticCatalog.MissingMember, Place, name);
        return value;
    }

    /// <summary>Members in the order written, for objects whose member names the author chooses.</summary>
    public IEnumerable<(JsonMember Member, string Path)> All() => json.Members.Select(member => (member, PathOf(member.Name)));

    public string? Text(string name) => As<JsonText>(Get(name), name, new LocalizedText("teks", "text"))?.Value;

    public bool Flag(string name, bool otherwise = false) =>
        As<JsonBoolean>(Get(name), name, new LocalizedText("true atau false", "true or false"))?.Value ?? otherwise;

    public Rational? Number(string name) => As<JsonNumber>(Get(name), name, new LocalizedText("angka", "a number"))?.Value;

    public int? WholeNumber(string name, int least, int most)
    {
        if (As<JsonNumber>(Get(name), name, new LocalizedText("angka", "a number")) is not { } number)
            return null;
        if (number.Value.IsWhole && number.Value >= least && number.Value <= most)
            return (int)number.Value.Numerator;
        diagnostics.Report(DiagnosticCatalog.OutOfPlace, number.At(PathOf(name)), number.Text, new LocalizedText($"angka bulat {least} sampai {most}", $"a whole number from {least} to {most}"));
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (As<JsonText>(Get(name), name, new LocalizedText("tanggal", "a date")) is not { } text)
            return null;
        if (Period.TryParseDay(text.Value, out var day))
            return day;
        diagnostics.Report(DiagnosticCatalog.InvalidDate, text.At(PathOf(name)), text.Value);
        return null;
    }

    /// <summary>One of some words, mapped to what it means.</summary>
    public T Word<T>(string name, T otherwise, Words<T> words)
    {
        if (As<JsonText>(Get(name), name, new LocalizedText("teks", "text")) is not { } text)
            return otherwise;
        if (words.TryGetValue(text.Value, out var meaning))
            return meaning;
        diagnostics.Report(DiagnosticCatalog.InvalidWord, text.At(PathOf(name)), text.Value, string.Join(", ", words.InOrder));
        return otherwise;
    }

    public LocalizedText? Localized(string name)
    {
        if (Open(Get(name), PathOf(name), limits, diagnostics) is not { } texts)
            return null;
        var both = new LocalizedText(texts.Text("id"), texts.Text("en"));
        texts.Close();
        if (both.Indonesian is null && both.English is null)
            diagnostics.Report(DiagnosticCatalog.MissingMember, texts.Place, "id");
        return both;
    }

    /// <summary>A formula in text, or a plain number or boolean.</summary>
    public Formula? Formula(string name) => ReadFormula(Get(name), PathOf(name));

    public Formula? RequireFormula(string name) => ReadFormula(Require(name), PathOf(name));

    public Formula? ReadFormula(JsonValue? value, string at)
    {
        switch (value)
        {
            case null:
                return null;
            case JsonText text:
                return Authoring.Formula.Parse(text, at, limits, diagnostics);
            case JsonNumber or JsonBoolean:
                return Authoring.Formula.Constant(value, at);
            default:
                diagnostics.Report(DiagnosticCatalog.WrongJsonType, value.At(at), new LocalizedText("rumus, angka, atau true/false", "a formula, a number, or true/false"), value.Kind);
                return null;
        }
    }

    public ObjectReader? Object(string name) => Open(Get(name), PathOf(name), limits, diagnostics);

    public ImmutableArray<(JsonValue Value, string Path)> List(string name)
    {
        if (As<JsonArray>(Get(name), name, new LocalizedText("daftar", "a list")) is not { } array)
            return [];
        return [.. array.Items.Select((item, index) => (item, $"{PathOf(name)}[{index}]"))];
    }

    /// <summary>The objects of a list; items that are none are reported.</summary>
    public IEnumerable<ObjectReader> Objects(string name)
    {
        foreach (var (value, at) in List(name))
        {
            if (Open(value, at, limits, diagnostics) is { } item)
                yield return item;
        }
    }

    /// <summary>A key written as the value of a member.</summary>
    public NameUse? Reference(string name) => ReadReference(Get(name), PathOf(name));

    public NameUse? ReadReference(JsonValue? value, string at) =>
        Expect<JsonText>(value, at, diagnostics, new LocalizedText("teks", "text")) is { } text ? new NameUse(text.Value, text.At(at)) : null;

    /// <summary>Checks a name that the author chose.</summary>
    public bool IsValidName(string name, Place place, Func<string, bool> rule)
    {
        if (!rule(name))
            diagnostics.Report(DiagnosticCatalog.InvalidName, place, name);
        else if (name.Split('.').Any(part => part.Length > limits.NameLength))
            diagnostics.Report(DiagnosticCatalog.NameTooLong, place, limits.NameLength);
        else
            return true;
        return false;
    }

    /// <summary>Which one of some members is there; reports none and several.</summary>
    public string? ExactlyOneOf(params string[] names)
    {
        var present = names.Where(Has).ToList();
        if (present.Count == 1)
            return present[0];
        object found = present.Count == 0 ? new LocalizedText("tidak ada", "none") : string.Join(", ", present);
        diagnostics.Report(DiagnosticCatalog.ExactlyOne, Place, string.Join(", ", names), found);
        foreach (var name in names)
            _asked.Add(name);
        return null;
    }

    /// <summary>Lets every member pass: what it should be depends on something that was already reported.</summary>
    public void Forgive() => _asked.UnionWith(json.Members.Select(member => member.Name));

    /// <summary>Reports members that nobody asked for.</summary>
    public void Close()
    {
        foreach (var member in json.Members.Where(member => !_asked.Contains(member.Name)))
        {
            diagnostics.Report(
                DiagnosticCatalog.UnknownMember,
                new Place(member.Value.Source, member.NameStart, PathOf(member.Name)),
                member.Name,
                Suggestion.For(member.Name, _asked));
        }
    }

    private T? As<T>(JsonValue? value, string name, LocalizedText expected)
        where T : JsonValue => Expect<T>(value, PathOf(name), diagnostics, expected);

    private static T? Expect<T>(JsonValue? value, string at, DiagnosticBag diagnostics, LocalizedText expected)
        where T : JsonValue
    {
        if (value is null or T)
            return value as T;
        if (typeof(T) == typeof(JsonNumber) && value is JsonText text && Rational.TryParse(text.Value.Replace(',', '.'), out _))
            diagnostics.Report(DiagnosticCatalog.NumberAsText, value.At(at), text.Value);
        else
            diagnostics.Report(DiagnosticCatalog.WrongJsonType, value.At(at), expected, value.Kind);
        return null;
    }
}
