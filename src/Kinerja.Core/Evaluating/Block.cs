using Kinerja.Core.Compiling;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Evaluating;

/// <summary>A problem of one person, before it is told to anybody. Its order puts facts before the steps that use them.</summary>
internal readonly record struct RowIssue(int Row, int Order, Diagnostic Diagnostic);

/// <summary>Rows in columns: the people of a block, and the records of their lists flattened behind each other.</summary>
internal sealed class Block
{
    /// <summary>Issues of one person that are told; nobody reads more, and hostile data could ask for millions.</summary>
    private const int MostIssues = 1_000;

    private readonly ScoringPlan _plan;
    private readonly int[]?[] _parents;
    private readonly int[] _rows;
    private readonly int[]?[,] _ancestors;
    private readonly List<RowIssue> _issues = [];
    private readonly int[] _issueCounts;

    /// <summary>Makes room for the rows of every level.</summary>
    /// <param name="plan">The plan that will run.</param>
    /// <param name="people">Rows of the sheet.</param>
    /// <param name="parents">For each list level, the row of the parent of each record, rising; null for the sheet.</param>
    public Block(ScoringPlan plan, int people, int[]?[] parents)
    {
        _plan = plan;
        _parents = parents;
        _issueCounts = new int[people];
        _rows = [.. parents.Select(rows => rows?.Length ?? people)];
        _ancestors = new int[]?[parents.Length, parents.Length];
        Columns = [.. plan.Columns.Select(shape => Column.Create(shape.Kind, _rows[shape.Level]))];
        ListStatus = [.. plan.Policy.Levels.Select(level => level.Parent is null ? [] : new RowStatus[_rows[level.Parent.Index]])];
    }

    public Column[] Columns { get; }

    /// <summary>For each list level and row of its parent, whether there is a list: a value, not applicable, or failed because it was missing or misshapen.</summary>
    public RowStatus[][] ListStatus { get; }

    public int People => _rows[0];

    public IReadOnlyList<RowIssue> Issues => _issues;

    public int RowsOf(int level) => _rows[level];

    public Checking.ListLevel LevelOf(int index) => _plan.Policy.Levels[index];

    /// <summary>For each row of a level, its row at a level around it.</summary>
    public int[] AncestorRows(int level, int ancestor)
    {
        if (_ancestors[level, ancestor] is { } known)
            return known;
        if (level == ancestor)
            return _ancestors[level, ancestor] = [.. Enumerable.Range(0, _rows[level])];
        var above = AncestorRows(_plan.Policy.Levels[level].Parent!.Index, ancestor);
        return _ancestors[level, ancestor] = [.. _parents[level]!.Select(parent => above[parent])];
    }

    /// <summary>Reports a problem of a row of any level for the person it belongs to.</summary>
    public void Report(int level, int row, int order, Diagnostic diagnostic)
    {
        var person = AncestorRows(level, 0)[row];
        if (_issueCounts[person]++ < MostIssues)
            _issues.Add(new RowIssue(person, order, diagnostic));
    }

    /// <summary>The path of a record, as in <c>planItems[2].indicators[0].</c>; empty for the sheet. Records count from 0.</summary>
    public string RecordPath(int level, int row)
    {
        var list = _plan.Policy.Levels[level];
        if (list.Parent is null)
            return "";
        var parents = _parents[level]!;
        var (first, last) = (0, row); // the first record of this parent; parents rise
        while (first < last)
        {
            var middle = (first + last) / 2;
            (first, last) = parents[middle] < parents[row] ? (middle + 1, last) : (first, middle);
        }

        var name = list.Parent.Name.Length == 0 ? list.Name : list.Name[(list.Parent.Name.Length + 1)..];
        return $"{RecordPath(list.Parent.Index, parents[row])}{name}[{row - first}].";
    }

    /// <summary>Reports a problem of a step, with the value that it belongs to.</summary>
    public void Report(Step step, int row, DiagnosticDescriptor descriptor, params ReadOnlySpan<object> arguments)
    {
        var origin = _plan.Origins[step.Origin];
        var level = _plan.Columns[step.Target].Level;
        var ownerRow = _plan.Policy.Levels[level].IsWithin(origin.OwnerLevel) ? AncestorRows(level, origin.OwnerLevel.Index)[row] : row;
        var name = origin.Owner[(origin.Owner.LastIndexOf('.') + 1)..];
        var path = $"{origin.Path}.{RecordPath(origin.OwnerLevel.Index, ownerRow)}{name}";
        Report(level, row, step.Target, new Diagnostic(descriptor, origin.Place, path, [.. arguments]));
    }

    /// <summary>The name that messages call the owner of a step by, with the record where the step works inside a list.</summary>
    public string OwnerOf(Step step, int row)
    {
        var record = RecordPath(_plan.Columns[step.Target].Level, row);
        var owner = _plan.Origins[step.Origin].Owner;
        return record.Length == 0 ? owner : $"{owner} ({record.TrimEnd('.')})";
    }
}
