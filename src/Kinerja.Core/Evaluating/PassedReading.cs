using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Reads off a block what a second sheet is told of a person: exact numbers and words, as facts.</summary>
internal sealed class PassedReading(ScoringPlan plan, Block block, ImmutableArray<PassedName> names)
{
    private readonly Dictionary<ListLevel, ILookup<int, int>> _records = [];

    public FactRecord Of(int person) => new([.. names.Select(name => KeyValuePair.Create(name.Name, Read(name, person)))]);

    private FactValue Read(PassedName name, int person) => name switch
    {
        { Symbol: { } symbol } => Read(symbol, person),
        { List: { } list } when block.ListStatus[list.Index][person] == RowStatus.Value => FactValue.List(RecordsOf(list)[person].Select(row => ReadRecord(list, row))),
        _ => FactValue.Missing,
    };

    private ILookup<int, int> RecordsOf(ListLevel list)
    {
        if (_records.TryGetValue(list, out var known))
            return known;
        var people = block.AncestorRows(list.Index, 0);
        return _records[list] = Enumerable.Range(0, people.Length).ToLookup(row => people[row]);
    }

    private FactRecord ReadRecord(ListLevel list, int row) =>
        new([.. PassedNames.FieldsOf(list, plan.Policy).Select(field => KeyValuePair.Create(field.Name, Read(field, row)))]);

    private FactValue Read(Symbol symbol, int row)
    {
        var column = block.Columns[plan.ColumnsBySymbol[symbol]];
        if (column.Status[row] != RowStatus.Value)
            return FactValue.Missing;
        return (symbol.Type.Kind, column.ValueAt(row)) switch
        {
            (_, Rational number) => number,
            (DataType.Boolean, int flag) => flag == 1,
            (_, var held) => ResultReader.PrintWord(held, symbol.Type),
        };
    }
}
