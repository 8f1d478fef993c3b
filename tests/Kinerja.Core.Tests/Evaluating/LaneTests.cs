using System.Numerics;
using Kinerja.Core.Compiling;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Columns scored in lanes against arithmetic in big integers that shares no code with the engine, on numbers chosen to fall on halves, on edges, and one step beside.</summary>
public sealed class LaneTests
{
    private const string Policy = """
        {
          "id": "lanes", "version": "1.0.0",
          "scales": { "word": { "ratings": { "poor": {}, "fair": {}, "good": {} } } },
          "facts": {
            "actual1": { "type": "number", "min": 0, "max": 10000, "digits": 2 }, "target1": { "type": "number", "min": 0, "exclusiveMin": true, "max": 10000, "digits": 2 },
            "actual2": { "type": "number", "min": 0, "max": 10000, "digits": 2 }, "target2": { "type": "number", "min": 0, "exclusiveMin": true, "max": 10000, "digits": 2 },
            "weight": { "type": "number", "min": 0, "max": 100, "digits": 2 },
            "isSanctioned": { "type": "boolean" }
          },
          "values": {
            "first": { "achievement": { "actual": "actual1", "target": "target1", "polarity": "higher", "floor": 0, "cap": 120 } },
            "second": { "achievement": { "actual": "actual2", "target": "target2", "polarity": "lower", "floor": 0, "cap": 120 } },
            "score": { "weighted": { "of": { "first": "weight", "second": "100 - weight" } }, "round": { "digits": 2, "mode": "MODE" } },
            "band": { "bands": { "of": "score", "scale": "word", "items": [ { "from": 90, "rating": "good" }, { "from": 60.5, "including": "neither", "rating": "fair" }, { "rating": "poor" } ] } },
            "word": { "rules": { "base": "band", "exceptions": [ { "id": "sanction", "when": "isSanctioned", "then": "min(band, 'fair')" } ] } }
          },
          "followUps": { "award": { "kind": "award", "when": "score >= 110 and not isSanctioned" } },
          "results": ["score", "word"]
        }
        """;

    private sealed record Row(int Actual1, int Target1, int Actual2, int Target2, int Weight, bool IsSanctioned);

    [Theory]
    [InlineData("halfAwayFromZero", 1)]
    [InlineData("halfToEven", 2)]
    [InlineData("halfTowardZero", 3)]
    [InlineData("floor", 4)]
    [InlineData("ceiling", 5)]
    public void Columns_AreTheExactAnswer(string mode, int seed)
    {
        var policy = Load(mode);
        var rows = Rows(seed, 60_000);
        var scorer = policy.CreateColumnScorer(new LaneEffort(0, 50)); // half by kernels, half by loops
        var results = scorer.CreateResults(rows.Length);
        scorer.Score(Columns(rows), results);
        Assert.Empty(results.Exceptions);
        Assert.Equal(0, scorer.OpenRows);
        for (var row = 0; row < rows.Length; row++)
        {
            var (score, word) = Exact(rows[row], mode);
            Assert.True(results.Of("score")[row] == score && results.Of("word")[row] == word && results.FollowUp("award")[row] == (score >= 11_000 && !rows[row].IsSanctioned ? 1 : 0), $"{mode}: {rows[row]}: {results.Of("score")[row]}, expected {score}");
        }
    }

    [Fact]
    public void EveryTier_GivesTheAnswersOfThePlan()
    {
        var policy = Load("halfAwayFromZero");
        var rows = Rows(6, 3_000);
        var scorer = policy.CreateColumnScorer();
        var results = scorer.CreateResults(rows.Length);
        scorer.Score(Columns(rows), results);
        var program = Program(policy);
        var wide = new LaneRows(program, Scales(program));
        var outputs = new long[program.Outputs.Length];
        var (decidedWide, withFractions) = (0, 0);
        for (var row = 0; row < rows.Length; row++)
        {
            var plan = policy.Score(new Appraisal("a", Facts(rows[row])));
            Assert.Equal(plan["score"].Number, Rational.Fraction(results.Of("score")[row], 100));
            Assert.Equal(plan["word"].Text, new[] { "poor", "fair", "good" }[results.Of("word")[row]]);
            var inputs = Inputs(program, rows[row]);
            if (wide.TryRun(inputs, outputs))
            {
                decidedWide++;
                withFractions += wide.HasUsedFractions ? 1 : 0;
                Assert.Equal([results.Of("score")[row], results.Of("word")[row]], outputs[..2]);
            }
        }

        Assert.Equal(rows.Length, decidedWide);
        Assert.InRange(withFractions, 1, rows.Length / 2); // true halves
    }

    [Fact]
    public void WhatLanesCannotSay_ThePlanSays()
    {
        var policy = Load("halfAwayFromZero");
        Row[] rows = [new(50_00, 100_00, 5, 10, 60_00, false), new(-1, 100_00, 5, 10, 60_00, false), new(50_00, 0, 5, 10, 60_00, false), new(50_00, 100_00, 5, 10, 100_01, false), new(50_00, 100_00, 5, 10, 60_00, true)];
        var columns = Columns(rows);
        columns = columns with { Facts = [.. columns.Facts.Select(column => column.Fact == "actual2" ? column with { IsMissing = new[] { false, false, false, false, true } } : column)] };
        var scorer = policy.CreateColumnScorer();
        var results = scorer.CreateResults(rows.Length);
        scorer.Score(columns, results);
        Assert.Equal([1, 2, 3, 4], results.Exceptions.Keys.Order());
        Assert.Equal(["KIN5012", "KIN5012", "KIN5012", "KIN5001"], results.Exceptions.OrderBy(pair => pair.Key).Select(pair => pair.Value.Issues[0].Code));
        Assert.Equal("facts.actual2", results.Exceptions[4].Issues[0].Path);
    }

    [Fact]
    public void ColumnsThatAreNotThere_AreNoFacts()
    {
        var policy = Load("halfAwayFromZero");
        var columns = Columns(Rows(7, 3));
        var scorer = policy.CreateColumnScorer();
        var results = scorer.CreateResults(3);
        scorer.Score(columns with { Facts = columns.Facts.RemoveAt(0) }, results);
        Assert.All(results.Exceptions.Values, result => Assert.Equal("KIN5001", result.Issues.Single().Code));
        Assert.Equal(3, results.Exceptions.Count);
        scorer.Score(columns with { Facts = columns.Facts.Add(new FactColumn("stranger", new int[3])) }, results);
        Assert.All(results.Exceptions.Values, result => Assert.Equal("KIN5013", result.Issues.Single().Code));
        Assert.Throws<ArgumentException>(() => scorer.Score(Columns(Rows(7, 4)), results));
    }

    // What the lanes compute before they round never lies farther from the exact number than they claim.
    [Fact]
    public unsafe void TheErrorSeen_NeverExceedsTheBound()
    {
        var program = Program(Load("halfAwayFromZero"));
        var rows = Rows(8, 20_000);
        var states = Ranges(program, rows);
        var bound = LaneBounds.Bind(program, states)!;
        var rounding = Array.FindIndex(bound.Codes, code => code.Kernel == LaneKernel.RoundNear);
        Assert.True(rounding > 0 && bound.Codes[rounding].Bound is > 0 and < 1e-6);
        var runner = new LaneRunner(bound with { Codes = bound.Codes[..rounding] }, program.Inputs.Length, new LaneEffort(0, int.MaxValue));
        var chunk = new int[program.Inputs.Length][];
        var worst = 0.0;
        var starts = stackalloc int*[chunk.Length];
        var flags = stackalloc byte[1];
        var written = stackalloc long[8 * bound.Outputs.Length];
        var outputs = stackalloc long*[bound.Outputs.Length];
        for (var output = 0; output < bound.Outputs.Length; output++)
            outputs[output] = written + (8 * output);
        for (var input = 0; input < chunk.Length; input++)
        {
            chunk[input] = GC.AllocateArray<int>(8, pinned: true);
            starts[input] = (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref chunk[input][0]);
        }

        for (var start = 0; start < rows.Length; start += 8)
        {
            for (var input = 0; input < chunk.Length; input++)
            {
                for (var row = 0; row < 8; row++)
                    chunk[input][row] = Inputs(program, rows[start + row])[input];
            }

            runner.Run(starts, starts, 8, flags, new LaneWriting(outputs, isPast: false));
            var held = (double*)runner.Start(bound.Codes[rounding].First, starts);
            for (var row = 0; row < 8; row++)
            {
                // Both in hundredths; the difference is taken exactly.
                var (numerator, denominator) = Hundredths(rows[start + row]);
                var computed = Exactly(held[row] * bound.Codes[rounding].Factor);
                var difference = (computed * denominator) - (numerator << 1_100);
                worst = Math.Max(worst, Math.Abs((double)((difference * 1_000_000_000_000) / (denominator << 1_100))) / 1e12);
            }
        }

        Assert.InRange(worst, 1e-15, bound.Codes[rounding].Bound);
    }

    // A bound of nothing lets wrong answers through: so these rows do test it.
    [Fact]
    public void ABoundThatIsTooSmall_IsCaught()
    {
        var program = Program(Load("halfAwayFromZero"));
        var rows = Rows(1, 60_000);
        var wrong = 0;
        var lanes = LaneBounds.Bind(program, Ranges(program, rows))!;
        var careless = new LaneRunner(lanes with { Codes = [.. lanes.Codes.Select(code => code.Kernel == LaneKernel.RoundNear ? code with { Bound = 0 } : code)] }, program.Inputs.Length, new LaneEffort(0, int.MaxValue));
        foreach (var row in rows)
            wrong += ScoreOf(careless, program, row) == Exact(row, "halfAwayFromZero").Score ? 0 : 1;
        Assert.True(wrong > 0);
    }

    private static unsafe long ScoreOf(LaneRunner runner, LaneProgram program, Row row)
    {
        var inputs = Inputs(program, row);
        var chunk = stackalloc int[8 * inputs.Length];
        var starts = stackalloc int*[inputs.Length];
        for (var input = 0; input < inputs.Length; input++)
        {
            starts[input] = chunk + (8 * input);
            new Span<int>(starts[input], 8).Fill(inputs[input]);
        }

        var flags = stackalloc byte[1];
        *flags = 0;
        var count = runner.Lanes.Outputs.Length;
        var written = stackalloc long[8 * count];
        var outputs = stackalloc long*[count];
        for (var output = 0; output < count; output++)
            outputs[output] = written + (8 * output);
        runner.Run(starts, starts, 8, flags, new LaneWriting(outputs, isPast: false));
        return (*flags & 1) != 0 ? Exact(row, "halfAwayFromZero").Score : *written;
    }

    private static LaneState[] Ranges(LaneProgram program, Row[] rows) => [.. program.Inputs.Select((input, index) =>
        new LaneState(Scales(program)[index], rows.Min(row => Inputs(program, row)[index]), rows.Max(row => Inputs(program, row)[index]), 0))];

    private static AppraisalPolicy Load(string mode) => AppraisalPolicy.Load(Policy.Replace("MODE", mode, StringComparison.Ordinal)).Policy!;

    private static LaneProgram Program(AppraisalPolicy policy)
    {
        Assert.Empty(policy.SlowValues);
        return policy.Lanes!;
    }

    private static int[] Scales(LaneProgram program) => [.. program.Inputs.Select(input => input.Fact.Name == "isSanctioned" ? 0 : 2)];

    private static int[] Inputs(LaneProgram program, Row row) => [.. program.Inputs.Select(input => input.Fact.Name switch
    {
        "actual1" => row.Actual1,
        "target1" => row.Target1,
        "actual2" => row.Actual2,
        "target2" => row.Target2,
        "weight" => row.Weight,
        _ => row.IsSanctioned ? 1 : 0,
    })];

    private static AppraisalColumns Columns(Row[] rows) => new(rows.Length,
    [
        new FactColumn("actual1", rows.Select(row => row.Actual1).ToArray(), 2),
        new FactColumn("target1", rows.Select(row => row.Target1).ToArray(), 2),
        new FactColumn("actual2", rows.Select(row => row.Actual2).ToArray(), 2),
        new FactColumn("target2", rows.Select(row => row.Target2).ToArray(), 2),
        new FactColumn("weight", rows.Select(row => row.Weight).ToArray(), 2),
        new FactColumn("isSanctioned", rows.Select(row => row.IsSanctioned ? 1 : 0).ToArray()),
    ]);

    private static FactRecord Facts(Row row) => FactRecord.Empty
        .With("actual1", Rational.Fraction(row.Actual1, 100)).With("target1", Rational.Fraction(row.Target1, 100))
        .With("actual2", Rational.Fraction(row.Actual2, 100)).With("target2", Rational.Fraction(row.Target2, 100))
        .With("weight", Rational.Fraction(row.Weight, 100)).With("isSanctioned", row.IsSanctioned);

    // The score times a hundred, as a fraction.
    private static (BigInteger Numerator, BigInteger Denominator) Hundredths(Row row)
    {
        static BigInteger Within(BigInteger value, BigInteger target) => BigInteger.Max(0, BigInteger.Min(value, 120 * target));
        BigInteger target1 = row.Target1, target2 = row.Target2;
        var first = Within(100 * (BigInteger)row.Actual1, target1);
        var second = Within(100 * ((2 * target2) - row.Actual2), target2);
        return ((row.Weight * first * target2) + ((10_000 - row.Weight) * second * target1), 100 * target1 * target2);
    }

    private static (long Score, long Word) Exact(Row row, string mode)
    {
        var (numerator, denominator) = Hundredths(row); // never below zero
        var score = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (2 * rest).CompareTo(denominator);
        var isUp = mode switch
        {
            "halfAwayFromZero" => half >= 0,
            "halfToEven" => half > 0 || (half == 0 && !score.IsEven),
            "halfTowardZero" => half > 0,
            "ceiling" => !rest.IsZero,
            _ => false,
        };
        var rounded = (long)score + (isUp ? 1 : 0);
        var word = rounded >= 9_000 ? 2 : rounded > 6_050 ? 1 : 0;
        return (rounded, row.IsSanctioned ? Math.Min(word, 1) : word);
    }

    // A double as a whole number of 2^-1100.
    private static BigInteger Exactly(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        var whole = (BigInteger)mantissa << (Math.Max(exponent, 1) - 1_075 + 1_100);
        return bits < 0 ? -whole : whole;
    }

    private static Row[] Rows(int seed, int count)
    {
        var random = new Random(seed);
        int[] targets = [100, 300, 700, 800, 1_200, 2_500, 6_300, 10_000, 14_400, 50_000];
        var rows = new Row[count];
        for (var row = 0; row < count; row++)
        {
            var isPlain = random.Next(3) == 0;
            var target1 = isPlain ? random.Next(1, 1_000_001) : targets[random.Next(targets.Length)];
            var target2 = isPlain ? random.Next(1, 1_000_001) : targets[random.Next(targets.Length)];
            // Near the target, so that most lie inside the cap; often a whole percent of it, so that halves are frequent.
            var actual1 = random.Next(2) == 0 ? (int)((long)target1 * random.Next(0, 131) / 100) : (int)(target1 * random.NextDouble() * 1.3);
            var actual2 = random.Next(2) == 0 ? (int)((long)target2 * random.Next(60, 220) / 100) : (int)(target2 * (0.7 + random.NextDouble()));
            rows[row] = new Row(Math.Min(actual1, 1_000_000), target1, Math.Min(actual2, 1_000_000), target2, random.Next(2) == 0 ? random.Next(0, 101) * 100 : random.Next(0, 10_001), random.Next(9) == 0);
        }

        return rows;
    }
}
