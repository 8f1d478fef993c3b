using System.Collections.Immutable;
using System.Numerics;
using Kinerja.Cli.Resuming;
using Kinerja.Core;

namespace Kinerja.Cli.Scoring;

/// <summary>What is counted while a run goes on. Outcomes come in order, so that the summary too is the same for any number of threads.</summary>
internal sealed class RunSummary(AppraisalPolicy policy)
{
    private const int MostExamples = 10;

    // Enough for any printed score, and sums over millions of people stay small.
    public const int DigitsOfMean = 6;

    private readonly ImmutableArray<string> _names = policy.ResultNames;

    private readonly Dictionary<string, Dictionary<string, int>> _ratings = policy.ResultNames
        .Where(name => !policy.RatingsOf(name).IsEmpty).ToDictionary(name => name, _ => new Dictionary<string, int>(StringComparer.Ordinal), StringComparer.Ordinal);

    private readonly Dictionary<string, NumberSummary> _numbers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _followUps = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IssueGroup> _issues = new(StringComparer.Ordinal);

    /// <summary>A numeric result over all people who have one.</summary>
    public sealed record NumberSummary(Rational Min, Rational Max, Rational Sum, int Count)
    {
        public Rational Mean => Sum / Count;

        public NumberSummary And(NumberSummary other) => new(Rational.Min(Min, other.Min), Rational.Max(Max, other.Max), Sum + other.Sum, Count + other.Count);
    }

    /// <summary>People rejected for one reason, and the first of them.</summary>
    public sealed record IssueGroup(string Code)
    {
        public int Count { get; set; }

        public List<(string? Id, Diagnostic Issue)> Examples { get; } = [];
    }

    public AppraisalPolicy Policy => policy;

    public int Scored { get; private set; }

    /// <summary>Of those scored, how many in a period that is not over.</summary>
    public int Provisional { get; private set; }

    public int Rejected { get; private set; }

    public PeopleCounts Counts => new(Scored, Provisional, Rejected);

    public string? FirstScoredId { get; private set; }

    public string? FirstRejectedId { get; private set; }

    /// <summary>What people call each result, as far as somebody was scored.</summary>
    public Dictionary<string, LocalizedText> Labels { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> RatedResults => _names.Where(_ratings.ContainsKey);

    public IEnumerable<(string Name, NumberSummary Summary)> Numbers => _names.Where(_numbers.ContainsKey).Select(name => (name, _numbers[name]));

    /// <summary>How many people have a follow-up of a kind, kinds in the order of their names.</summary>
    public IEnumerable<(string Kind, int People)> FollowUps => _followUps.Select(pair => (pair.Key, pair.Value));

    /// <summary>The commonest reason first.</summary>
    public IEnumerable<IssueGroup> Issues => _issues.Values.OrderByDescending(group => group.Count);

    /// <summary>How many people have a rating; people without a value are under the empty text.</summary>
    public int CountOf(string result, string rating) => _ratings[result].GetValueOrDefault(rating);

    /// <summary>Adds people who were counted by an earlier process.</summary>
    public void Add(PeopleCounts people)
    {
        Scored += people.Scored;
        Provisional += people.Provisional;
        Rejected += people.Rejected;
    }

    /// <summary>Adds what was counted in the records that come next.</summary>
    public void Add(RunSummary next)
    {
        Scored += next.Scored;
        Provisional += next.Provisional;
        Rejected += next.Rejected;
        FirstScoredId ??= next.FirstScoredId;
        FirstRejectedId ??= next.FirstRejectedId;
        foreach (var (name, label) in next.Labels)
            Labels[name] = label;
        foreach (var (name, counts) in next._ratings)
        {
            foreach (var (rating, count) in counts)
                _ratings[name][rating] = _ratings[name].GetValueOrDefault(rating) + count;
        }

        foreach (var (name, numbers) in next._numbers)
            _numbers[name] = _numbers.TryGetValue(name, out var before) ? before.And(numbers) : numbers;
        foreach (var (kind, people) in next._followUps)
            _followUps[kind] = _followUps.GetValueOrDefault(kind) + people;
        foreach (var (code, added) in next._issues)
        {
            var group = GroupOf(code);
            group.Count += added.Count;
            group.Examples.AddRange(added.Examples.Take(MostExamples - group.Examples.Count));
        }
    }

    public void Add(Outcome outcome)
    {
        if (!outcome.IsScored)
        {
            AddRejected(outcome);
            return;
        }

        Scored++;
        Provisional += outcome.Result.IsProvisional ? 1 : 0;
        foreach (var kind in outcome.Result.FollowUps.Select(followUp => followUp.Kind).Distinct())
            _followUps[kind] = _followUps.GetValueOrDefault(kind) + 1;
        FirstScoredId ??= outcome.Id;
        for (var index = 0; index < _names.Length; index++)
            AddValue(_names[index], outcome.Result.Values[index]);
    }

    /// <summary>Counts a person whose results are added as columns; the id matters for the first one only.</summary>
    public void AddScored(string? id)
    {
        Scored++;
        FirstScoredId ??= id;
    }

    /// <summary>Adds a numeric result of many people, given as columns hold it.</summary>
    public void AddNumbers(ResultDescription result, long lowest, long highest, Int128 sum, int count)
    {
        Labels[result.Name] = result.Label;
        if (count == 0)
            return;
        var scale = BigInteger.Pow(10, result.ColumnScale);
        var added = new NumberSummary(Rational.Fraction(lowest, scale), Rational.Fraction(highest, scale), Rational.Fraction((BigInteger)sum, scale), count);
        _numbers[result.Name] = _numbers.TryGetValue(result.Name, out var before) ? before.And(added) : added;
    }

    /// <summary>Adds how many people have each word of a result, and how many have none.</summary>
    public void AddWords(ResultDescription result, ReadOnlySpan<int> counts, int absent)
    {
        Labels[result.Name] = result.Label;
        if (!_ratings.TryGetValue(result.Name, out var ratings))
            return;
        if (absent > 0)
            ratings[""] = ratings.GetValueOrDefault("") + absent;
        for (var position = 0; position < counts.Length; position++)
        {
            if (counts[position] > 0)
                ratings[result.Codes[position].Code] = ratings.GetValueOrDefault(result.Codes[position].Code) + counts[position];
        }
    }

    /// <summary>Adds people with a follow-up of a kind.</summary>
    public void AddFollowUps(string kind, int people)
    {
        if (people > 0)
            _followUps[kind] = _followUps.GetValueOrDefault(kind) + people;
    }

    private void AddValue(string name, ResultValue value)
    {
        Labels[name] = value.Label;
        if (_ratings.TryGetValue(name, out var counts))
        {
            var rating = value.Text ?? "";
            counts[rating] = counts.GetValueOrDefault(rating) + 1;
        }

        if (value.Number is not { } number)
            return;
        var one = new NumberSummary(number, number, number.Round(DigitsOfMean), 1);
        _numbers[name] = _numbers.TryGetValue(name, out var before) ? before.And(one) : one;
    }

    private void AddRejected(Outcome outcome)
    {
        Rejected++;
        FirstRejectedId ??= outcome.Id;
        foreach (var issues in outcome.Issues.GroupBy(issue => issue.Code))
        {
            var group = GroupOf(issues.Key);
            group.Count++;
            if (group.Examples.Count < MostExamples)
                group.Examples.Add((outcome.Id, issues.First()));
        }
    }

    private IssueGroup GroupOf(string code)
    {
        if (!_issues.TryGetValue(code, out var group))
            _issues.Add(code, group = new IssueGroup(code));
        return group;
    }
}
