using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Prints one result from the way columns hold it, as an <see cref="AppraisalResult"/> would print it.</summary>
internal sealed class ResultText
{
    private const int MostDigits = 20; // of 64 bits, with a sign

    private readonly DataType _type;
    private readonly byte[][] _words;
    private readonly int _scale;
    private readonly bool _isFixed;
    private readonly byte _mark;

    /// <param name="result">The result.</param>
    /// <param name="print">A word, day or boolean as it stands in the text.</param>
    /// <param name="mark">The decimal mark.</param>
    /// <param name="isFact">Whether the result is a fact: its numbers are printed with as many decimals as they need.</param>
    /// <param name="absent">What stands for a result that is not applicable.</param>
    public ResultText(ResultDescription result, bool isFact, Func<string, byte[]> print, byte mark, byte[] absent)
    {
        Name = result.Name;
        (_type, _scale, _isFixed, _mark) = (result.Type, result.ColumnScale, result.Digits is not null && !isFact, mark);
        Absent = absent;
        _words = result.Type == DataType.Boolean ? [print("false"), print("true")] : [.. result.Codes.Select(code => print(code.Code))];
        MostBytes = Math.Max(absent.Length, result.Type == DataType.Number ? MostDigits + _scale + 4 : _words.Max(word => word.Length));
    }

    public string Name { get; }

    /// <summary>What stands for a result that is not applicable.</summary>
    public byte[] Absent { get; }

    public int MostBytes { get; }

    /// <summary>Whether a policy's results can be printed so.</summary>
    public static bool CanPrint(ResultDescription result) => result.Type switch
    {
        DataType.Number => result.ColumnScale is >= 0 and <= RunSummary.DigitsOfMean, // means are exact sums of such numbers
        DataType.Boolean => true,
        DataType.Code or DataType.Rating => !result.Codes.IsEmpty,
        _ => false, // a day would need its own quotes; no shipped policy has one as a result
    };

    /// <summary>Writes the value; there is room for <see cref="MostBytes"/>.</summary>
    public int Write(Span<byte> output, long value)
    {
        if (_type != DataType.Number)
        {
            var word = _words[(int)value];
            word.CopyTo(output);
            return word.Length;
        }

        return WriteNumber(output, value);
    }

    private int WriteNumber(Span<byte> output, long value)
    {
        var scale = _scale;
        if (!_isFixed)
        {
            for (; scale > 0 && value % 10 == 0; scale--)
                value /= 10;
        }

        var length = 0;
        var rest = (ulong)value;
        if (value < 0)
        {
            output[length++] = (byte)'-';
            rest = 0 - rest;
        }

        var digits = Math.Max(CountDigits(rest), scale + 1);
        var end = length + digits + (scale > 0 ? 1 : 0);
        var position = end;
        for (var written = 0; written < digits; written++)
        {
            if (written == scale && scale > 0)
                output[--position] = _mark;
            var next = rest / 10;
            output[--position] = (byte)('0' + (int)(rest - (next * 10)));
            rest = next;
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountDigits(ulong value)
    {
        var digits = 1;
        for (; value >= 10; value /= 10)
            digits++;
        return digits;
    }
}

/// <summary>Text as JSON results write it.</summary>
internal static class JsonBytes
{
    /// <summary>A value with its quotes.</summary>
    public static byte[] Of(string text) => [(byte)'"', .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"'];

    /// <summary>A member's name with what follows it.</summary>
    public static byte[] Name(string text) => [.. Of(text), (byte)':'];

    public static byte[] Join(params IEnumerable<byte[]> parts) => [.. parts.SelectMany(part => part)];

    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
