using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>One fact, or field of a list, of the people collected so far: a growing column of scaled integers.</summary>
/// <param name="fact">The fact.</param>
/// <param name="held">Where the numbers of all facts of its record are held.</param>
/// <param name="index">Which of them it is.</param>
internal sealed class FactField(FactDescription fact, FactValues held, int index)
{
    private const int FirstTextBytes = 4 * 1024;

    private readonly byte[][] _words = [.. fact.Codes.Select(code => Encoding.UTF8.GetBytes(code.Code))];
    private readonly int _mostDecimals = Math.Min(fact.Digits ?? PlainNumber.MostDecimals, PlainNumber.MostDecimals);
    private bool[] _isMissing = [];
    private byte[] _texts = [];
    private int _textBytes;
    private bool _hasMissing;
    private bool _isTooNarrow;

    public string Name => fact.Name;

    public DataType Type => fact.Type;

    /// <summary>Whether a person without it is rejected, so that it need not be scored first.</summary>
    public bool IsRequired => fact.IsRequired;

    /// <summary>Decimals by which numbers are shifted: those declared, otherwise the most seen so far.</summary>
    public int Scale
    {
        get => held.Scales[index];
        private set
        {
            held.Scales[index] = value;
            held.Changes++;
        }
    }

    private int[] Values => held.Values[index];

    public void Grow(int capacity)
    {
        Array.Resize(ref held.Values[index], capacity);
        held.Changes++;
        Array.Resize(ref _isMissing, capacity);
    }

    /// <summary>Begins anew. A scale that left no room for the numbers of the last block shrinks again.</summary>
    public void Clear()
    {
        if (_isTooNarrow)
            Scale = Math.Clamp(fact.Digits ?? 0, 0, PlainNumber.MostDecimals);
        _isTooNarrow = false;
        if (_hasMissing)
            Array.Clear(_isMissing);
        (_hasMissing, _textBytes) = (false, 0);
    }

    /// <summary>Holds a number of a few digits; false where that needs more care.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySetShort(int row, uint mantissa, int decimals)
    {
        var more = Scale - decimals;
        if ((uint)more > PlainNumber.MostDecimals)
            return false;
        var value = (ulong)mantissa * (uint)PlainNumber.Power(more);
        if (value > int.MaxValue)
            return false;
        Values[row] = (int)value;
        return true;
    }

    /// <summary>Holds a number; false where no column can.</summary>
    public bool TrySet(int row, long mantissa, int decimals)
    {
        if (decimals > Scale && !TryWiden(row, decimals))
            return false;
        var value = Math.BigMul(mantissa, PlainNumber.Power(Scale - decimals), out var low);
        if (value != low >> 63 || low < int.MinValue || low > int.MaxValue)
        {
            _isTooNarrow = true;
            return false;
        }

        Values[row] = (int)low;
        return true;
    }

    public void Set(int row, int value) => Values[row] = value;

    /// <summary>Holds a word of a code or scale by its position, or a day; false where the text is neither.</summary>
    public bool TrySetText(int row, ReadOnlySpan<byte> text) => Type switch
    {
        DataType.Code or DataType.Rating => TrySetWord(row, text),
        DataType.Date => TrySetDay(row, text),
        _ => TryAppend(row, text),
    };

    // Texts stand one behind the other; each row says where its own ends.
    private bool TryAppend(int row, ReadOnlySpan<byte> text)
    {
        if (_texts.Length - _textBytes < text.Length)
            Array.Resize(ref _texts, Math.Max(_texts.Length * 2, _textBytes + text.Length + FirstTextBytes));
        text.CopyTo(_texts.AsSpan(_textBytes));
        _textBytes += text.Length;
        Values[row] = _textBytes;
        return true;
    }

    private bool TrySetWord(int row, ReadOnlySpan<byte> word)
    {
        for (var position = 0; position < _words.Length; position++)
        {
            if (word.SequenceEqual(_words[position]))
            {
                Values[row] = position;
                return true;
            }
        }

        return false;
    }

    private bool TrySetDay(int row, ReadOnlySpan<byte> day)
    {
        Span<char> text = stackalloc char[10];
        if (day.Length != text.Length || Encoding.ASCII.GetChars(day, text) != text.Length || !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return false;
        Values[row] = date.DayNumber;
        return true;
    }

    public void SetMissing(int row)
    {
        Values[row] = _textBytes;
        _isMissing[row] = true;
        _hasMissing = true;
    }

    /// <summary>Takes back what the rows from here on said.</summary>
    public void Forget(int row, int count)
    {
        if (_hasMissing)
            _isMissing.AsSpan(row, count).Clear();
        if (_textBytes > 0)
            _textBytes = row == 0 ? 0 : Values[row - 1];
    }

    public FactColumn ToColumn(string path, int count) => new(path, Values.AsMemory(0, count), Scale)
    {
        IsMissing = _hasMissing ? _isMissing.AsMemory(0, count) : default,
        Utf8 = _texts.AsMemory(0, _textBytes),
    };

    // More decimals than before: the numbers held are shifted, if there is room for all of them.
    private bool TryWiden(int rows, int decimals)
    {
        if (decimals > _mostDecimals)
            return false;
        var factor = PlainNumber.Power(decimals - Scale);
        var most = int.MaxValue / factor;
        foreach (var value in Values.AsSpan(0, rows))
        {
            if (value > most || value < -most)
                return false;
        }

        foreach (ref var value in Values.AsSpan(0, rows))
            value *= factor;
        Scale = decimals;
        return true;
    }
}

/// <summary>The numbers of all facts of one kind of record, each in a growing array, and their scales.</summary>
internal sealed class FactValues
{
    public FactValues(IReadOnlyList<FactDescription> facts)
    {
        Values = [.. facts.Select(_ => Array.Empty<int>())];
        Scales = [.. facts.Select(fact => fact.Type == DataType.Number ? Math.Clamp(fact.Digits ?? 0, 0, PlainNumber.MostDecimals) : 0)];
    }

    public int[][] Values { get; }

    public int[] Scales { get; }

    /// <summary>How often an array or a scale has become another.</summary>
    public int Changes { get; set; }
}
