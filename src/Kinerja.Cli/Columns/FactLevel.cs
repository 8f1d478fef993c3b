using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>The people themselves, or the records of one list of all of them, as columns.</summary>
internal sealed class FactLevel
{
    private const int FirstCapacity = 1_024;

    private int[] _lengths = []; // of the list in each record around it
    private int _capacity;
    private int _mark;

    /// <param name="path">The list's path among the facts; empty for the people themselves.</param>
    /// <param name="parent">Whose records hold the list; null for the people.</param>
    /// <param name="list">The list itself; null for the people.</param>
    /// <param name="facts">Its fields.</param>
    public FactLevel(string path, FactLevel? parent, FactDescription? list, IReadOnlyList<FactDescription> facts)
    {
        (Path, Parent, Name, IsRequired) = (path, parent, list?.Name ?? "", list?.IsRequired ?? false);
        var held = facts.Where(fact => fact.Type != DataType.List).ToList();
        Held = new FactValues(held);
        Fields = [.. held.Select((fact, index) => new FactField(fact, Held, index))];
        Lists = [.. facts.Where(fact => fact.Type == DataType.List).Select(inner => new FactLevel(PathOf(inner.Name), this, inner, inner.Fields))];
    }

    public string Path { get; }

    public FactLevel? Parent { get; }

    public string Name { get; }

    /// <summary>Whether somebody without the list is rejected.</summary>
    public bool IsRequired { get; }

    public FactField[] Fields { get; }

    /// <summary>What the fields hold, along them.</summary>
    public FactValues Held { get; }

    /// <summary>The lists that each record holds.</summary>
    public FactLevel[] Lists { get; }

    /// <summary>Records so far.</summary>
    public int Count { get; private set; }

    /// <summary>A new record; its fields have yet to be set.</summary>
    public int Add()
    {
        if (Count == _capacity)
        {
            _capacity = Math.Max(FirstCapacity, _capacity * 2);
            foreach (var field in Fields)
                field.Grow(_capacity);
        }

        return Count++;
    }

    /// <summary>Says how many of the records added last belong to a record of the level around; −1 for a list that is not given.</summary>
    public void SetLength(int parentRow, int length)
    {
        if (parentRow >= _lengths.Length)
            Array.Resize(ref _lengths, Math.Max(Math.Max(FirstCapacity, parentRow + 1), _lengths.Length * 2));
        _lengths[parentRow] = length;
    }

    public void Clear()
    {
        Count = 0;
        foreach (var field in Fields)
            field.Clear();
        foreach (var list in Lists)
            list.Clear();
    }

    public void Mark()
    {
        _mark = Count;
        foreach (var list in Lists)
            list.Mark();
    }

    /// <summary>Takes back every record since the mark.</summary>
    public void Undo()
    {
        foreach (var field in Fields)
            field.Forget(_mark, Count - _mark);
        Count = _mark;
        foreach (var list in Lists)
            list.Undo();
    }

    /// <summary>This level and those inside it, parents first.</summary>
    public IEnumerable<FactLevel> All() => Lists.SelectMany(list => list.All()).Prepend(this);

    public IEnumerable<FactColumn> Columns() => Fields.Select(field => field.ToColumn(PathOf(field.Name), Count));

    public ListColumn ToListColumn() => new(Path, _lengths.AsMemory(0, Parent!.Count));

    private string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
