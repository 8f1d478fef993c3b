namespace Kinerja.Core.Tests.Oracle;

/// <summary>The place of a record among those of the same parent; equal records share the lower place.</summary>
internal static class OracleRanking
{
    internal static OracleOutcome Compute(OracleValue value, RankingKind kind, OracleRecord record, OracleEvaluator evaluator)
    {
        var own = Keys(kind, record, evaluator);
        if (OracleOperators.Blocked([.. own]) is { } blocked)
            return blocked;

        var better = 0;
        foreach (var other in record.Parent!.Lists[value.Lists[^1]])
        {
            if (evaluator.Decide(value.When, other) is { } undecided)
            {
                if (undecided is FailedOutcome)
                    return undecided;
                continue;
            }

            var keys = Keys(kind, other, evaluator);
            if (OracleOperators.Blocked([.. keys]) is FailedOutcome failed)
                return failed;
            if (OracleOperators.Blocked([.. keys]) is null && keys[0] == own[0] && IsBefore(kind, keys, own))
                better++;
        }

        return OracleOutcome.Of(better + 1);
    }

    /// <summary>The group, then the keys.</summary>
    private static List<OracleOutcome> Keys(RankingKind kind, OracleRecord record, OracleEvaluator evaluator) =>
    [
        kind.Within is null ? OracleOutcome.True : evaluator.Evaluate(kind.Within, record),
        .. kind.Keys.Select(key => evaluator.Evaluate(key.Value, record)),
    ];

    private static bool IsBefore(RankingKind kind, List<OracleOutcome> left, List<OracleOutcome> right)
    {
        for (var at = 0; at < kind.Keys.Count; at++)
        {
            var comparison = Compare(left[at + 1], right[at + 1], kind.Keys[at].Codes);
            if (comparison != 0)
                return kind.Keys[at].IsDescending ? comparison > 0 : comparison < 0;
        }

        return false;
    }

    private static int Compare(OracleOutcome left, OracleOutcome right, IReadOnlyList<string>? codes) => (left, right) switch
    {
        (TextOutcome a, TextOutcome b) when codes is not null => Order(codes, a) - Order(codes, b),
        (TextOutcome a, TextOutcome b) => string.CompareOrdinal(a.Value, b.Value),
        _ => OracleOperators.Compare(left, right),
    };

    private static int Order(IReadOnlyList<string> codes, TextOutcome code) => codes.ToList().IndexOf(code.Value);
}
