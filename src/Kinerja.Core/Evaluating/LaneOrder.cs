namespace Kinerja.Core.Evaluating;

/// <summary>Whether doubles or whole numbers are tried first, by the share of rows that they leave open.</summary>
/// <remarks>A chunk costs about the same in both. Where halves are frequent whole numbers decide nearly everything at once; where quotients do not end they decide nearly nothing.</remarks>
internal struct LaneOrder
{
    private const int Patience = 256; // chunks after which whole numbers may be tried again

    private int _waiting;

    public bool IsWholeFirst { get; private set; }

    /// <summary>Whether the order should change after a chunk of which so many rows were left open.</summary>
    public bool IsToChange(int rows, int open) => IsWholeFirst ? open * 8 > rows : --_waiting < 0 && open * 16 > rows;

    public void Change()
    {
        IsWholeFirst = !IsWholeFirst;
        _waiting = Patience;
    }
}
