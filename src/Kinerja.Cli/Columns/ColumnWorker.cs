using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Scores blocks in columns: bytes in, bytes out, without an object for a person. What is unusual goes to the plan, record by record. One for each thread.</summary>
internal sealed class ColumnWorker
{
    private readonly BlockScorer _plan;
    private readonly IColumnReader _reader;
    private readonly IReadOnlyList<IOutcomeFormat> _formats;
    private readonly IColumnFormat[] _columnFormats;
    private readonly BlockRows _rows;
    private readonly ColumnTally _tally;
    private readonly List<RecordPlace> _odd = [];
    private readonly MemoryStream _text = new();

    public ColumnWorker(AppraisalPolicy policy, IColumnReader reader, IReadOnlyList<IOutcomeFormat> formats, BlockScorer plan, RepeatedIds repeatedIds)
    {
        (_plan, _reader, _formats) = (plan, reader, formats);
        _columnFormats = [.. formats.Select(format => format.ForColumns(policy) ?? throw new ArgumentException("A format needs objects.", nameof(formats)))];
        _rows = new BlockRows(policy, repeatedIds);
        _tally = new ColumnTally(policy);
    }

    /// <summary>Whether neither the policy nor a format needs an object for every person.</summary>
    public static bool CanScore(AppraisalPolicy policy, IReadOnlyList<IOutcomeFormat> formats) =>
        policy.SlowValues.IsEmpty && policy.Results.All(ResultText.CanPrint) && formats.All(format => format.ForColumns(policy) is not null);

    /// <summary>People of the last block that needed no object.</summary>
    public int InColumns => _rows.Count - _odd.Count;

    public ScoredBlock Score(ByteBlock block)
    {
        _rows.Clear();
        _reader.Read(block, _rows);
        var ids = _rows.TakeIds(block);
        foreach (var batch in _rows.Batches)
            batch.Score();
        SetOddAside(block);
        var outcomes = _odd.Count == 0 ? [] : _plan.Score([.. block.RecordsAt(_odd)]);
        var texts = new RentedText[_formats.Count];
        for (var index = 0; index < texts.Length; index++)
            texts[index] = Write(block, outcomes, _formats[index], _columnFormats[index]);
        return new ScoredBlock(block.End, texts, _tally.Sum(_rows, block, outcomes)) { Ids = ids };
    }

    // Rows that columns cannot hold, and those that do not stand in the text as they are.
    private void SetOddAside(ByteBlock block)
    {
        _odd.Clear();
        for (var index = 0; index < _rows.Count; index++)
        {
            var row = _rows.Rows[index];
            if (row.Batch is { } batch && (batch.IsException(row.Row) || !IsPlain(block.Utf8.Slice(row.IdStart, row.IdLength))))
                _rows.MakeOdd(index);
            if (_rows.Rows[index].Batch is null)
                _odd.Add(row.Place);
        }
    }

    private bool IsPlain(ReadOnlySpan<byte> id)
    {
        foreach (var format in _columnFormats)
        {
            if (!format.IsPlain(id))
                return false;
        }

        return true;
    }

    private RentedText Write(ByteBlock block, Outcome[] outcomes, IOutcomeFormat format, IColumnFormat columns)
    {
        var text = new RentedText(Math.Min(block.Length, _rows.Count * (columns.MostBytes + 20)));
        var next = 0; // of the outcomes
        foreach (ref readonly var row in _rows.Rows)
        {
            if (row.Batch is { } batch)
            {
                var id = block.Utf8.Slice(row.IdStart, row.IdLength);
                text.Advance(columns.Write(text.Room(columns.MostBytes + id.Length), id, batch.Scored, row.Row));
                continue;
            }

            _text.SetLength(0);
            format.Write(_text, outcomes[next++]);
            text.Append(_text.GetBuffer().AsSpan(0, (int)_text.Length));
        }

        return text;
    }
}
