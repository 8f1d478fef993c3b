using System.Collections.Immutable;
using System.Numerics;
using System.Text;

namespace Kinerja.Core;

/// <summary>Reads people out of columns, one by one, as the plan takes them.</summary>
internal sealed class ColumnReader
{
    private readonly AppraisalColumns _people;
    private readonly ImmutableArray<FactDescription> _facts;
    private readonly Dictionary<string, int[]> _starts = new(StringComparer.Ordinal); // of each list: the first record of every parent

    public ColumnReader(AppraisalColumns people, ImmutableArray<FactDescription> facts)
    {
        (_people, _facts) = (people, facts);
        foreach (var list in people.Lists)
        {
            var (starts, next) = (new int[list.Lengths.Length], 0);
            for (var parent = 0; parent < starts.Length; parent++)
            {
                starts[parent] = next;
                next += Math.Max(0, list.Lengths.Span[parent]);
            }

            _starts[list.List] = starts;
        }
    }

    public Appraisal Read(int person) => new($"#{person}", Record("", _facts, person), _people.Period);

    private FactRecord Record(string prefix, ImmutableArray<FactDescription> declared, int row)
    {
        var facts = ImmutableArray.CreateBuilder<KeyValuePair<string, FactValue>>();
        foreach (var column in _people.Facts.Where(column => column.Fact.StartsWith(prefix, StringComparison.Ordinal) && column.Fact.IndexOf('.', prefix.Length) < 0))
        {
            var name = column.Fact[prefix.Length..];
            facts.Add(KeyValuePair.Create(name, column.IsMissingAt(row) ? FactValue.Missing : Value(column, declared.FirstOrDefault(fact => fact.Name == name), row)));
        }

        foreach (var list in _people.Lists.Where(list => list.List.StartsWith(prefix, StringComparison.Ordinal) && list.List.IndexOf('.', prefix.Length) < 0))
        {
            var name = list.List[prefix.Length..];
            var (length, start) = (list.Lengths.Span[row], _starts[list.List][row]);
            var fields = declared.FirstOrDefault(fact => fact.Name == name)?.Fields ?? [];
            facts.Add(KeyValuePair.Create(name, length < 0 ? FactValue.Missing : FactValue.List([.. Enumerable.Range(start, length).Select(record => Record($"{list.List}.", fields, record))])));
        }

        return new FactRecord(facts.ToImmutable());
    }

    private static FactValue Value(FactColumn column, FactDescription? fact, int row)
    {
        var value = column.Values.Span[row];
        return fact?.Type switch
        {
            DataType.Boolean when value is 0 or 1 => value == 1,
            DataType.Code or DataType.Rating => value >= 0 && value < fact.Codes.Length ? fact.Codes[value].Code : $"#{value}",
            DataType.Date when value >= 0 && value <= DateOnly.MaxValue.DayNumber => DateOnly.FromDayNumber(value),
            DataType.Text => Encoding.UTF8.GetString(column.TextOf(row)),
            _ => Rational.Fraction(value, BigInteger.Pow(10, column.Scale)),
        };
    }
}
