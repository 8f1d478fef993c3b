using System.Text;

namespace Kinerja.Core.Tests.Evaluating;

/// <summary>Puts people given as objects into columns, as a host would; whoever has something that no column can hold stays out.</summary>
internal static class PeopleInColumns
{
    /// <summary>The people that fit, and their columns; all must have one period.</summary>
    public static (Appraisal[] People, AppraisalColumns Columns) Of(AppraisalPolicy policy, IEnumerable<Appraisal> people, int scale)
    {
        var fitting = people.Where(person => person is { Segments.IsEmpty: true, AsOf: null } && Fits(policy.Facts, person.Facts, scale)).ToArray();
        var (facts, lists) = (new List<FactColumn>(), new List<ListColumn>());
        Add("", policy.Facts, [.. fitting.Select(person => person.Facts)], scale, facts, lists);
        return (fitting, new AppraisalColumns(fitting.Length, [.. facts], fitting.FirstOrDefault()?.Period) { Lists = [.. lists] });
    }

    private static bool Fits(IEnumerable<FactDescription> declared, FactRecord record, int scale)
    {
        var known = declared.ToDictionary(fact => fact.Name);
        return record.Names.All(name => known.TryGetValue(name, out var fact) && (record[name].Kind, fact.Type) switch
        {
            (FactKind.Missing, _) => true,
            (FactKind.Number, DataType.Number) => Scaled(record[name].Number, scale) is { IsWhole: true } whole && whole.Abs() <= int.MaxValue,
            (FactKind.Boolean, DataType.Boolean) or (FactKind.Text, DataType.Text) => true,
            (FactKind.Text, DataType.Code or DataType.Rating) => fact.Codes.Any(code => code.Code == record[name].Text),
            (FactKind.Text, DataType.Date) => Period.TryParseDay(record[name].Text, out _),
            (FactKind.List, DataType.List) => record[name].Items.All(item => item.Kind == FactKind.Record && Fits(fact.Fields, item.Record, scale)),
            _ => false,
        });
    }

    private static Rational Scaled(Rational number, int scale) => number * ((Rational)10).Power(scale);

    private static void Add(string prefix, IEnumerable<FactDescription> declared, FactRecord[] records, int scale, List<FactColumn> facts, List<ListColumn> lists)
    {
        foreach (var fact in declared)
        {
            FactValue[] given = [.. records.Select(record => record[fact.Name])];
            if (fact.Type == DataType.List)
            {
                lists.Add(new ListColumn(prefix + fact.Name, given.Select(value => value.Kind == FactKind.Missing ? -1 : value.Items.Length).ToArray()));
                Add($"{prefix}{fact.Name}.", fact.Fields, [.. given.Where(value => value.Kind == FactKind.List).SelectMany(value => value.Items.Select(item => item.Record))], scale, facts, lists);
            }
            else if (fact.Type == DataType.Text)
            {
                facts.Add(FactColumn.OfTexts(prefix + fact.Name, [.. given.Select(value => value.Kind == FactKind.Missing ? null : value.Text)]));
            }
            else
            {
                var isNumber = fact.Type == DataType.Number;
                facts.Add(new FactColumn(prefix + fact.Name, given.Select(value => Encode(value, fact, scale)).ToArray(), isNumber ? scale : 0)
                {
                    IsMissing = given.Any(value => value.Kind == FactKind.Missing) ? given.Select(value => value.Kind == FactKind.Missing).ToArray() : default,
                });
            }
        }
    }

    private static int Encode(FactValue value, FactDescription fact, int scale) => value.Kind switch
    {
        FactKind.Missing => 0,
        FactKind.Number => (int)Scaled(value.Number, scale).Numerator,
        FactKind.Boolean => value.Boolean ? 1 : 0,
        _ when fact.Type == DataType.Date => Period.TryParseDay(value.Text, out var day) ? day.DayNumber : -1,
        _ => fact.Codes.Select((code, position) => (code.Code, position)).First(pair => pair.Code == value.Text).position,
    };

    /// <summary>What columns say of a person, as one line.</summary>
    public static string Tell(AppraisalPolicy policy, ResultColumns results, int row)
    {
        if (results.Exceptions.TryGetValue(row, out var exception))
            return Tell(exception);
        var text = new StringBuilder();
        foreach (var result in policy.Results)
        {
            var applicable = results.IsApplicable(result.Name);
            text.Append(result.Name).Append('=').Append(!applicable.IsEmpty && applicable[row] == 0 ? "-" : Text(result, results.Of(result.Name)[row])).Append(' ');
        }

        foreach (var followUp in policy.FollowUpIds.Where(id => results.FollowUp(id)[row] == 1))
            text.Append(followUp).Append(' ');
        return text.ToString();
    }

    /// <summary>What a result says of a person, as the same line.</summary>
    public static string Tell(AppraisalResult result)
    {
        if (!result.IsScored || result.FollowUps.Any(followUp => !followUp.For.IsEmpty || followUp.Due is not null))
            return System.Text.RegularExpressions.Regex.Replace(result.ToJson(Language.English), "\"id\":\"[^\"]*\",\"policy\"", "\"policy\"");
        return string.Concat(result.Values.Select(value => $"{value.Name}={(value.Number is { } number ? number.ToText() : value.Text ?? "-")} ")) + string.Concat(result.FollowUps.Select(followUp => followUp.Id + " "));
    }

    private static string Text(ResultDescription result, long held) => result.Type switch
    {
        DataType.Number => (held / ((Rational)10).Power(result.ColumnScale)).ToText(),
        DataType.Boolean => held == 1 ? "true" : "false",
        DataType.Date => Period.DayText(DateOnly.FromDayNumber((int)held)),
        _ => result.Codes[(int)held].Code,
    };
}
