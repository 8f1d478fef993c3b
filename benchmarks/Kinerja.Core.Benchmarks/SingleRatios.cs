using System.Diagnostics;

namespace Kinerja.Core.Benchmarks;

/// <summary>One person at a time, object in and result out, against the same policy written by hand in decimal over objects.</summary>
internal static class SingleRatios
{
    private const int People = 256;
    private const int Repeats = 10;
    private const int Rounds = 21;
    private const int WarmRounds = 80; // until everything is compiled to the last tier

    public static void Run(AppraisalPolicy policy)
    {
        foreach (var people in Population.All(People))
            Measure(policy, people, people.Name == "random" ? "" : $"-{people.Name}");
    }

    private static void Measure(AppraisalPolicy policy, Population people, string suffix)
    {
        var (objects, appraisals) = (K10.ToObjects(people), ToAppraisals(people));
        for (var row = 0; row < People; row++)
        {
            var (result, exact) = (policy.Score(appraisals[row]), K10.Exact(people, row));
            if (result["finalScore"].Number != Rational.Fraction(exact.Score, 100))
                throw new InvalidDataException($"Row {row} of {people.Name} is wrong.");
        }

        var (single, batch, hand) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < WarmRounds + Rounds; round++)
        {
            if (round == WarmRounds)
            {
                single.Clear();
                batch.Clear();
                hand.Clear();
            }

            var sink = 0;
            single.Add(Time(() =>
            {
                foreach (var appraisal in appraisals)
                    sink += policy.Score(appraisal).Values.Length;
            }));
            batch.Add(Time(() => sink += policy.ScoreBatch(appraisals).Length));
            hand.Add(Time(() =>
            {
                foreach (var person in objects)
                    sink += K10.Decimal(person).Score;
            }));
            GC.KeepAlive(sink);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        policy.ScoreBatch(appraisals);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Print($"single-vs-decimal{suffix}", Median([.. hand.Zip(single, (slow, fast) => slow / fast)]));
        Print($"single-ns{suffix}", Median(single));
        Print($"objects-ns{suffix}", Median(batch));
        Print($"objects-bytes{suffix}", (double)allocated / People);
    }

    // Names are the same objects for everybody, as those of a program's own text are.
    private static Appraisal[] ToAppraisals(Population people)
    {
        var columns = K10.ToColumns(people).Facts;
        var appraisals = new Appraisal[people.Count];
        for (var row = 0; row < appraisals.Length; row++)
        {
            var facts = FactRecord.Empty;
            foreach (var column in columns)
                facts = facts.With(string.Intern(column.Fact), Rational.Fraction(column.Values.Span[row], column.Scale == 2 ? 100 : 1));
            appraisals[row] = new Appraisal($"person-{row}", facts, "2026");
        }

        return appraisals;
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        for (var again = 0; again < Repeats; again++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Repeats * People);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void Print(string name, double value) => Console.WriteLine(FormattableString.Invariant($"{name} {value:0.##}"));
}
