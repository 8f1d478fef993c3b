namespace Kinerja.Cli.Scoring;

/// <summary>Takes in the ids of one block after another, and keeps those that may stand twice.</summary>
/// <param name="inputBytes">The length of the input, by which the number of ids is estimated.</param>
internal sealed class IdWatch(long inputBytes)
{
    private IdFilter? _filter;

    /// <summary>Hashes of the ids that may stand twice: of each that does, and of hardly any other.</summary>
    public HashSet<ulong> Candidates { get; } = [];

    /// <param name="ids">The ids of the block that comes next.</param>
    /// <param name="end">Where it ends.</param>
    public void Add(IdHashes ids, InputMark end)
    {
        _filter ??= new IdFilter(ids.Count * (1 + (inputBytes / Math.Max(1, end.Offset))));
        _filter.Add(ids.Hashes, Candidates);
    }
}
