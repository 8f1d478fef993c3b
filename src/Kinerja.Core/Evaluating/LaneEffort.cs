namespace Kinerja.Core.Evaluating;

/// <summary>How often something must come up before compiling for it pays.</summary>
/// <param name="People">People of a shape before its lanes are compiled, which costs as much as scoring some tens of them by the plan; long lists count more.</param>
/// <param name="Chunks">Chunks of rows before kernels are joined to loops: by then they have taken about as long as compiling does, however long the program is.</param>
internal sealed record LaneEffort(int People, int Chunks)
{
    public static LaneEffort Usual { get; } = new(16, 1024);
}
