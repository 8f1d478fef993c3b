using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Benchmarks;

/// <summary>Scores people in columns and holds every answer against fractions of big integers: the four populations, and people on the points where an answer turns and one step beside them.</summary>
internal sealed class Differential(string policyText)
{
    private const int Batch = 250_000;
    private const int Lowering = 10_000; // hundredths, so that most scores are below zero
    private static readonly string[] Modes = ["halfAwayFromZero", "halfToEven", "halfTowardZero", "halfUp", "halfDown", "awayFromZero", "towardZero", "ceiling", "floor"];
    private static readonly int[] LargestTargets = [50_000, 10_000_000, 1_700_000_000];

    /// <summary>People compared.</summary>
    public long Cases { get; private set; }

    /// <summary>Of these on an edge or a step beside one.</summary>
    public long EdgeCases { get; private set; }

    /// <summary>People whose score or predicate was another one; must be 0.</summary>
    public long Differences { get; private set; }

    /// <summary>Rows decided in each arithmetic.</summary>
    public LaneTiers Tiers { get; private set; }

    /// <summary>Runs at least so many cases, three tenths of them on edges.</summary>
    public Differential Run(int cases, ulong seed)
    {
        var perEdge = Share(cases * 3L / 10, Modes.Length * LargestTargets.Length);
        foreach (var mode in Modes)
        {
            var plain = Load(mode, isLowered: false);
            var lowered = Load(mode, isLowered: true);
            foreach (var largest in LargestTargets)
            {
                var isLowered = largest == LargestTargets[1];
                var isHalf = mode.StartsWith("half", StringComparison.Ordinal);
                EdgeCases += Batches(perEdge, count => Compare(isLowered ? lowered : plain, Edges.Create(count, seed++, isHalf, largest), mode, isLowered ? Lowering : 0));
            }
        }

        var policy = Load(Modes[0], isLowered: false);
        Batches(Share(cases - Cases, 4), count =>
        {
            foreach (var people in Population.All(count, seed += 10))
                Compare(policy, people, Modes[0], 0);
        });
        return this;
    }

    private static long Share(long whole, int parts) => (whole + parts - 1) / parts;

    private static long Batches(long count, Action<int> run)
    {
        for (var left = count; left > 0; left -= Batch)
            run((int)Math.Min(left, Batch));
        return count;
    }

    private AppraisalPolicy Load(string mode, bool isLowered)
    {
        var text = policyText.Replace("halfAwayFromZero", mode, StringComparison.Ordinal);
        var load = AppraisalPolicy.Load(isLowered ? text.Replace(") / 7", ") / 7 - 250", StringComparison.Ordinal) : text);
        return load.Policy ?? throw new InvalidDataException(string.Join('\n', load.Diagnostics));
    }

    private void Compare(AppraisalPolicy policy, Population people, string mode, int less)
    {
        var scorer = policy.CreateColumnScorer();
        var results = scorer.CreateResults(people.Count);
        scorer.Score(K10.ToColumns(people), results);
        Tiers += scorer.Tiers;
        Cases += people.Count;
        var wrong = 0;
        var (scores, words) = (results.Of("finalScore").ToArray(), results.Of("predicate").ToArray());
        Parallel.For(0, people.Count, row =>
        {
            var exact = K10.Exact(people, row, mode, less);
            if (results.Exceptions.ContainsKey(row) || scores[row] != exact.Score || words[row] != 4 - exact.Band)
                Interlocked.Increment(ref wrong);
        });
        Differences += wrong;
    }
}
