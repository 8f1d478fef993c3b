using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Kinerja.Cli.Columns;

/// <summary>A step from one value of an object to the next.</summary>
/// <param name="Position">Where the next value begins, or behind the object; −1 where something stands that has to be read with more care.</param>
/// <param name="Member">The member of the next value, or <see cref="JsonShape.End"/>.</param>
internal readonly record struct JsonMove(int Position, int Member)
{
    public static JsonMove None => new(-1, JsonShape.End);
}

/// <summary>The members that an object may have, and in which order they have come so far: after each member the bytes up to the next value are known beforehand nearly always.</summary>
internal sealed class JsonShape
{
    /// <summary>The end of the object, in place of a member.</summary>
    public const int End = -1;

    /// <summary>Before the first member.</summary>
    public const int Start = -1;

    private const int MostBytes = 64; // of what is known beforehand

    private readonly byte[][] _names;
    private readonly int[] _lastSeen; // the object in which each member was seen last
    private int _objects;
    private readonly Guess[] _guesses; // by the member before; the first one at the beginning

    /// <summary>What is thought to come: bytes, and the member whose value follows them.</summary>
    private struct Guess
    {
        public Vector256<byte> First;
        public Vector256<byte> Second;
        public uint InFirst; // which of them count
        public uint InSecond;
        public int Length;
        public int Member;
    }

    public JsonShape(IEnumerable<string> members)
    {
        _names = [.. members.Select(Encoding.UTF8.GetBytes)];
        _guesses = new Guess[_names.Length + 1];
        _lastSeen = new int[_names.Length];
    }

    /// <summary>Begins an object; the number tells it from those before.</summary>
    public int Begin() => ++_objects;

    /// <summary>Notes a member of an object; false where it stands there twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFirst(int member, int number)
    {
        ref var last = ref _lastSeen[member];
        if (last == number)
            return false;
        last = number;
        return true;
    }

    /// <summary>Whether an object has a member.</summary>
    public bool IsSeen(int member, int number) => _lastSeen[member] == number;

    /// <summary>Moves from the end of a value, or the beginning of the object, to the next value.</summary>
    /// <param name="text">The block; <see cref="MostBytes"/> bytes behind it can be read.</param>
    /// <param name="position">Behind the value before.</param>
    /// <param name="before">The member before, or <see cref="Start"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonMove Move(ref byte text, int position, int before)
    {
        ref var guess = ref _guesses[before + 1];
        ref var at = ref Unsafe.Add(ref text, position);
        if (guess.Length > 0 && (Vector256.Equals(Vector256.LoadUnsafe(ref at), guess.First).ExtractMostSignificantBits() & guess.InFirst) == guess.InFirst
            && (guess.InSecond == 0 || (Vector256.Equals(Vector256.LoadUnsafe(ref at, 32), guess.Second).ExtractMostSignificantBits() & guess.InSecond) == guess.InSecond))
            return new JsonMove(position + guess.Length, guess.Member);
        return MoveAndLearn(ref text, position, before);
    }

    private JsonMove MoveAndLearn(ref byte text, int start, int before)
    {
        var at = SkipBlanks(ref text, start);
        if (Unsafe.Add(ref text, at) == (byte)'}')
            return Learn(ref text, start, before, new JsonMove(at + 1, End));
        if (before != Start && Unsafe.Add(ref text, at++) != (byte)',')
            return JsonMove.None;
        at = SkipBlanks(ref text, at);
        if (Unsafe.Add(ref text, at) != (byte)'"')
            return JsonMove.None;
        var length = PlainBytes.CountFrom(ref Unsafe.Add(ref text, at + 1), (byte)'"');
        var member = Find(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, at + 1), length));
        at += length + 1;
        if (member < 0 || Unsafe.Add(ref text, at) != (byte)'"')
            return JsonMove.None;
        at = SkipBlanks(ref text, at + 1);
        if (Unsafe.Add(ref text, at) != (byte)':')
            return JsonMove.None;
        return Learn(ref text, start, before, new JsonMove(SkipBlanks(ref text, at + 1), member));
    }

    private JsonMove Learn(ref byte text, int start, int before, JsonMove move)
    {
        var length = move.Position - start;
        if (length > MostBytes)
            return move;
        ref var guess = ref _guesses[before + 1];
        (guess.First, guess.InFirst) = (Vector256.LoadUnsafe(ref text, (nuint)start), Mask(length));
        (guess.Second, guess.InSecond) = (Vector256.LoadUnsafe(ref text, (nuint)start + 32), Mask(length - 32));
        (guess.Length, guess.Member) = (length, move.Member);
        return move;
    }

    private static uint Mask(int length) => length >= 32 ? uint.MaxValue : length <= 0 ? 0 : (1u << length) - 1;

    private int Find(ReadOnlySpan<byte> name)
    {
        for (var member = 0; member < _names.Length; member++)
        {
            if (name.SequenceEqual(_names[member]))
                return member;
        }

        return -1;
    }

    /// <summary>Behind blanks; a line feed ends the record, and is none here.</summary>
    public static int SkipBlanks(ref byte text, int position)
    {
        while (Unsafe.Add(ref text, position) is (byte)' ' or (byte)'\t' or (byte)'\r')
            position++;
        return position;
    }
}
