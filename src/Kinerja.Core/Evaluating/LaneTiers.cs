namespace Kinerja.Core.Evaluating;

/// <summary>How many rows each arithmetic decided, from the quickest to the plan.</summary>
internal readonly record struct LaneTiers(long Doubles, long WholeNumbers, long DoublePairs, long Fractions, long Plan)
{
    public static LaneTiers operator +(LaneTiers left, LaneTiers right) => new(
        left.Doubles + right.Doubles, left.WholeNumbers + right.WholeNumbers, left.DoublePairs + right.DoublePairs, left.Fractions + right.Fractions, left.Plan + right.Plan);
}
