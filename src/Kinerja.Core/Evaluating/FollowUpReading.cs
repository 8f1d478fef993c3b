using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Reads off a block which follow-ups hold for a person, and for which records.</summary>
internal sealed class FollowUpReading(ScoringPlan plan, Block block)
{
    private readonly ImmutableArray<ILookup<int, int>> _recordsByPerson = [.. plan.FollowUps.Select(columns => RecordsThatHold(block, columns))];

    public ImmutableArray<FollowUp> Of(int person) =>
    [
        .. plan.FollowUps.Select((columns, index) => (columns, Rows: _recordsByPerson[index][person]))
            .Where(found => found.Rows.Any())
            .Select(found => Make(found.columns, [.. found.Rows])),
    ];

    private static ILookup<int, int> RecordsThatHold(Block block, FollowUpColumns columns)
    {
        var condition = (OrdinalColumn)block.Columns[columns.Condition];
        var people = block.AncestorRows(columns.FollowUp.Level.Index, 0);
        return Enumerable.Range(0, condition.Rows)
            .Where(row => condition.Status[row] == RowStatus.Value && condition.Values[row] == 1)
            .ToLookup(row => people[row]);
    }

    private FollowUp Make(FollowUpColumns columns, ImmutableArray<int> rows)
    {
        var declaration = columns.FollowUp.Declaration;
        var due = columns.Due == Step.None ? (DateOnly?)null : DateOnly.FromDayNumber((int)block.Columns[columns.Due].ValueAt(rows[0]));
        return Make(plan, declaration) with { For = columns.FollowUp.Level.Parent is null ? [] : Names(columns, rows), Due = due };
    }

    /// <summary>The follow-up as it is declared: the same for everybody.</summary>
    public static FollowUp Make(ScoringPlan plan, FollowUpDeclaration declaration) => new(declaration.Key, declaration.Kind, declaration.Message)
    {
        CausedBy = declaration.CausedBy,
        IsBlocking = declaration.IsBlocking,
        Sources = [.. declaration.Description.Sources.Select(source => plan.Policy.Document.Sources[source.Name])],
    };

    private ImmutableArray<string> Names(FollowUpColumns columns, ImmutableArray<int> rows)
    {
        var ordered = columns.By == Step.None ? rows : [.. rows.OrderBy(row => (Rational)block.Columns[columns.By].ValueAt(row))];
        return
        [
            .. ordered.Select(row => columns.Of == Step.None
                ? block.RecordPath(columns.FollowUp.Level.Index, row).TrimEnd('.')
                : ResultReader.PrintWord(block.Columns[columns.Of].ValueAt(row), columns.FollowUp.Of!.Type)),
        ];
    }
}
