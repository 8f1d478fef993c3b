using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>Puts the facts of people into the columns of a block, and reports all that is missing or wrong.</summary>
internal sealed class FactBinder
{
    private readonly ScoringPlan _plan;
    private readonly PolicyLimits _limits;
    private readonly IReadOnlyList<Appraisal> _appraisals;
    private readonly List<FactRecord>[] _records;
    private readonly List<int>?[] _parents;
    private readonly List<(int Level, int ParentRow, RowStatus Status)> _absentLists = [];
    private readonly List<Action<Block>> _reports = []; // made while rows are counted, told once the block is there

    private FactBinder(ScoringPlan plan, PolicyLimits limits, IReadOnlyList<Appraisal> appraisals)
    {
        _plan = plan;
        _limits = limits;
        _appraisals = appraisals;
        _records = [.. plan.Policy.Levels.Select(_ => new List<FactRecord>())];
        _parents = [.. plan.Policy.Levels.Select(level => level.Parent is null ? null : new List<int>())];
    }

    public static Block Bind(ScoringPlan plan, PolicyLimits limits, IReadOnlyList<Appraisal> appraisals) => new FactBinder(plan, limits, appraisals).Bind();

    private Block Bind()
    {
        var levels = _plan.Policy.Levels;
        foreach (var appraisal in _appraisals)
            _records[0].Add(appraisal.Facts);
        // Levels come after their parents.
        foreach (var level in levels.Skip(1))
        {
            for (var row = 0; row < _records[level.Parent!.Index].Count; row++)
                AddRecords(level, row);
        }

        LimitCost();
        var block = new Block(_plan, _appraisals.Count, [.. _parents.Select(rows => rows?.ToArray())]);
        foreach (var (level, row, status) in _absentLists)
            block.ListStatus[level][row] = status;
        foreach (var report in _reports)
            report(block);
        var declared = levels.Select(level => NamesOf(level)).ToArray();
        foreach (var level in levels)
        {
            for (var row = 0; row < _records[level.Index].Count; row++)
                ReportUnknown(block, level, row, declared[level.Index]);
        }

        // A fact that a code sets comes after that code.
        foreach (var input in _plan.Facts.OrderBy(input => input.Fact.SetBy.Length))
            FillFact(block, input);
        foreach (var input in _plan.Parameters)
            ParameterBinder.Fill(block, input, _appraisals);
        PeriodBinder.Bind(block, _plan, _appraisals);
        return block;
    }

    private void AddRecords(ListLevel level, int parentRow)
    {
        var declaration = level.Declaration!;
        var value = _records[level.Parent!.Index][parentRow][declaration.Name];
        if (value.Kind == FactKind.Missing)
        {
            var status = declaration.IfMissing switch { MissingFact.Reject => RowStatus.Failed, MissingFact.Exclude => RowStatus.NotApplicable, _ => RowStatus.Value };
            if (status != RowStatus.Value)
                _absentLists.Add((level.Index, parentRow, status));
            if (status == RowStatus.Failed)
                Report(level, parentRow, "", DiagnosticCatalog.FactMissing, Label(declaration));
            return;
        }

        var wrong = value.Kind != FactKind.List ? -1 : value.Items.ToList().FindIndex(item => item.Kind != FactKind.Record);
        if (value.Kind != FactKind.List || wrong >= 0)
        {
            _absentLists.Add((level.Index, parentRow, RowStatus.Failed));
            var found = wrong >= 0 ? value.Items[wrong].KindName : value.KindName;
            Report(level, parentRow, wrong >= 0 ? $"[{wrong}]" : "", DiagnosticCatalog.FactType, Label(declaration), wrong >= 0 ? new LocalizedText("daftar objek", "a list of objects") : new LocalizedText("daftar", "a list"), found);
            return;
        }

        var count = value.Items.Length;
        if (count < declaration.MinCount || count > declaration.MaxCount)
        {
            var range = declaration.MaxCount is { } most
                ? new LocalizedText($"{declaration.MinCount} sampai {most}", $"{declaration.MinCount} to {most}")
                : new LocalizedText($"sedikitnya {declaration.MinCount}", $"at least {declaration.MinCount}");
            _absentLists.Add((level.Index, parentRow, RowStatus.Failed));
            Report(level, parentRow, "", DiagnosticCatalog.ListCount, Label(declaration), count, range);
        }

        foreach (var item in value.Items)
        {
            _records[level.Index].Add(item.Record);
            _parents[level.Index]!.Add(parentRow);
        }
    }

    private void Report(ListLevel level, int parentRow, string suffix, DiagnosticDescriptor descriptor, params object[] arguments) => _reports.Add(block =>
    {
        var path = $"facts.{block.RecordPath(level.Parent!.Index, parentRow)}{level.Declaration!.Name}{suffix}";
        block.Report(level.Parent.Index, parentRow, 0, new Diagnostic(descriptor, null, path, [.. arguments]));
    });

    // A person whose records cost more than the limit keeps none of them: the work must not be done at all.
    private void LimitCost()
    {
        var costs = new long[_appraisals.Count];
        var people = _plan.Policy.Levels.Select(level => level.Parent is null ? new int[_appraisals.Count] : []).ToArray();
        for (var person = 0; person < costs.Length; person++)
            people[0][person] = person;
        foreach (var level in _plan.Policy.Levels)
        {
            if (level.Parent is not null)
                people[level.Index] = [.. _parents[level.Index]!.Select(parent => people[level.Parent.Index][parent])];
            foreach (var person in people[level.Index])
                costs[person] += _plan.CostPerLevel[level.Index];
        }

        if (costs.All(cost => cost <= _limits.CostUnits))
            return;
        var kept = people.Select(rows => rows.Select(person => costs[person] <= _limits.CostUnits).ToArray()).ToArray();
        foreach (var level in _plan.Policy.Levels.Skip(1))
            Keep(level, kept);
        for (var person = 0; person < costs.Length; person++)
        {
            if (costs[person] <= _limits.CostUnits)
                continue;
            var (row, cost) = (person, costs[person]);
            foreach (var level in _plan.Policy.Levels.Where(level => level.Parent?.Parent is null && level.Parent is not null))
                _absentLists.Add((level.Index, row, RowStatus.Failed));
            _reports.Add(block => block.Report(0, row, 0, new Diagnostic(DiagnosticCatalog.PersonTooCostly, null, "facts", [cost, _limits.CostUnits])));
        }
    }

    // Drops the rows of a level that are not kept; the rows of its parent that went shift those below.
    private void Keep(ListLevel level, bool[][] kept)
    {
        var parent = level.Parent!.Index;
        var shifted = new int[kept[parent].Length];
        for (int row = 0, next = 0; row < shifted.Length; row++)
        {
            shifted[row] = next;
            if (parent == 0 || kept[parent][row])
                next++;
        }

        var rows = Enumerable.Range(0, kept[level.Index].Length).Where(row => kept[level.Index][row]).ToList();
        var (records, parents) = (_records[level.Index], _parents[level.Index]!);
        _records[level.Index] = [.. rows.Select(row => records[row])];
        _parents[level.Index] = [.. rows.Select(row => shifted[parents[row]])];
        _absentLists.RemoveAll(absent => absent.Level == level.Index && parent != 0 && !kept[parent][absent.ParentRow]);
        for (var index = 0; index < _absentLists.Count; index++)
        {
            if (_absentLists[index].Level == level.Index)
                _absentLists[index] = _absentLists[index] with { ParentRow = shifted[_absentLists[index].ParentRow] };
        }
    }

    private HashSet<string> NamesOf(ListLevel level) =>
    [
        .. _plan.Policy.Facts.Where(fact => fact.Level == level).Select(fact => fact.Declaration.Name),
        .. _plan.Policy.Levels.Where(other => other.Parent == level).Select(other => other.Declaration!.Name),
    ];

    private void ReportUnknown(Block block, ListLevel level, int row, HashSet<string> declared)
    {
        foreach (var name in _records[level.Index][row].Names.Where(name => !declared.Contains(name)))
            block.Report(level.Index, row, 0, new Diagnostic(DiagnosticCatalog.UnknownFact, null, $"facts.{block.RecordPath(level.Index, row)}{name}", [name, Suggestion.For(name, declared)]));
    }

    private void FillFact(Block block, FactInput input)
    {
        var (fact, column) = (input.Fact, block.Columns[input.Column]);
        var records = _records[fact.Level.Index];
        var reader = new FactReading(fact);
        var setters = fact.SetBy.Select(setter => (setter, Codes: (OrdinalColumn)block.Columns[_plan.ColumnsBySymbol[setter.Code]])).ToArray();
        for (var row = 0; row < records.Count; row++)
        {
            var given = records[row][fact.Declaration.Name];
            var status = SetByCodes(fact, setters, row, given.Kind == FactKind.Missing, out var value, out var problem, out var by);
            if (status is null)
                status = reader.Read(given, out value, out problem);
            else if (status == RowStatus.Value && given.Kind != FactKind.Missing && reader.Read(given, out var own, out problem) is var ownStatus && (problem is not null || !Equals(own, value)))
                (status, problem) = (RowStatus.Failed, problem ?? new FactProblem(DiagnosticCatalog.FactIsSet, Label(fact.Declaration), Constants.Print(own!, fact.Type), by!, Constants.Print(value!, fact.Type)));
            column.Status[row] = status.Value;
            if (status == RowStatus.Value)
                column.Set(row, value!);
            else if (problem is { } found)
                block.Report(fact.Level.Index, row, 0, new Diagnostic(found.Descriptor, null, $"facts.{block.RecordPath(fact.Level.Index, row)}{fact.Declaration.Name}", [.. found.Arguments]));
        }
    }

    // Null where no code sets the fact. A code that is wrong itself was reported; what it would set is not called missing too.
    private static RowStatus? SetByCodes(
        FactSymbol fact, (FactSetter Setter, OrdinalColumn Codes)[] setters, int row, bool isMissing, out object? value, out FactProblem? problem, out string? by)
    {
        (value, problem, by) = (null, null, null);
        foreach (var (setter, codes) in setters)
        {
            if (codes.Status[row] == RowStatus.Failed && isMissing)
                return RowStatus.Failed;
            if (codes.Status[row] != RowStatus.Value || setter.Values.GetValueOrDefault(codes.Values[row]) is not { } set)
                continue;
            var word = setter.Code.Type.Words!.Words[codes.Values[row]];
            if (value is not null && !value.Equals(set))
            {
                problem = new FactProblem(DiagnosticCatalog.FactIsSet, Label(fact.Declaration), $"{Constants.Print(set, fact.Type)} ('{word}')", by!, Constants.Print(value, fact.Type));
                return RowStatus.Failed;
            }

            (value, by) = (set, word);
        }

        return value is null ? null : RowStatus.Value;
    }

    public static object Label(FactDeclaration declaration) => declaration.Description.Label ?? (object)declaration.Name;
}
