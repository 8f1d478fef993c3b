using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Reads one kind of object, the facts of a person or the records of a list, with the lists in it.</summary>
internal sealed class JsonRecord
{
    private readonly JsonShape _shape;
    private readonly JsonRecord[] _lists;

    public JsonRecord(IReadOnlyList<FactDescription> facts)
    {
        var lists = facts.Where(fact => fact.Type == DataType.List).ToList();
        _shape = new JsonShape(facts.Where(fact => fact.Type != DataType.List).Concat(lists).Select(fact => fact.Name));
        _lists = [.. lists.Select(list => new JsonRecord(list.Fields))];
    }

    /// <summary>Reads an object into a row.</summary>
    /// <param name="text">The block.</param>
    /// <param name="position">Where the object begins.</param>
    /// <param name="level">Where its facts go.</param>
    /// <param name="row">The row of the level.</param>
    /// <returns>Where it ends, or −1 where anything in it is unusual.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(ref byte text, int position, FactLevel level, int row)
    {
        if (Unsafe.Add(ref text, position) != (byte)'{')
            return -1;
        var (fields, shape, at, seen) = (level.Fields, _shape, position + 1, 0);
        var number = shape.Begin();
        for (var before = JsonShape.Start; ;)
        {
            // The place goes from one value to the next in a register: each waits for the one before.
            (at, var member) = shape.Move(ref text, at, before);
            if (at < 0)
                return -1;
            if (member == JsonShape.End)
                break;
            before = member;
            if (!shape.IsFirst(member, number))
                return -1;
            seen++;
            if (member < fields.Length)
            {
                var field = fields[member];
                if (field.Type == DataType.Number && PlainNumber.TryReadShort(ref Unsafe.Add(ref text, at), out var length, out var mantissa, out var decimals) && field.TrySetShort(row, mantissa, decimals))
                    at += length;
                else
                    at = ReadValue(ref text, at, field, row);
            }
            else
            {
                at = ReadList(ref text, at, member - fields.Length, level, row);
            }

            if (at < 0)
                return -1;
        }

        return seen == fields.Length + _lists.Length || TryFillMissing(level, row, number) ? at : -1;
    }

    /// <summary>Reads a text that is only looked at: where it begins, and how long it is; −1 where it is not plain.</summary>
    public static (int Start, int Length) ReadText(ref byte text, int position)
    {
        if (Unsafe.Add(ref text, position) != (byte)'"')
            return (-1, -1);
        var length = PlainBytes.CountTextFrom(ref Unsafe.Add(ref text, position + 1), (byte)'"');
        return length < 0 || Unsafe.Add(ref text, position + length + 1) != (byte)'"' ? (-1, -1) : (position + 1, length);
    }

    private int ReadList(ref byte text, int position, int list, FactLevel level, int row)
    {
        var (inner, at, count) = (level.Lists[list], position, 0);
        if (Unsafe.Add(ref text, at) != (byte)'[')
            return -1; // also for null: what then holds, the plan says
        at = JsonShape.SkipBlanks(ref text, at + 1);
        if (Unsafe.Add(ref text, at) != (byte)']')
        {
            for (var more = true; more; count++)
            {
                at = _lists[list].Read(ref text, at, inner, inner.Add());
                if (at < 0)
                    return -1;
                at = JsonShape.SkipBlanks(ref text, at);
                more = Unsafe.Add(ref text, at) == (byte)',';
                if (more)
                    at = JsonShape.SkipBlanks(ref text, at + 1);
            }

            if (Unsafe.Add(ref text, at) != (byte)']')
                return -1;
        }

        inner.SetLength(row, count);
        return at + 1;
    }

    private static int ReadValue(ref byte text, int position, FactField field, int row)
    {
        ref var at = ref Unsafe.Add(ref text, position);
        if (at == (byte)'n')
        {
            if (!Is(ref at, "null"u8) || field.IsRequired)
                return -1;
            field.SetMissing(row);
            return position + "null".Length;
        }

        switch (field.Type)
        {
            case DataType.Number:
                // What ends a number is looked at by whoever reads on.
                var digits = MemoryMarshal.CreateReadOnlySpan(ref at, PlainNumber.CountLetters(ref at));
                var length = PlainNumber.Read(digits, (byte)'.', out var mantissa, out var decimals);
                return length > 0 && field.TrySet(row, mantissa, decimals) ? position + length : -1;
            case DataType.Boolean:
                var isTrue = Is(ref at, "true"u8);
                if (!isTrue && !Is(ref at, "false"u8))
                    return -1;
                field.Set(row, isTrue ? 1 : 0);
                return position + (isTrue ? "true".Length : "false".Length);
            default:
                var word = ReadText(ref text, position);
                return word.Start >= 0 && field.TrySetText(row, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, word.Start), word.Length)) ? word.Start + word.Length + 1 : -1;
        }
    }

    private bool TryFillMissing(FactLevel level, int row, int number)
    {
        for (var member = 0; member < level.Fields.Length; member++)
        {
            if (_shape.IsSeen(member, number))
                continue;
            if (level.Fields[member].IsRequired)
                return false;
            level.Fields[member].SetMissing(row);
        }

        for (var list = 0; list < _lists.Length; list++)
        {
            if (_shape.IsSeen(level.Fields.Length + list, number))
                continue;
            if (level.Lists[list].IsRequired)
                return false;
            level.Lists[list].SetLength(row, -1);
        }

        return true;
    }

    private static bool Is(ref byte at, ReadOnlySpan<byte> word) => MemoryMarshal.CreateReadOnlySpan(ref at, word.Length).SequenceEqual(word);
}
