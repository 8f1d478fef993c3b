using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>What the names of a policy mean, level by level: the record at hand, the record around it, the sheet.</summary>
internal sealed class Scope
{
    private readonly List<ListLevel> _levels = [];
    private readonly Dictionary<(ListLevel Level, string Name), Symbol> _symbols = [];
    private readonly Dictionary<string, ListLevel> _lists = new(StringComparer.Ordinal);

    public Scope()
    {
        Sheet = new ListLevel(0, "", null, null);
        _levels.Add(Sheet);
    }

    public ListLevel Sheet { get; }

    public IReadOnlyList<ListLevel> Levels => _levels;

    public IEnumerable<Symbol> Symbols => _symbols.Values;

    public ListLevel AddList(string name, ListLevel parent, FactDeclaration declaration)
    {
        var level = new ListLevel(_levels.Count, parent.Name.Length == 0 ? name : $"{parent.Name}.{name}", parent, declaration);
        _levels.Add(level);
        _lists.TryAdd(level.Name, level);
        return level;
    }

    /// <summary>Declares a name; a second declaration on the same level is reported, and left aside.</summary>
    public void Declare(Symbol symbol, DiagnosticBag diagnostics)
    {
        if (symbol.Level == Sheet && symbol.Name == PeriodSymbol.Prefix)
        {
            diagnostics.Report(DiagnosticCatalog.Reserved, symbol.Place, symbol.Name);
            symbol.IsUsed = true; // it is not also called unused
        }

        var list = _lists.GetValueOrDefault(symbol.FullName);
        if (_symbols.TryGetValue((symbol.Level, symbol.Name), out var other))
            diagnostics.Report(DiagnosticCatalog.DeclaredTwice, symbol.Place, symbol.FullName, other.Place);
        else if (list is not null)
            diagnostics.Report(DiagnosticCatalog.DeclaredTwice, symbol.Place, symbol.FullName, list.Declaration!.Place);
        symbol.IsUsed |= !(list is null && _symbols.TryAdd((symbol.Level, symbol.Name), symbol)); // what is left aside is not also called unused
    }

    /// <summary>The nearest meaning of a name seen from a level, or null. A dotted name may also be the full name of a field.</summary>
    public Symbol? Resolve(string name, ListLevel from)
    {
        for (ListLevel? level = from; level is not null; level = level.Parent)
        {
            if (_symbols.TryGetValue((level, name), out var symbol))
                return symbol;
        }

        return ResolveField(name, from);
    }

    /// <summary>A field or value of a list by the name of the list, as a level can speak of it, and its own.</summary>
    public Symbol? ResolveField(string name, ListLevel from)
    {
        for (var dot = name.IndexOf('.'); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (ResolveList(name[..dot], from) is { } list && _symbols.TryGetValue((list, name[(dot + 1)..]), out var symbol))
                return symbol;
        }

        return null;
    }

    /// <summary>A list by the name under which a level can speak of it: its full name, or its name within a record around.</summary>
    public ListLevel? ResolveList(string name, ListLevel from)
    {
        for (ListLevel? level = from; level is not null; level = level.Parent)
        {
            var full = level.Name.Length == 0 ? name : $"{level.Name}.{name}";
            if (_lists.TryGetValue(full, out var list))
                return list;
        }

        return null;
    }

    /// <summary>Whether the nearest meaning of a name is a list, or a field of a list seen from outside, rather than a single value.</summary>
    public bool IsListSeenFrom(string name, ListLevel from)
    {
        for (ListLevel? level = from; level is not null; level = level.Parent)
        {
            if (_symbols.ContainsKey((level, name)))
                return false;
            if (_lists.ContainsKey(level.Name.Length == 0 ? name : $"{level.Name}.{name}"))
                return true;
        }

        return ResolveField(name, from) is { } symbol && !from.IsWithin(symbol.Level);
    }

    /// <summary>Names that could have been meant.</summary>
    public IEnumerable<string> NamesSeenFrom(ListLevel from)
    {
        var near = _symbols.Values.Where(symbol => from.IsWithin(symbol.Level)).Select(symbol => symbol.Name);
        return near.Concat(_symbols.Values.Where(symbol => !from.IsWithin(symbol.Level)).Select(symbol => symbol.FullName)).Where(name => name.Split('.').All(Names.IsName));
    }
}
