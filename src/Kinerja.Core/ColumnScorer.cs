using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Compiling;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core;

/// <summary>Scores people held in columns. The answers are those of <see cref="AppraisalPolicy.ScoreBatch"/>; most rows are decided without making an object for them.</summary>
/// <remarks>One for each thread: it keeps working room of its own.</remarks>
public sealed class ColumnScorer
{
    private const int BlockRows = 512;

    private readonly AppraisalPolicy _policy;
    private readonly LaneProgram? _program;
    private readonly LaneScoring? _lanes;
    private readonly Dictionary<string, int> _inputs = new(StringComparer.Ordinal);

    internal ColumnScorer(AppraisalPolicy policy, LaneProgram? program)
    {
        _policy = policy;
        _program = program;
        _lanes = program is null ? null : new LaneScoring(program);
        for (var position = 0; position < (program?.Inputs.Length ?? 0); position++)
            _inputs[program!.Inputs[position].Fact.Name] = position;
    }

    /// <summary>Rows of the last batch that needed the exact arithmetic of the plan itself.</summary>
    public int OpenRows { get; private set; }

    /// <summary>Room for the results of up to <paramref name="capacity"/> people.</summary>
    public ResultColumns CreateResults(int capacity) => new(_policy.ResultNames, _policy.FollowUpIds, capacity);

    /// <summary>Scores a batch into columns made by <see cref="CreateResults"/>.</summary>
    /// <exception cref="ArgumentException">A column is shorter than the batch, has no such fact, or stands twice; or there is no room for the results.</exception>
    public void Score(AppraisalColumns people, ResultColumns results)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(results);
        if (people.Count > results.Capacity)
            throw new ArgumentException($"There is room for {results.Capacity} results, not for {people.Count}.", nameof(results));
        results.Begin(people.Count);
        var columns = Arrange(people);
        if (columns is not null)
            _lanes!.Score(columns, people.Count, results);
        var open = columns is null ? [.. Enumerable.Range(0, people.Count)] : _lanes!.Open;
        OpenRows = open.Count;
        for (var start = 0; start < open.Count; start += BlockRows)
            ScoreExactly(people, open[start..Math.Min(open.Count, start + BlockRows)], results);
    }

    // The columns in the order of the program; null where some fact has none and the plan must say what then holds.
    private FactColumn[]? Arrange(AppraisalColumns people)
    {
        if (_program is null || people.Facts.Length != _program.Inputs.Length || !_policy.Accepts(people.Period))
            return null;
        var columns = new FactColumn[_program.Inputs.Length];
        foreach (var column in people.Facts)
        {
            if (!_inputs.TryGetValue(column.Fact, out var position) || columns[position] is not null)
                return null;
            columns[position] = column;
        }

        return columns;
    }

    private void ScoreExactly(AppraisalColumns people, List<int> rows, ResultColumns results)
    {
        var facts = _policy.Facts.ToDictionary(fact => fact.Name);
        var scored = _policy.ScoreExactly([.. rows.Select(row => new Appraisal($"#{row}", new FactRecord([.. people.Facts.Select(column => Fact(column, facts.GetValueOrDefault(column.Fact), row))]), people.Period))]);
        for (var index = 0; index < rows.Count; index++)
            Write(scored[index], rows[index], results);
    }

    private static KeyValuePair<string, FactValue> Fact(FactColumn column, FactDescription? fact, int row)
    {
        var value = column.Values.Span[row];
        var given = column.IsMissing.IsEmpty || !column.IsMissing.Span[row];
        FactValue Word() => value >= 0 && value < fact!.Codes.Length ? fact.Codes[value].Code : $"#{value}";
        return KeyValuePair.Create(column.Fact, !given ? FactValue.Missing : fact?.Type switch
        {
            DataType.Boolean when value is 0 or 1 => value == 1,
            DataType.Code or DataType.Rating => Word(),
            DataType.Date when value >= 0 && value <= DateOnly.MaxValue.DayNumber => DateOnly.FromDayNumber(value),
            _ => Rational.Fraction(value, System.Numerics.BigInteger.Pow(10, column.Scale)),
        });
    }

    private void Write(AppraisalResult result, int row, ResultColumns results)
    {
        for (var position = 0; position < result.Values.Length; position++)
        {
            if (Encode(result.Values[position], position) is not { } held)
            {
                results.Except(row, result);
                return;
            }

            results.Column(position)[row] = held;
        }

        if (!result.IsScored)
            results.Except(row, result);
        foreach (var (id, position) in results.FollowUps)
            results.Column(position)[row] = result.FollowUps.Any(followUp => followUp.Id == id) ? 1 : 0;
    }

    private long? Encode(ResultValue value, int position) => _policy.Encode(value, position);
}
