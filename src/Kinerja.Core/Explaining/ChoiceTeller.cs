using System.Globalization;
using Kinerja.Core.Checking;
using Kinerja.Core.Evaluating;

namespace Kinerja.Core.Explaining;

/// <summary>Tells which band, rule or exception was chosen, and which one was nearest without being chosen.</summary>
internal sealed class ChoiceTeller(RunReading run)
{
    public Choice? Tell(CheckedExpression node) => node switch
    {
        PiecewiseNode piecewise when run.Choice(piecewise) is { } position => TellPiece(piecewise, position),
        TableNode { IsCollect: false } table when run.Choice(table) is { } position => TellRule(table, position),
        RulesNode rules when run.Choice(rules) is { } position => TellException(rules, position),
        _ => null,
    };

    private string Numbers(CheckedExpression node) => new NumberPrinter(run).Print(node);

    private Choice TellPiece(PiecewiseNode node, int position)
    {
        var value = (Rational)run.Read(node.Input).Value!;
        var chosen = node.Pieces[position];
        var others = node.Pieces.Where((_, index) => index != position).Select(piece => (Piece: piece, Distance: Distance(piece, value))).ToList();
        var nearest = others.Count == 0 ? null : others.MinBy(other => other.Distance).Piece;
        return new Choice(Interval(chosen, value), nearest is null ? null : Missed(nearest, value));
    }

    private static Rational Distance(Piece piece, Rational value)
    {
        if (piece.From is { } from && value < from)
            return from - value;
        return piece.To is { } to && value > to ? value - to : Rational.Zero;
    }

    private LocalizedText Interval(Piece piece, Rational value)
    {
        var text = $"{Range(piece, value.ToText())} → {Outcome(piece.Outcome)}";
        return piece.When is null
            ? new LocalizedText(text, text)
            : new LocalizedText($"{text} (syarat terpenuhi: {Formula(piece.When)})", $"{text} (condition met: {Formula(piece.When)})");
    }

    private LocalizedText Missed(Piece piece, Rational value)
    {
        var outcome = Outcome(piece.Outcome);
        var distance = Distance(piece, value);
        if (piece.Contains(value) && piece.When is null)
            return new LocalizedText($"{outcome}: berlaku bila syarat yang terpilih tidak terpenuhi", $"{outcome}: would hold without the condition that decided");
        if (piece.Contains(value))
            return new LocalizedText($"{outcome}: syarat tidak terpenuhi, {Formula(piece.When!)}", $"{outcome}: condition not met, {Formula(piece.When!)}");
        var range = Range(piece, Word);
        return new LocalizedText(
            $"{outcome} ({range.Replace(Word, "nilai", StringComparison.Ordinal)}): selisih {Text(distance)}",
            $"{outcome} ({range.Replace(Word, "value", StringComparison.Ordinal)}): {Text(distance)} away");
    }

    private const string Word = "\u0001"; // where the word for the value goes

    private static string Text(Rational number) => number.IsPrintedExactly ? number.ToText() : number.ToFractionText();

    private static string Range(Piece piece, string value)
    {
        var low = piece.From is { } from ? $"{from.ToText()} {(piece.FromIncluded ? "≤" : "<")} " : "";
        var high = piece.To is { } to ? $" {(piece.ToIncluded ? "≤" : "<")} {to.ToText()}" : "";
        return $"{low}{value}{high}";
    }

    private static string Formula(CheckedExpression node) => new FormulaPrinter().Print(node);

    private string Outcome(CheckedExpression node) => node is ConstantNode { Value: int position }
        ? node.Type.Words!.Words[position]
        : node is ConstantNode ? Formula(node) : run.Read(node).Status == RowStatus.Value ? Numbers(node) : Formula(node);

    private LocalizedText Rule(TableNode table, CheckedRule rule)
    {
        var cells = rule.Cells.Select(cell => $"{table.Definition.Inputs[cell.Input].Name} {Cell(cell, table.Inputs[cell.Input].Type)}");
        var text = $"{rule.Id}: {string.Join(", ", cells.DefaultIfEmpty("*"))} → {Outcome(rule.Outcome)}";
        return new LocalizedText(text, text);
    }

    private static string Cell(CellTest cell, CheckedType type)
    {
        if (!cell.AnyOf.IsEmpty)
            return (cell.AnyOf.Length == 1 ? "= " : "in ") + string.Join(" | ", cell.AnyOf.Select(constant => Constants.Print(constant, type)));
        var low = cell.From is { } from ? $"{(cell.FromIncluded ? "≥" : ">")} {from.ToText()}" : "";
        var high = cell.To is { } to ? $"{(cell.ToIncluded ? "≤" : "<")} {to.ToText()}" : "";
        return $"{low} {high}".Trim();
    }

    private Choice TellRule(TableNode table, int position)
    {
        var otherwise = position == table.Rules.Length;
        var chosen = otherwise
            ? new LocalizedText($"selain itu → {Outcome(table.Otherwise!)}", $"otherwise → {Outcome(table.Otherwise!)}")
            : Rule(table, table.Rules[position]);
        // The rule that misses in the fewest cells; a rule behind the deciding one that would match too is no near miss.
        var values = table.Inputs.Select(input => run.Read(input).Value).ToArray();
        var nearest = table.Rules
            .Where((_, index) => index != position)
            .Select(rule => (Rule: rule, Misses: rule.Cells.Count(cell => !Matches(cell, values[cell.Input]!))))
            .Where(candidate => candidate.Misses > 0)
            .OrderBy(candidate => candidate.Misses)
            .ThenBy(candidate => candidate.Rule.Cells.Aggregate(Rational.Zero, (sum, cell) => sum + Distance(cell, values[cell.Input]!)))
            .Select(candidate => candidate.Rule).FirstOrDefault();
        return new Choice(chosen, nearest is null ? null : Missed(table, nearest, values));
    }

    // How far each number lies outside its cell, where it does.
    private LocalizedText Missed(TableNode table, CheckedRule rule, object?[] values)
    {
        var text = Rule(table, rule);
        var gaps = rule.Cells.Select(cell => (Name: table.Definition.Inputs[cell.Input].Name, Distance: Distance(cell, values[cell.Input]!))).Where(gap => gap.Distance.Sign > 0).ToList();
        if (gaps.Count == 0)
            return text;
        var (indonesian, english) = (gaps.Select(gap => $"{gap.Name} selisih {Text(gap.Distance)}"), gaps.Select(gap => $"{gap.Name} {Text(gap.Distance)} away"));
        return new LocalizedText($"{text.Indonesian} ({string.Join(", ", indonesian)})", $"{text.English} ({string.Join(", ", english)})");
    }

    private static Rational Distance(CellTest cell, object held) => held is not Rational value || !cell.AnyOf.IsEmpty
        ? Rational.Zero
        : cell.From is { } from && value < from ? from - value : cell.To is { } to && value > to ? value - to : Rational.Zero;

    private static bool Matches(CellTest cell, object held) => held is int ordinal && !cell.AnyOf.IsEmpty
        ? cell.AnyOf.Any(constant => OrdinalColumn.Encode(constant) == ordinal)
        : cell.Matches(held);

    private Choice TellException(RulesNode rules, int position)
    {
        LocalizedText Describe(CheckedException exception)
        {
            var because = exception.Declaration.Because;
            var text = string.Create(CultureInfo.InvariantCulture, $"{exception.Declaration.Id}: {Formula(exception.Condition)} → {Outcome(exception.Outcome)}");
            return because is null ? new LocalizedText(text, text) : new LocalizedText($"{text} ({because.In(Language.Indonesian)})", $"{text} ({because.In(Language.English)})");
        }

        var others = rules.Exceptions.Where((_, index) => index + 1 != position).ToList();
        return new Choice(
            position == 0 ? new LocalizedText("tidak ada pengecualian yang berlaku", "no exception applies") : Describe(rules.Exceptions[position - 1]),
            others.Count == 0 ? null : Describe(others[0]));
    }
}
