using System.Collections.Immutable;
using Kinerja.Core.Checking;
using Kinerja.Core.Compiling;

namespace Kinerja.Core.Evaluating;

/// <summary>Reads the results of each person off a block that has been run.</summary>
internal static class ResultReader
{
    public static ImmutableArray<AppraisalResult> Read(AppraisalPolicy policy, ScoringPlan plan, Block block, IReadOnlyList<Appraisal> appraisals)
    {
        var issues = block.Issues.OrderBy(issue => issue.Order).GroupBy(issue => issue.Row)
            .ToDictionary(group => group.Key, group => group.Select(issue => issue.Diagnostic).ToImmutableArray());
        var results = ImmutableArray.CreateBuilder<AppraisalResult>(appraisals.Count);
        var followUps = new FollowUpReading(plan, block);
        var passed = plan.Policy.Passed.IsEmpty ? null : new PassedReading(plan, block, plan.Policy.Passed);
        for (var row = 0; row < appraisals.Count; row++)
        {
            var person = row;
            results.Add(issues.TryGetValue(row, out var found)
                ? new AppraisalResult(appraisals[row].Id, policy, [], [], found)
                : new AppraisalResult(
                    appraisals[row].Id,
                    policy,
                    [.. plan.Policy.Results.Select(symbol => Value(plan, block, symbol, person))],
                    followUps.Of(person),
                    [])
                {
                    AsOf = ProvisionalDay(appraisals[row]),
                    Passed = passed?.Of(row),
                });
        }

        return results.MoveToImmutable();
    }

    private static DateOnly? ProvisionalDay(Appraisal appraisal) =>
        appraisal is { AsOf: { } day, Period: { } text } && Period.TryParse(text, out var period) && day < period!.To ? day : null;

    /// <summary>One value of one row, printed as its declaration says.</summary>
    public static ResultValue Value(ScoringPlan plan, Block block, Symbol symbol, int row)
    {
        var column = block.Columns[plan.ColumnsBySymbol[symbol]];
        var label = symbol.Description.Label ?? new LocalizedText(symbol.Name, symbol.Name);
        var kind = symbol.Type.Kind;
        if (column.Status[row] != RowStatus.Value)
        {
            // Every failure is reported where it happens, and a reported person is not read.
            if (column.Status[row] != RowStatus.NotApplicable)
                throw new InvalidOperationException($"'{symbol.FullName}' has failed without an issue.");
            return new ResultValue(symbol.Name, label, kind, null, null, null);
        }

        var value = column.ValueAt(row);
        var number = column is NumberColumn ? (Rational?)value : null;
        var digits = (symbol as ValueSymbol)?.Declaration.Round?.Digits;
        var text = number is { } exact ? Print(exact, digits) : PrintWord(value, symbol.Type);
        return new ResultValue(symbol.Name, label, kind, text, number, WordLabel(symbol.Type, text));
    }

    /// <summary>A number with declared digits has exactly these; any other is printed as exactly as 28 significant digits allow.</summary>
    public static string Print(Rational number, int? digits) => digits is { } declared ? number.ToText(declared) : number.ToText();

    /// <summary>What people call a rating or code.</summary>
    public static LocalizedText? WordLabel(CheckedType type, string text) => type.Words?.Labels.GetValueOrDefault(text);

    /// <summary>A boolean, word, day or text by the way columns hold it.</summary>
    public static string PrintWord(object held, CheckedType type) => (type.Kind, held) switch
    {
        (DataType.Boolean, int flag) => flag == 1 ? "true" : "false",
        (DataType.Date, int day) => Period.DayText(DateOnly.FromDayNumber(day)),
        (_, int position) => type.Words!.Words[position],
        (_, Rational number) => number.ToText(),
        _ => (string)held,
    };
}
