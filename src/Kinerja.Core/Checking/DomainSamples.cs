namespace Kinerja.Core.Checking;

/// <summary>A few values of an input such that tests against the given cells come out the same as over all its values.</summary>
internal static class DomainSamples
{
    public static IReadOnlyList<object> Of(CheckedExpression input, IReadOnlyList<CellTest> cells)
    {
        var constants = cells.SelectMany(cell => cell.AnyOf).ToList();
        switch (input.Type.Kind)
        {
            case DataType.Boolean:
                return [false, true];
            case DataType.Code or DataType.Rating:
                return [.. Enumerable.Range(0, input.Type.Words!.Words.Length).Cast<object>()];
            case DataType.Number:
                var edges = cells.SelectMany(cell => new[] { cell.From, cell.To }).OfType<Rational>().Concat(constants.OfType<Rational>());
                return [.. Numbers(input.Range, edges).Cast<object>()];
            case DataType.Date:
                var days = constants.OfType<DateOnly>().Distinct().ToList();
                return [.. days.Cast<object>(), OtherDay(days)];
            default:
                var texts = constants.OfType<string>().Distinct().ToList();
                return [.. texts, OtherText(texts)];
        }
    }

    /// <summary>Each edge inside the range, and one value between every two neighbours and beyond the outer ones.</summary>
    public static IEnumerable<Rational> Numbers(NumberRange range, IEnumerable<Rational> edges)
    {
        var sorted = edges.Distinct().Order().ToList();
        var samples = new List<Rational?>();
        for (var index = 0; index <= sorted.Count; index++)
        {
            Rational? below = index == 0 ? null : sorted[index - 1];
            Rational? above = index == sorted.Count ? null : sorted[index];
            samples.Add(range.PointBetween(below, false, above, false));
            if (above is { } edge)
                samples.Add(range.PointBetween(edge, true, edge, true));
        }

        return samples.OfType<Rational>();
    }

    private static DateOnly OtherDay(List<DateOnly> days)
    {
        var taken = days.ToHashSet();
        return Enumerable.Range(0, days.Count + 1).Select(offset => new DateOnly(2000, 1, 1).AddDays(offset)).First(day => !taken.Contains(day));
    }

    private static string OtherText(List<string> texts)
    {
        var taken = texts.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(0, texts.Count + 1).Select(number => number == 0 ? "…" : $"…{number}").First(text => !taken.Contains(text));
    }
}
