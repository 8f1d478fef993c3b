using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Whether a fact that may be left out is given.</summary>
internal enum LanePresence
{
    Never,
    Always,
    Sometimes,
}

/// <summary>What people who are scored by the same lanes have in common: the lengths of their lists, which facts are given, and the period.</summary>
/// <param name="Lengths">For each list level the records of every parent in turn; −1 for a list that is not given. Nothing for the sheet.</param>
/// <param name="Presence">For each fact of the plan.</param>
/// <param name="Period">The period, where anything depends on it.</param>
internal sealed record LaneShape(ImmutableArray<ImmutableArray<int>> Lengths, ImmutableArray<LanePresence> Presence, string? Period)
{
    /// <summary>One record in every list that need not have more, everything that may be missing now given and now not: for asking whether a policy has lanes at all.</summary>
    public static LaneShape Sample(ScoringPlan plan)
    {
        var lengths = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (var level in plan.Policy.Levels)
        {
            var parents = level.Parent is null ? 0 : level.Parent.Parent is null ? 1 : lengths[level.Parent.Index].Sum();
            lengths.Add([.. Enumerable.Repeat(Math.Max(1, level.Declaration?.MinCount ?? 1), parents)]);
        }

        return new LaneShape(lengths.ToImmutable(), [.. plan.Facts.Select(_ => LanePresence.Sometimes)], "2026");
    }
}

/// <summary>The records of a shape: which belong to which.</summary>
internal sealed class LaneRecords
{
    private readonly ImmutableArray<ListLevel> _levels;
    private readonly int[][] _parents;

    public LaneRecords(ImmutableArray<ListLevel> levels, LaneShape shape)
    {
        (_levels, Shape) = (levels, shape);
        _parents = [.. levels.Select(level => level.Parent is null ? new int[1] : shape.Lengths[level.Index].SelectMany((length, parent) => Enumerable.Repeat(parent, Math.Max(0, length))).ToArray())];
    }

    public LaneShape Shape { get; }

    public int CountOf(int level) => _parents[level].Length;

    /// <summary>The row of a level around a record.</summary>
    public int Ancestor(int level, int record, int ancestor)
    {
        for (; level != ancestor; level = _levels[level].Parent!.Index)
            record = _parents[level][record];
        return record;
    }

    /// <summary>The records of a level that belong to a row of a level around it, in order.</summary>
    public IEnumerable<int> Of(int level, int ancestor, int row) => Enumerable.Range(0, CountOf(level)).Where(record => Ancestor(level, record, ancestor) == row);

    /// <summary>Whether a list between a row and the records of a level is not given.</summary>
    public bool IsListMissing(int list, int target, int row)
    {
        for (var level = _levels[list]; level.Index != target; level = level.Parent!)
        {
            var above = level.Parent!.Index;
            if (Of(above, target, row).Any(parent => Shape.Lengths[level.Index][parent] < 0 && level.Declaration!.IfMissing == Authoring.MissingFact.Exclude))
                return true;
        }

        return false;
    }

    /// <summary>Whether the policy lets people have this many records; otherwise the plan says what is wrong.</summary>
    public bool IsAllowed(ScoringPlan plan, int costUnits) =>
        _levels.Skip(1).All(level => Shape.Lengths[level.Index].All(length => IsAllowed(level.Declaration!, length)))
        && plan.CostPerLevel.Select((cost, level) => cost * CountOf(level)).Sum() <= costUnits;

    private static bool IsAllowed(Authoring.FactDeclaration declaration, int length) => length < 0
        ? declaration.IfMissing != Authoring.MissingFact.Reject
        : length >= declaration.MinCount && !(length > declaration.MaxCount);
}
