using Kinerja.Cli.Reporting;
using Kinerja.Core;

namespace Kinerja.Cli.Units;

/// <summary>How much of a unit is told, and in which language.</summary>
/// <param name="IsPublic">For the public: no names, and no breakdown of a few people.</param>
/// <param name="Language">The language of labels and messages.</param>
internal sealed record UnitForm(bool IsPublic, Language Language)
{
    /// <summary>The fewest scored people who are broken down in public.</summary>
    public const int FewestInPublic = 5;

    /// <summary>Whether only the number of people may be told.</summary>
    public bool IsTooSmall(UnitOutcome unit) => IsPublic && unit.Summary.Scored < FewestInPublic;

    /// <summary>The results that may be told. A text could hold a name.</summary>
    public IEnumerable<ResultValue> ValuesOf(UnitOutcome unit) => IsTooSmall(unit) ? [] : unit.Values.Where(value => !IsPublic || value.Type != DataType.Text);

    /// <summary>What may be told of a number. The lowest and the highest are the number of one person each.</summary>
    public IEnumerable<(string Name, LocalizedText Title, Rational Value)> PartsOf(NumberMeans number)
    {
        if (!IsPublic)
            yield return ("lowest", new LocalizedText("terendah", "lowest"), number.Lowest);
        yield return ("mean", new LocalizedText("rata-rata", "mean"), number.Mean);
        yield return ("median", new LocalizedText("median", "median"), number.Median);
        if (!IsPublic)
            yield return ("highest", new LocalizedText("tertinggi", "highest"), number.Highest);
    }

    /// <summary>The findings that may be told.</summary>
    public IEnumerable<FollowUp> FollowUpsOf(UnitOutcome unit) => IsTooSmall(unit) ? [] : unit.FollowUps;
}
