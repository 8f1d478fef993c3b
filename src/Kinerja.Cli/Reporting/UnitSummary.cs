using System.Collections.Immutable;
using Kinerja.Core;

namespace Kinerja.Cli.Reporting;

/// <summary>The scored people of a unit in a few exact numbers. It reports; no rule reads it.</summary>
/// <param name="Scored">How many were scored.</param>
/// <param name="Ratings">Each result that is a rating.</param>
/// <param name="Numbers">Each result that is a number, where somebody has it.</param>
internal sealed record UnitSummary(int Scored, ImmutableArray<RatingCounts> Ratings, ImmutableArray<NumberMeans> Numbers)
{
    public static UnitSummary Of(AppraisalPolicy policy, IEnumerable<AppraisalResult> people)
    {
        var scored = people.Where(person => person.IsScored).ToList();
        if (scored.Count == 0)
            return new UnitSummary(0, [], []);
        var names = policy.ResultNames;
        var ratings = ImmutableArray.CreateBuilder<RatingCounts>();
        var numbers = ImmutableArray.CreateBuilder<NumberMeans>();
        for (var index = 0; index < names.Length; index++)
        {
            var values = scored.Select(person => person.Values[index]).ToList();
            var scale = policy.RatingsOf(names[index]);
            if (!scale.IsEmpty)
                ratings.Add(RatingCounts.Of(values, scale));
            else if (values.Any(value => value.Number is not null))
                numbers.Add(NumberMeans.Of(values));
        }

        return new UnitSummary(scored.Count, ratings.ToImmutable(), numbers.ToImmutable());
    }
}

/// <summary>How many people have each rating.</summary>
/// <param name="Name">The result.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Counts">The ratings from the highest down; people without a value are in none.</param>
internal sealed record RatingCounts(string Name, LocalizedText Label, ImmutableArray<(CodeDescription Rating, int People)> Counts)
{
    public static RatingCounts Of(IReadOnlyList<ResultValue> values, ImmutableArray<CodeDescription> scale) => new(
        values[0].Name,
        values[0].Label,
        [.. scale.Reverse().Select(rating => (rating, values.Count(value => value.Text == rating.Code)))]);
}

/// <summary>The middle and the ends of a number over those who have it.</summary>
/// <param name="Name">The result.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Lowest">The least value.</param>
/// <param name="Mean">The mean, exact.</param>
/// <param name="Median">The middle value; of an even number the mean of the middle two.</param>
/// <param name="Highest">The greatest value.</param>
internal sealed record NumberMeans(string Name, LocalizedText Label, Rational Lowest, Rational Mean, Rational Median, Rational Highest)
{
    public static NumberMeans Of(IReadOnlyList<ResultValue> values)
    {
        var sorted = values.Select(value => value.Number).OfType<Rational>().Order().ToList();
        var sum = sorted.Aggregate(Rational.Zero, (total, number) => total + number);
        var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        return new NumberMeans(values[0].Name, values[0].Label, sorted[0], sum / sorted.Count, median, sorted[^1]);
    }
}
