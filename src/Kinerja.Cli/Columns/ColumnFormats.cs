using System.Collections.Immutable;
using System.Text;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>The text of people scored in columns, in one form of file: the same bytes as their outcome would have.</summary>
internal interface IColumnFormat
{
    /// <summary>The most bytes of one person, but for the id.</summary>
    int MostBytes { get; }

    /// <summary>Whether an id of plain letters stands in the text as it is.</summary>
    bool IsPlain(ReadOnlySpan<byte> id);

    /// <summary>Writes one person; returns how many bytes.</summary>
    int Write(Span<byte> output, ReadOnlySpan<byte> id, ScoredColumns people, int row);
}

/// <summary>Results as JSON, one object a line.</summary>
internal sealed class NdjsonColumns : IColumnFormat
{
    private readonly byte[] _begin = "{\"id\":\""u8.ToArray();
    private readonly byte[] _head; // from the id to the first value
    private readonly byte[][] _names; // of the results after the first
    private readonly ResultText[] _results;
    private readonly byte[] _middle = "},\"followUps\":["u8.ToArray();
    private readonly byte[][] _followUps;
    private readonly byte[] _end = "]}\n"u8.ToArray();

    public NdjsonColumns(AppraisalPolicy policy)
    {
        _results = [.. policy.Results.Select(result => new ResultText(result, IsFact(policy, result), text => result.Type == DataType.Boolean ? JsonBytes.Ascii(text) : JsonBytes.Of(text), (byte)'.', "null"u8.ToArray()))];
        _head = JsonBytes.Join(
            JsonBytes.Ascii("\",\"policy\":"), JsonBytes.Of($"{policy.Id}@{policy.Version}"),
            JsonBytes.Ascii(",\"fingerprint\":"), JsonBytes.Of(policy.Fingerprint),
            JsonBytes.Ascii(",\"status\":\"scored\",\"results\":{"), JsonBytes.Name(_results[0].Name));
        _names = [.. _results.Skip(1).Select(result => JsonBytes.Join(JsonBytes.Ascii(","), JsonBytes.Name(result.Name)))];
        _followUps = [.. policy.FollowUps.Select(FollowUpText)];
        MostBytes = _begin.Length + _head.Length + _names.Sum(name => name.Length) + _results.Sum(result => result.MostBytes) + _middle.Length + _followUps.Sum(followUp => followUp.Length + 1) + _end.Length;
    }

    public int MostBytes { get; }

    public bool IsPlain(ReadOnlySpan<byte> id) => true;

    public int Write(Span<byte> output, ReadOnlySpan<byte> id, ScoredColumns people, int row)
    {
        var writer = new ByteWriter(output);
        writer.Write(_begin);
        writer.Write(id);
        writer.Write(_head);
        for (var result = 0; result < _results.Length; result++)
        {
            if (result > 0)
                writer.Write(_names[result - 1]);
            people.Write(ref writer, _results[result], result, row);
        }

        writer.Write(_middle);
        var isFirst = true;
        for (var followUp = 0; followUp < _followUps.Length; followUp++)
        {
            if (people.FollowUps[followUp][row] == 0)
                continue;
            if (!isFirst)
                writer.Write((byte)',');
            writer.Write(_followUps[followUp]);
            isFirst = false;
        }

        writer.Write(_end);
        return writer.Length;
    }

    public static bool IsFact(AppraisalPolicy policy, ResultDescription result) => policy.Facts.Any(fact => fact.Name == result.Name);

    private static byte[] FollowUpText(FollowUpDescription followUp) => JsonBytes.Join(
        JsonBytes.Ascii("{\"id\":"), JsonBytes.Of(followUp.Id), JsonBytes.Ascii(",\"kind\":"), JsonBytes.Of(followUp.Kind),
        followUp.CausedBy is { } cause ? JsonBytes.Join(JsonBytes.Ascii(",\"causedBy\":"), JsonBytes.Of(cause)) : [],
        JsonBytes.Ascii("}"));
}

/// <summary>Results as a table.</summary>
internal sealed class CsvColumns : IColumnFormat
{
    private readonly byte _delimiter;
    private readonly byte[] _scored;
    private readonly ResultText[] _results;
    private readonly byte[][] _followUps;

    /// <param name="policy">The policy.</param>
    /// <param name="cell">A text as it stands in a cell.</param>
    /// <param name="decimalComma">Whether cells are separated by <c>;</c> and numbers have a comma.</param>
    public CsvColumns(AppraisalPolicy policy, Func<string, string> cell, bool decimalComma)
    {
        _delimiter = (byte)(decimalComma ? ';' : ',');
        _scored = [_delimiter, .. "scored"u8, _delimiter];
        _results = [.. policy.Results.Select(result => new ResultText(result, NdjsonColumns.IsFact(policy, result), text => Encoding.UTF8.GetBytes(cell(text)), (byte)(decimalComma ? ',' : '.'), []))];
        _followUps = [.. policy.FollowUps.Select(followUp => Encoding.UTF8.GetBytes(followUp.Id))];
        MostBytes = _scored.Length + _results.Sum(result => result.MostBytes + 1) + _followUps.Sum(followUp => followUp.Length + 2) + 5;
        ArePlain = policy.FollowUps.All(followUp => cell(followUp.Id) == followUp.Id && followUp.Id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));
    }

    /// <summary>Whether all follow-ups can be put beside each other in a cell without quotes.</summary>
    public bool ArePlain { get; }

    public int MostBytes { get; }

    // What a spreadsheet takes for a formula needs a mark before it, and what separates cells needs quotes.
    public bool IsPlain(ReadOnlySpan<byte> id) => id[0] is not ((byte)'=' or (byte)'+' or (byte)'-' or (byte)'@') && !id.Contains(_delimiter);

    public int Write(Span<byte> output, ReadOnlySpan<byte> id, ScoredColumns people, int row)
    {
        var writer = new ByteWriter(output);
        writer.Write(id);
        writer.Write(_scored);
        for (var result = 0; result < _results.Length; result++)
        {
            people.Write(ref writer, _results[result], result, row);
            writer.Write(_delimiter);
        }

        WriteFollowUps(ref writer, people, row);
        writer.Write(_delimiter);
        writer.Write("\r\n"u8);
        return writer.Length;
    }

    private void WriteFollowUps(ref ByteWriter writer, ScoredColumns people, int row)
    {
        var count = 0;
        foreach (var holds in people.FollowUps)
            count += holds[row] != 0 ? 1 : 0;
        // What stands between them may be what stands between cells.
        var isQuoted = count > 1 && _delimiter == (byte)';';
        if (isQuoted)
            writer.Write((byte)'"');
        for (var followUp = 0; followUp < _followUps.Length && count > 0; followUp++)
        {
            if (people.FollowUps[followUp][row] == 0)
                continue;
            writer.Write(_followUps[followUp]);
            if (--count > 0)
                writer.Write("; "u8);
        }

        if (isQuoted)
            writer.Write((byte)'"');
    }
}

/// <summary>People without rejections have no place in a file of the rejected.</summary>
internal sealed class NoColumns : IColumnFormat
{
    public int MostBytes => 0;

    public bool IsPlain(ReadOnlySpan<byte> id) => true;

    public int Write(Span<byte> output, ReadOnlySpan<byte> id, ScoredColumns people, int row) => 0;
}

/// <summary>Puts bytes one behind another.</summary>
internal ref struct ByteWriter(Span<byte> output)
{
    private readonly Span<byte> _output = output;

    public int Length { get; private set; }

    public readonly Span<byte> Rest => _output[Length..];

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_output[Length..]);
        Length += bytes.Length;
    }

    public void Write(byte letter) => _output[Length++] = letter;

    public void Advance(int bytes) => Length += bytes;
}
