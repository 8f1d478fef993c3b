using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Reads lines of plain JSON straight into columns. A line in which anything is unusual is left to the plan, whole.</summary>
internal sealed class JsonPeople : IColumnReader
{
    private const int Id = 0;
    private const int Unit = 1;
    private const int Period = 2;
    private const int Facts = 3;

    private static readonly int MostBytes = PolicyLimits.Default.DocumentBytes;

    private readonly JsonShape _person = new(["id", "unit", "period", "facts"]);
    private readonly JsonShape _facts;
    private int _number; // of the object read

    public JsonPeople(AppraisalPolicy policy) => _facts = new JsonShape(policy.Facts.Select(fact => fact.Name));

    public void Read(ByteBlock block, BlockRows rows)
    {
        var lines = (LineBlock)block;
        ref var text = ref MemoryMarshal.GetReference(lines.Utf8);
        var number = lines.Start.Line;
        for (var start = 0; start < lines.Length;)
        {
            number++;
            var end = ReadLine(lines, ref text, start, number, rows);
            if (end < 0)
            {
                var line = lines.NextLine(start, number, out end);
                if (!lines.IsBlank(line))
                    rows.AddOdd(line);
            }

            start = end;
        }
    }

    // Behind the line, or −1 for one that is not plain.
    private int ReadLine(LineBlock block, ref byte text, int start, int number, BlockRows rows)
    {
        var people = rows.Current.People;
        people.Mark();
        var end = ReadPerson(ref text, start, people, people.Add(), out var id, out var period);
        if (end < 0 || end > block.Length || end - start > MostBytes)
        {
            people.Undo();
            return -1;
        }

        var periodText = block.Utf8.Slice(period.Start, period.Length);
        if (!periodText.SequenceEqual(rows.Current.Period))
        {
            people.Undo();
            return rows.TrySelect(periodText) ? ReadLine(block, ref text, start, number, rows) : -1;
        }

        rows.Add(new RecordPlace(start, end - start, number), block.Utf8, id.Start, id.Length);
        return Math.Min(end + 1, block.Length);
    }

    // Up to the line feed.
    private int ReadPerson(ref byte text, int start, FactLevel people, int row, out (int Start, int Length) id, out (int Start, int Length) period)
    {
        (id, period) = (default, default);
        if (Unsafe.Add(ref text, start) != (byte)'{')
            return -1;
        var position = start + 1;
        _number++;
        for (var before = JsonShape.Begin; ;)
        {
            if (!_person.TryMove(ref text, ref position, before, out var member))
                return -1;
            if (member == JsonShape.End)
                break;
            if (_person.LastSeen[member] == _number)
                return -1;
            _person.LastSeen[member] = _number;
            before = member;
            if (member == Facts)
            {
                if (Unsafe.Add(ref text, position++) != (byte)'{' || !ReadFacts(ref text, ref position, people, row))
                    return -1;
                continue;
            }

            if (!ReadText(ref text, ref position, out var value) || (value.Length == 0 && member != Unit))
                return -1;
            if (member == Id)
                id = value;
            else if (member == Period)
                period = value;
        }

        if (_person.LastSeen[Id] != _number || _person.LastSeen[Facts] != _number)
            return -1;
        while (Unsafe.Add(ref text, position) is (byte)' ' or (byte)'\t' or (byte)'\r')
            position++;
        return Unsafe.Add(ref text, position) == (byte)'\n' ? position : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadFacts(ref byte text, ref int position, FactLevel level, int row)
    {
        var (fields, shape, at, seen) = (level.Fields, _facts, position, 0);
        var (lastSeen, number) = (shape.LastSeen, _number);
        for (var before = JsonShape.Begin; ;)
        {
            if (!shape.TryMove(ref text, ref at, before, out var member))
                return false;
            if (member == JsonShape.End)
                break;
            before = member;
            ref var last = ref lastSeen[member];
            if (last == number)
                return false;
            last = number;
            seen++;
            var field = fields[member];
            if (field.Type == DataType.Number)
            {
                var length = PlainNumber.ReadShort(ref Unsafe.Add(ref text, at), (byte)'.', out var mantissa, out var decimals);
                if (length > 0 && field.TrySetShort(row, mantissa, decimals))
                {
                    at += length;
                    continue;
                }
            }

            if (!ReadValue(ref text, ref at, field, row))
                return false;
        }

        position = at;
        return seen == fields.Length || FillMissing(fields, row);
    }

    private bool ReadValue(ref byte text, ref int position, FactField field, int row)
    {
        ref var at = ref Unsafe.Add(ref text, position);
        if (at == (byte)'n')
        {
            if (!Is(ref at, "null"u8) || field.IsRequired)
                return false;
            field.SetMissing(row);
            position += "null".Length;
            return true;
        }

        switch (field.Type)
        {
            case DataType.Number:
                // What ends a number is looked at by whoever reads on.
                var digits = MemoryMarshal.CreateReadOnlySpan(ref at, PlainNumber.CountLetters(ref at));
                var length = PlainNumber.Read(digits, (byte)'.', out var mantissa, out var decimals);
                position += length;
                return length > 0 && field.TrySet(row, mantissa, decimals);
            case DataType.Boolean:
                var isTrue = Is(ref at, "true"u8);
                if (!isTrue && !Is(ref at, "false"u8))
                    return false;
                field.Set(row, isTrue ? 1 : 0);
                position += isTrue ? "true".Length : "false".Length;
                return true;
            default:
                return ReadText(ref text, ref position, out var word)
                    && field.TrySetText(row, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, word.Start), word.Length));
        }
    }

    private bool FillMissing(FactField[] fields, int row)
    {
        for (var member = 0; member < fields.Length; member++)
        {
            if (_facts.LastSeen[member] == _number)
                continue;
            if (fields[member].IsRequired)
                return false;
            fields[member].SetMissing(row);
        }

        return true;
    }

    private static bool ReadText(ref byte text, ref int position, out (int Start, int Length) value)
    {
        value = default;
        if (Unsafe.Add(ref text, position) != (byte)'"')
            return false;
        var length = PlainBytes.CountFrom(ref Unsafe.Add(ref text, position + 1), (byte)'"');
        value = (position + 1, length);
        position += length + 2;
        return Unsafe.Add(ref text, position - 1) == (byte)'"';
    }

    private static bool Is(ref byte at, ReadOnlySpan<byte> word) => MemoryMarshal.CreateReadOnlySpan(ref at, word.Length).SequenceEqual(word);
}
