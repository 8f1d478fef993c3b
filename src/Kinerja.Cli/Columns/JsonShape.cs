using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Kinerja.Cli.Columns;

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
        public byte[] Bytes;
        public uint First;
        public uint Second;
        public int Length;
        public int Member;
    }

    public JsonShape(IEnumerable<string> members)
    {
        _names = [.. members.Select(Encoding.UTF8.GetBytes)];
        _guesses = new Guess[_names.Length + 1];
        foreach (ref var guess in _guesses.AsSpan())
            (guess.Bytes, guess.First, guess.Length, guess.Member) = (new byte[MostBytes], uint.MaxValue, 0, End); // which nothing equals
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
    /// <param name="text">The block.</param>
    /// <param name="position">Behind the value before; then at the next value, or behind the object.</param>
    /// <param name="before">The member before, or <see cref="Start"/>.</param>
    /// <param name="member">The next member, or <see cref="End"/>.</param>
    /// <returns>False where something stands there that has to be read with more care.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMove(ref byte text, ref int position, int before, out int member)
    {
        ref var guess = ref _guesses[before + 1];
        ref var at = ref Unsafe.Add(ref text, position);
        ref var expected = ref MemoryMarshal.GetArrayDataReference(guess.Bytes);
        if ((Vector256.Equals(Vector256.LoadUnsafe(ref at), Vector256.LoadUnsafe(ref expected)).ExtractMostSignificantBits() & guess.First) == guess.First && guess.Length > 0
            && (guess.Second == 0 || HasSecondHalf(ref at, ref guess)))
        {
            position += guess.Length;
            member = guess.Member;
            return true;
        }

        return TryLearn(ref text, ref position, ref guess, before, out member);
    }

    private static bool HasSecondHalf(ref byte at, ref Guess guess) =>
        (Vector256.Equals(Vector256.LoadUnsafe(ref at, 32), Vector256.LoadUnsafe(ref guess.Bytes[32])).ExtractMostSignificantBits() & guess.Second) == guess.Second;

    private bool TryLearn(ref byte text, ref int position, ref Guess guess, int before, out int member)
    {
        var start = position;
        var at = SkipBlanks(ref text, start);
        member = End;
        if (Unsafe.Add(ref text, at) == (byte)'}')
        {
            Learn(ref text, start, at + 1, ref guess, End);
            position = at + 1;
            return true;
        }

        if (before != Start && Unsafe.Add(ref text, at++) != (byte)',')
            return false;
        at = SkipBlanks(ref text, at);
        if (Unsafe.Add(ref text, at) != (byte)'"')
            return false;
        var length = PlainBytes.CountFrom(ref Unsafe.Add(ref text, at + 1), (byte)'"');
        member = Find(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, at + 1), length));
        at += length + 1;
        if (member < 0 || Unsafe.Add(ref text, at) != (byte)'"')
            return false;
        at = SkipBlanks(ref text, at + 1);
        if (Unsafe.Add(ref text, at) != (byte)':')
            return false;
        at = SkipBlanks(ref text, at + 1);
        Learn(ref text, start, at, ref guess, member);
        position = at;
        return true;
    }

    private static void Learn(ref byte text, int start, int end, ref Guess guess, int member)
    {
        var length = end - start;
        if (length > MostBytes)
            return;
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref text, start), length).CopyTo(guess.Bytes);
        (guess.Length, guess.Member) = (length, member);
        (guess.First, guess.Second) = (Mask(length), Mask(length - 32));
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
