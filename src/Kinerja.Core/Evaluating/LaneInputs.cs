using Kinerja.Core.Authoring;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>What a column may hold for the policy to accept it, in the column's own scaled integers.</summary>
/// <param name="Scale">Decimals of the column.</param>
/// <param name="Low">Lowest integer allowed.</param>
/// <param name="High">Highest integer allowed.</param>
/// <param name="Step">Every value must be a multiple of this: more decimals than declared are an issue.</param>
internal readonly record struct LaneDomain(int Scale, long Low, long High, int Step)
{
    public static LaneDomain Of(LaneInput input, int scale)
    {
        var fact = input.Fact.Declaration;
        var power = ((Rational)10).Power(scale);
        if (fact.Type == FactType.Number)
        {
            var low = fact.Min is { } min ? Whole((min * power).Round(0, RoundingMode.Ceiling), fact.ExclusiveMin && (min * power).IsWhole ? 1 : 0) : int.MinValue;
            var high = fact.Max is { } max ? Whole((max * power).Round(0, RoundingMode.Floor), fact.ExclusiveMax && (max * power).IsWhole ? -1 : 0) : int.MaxValue;
            var step = fact.Digits is { } digits && digits < scale ? (int)Whole(((Rational)10).Power(scale - digits), 0) : 1;
            return new LaneDomain(scale, low, high, step);
        }

        return fact.Type switch
        {
            FactType.Boolean => new LaneDomain(0, 0, 1, 1),
            FactType.Date => new LaneDomain(0, (fact.MinDate ?? DateOnly.MinValue).DayNumber, (fact.MaxDate ?? DateOnly.MaxValue).DayNumber, 1),
            _ => new LaneDomain(0, 0, input.Fact.Type.Words!.Words.Length - 1, 1),
        };
    }

    public bool Contains(int value) => value >= Low && value <= High && (Step == 1 || value % Step == 0);

    private static long Whole(Rational number, int more) =>
        number.Abs() > int.MaxValue ? (number.Sign < 0 ? int.MinValue : int.MaxValue) : (long)number.Numerator + more;
}
