using System.Runtime.InteropServices;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Scores people given as objects a block at a time: puts them into columns and makes results from what the lanes leave in others.</summary>
/// <remarks>Not for several threads at once.</remarks>
internal sealed class LaneBlocks
{
    private const int BlockPeople = 512;
    private const int BlockRows = 65_536; // of all levels

    private readonly AppraisalPolicy _policy;
    private readonly LaneScoring _scoring;
    private readonly LaneFields _fields;
    private readonly LaneResults _made;
    private readonly ResultColumns _results;
    private readonly long[] _outputs;
    private readonly List<int> _people = []; // of the block, by their places in the batch
    private readonly List<int> _marks = [];

    public LaneBlocks(AppraisalPolicy policy, ScoringPlan plan, LaneScoring scoring, LaneResults made)
    {
        (_policy, _scoring, _made) = (policy, scoring, made);
        _fields = LaneFields.Of(plan.Policy, plan.Policy.Levels[0]);
        _results = new ResultColumns(policy.ResultNames, policy.FollowUpIds, policy.OptionalResults, BlockPeople);
        _outputs = new long[made.Count];
    }

    /// <summary>Fills the results of the people that lanes decide.</summary>
    /// <param name="appraisals">The batch.</param>
    /// <param name="people">Whom to score, by their places in the batch.</param>
    /// <param name="results">One for each of the batch.</param>
    /// <returns>Those that the plan must score, rising.</returns>
    public List<int> Score(IReadOnlyList<Appraisal> appraisals, List<int> people, AppraisalResult[] results)
    {
        var open = new List<int>();
        string? period = null;
        foreach (var person in people)
        {
            var appraisal = appraisals[person];
            if (!appraisal.Segments.IsEmpty || appraisal.AsOf is not null || string.IsNullOrWhiteSpace(appraisal.Id) || !_policy.Accepts(appraisal.Period))
            {
                open.Add(person);
                continue;
            }

            if (_people.Count == BlockPeople || _fields.AllRows > BlockRows || (appraisal.Period != period && _people.Count > 0))
                Flush(appraisals, period, results, open);
            period = appraisal.Period;
            if (!TryAdd(appraisal, () => Flush(appraisals, period, results, open)))
                open.Add(person);
            else
                _people.Add(person);
        }

        Flush(appraisals, period, results, open);
        open.Sort();
        return open;
    }

    // A fact with more decimals than its column has yet ends the block.
    private bool TryAdd(Appraisal appraisal, Action flush)
    {
        while (true)
        {
            _marks.Clear();
            _fields.Mark(_marks);
            (LaneField Field, FactValue Fact)? finer = null;
            var fit = _fields.Add(appraisal.Facts, ref finer);
            if (fit == FieldFit.Fits)
                return true;
            _fields.Truncate(CollectionsMarshal.AsSpan(_marks));
            if (fit == FieldFit.IsForPlan)
                return false;
            flush();
            finer!.Value.Field.Refine(finer.Value.Fact);
        }
    }

    private void Flush(IReadOnlyList<Appraisal> appraisals, string? period, AppraisalResult[] results, List<int> open)
    {
        if (_people.Count == 0)
            return;
        var (facts, lists) = (new List<FactColumn>(), new List<ListColumn>());
        _fields.Collect(facts, lists);
        _results.Begin(_people.Count);
        if (!_scoring.TryScore(new AppraisalColumns(_people.Count, [.. facts], period) { Lists = [.. lists] }, _results))
            throw new InvalidOperationException("A column is of no fact of the policy.");
        var next = 0;
        for (var row = 0; row < _people.Count; row++)
        {
            var isOpen = next < _scoring.Open.Count && _scoring.Open[next] == row;
            next += isOpen ? 1 : 0;
            if (isOpen || Make(row, appraisals[_people[row]].Id) is not { } result)
                open.Add(_people[row]);
            else
                results[_people[row]] = result;
        }

        _people.Clear();
        _fields.Clear();
    }

    private AppraisalResult? Make(int row, string id)
    {
        for (var output = 0; output < _outputs.Length; output++)
            _outputs[output] = _results.Column(output)[row];
        return _made.Make(id, _outputs);
    }
}
