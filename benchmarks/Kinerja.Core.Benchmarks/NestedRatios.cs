namespace Kinerja.Core.Benchmarks;

/// <summary>A national policy with lists in lists, against the same written by hand in decimal.</summary>
internal static class NestedRatios
{
    private const int People = 200_000;
    private const int Objects = 20_000;

    /// <returns>Wrong rows.</returns>
    public static int Measure()
    {
        var policy = AppraisalPolicy.LoadNational("permenpanrb-8-2021");
        var people = NestedPeople.Create(People, 20_210_801);
        var columns = people.ToColumns(People);
        var scorer = policy.CreateColumnScorer();
        var results = scorer.CreateResults(People);
        scorer.Score(columns, results);
        var (scores, words) = (results.Of("finalScore").ToArray(), results.Of("predicate").ToArray());
        var wrong = 0;
        for (var row = 0; row < People; row++)
        {
            var exact = people.Exact(row);
            wrong += results.Exceptions.ContainsKey(row) || scores[row] != exact.Score || words[row] != exact.Predicate ? 1 : 0;
        }

        Ratios.Print("nested-open-rows", scorer.OpenRows);
        var objects = people.ToObjects(Objects);
        Ratios.WarmUp(() => scorer.Score(columns, results), 1_500);
        Ratios.WarmUp(() => NestedPeople.Decimal(objects[0]), 800);
        var (ratios, engine, hand) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < 7; round++)
        {
            var sink = 0;
            hand.Add(Ratios.Time(() =>
            {
                foreach (var person in objects)
                    sink += NestedPeople.Decimal(person).Score;
            }) / Objects);
            engine.Add(Ratios.Time(() => scorer.Score(columns, results)) / People);
            ratios.Add(hand[^1] / engine[^1]);
            GC.KeepAlive(sink);
        }

        Ratios.Print("nested-decimal-ns", Ratios.Median(hand));
        Ratios.Print("nested-engine-ns", Ratios.Median(engine));
        Ratios.Print("nested-ram", Ratios.Median(ratios));
        Ratios.Print("nested-wrong-rows", wrong);
        return wrong;
    }
}
