using Kinerja.Cli.Scoring;
using Microsoft.Win32.SafeHandles;

namespace Kinerja.Cli.Csv;

/// <summary>Some rows of a table.</summary>
internal sealed class CsvBlock(WideTable table, InputMark start, InputMark end, byte[] buffer, int length) : ByteBlock(start, end, buffer, length)
{
    public override IEnumerable<AppraisalLine> Records => table.Read(Memory, Start.Line).Select(table.ToAppraisal);

    public override IEnumerable<AppraisalLine> RecordsAt(IReadOnlyList<RecordPlace> places)
    {
        if (places.Count == 0)
            return [];
        using var chosen = new MemoryStream();
        foreach (var place in places)
            chosen.Write(Utf8.Slice(place.Start, place.Length)); // with its line ending

        return table.Read(chosen.GetBuffer().AsMemory(0, (int)chosen.Length), 0).Zip(places, (row, place) => table.ToAppraisal(row with { Line = place.Line })).ToList();
    }

    public override void VisitIds(IdVisitor visit) => table.VisitIds(this, visit);
}

/// <summary>Cuts a table into blocks of whole rows.</summary>
internal sealed class CsvBlocks(WideTable table, SafeFileHandle file, int blockBytes) : ByteBlocks(file, blockBytes, MostBytes)
{
    /// <summary>The longest row.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    protected override int WholeRecords(ReadOnlySpan<byte> read) => CsvRecords.WholeRecords(read, table.Delimiter);

    protected override ByteBlock Cut(InputMark start, byte[] buffer, int length)
    {
        var lines = CsvRecords.CountLines(buffer.AsSpan(0, length));
        return new CsvBlock(table, start, new InputMark(start.Offset + length, start.Line + lines, 0), buffer, length);
    }

    protected override ByteBlock CutShort(InputMark start, byte[] buffer, int length) => throw table.TooLong(start.Line + 1);
}
