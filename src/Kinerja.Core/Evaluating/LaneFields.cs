using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>The columns of one level that are being filled from objects, and those of the lists below it.</summary>
internal sealed class LaneFields
{
    private const int MostRecords = 4_096; // of one list; a person with more is for the plan

    private readonly LaneField[] _fields;
    private readonly Dictionary<string, LaneField> _byName;
    private readonly List<(string Name, LaneField Field)> _order = []; // as facts stood in the record before

    private LaneFields(IEnumerable<LaneField> fields)
    {
        _fields = [.. fields];
        _byName = _fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>The fields of a level of a policy, nothing in them.</summary>
    public static LaneFields Of(CheckedPolicy policy, ListLevel level) => new(
    [
        .. policy.Facts.Where(fact => fact.Level == level && fact.Part == IdentityPart.Number).Select(fact => new LaneField(fact.Declaration, fact.FullName, fact.Type.Words, null)),
        .. policy.Levels.Where(list => list.Parent == level).Select(list => new LaneField(list.Declaration!, list.Name, null, Of(policy, list))),
    ]);

    public int Rows { get; private set; }

    /// <summary>Rows of this level and of all below.</summary>
    public long AllRows => Rows + _fields.Sum(held => held.Records?.AllRows ?? 0);

    /// <summary>Adds a record; unless it fits, some of it may have been added and must be cut off again.</summary>
    /// <param name="record">The facts.</param>
    /// <param name="finer">The field that needs more decimals, and the fact that has them.</param>
    public FieldFit Add(FactRecord record, ref (LaneField Field, FactValue Fact)? finer)
    {
        var facts = record.Facts.AsSpan();
        for (var index = 0; index < facts.Length; index++)
        {
            var (name, fact) = facts[index];
            // Unknown, or given twice.
            if (FieldOf(index, name) is not { } field || field.Count != Rows)
                return FieldFit.IsForPlan;
            if (field.Add(fact) is var fit and not FieldFit.Fits)
            {
                finer = (field, fact);
                return fit;
            }

            if (field.Records is { } records && fact.Kind == FactKind.List && records.AddAll(fact, ref finer) is var inner and not FieldFit.Fits)
                return inner;
        }

        if (facts.Length < _fields.Length)
        {
            foreach (var field in _fields)
            {
                if (field.Count == Rows)
                    field.AddMissing();
            }
        }

        Rows++;
        return FieldFit.Fits;
    }

    private FieldFit AddAll(FactValue list, ref (LaneField Field, FactValue Fact)? finer)
    {
        if (list.Items.Length > MostRecords)
            return FieldFit.IsForPlan;
        foreach (var item in list.Items)
        {
            if (item.Kind != FactKind.Record)
                return FieldFit.IsForPlan;
            if (Add(item.Record, ref finer) is var fit and not FieldFit.Fits)
                return fit;
        }

        return FieldFit.Fits;
    }

    private LaneField? FieldOf(int index, string name)
    {
        if (index < _order.Count && ((object)_order[index].Name == name || _order[index].Name == name))
            return _order[index].Field;
        if (!_byName.TryGetValue(name, out var field))
            return null;
        if (index < _order.Count)
            _order[index] = (name, field);
        else if (index == _order.Count)
            _order.Add((name, field));
        return field;
    }

    /// <summary>How many rows each level has, this one first.</summary>
    public void Mark(List<int> rows)
    {
        rows.Add(Rows);
        foreach (var field in _fields)
            field.Records?.Mark(rows);
    }

    /// <summary>Cuts off what was added since a mark.</summary>
    public void Truncate(ReadOnlySpan<int> rows) => Truncate(ref rows);

    private void Truncate(ref ReadOnlySpan<int> rows)
    {
        Rows = rows[0];
        rows = rows[1..];
        foreach (var field in _fields)
        {
            if (field.Count > Rows)
                field.Truncate(Rows);
            field.Records?.Truncate(ref rows);
        }
    }

    public void Clear()
    {
        Rows = 0;
        foreach (var field in _fields)
        {
            field.Truncate(0);
            field.Records?.Clear();
        }
    }

    /// <summary>The columns of this level and of those below.</summary>
    public void Collect(List<FactColumn> facts, List<ListColumn> lists)
    {
        foreach (var field in _fields)
        {
            if (field.Records is null)
            {
                facts.Add(field.ToColumn());
                continue;
            }

            lists.Add(field.ToLengths());
            field.Records.Collect(facts, lists);
        }
    }
}
