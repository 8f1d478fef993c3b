using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Reads lines of plain JSON straight into columns. A line in which anything is unusual is left to the plan, whole.</summary>
internal sealed class JsonPeople(AppraisalPolicy policy) : IColumnReader
{
    private const int Id = 0;
    private const int Unit = 1;
    private const int Period = 2;
    private const int Facts = 3;

    private static readonly int MostBytes = PolicyLimits.Default.DocumentBytes;

    private readonly JsonShape _person = new(["id", "unit", "period", "facts"]);
    private readonly JsonRecord _facts = new(policy.Facts);

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
        var number = _person.Begin();
        for (var before = JsonShape.Start; ;)
        {
            (position, var member) = _person.Move(ref text, position, before);
            if (position < 0)
                return -1;
            if (member == JsonShape.End)
                break;
            if (!_person.IsFirst(member, number))
                return -1;
            before = member;
            switch (member)
            {
                case Facts:
                    position = _facts.Read(ref text, position, people, row);
                    if (position < 0)
                        return -1;
                    break;
                case Unit:
                    var unit = JsonRecord.ReadText(ref text, position);
                    if (unit.Start < 0)
                        return -1;
                    position = unit.Start + unit.Length + 1;
                    break;
                default:
                    var value = (Start: position + 1, Length: PlainBytes.CountFrom(ref Unsafe.Add(ref text, position + 1), (byte)'"'));
                    if (value.Length == 0 || Unsafe.Add(ref text, position) != (byte)'"' || Unsafe.Add(ref text, value.Start + value.Length) != (byte)'"')
                        return -1;
                    position = value.Start + value.Length + 1;
                    if (member == Id)
                        id = value;
                    else
                        period = value;
                    break;
            }
        }

        if (id.Length == 0 || !_person.IsSeen(Facts, number))
            return -1;
        position = JsonShape.SkipBlanks(ref text, position);
        return Unsafe.Add(ref text, position) == (byte)'\n' ? position : -1;
    }
}
