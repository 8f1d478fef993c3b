using System.Diagnostics;

namespace Kinerja.Core.Benchmarks;

/// <summary>Ratios of the engine to hand-written code, each the median of rounds in which all contenders take turns.</summary>
internal static class Ratios
{
    private const int People = 1_000_000;
    private const int Cached = 1_024;

    public static void Run()
    {
        var policy = AppraisalPolicy.Load(File.ReadAllText(Repository.At("benchmarks", "policies", "k10.json"))).Policy ?? throw new InvalidDataException("k10.json does not load.");
        var wrong = 0;
        foreach (var people in Population.All(People))
            wrong += Measure(policy, people);
        wrong += NestedRatios.Measure();
        FileRatios.MeasureApart();
        MeasureLoading();
        SingleRatios.Run(policy);
        Print("wrong-rows", wrong);
    }

    private static void MeasureLoading()
    {
        // Warm means compiled for good, which takes some hundred loads.
        for (var warm = 0; warm < 150; warm++)
        {
            foreach (var id in NationalPolicies.Ids)
                AppraisalPolicy.LoadNational(id);
        }

        foreach (var id in NationalPolicies.Ids)
            Print($"load-ms-{id}", Median([.. Enumerable.Range(0, 15).Select(_ => Time(() => AppraisalPolicy.LoadNational(id)) / 1e6)]));
    }

    private static int Measure(AppraisalPolicy policy, Population people)
    {
        var columns = K10.ToColumns(people);
        var scorer = policy.CreateColumnScorer();
        var results = scorer.CreateResults(people.Count);
        scorer.Score(columns, results);
        var (wrong, wrongInDouble) = Compare(people, results);
        Print($"open-rows-{people.Name}", scorer.OpenRows);
        Print($"double-wrong-rows-{people.Name}", wrongInDouble);
        var before = GC.GetAllocatedBytesForCurrentThread();
        scorer.Score(columns, results);
        Print($"bytes-per-row-{people.Name}", (double)(GC.GetAllocatedBytesForCurrentThread() - before) / people.Count);
        var objects = K10.ToObjects(Slice(people, 50_000));
        var (decimalTimes, engineTimes, cacheTimes) = (new List<double>(), new List<double>(), new List<double>());
        var small = K10.ToColumns(Slice(people, Cached));
        var smallScorer = policy.CreateColumnScorer();
        var smallResults = smallScorer.CreateResults(Cached);
        WarmUp(() => smallScorer.Score(small, smallResults));
        WarmUp(() => K10.Decimal(objects[0]));
        for (var round = 0; round < 7; round++)
        {
            var sink = 0;
            decimalTimes.Add(Time(() =>
            {
                foreach (var person in objects)
                    sink += K10.Decimal(person).Score;
            }) / objects.Length);
            engineTimes.Add(Time(() => scorer.Score(columns, results)) / people.Count);
            cacheTimes.Add(Time(() =>
            {
                for (var again = 0; again < 200; again++)
                    smallScorer.Score(small, smallResults);
            }) / (Cached * 200));
            GC.KeepAlive(sink);
        }

        Print($"decimal-ns-{people.Name}", Median(decimalTimes));
        Print($"engine-ns-{people.Name}", Median(engineTimes));
        Print($"exact-{people.Name}-ram", Median([.. decimalTimes.Zip(engineTimes, (hand, engine) => hand / engine)]));
        Print($"exact-{people.Name}-cache", Median([.. decimalTimes.Zip(cacheTimes, (hand, engine) => hand / engine)]));
        return wrong;
    }

    private static Population Slice(Population people, int count)
    {
        var slice = new Population(people.Name, count);
        foreach (var (from, to) in people.Targets.Zip(slice.Targets).Concat(people.Actuals.Zip(slice.Actuals)).Concat(people.Weights.Zip(slice.Weights)).Concat(people.Scores.Zip(slice.Scores)).Append((people.Discipline, slice.Discipline)))
            Array.Copy(from, to, count);
        return slice;
    }

    private static (int Wrong, int WrongInDouble) Compare(Population people, ResultColumns results)
    {
        var (wrong, wrongInDouble) = (0, 0);
        var (scores, words) = (results.Of("finalScore").ToArray(), results.Of("predicate").ToArray());
        Parallel.For(0, people.Count, row =>
        {
            var exact = K10.Exact(people, row);
            if (results.Exceptions.ContainsKey(row) || scores[row] != exact.Score || words[row] != 4 - exact.Band)
                Interlocked.Increment(ref wrong);
            if (K10.Double(people, row) != exact.Score)
                Interlocked.Increment(ref wrongInDouble);
        });
        return (wrong, wrongInDouble);
    }

    /// <summary>Runs until whatever the runtime compiles while a program runs has been compiled.</summary>
    public static void WarmUp(Action work, int milliseconds = 400)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds;)
            work();
    }

    public static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    public static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    public static void Print(string name, double value) => Console.WriteLine(FormattableString.Invariant($"{name} {value:0.##}"));
}

/// <summary>Files of the repository, found from where the benchmark runs.</summary>
internal static class Repository
{
    public static string At(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kinerja.Core.sln")))
                return Path.Combine([folder.FullName, .. path]);
        }

        throw new FileNotFoundException("The benchmark does not lie in the repository.");
    }
}
