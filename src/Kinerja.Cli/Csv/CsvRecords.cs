namespace Kinerja.Cli.Csv;

/// <summary>Finds where the records of a CSV file end, without looking at their cells. The bytes begin with a record.</summary>
/// <remarks>A quote opens a cell only as its first character; inside, line endings belong to the cell. What stands behind a closing quote is a flaw, after which quotes mean nothing until the cell ends.</remarks>
internal static class CsvRecords
{
    /// <summary>Bytes of the whole records that the bytes hold; more may follow.</summary>
    public static int WholeRecords(ReadOnlySpan<byte> bytes, byte delimiter)
    {
        var whole = 0;
        while (whole < bytes.Length)
        {
            // As far as the next quote, every line ending ends a record.
            var quote = bytes[whole..].IndexOf((byte)'"');
            var plain = quote < 0 ? bytes : bytes[..(whole + quote)];
            whole = Math.Max(whole, LastLineEnd(plain, bytes.Length));
            if (quote < 0)
                break;
            var end = EndOfRecord(bytes, whole, delimiter);
            if (end < 0)
                break;
            whole = end;
        }

        return whole;
    }

    /// <summary>Behind the line ending of the record that begins at an offset; −1 where it does not end among the bytes for certain.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="start">Where the record begins.</param>
    /// <param name="delimiter">What separates cells.</param>
    /// <param name="areAll">Whether nothing follows the bytes.</param>
    public static int EndOfRecord(ReadOnlySpan<byte> bytes, int start, byte delimiter, bool areAll = false)
    {
        var (isFirst, isQuoted, isInside, isBad) = (true, false, false, false);
        for (var position = start; position < bytes.Length; position++)
        {
            var letter = bytes[position];
            if (isFirst)
                (isQuoted, isInside, isBad) = (letter == (byte)'"', false, false);
            if (isQuoted && letter == (byte)'"')
            {
                if (!isInside && !isFirst && bytes[position - 1] != (byte)'"')
                    isBad = true;
                else if (!isBad)
                    isInside = !isInside;
            }

            isFirst = false;
            if (isInside)
                continue;
            if (letter == delimiter)
                isFirst = true;
            else if (letter is (byte)'\n' or (byte)'\r')
                return areAll && position + 1 == bytes.Length ? bytes.Length : EndOfLine(bytes, position);
        }

        return -1;
    }

    /// <summary>Behind the line ending that begins at a position; −1 where a line feed may follow that is not there yet.</summary>
    public static int EndOfLine(ReadOnlySpan<byte> bytes, int position)
    {
        if (bytes[position] == (byte)'\n')
            return position + 1;
        if (position + 1 == bytes.Length)
            return -1;
        return bytes[position + 1] == (byte)'\n' ? position + 2 : position + 1;
    }

    /// <summary>Line endings of any kind, also inside cells.</summary>
    public static int CountLines(ReadOnlySpan<byte> bytes)
    {
        var feeds = bytes.Count((byte)'\n');
        return bytes.Contains((byte)'\r') ? feeds + bytes.Count((byte)'\r') - bytes.Count("\r\n"u8) : feeds;
    }

    private static int LastLineEnd(ReadOnlySpan<byte> bytes, int available)
    {
        var last = bytes.LastIndexOfAny((byte)'\n', (byte)'\r');
        if (last < 0)
            return 0;
        // A return at the very end may be followed by its line feed.
        if (bytes[last] == (byte)'\r' && last + 1 == available)
            return LastLineEnd(bytes[..last], available);
        return last + 1;
    }
}
