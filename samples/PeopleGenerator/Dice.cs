namespace PeopleGenerator;

/// <summary>An xorshift64* generator: the same numbers from the same seed on every machine and every .NET.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    public bool Chance(int percent) => Between(1, 100) <= percent;

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    /// <summary>So many different choices, in the order drawn.</summary>
    public List<T> Draw<T>(IReadOnlyList<T> choices, int count)
    {
        var left = choices.ToList();
        var drawn = new List<T>();
        while (drawn.Count < count)
        {
            var index = Between(0, left.Count - 1);
            drawn.Add(left[index]);
            left.RemoveAt(index);
        }

        return drawn;
    }

    private ulong Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (_state * 0x2545F4914F6CDD1DUL) >> 16;
    }
}
