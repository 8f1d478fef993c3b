using Kinerja.Cli.Scoring;
using Kinerja.Core;

namespace Kinerja.Cli.Columns;

/// <summary>Where one record of a block stands, and where its facts went.</summary>
/// <param name="Place">Its bytes.</param>
/// <param name="IdStart">Where its id begins in the block.</param>
/// <param name="IdLength">Bytes of the id.</param>
/// <param name="Batch">The batch with its facts, or null for a record that is left to the plan.</param>
/// <param name="Row">Its row in the batch.</param>
internal readonly record struct BlockRow(RecordPlace Place, int IdStart, int IdLength, FactBatch? Batch, int Row);

/// <summary>The records of a block in their order: those whose facts went into columns, and those that have to be read as objects.</summary>
internal sealed class BlockRows(AppraisalPolicy policy, RepeatedIds repeatedIds)
{
    private const int MostBatches = 8; // periods told apart in one block

    private readonly List<FactBatch> _batches = [];
    private BlockRow[] _rows = new BlockRow[1_024];
    private IdHashes? _ids;

    public int Count { get; private set; }

    public ReadOnlySpan<BlockRow> Rows => _rows.AsSpan(0, Count);

    public IEnumerable<FactBatch> Batches => _batches.Where(batch => batch.People.Count > 0);

    /// <summary>The batch of the people read last; facts are put there before their period is known.</summary>
    public FactBatch Current { get; private set; } = new(policy, []);

    public void Clear()
    {
        Count = 0;
        _ids = repeatedIds.IsSupposed ? new IdHashes() : null;
        if (_batches.Count == 0)
            _batches.Add(Current);
        foreach (var batch in _batches)
            batch.Clear();
    }

    /// <summary>Makes the batch of a period the current one; false where there are too many.</summary>
    public bool TrySelect(ReadOnlySpan<byte> period)
    {
        foreach (var batch in _batches)
        {
            if (!period.SequenceEqual(batch.Period))
                continue;
            Current = batch;
            return true;
        }

        if (_batches.Count == MostBatches && _batches.RemoveAll(batch => batch.People.Count == 0) == 0)
            return false;
        _batches.Add(Current = new FactBatch(policy, period.ToArray()));
        return true;
    }

    /// <summary>Takes in the person put last into the current batch; somebody whose id repeats is left to the plan.</summary>
    public void Add(RecordPlace place, ReadOnlySpan<byte> block, int idStart, int idLength)
    {
        var id = block.Slice(idStart, idLength);
        _ids?.Add(id);
        if (repeatedIds.MayContain(id))
        {
            Current.People.Undo();
            AddOdd(place);
            return;
        }

        Append(new BlockRow(place, idStart, idLength, Current, Current.People.Count - 1));
    }

    /// <summary>The ids of the whole block for whoever disposes of them, where they are wanted.</summary>
    public IdHashes? TakeIds(ByteBlock block)
    {
        var ids = _ids;
        _ids = null;
        if (ids is null || ids.Count == Count)
            return ids;
        ids.Dispose(); // somebody among them was left to the plan
        return IdHashes.Of(block);
    }

    /// <summary>Leaves a record to the plan.</summary>
    public void AddOdd(RecordPlace place) => Append(new BlockRow(place, 0, 0, null, -1));

    /// <summary>Leaves a record to the plan whose facts went into columns.</summary>
    public void MakeOdd(int index) => _rows[index] = new BlockRow(_rows[index].Place, 0, 0, null, -1);

    private void Append(BlockRow row)
    {
        if (Count == _rows.Length)
            Array.Resize(ref _rows, Count * 2);
        _rows[Count++] = row;
    }
}
