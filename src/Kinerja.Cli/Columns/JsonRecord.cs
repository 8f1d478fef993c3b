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

    /// <summary>Reads an object into a row; false where anything in it is unusual.</summary>
    /// <param name="text">The block.</param>
    /// <param name="position">Where the object begins, then behind it.</param>
    /// <param name="level">Where its facts go.</param>
    /// <param name="row">The row of the level.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(ref byte text, ref int position, FactLevel level, int row)
    {
        if (Unsafe.Add(ref text, position) != (byte)'{')
            return false;
        var (fields, shape, at, seen) = (level.Fields, _shape, position + 1, 0);
        var number = shape.Begin();
        for (var before = JsonShape.Start; ;)
        {
            if (!shape.TryMove(ref text, ref at, before, out var member))
                return false;
            if (member == JsonShape.End)
                break;
            before = member;
            if (!shape.IsFirst(member, number))
                return false;
            seen++;
            if (member >= fields.Length)
            {
                if (!TryReadList(ref text, ref at, member - fields.Length, level, row))
                    return false;
                continue;
            }

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

            if (!TryReadValue(ref text, ref at, field, row))
                return false;
        }

        position = at;
        return seen == fields.Length + _lists.Length || TryFillMissing(level, row, number);
    }

    /// <summary>Reads a text that is only looked at; false where it is not plain.</summary>
    public static bool TryReadText(ref byte text, ref int position, out (int Start, int Length) value)
    {
        value = default;
        if (Unsafe.Add(ref text, position) != (byte)'"')
            return false;
        var length = PlainBytes.CountTextFrom(ref Unsafe.Add(ref text, position + 1), (byte)'"');
        if (length < 0 || Unsafe.Add(ref text, position + length + 1) != (byte)'"')
            return false;
        value = (position + 1, length);
        position += length + 2;
        return true;
    }

    private bool TryReadList(ref byte text, ref int position, int list, FactLevel level, int row)
    {
        var (inner, at, count) = (level.Lists[list], position, 0);
        if (Unsafe.Add(ref text, at) != (byte)'[')
            return false; // also for null: what then holds, the plan says
        at = JsonShape.SkipBlanks(ref text, at + 1);
        if (Unsafe.Add(ref text, at) != (byte)']')
        {
            for (var more = true; more; count++)
            {
                if (!_lists[list].TryRead(ref text, ref at, inner, inner.Add()))
                    return false;
                at = JsonShape.SkipBlanks(ref text, at);
                more = Unsafe.Add(ref text, at) == (byte)',';
                if (more)
                    at = JsonShape.SkipBlanks(ref text, at + 1);
            }

            if (Unsafe.Add(ref text, at) != (byte)']')
                return false;
        }

        inner.SetLength(row, count);
        position = at + 1;
        return true;
    }

    private static bool TryReadValue(ref byte text, ref int position, FactField field, int row)
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
                return TryReadText(ref text, ref position, out var word)
                    && field.TrySetText(row, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, word.Start), word.Length));
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
