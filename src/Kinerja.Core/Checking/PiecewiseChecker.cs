using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Bands, points and interpolation: edges, gaps, overlaps, items never reached.</summary>
internal sealed class PiecewiseChecker(ExpressionChecker expressions)
{
    private bool _isEdgeRefused; // then nothing can be said of gaps and overlaps

    private DiagnosticBag Diagnostics => expressions.Diagnostics;

    public CheckedExpression Check(PiecewiseDefinition definition, ListLevel level, CheckedType? expected, Place place)
    {
        var input = expressions.CheckAs(definition.Of, level, CheckedType.Number);
        var layout = new PieceLayout(definition.Items, edge => Edge(edge, level));
        var outcomes = new List<CheckedExpression>();
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        foreach (var item in definition.Items)
        {
            var outcome = CheckOutcome(expressions, item.Outcome, input, level, expected ?? (definition.Kind == PieceKind.Bands ? null : CheckedType.Number));
            outcomes.Add(outcome);
            var when = item.When is null ? null : expressions.CheckCondition(item.When, level);
            var (from, fromIncluded, to, toIncluded) = layout.IntervalOf(item);
            pieces.Add(new Piece(from, fromIncluded, to, toIncluded, when, outcome, item));
            if (from is { } low && to is { } high && (low > high || (low == high && !(fromIncluded && toIncluded))))
                Diagnostics.Report(DiagnosticCatalog.EmptyRange, item.Place, low, high);
            else if (!_isEdgeRefused && !input.Type.IsUnknown && input.Range.PointBetween(from, fromIncluded, to, toIncluded) is null)
                Diagnostics.Report(DiagnosticCatalog.BandUnreachable, item.Place, Describe(input), input.Range.LowText, input.Range.HighText);
        }

        CheckCover([.. pieces.Where(piece => piece.When is null)], input, place);
        CheckDirection([.. pieces.Where(piece => piece.When is null)]);
        var type = CheckOutcomes(expressions, outcomes);
        // Items with a condition are tried first, in their order.
        ImmutableArray<Piece> order = [.. pieces.Where(piece => piece.When is not null), .. pieces.Where(piece => piece.When is null)];
        var range = outcomes.Select(outcome => outcome.Range).Aggregate((left, right) => left.Union(right));
        return new PiecewiseNode(input, order, type.Optional(type.IsOptional || input.Type.IsOptional), place) { Range = range };
    }

    // A scale has an order. Ratings that rise and then fall with the number are most often two edges the wrong way round, which nothing else would show.
    private void CheckDirection(ImmutableArray<Piece> pieces)
    {
        var rising = pieces.OrderBy(piece => piece.From is null ? 0 : 1).ThenBy(piece => piece.From).ThenBy(piece => piece.FromIncluded ? 0 : 1).Where(piece => piece.Outcome is ConstantNode { Value: int, Type.Kind: DataType.Rating }).ToList();
        for (var index = 2; index < rising.Count; index++)
        {
            var words = new[] { index - 2, index - 1, index }.Select(at => (ConstantNode)rising[at].Outcome).ToArray();
            var steps = (First: (int)words[1].Value - (int)words[0].Value, Second: (int)words[2].Value - (int)words[1].Value);
            if (Math.Sign(steps.First) * Math.Sign(steps.Second) >= 0)
                continue;
            var names = words.Select(word => word.Type.Words!.Words[(int)word.Value]).ToArray();
            Diagnostics.Report(DiagnosticCatalog.RatingsNotInOrder, rising[index].Declaration.Place, names[0], names[1], names[2]);
            return;
        }
    }

    /// <summary>One outcome of a band, point, line, or table rule.</summary>
    public static CheckedExpression CheckOutcome(ExpressionChecker expressions, Outcome outcome, CheckedExpression? input, ListLevel level, CheckedType? expected)
    {
        switch (outcome)
        {
            case RatingOutcome { Rating: var rating }:
                if (expected?.Words is not { } words)
                {
                    if (expected is null)
                        expressions.Diagnostics.Report(DiagnosticCatalog.MissingMember, rating.Place, "scale");
                    else if (!expected.IsUnknown)
                        expressions.Diagnostics.Report(DiagnosticCatalog.ExpectedType, rating.Place, expected.Name, new LocalizedText("predikat", "a rating"));
                    return NodeFactory.Unknown(rating.Place);
                }

                var position = words.PositionOf(rating.Name);
                if (position >= 0)
                    return new ConstantNode(position, expected.Optional(false), rating.Place);
                expressions.Diagnostics.Report(DiagnosticCatalog.UnknownCode, rating.Place, rating.Name, words.Name, Suggestion.For(rating.Name, words.Words));
                return NodeFactory.Unknown(rating.Place);
            case LineOutcome line:
                // y1 + slope · (x − x1)
                var slope = (line.Y2 - line.Y1) / (line.X2 - line.X1);
                var along = NodeFactory.Element(ElementOperator.Multiply, line.Place, NodeFactory.Number(slope, line.Place),
                    NodeFactory.Element(ElementOperator.Subtract, line.Place, input!, NodeFactory.Number(line.X1, line.Place)));
                return NodeFactory.Element(ElementOperator.Add, line.Place, NodeFactory.Number(line.Y1, line.Place), along);
            case ExpressionOutcome { Formula: var formula }:
                return expected is null ? expressions.Check(formula, level) : expressions.CheckAs(formula, level, expected);
            default:
                throw new InvalidOperationException($"Unhandled outcome {outcome.GetType().Name}.");
        }
    }

    /// <summary>The type that all outcomes share; reports where they differ.</summary>
    public static CheckedType CheckOutcomes(ExpressionChecker expressions, IReadOnlyList<CheckedExpression> outcomes)
    {
        var first = outcomes.FirstOrDefault(outcome => !outcome.Type.IsUnknown)?.Type ?? CheckedType.Unknown;
        foreach (var other in outcomes.Where(outcome => !outcome.Type.Fits(first)))
            expressions.Diagnostics.Report(DiagnosticCatalog.BranchTypes, other.Place, first.Name, other.Type.Name);
        return first.Optional(outcomes.Any(outcome => outcome.Type.IsOptional));
    }

    /// <summary>An edge: a number, or a parameter that has one number at all times.</summary>
    public Rational? Edge(Formula edge, ListLevel level)
    {
        var node = expressions.CheckAs(edge, level, CheckedType.Number);
        var isPlain = node is ConstantNode or ReferenceNode { Symbol: ParameterSymbol { Declaration.IsDated: false } };
        if (isPlain && node.Range.Constant is { } constant)
            return constant;
        if (!node.Type.IsUnknown)
            Diagnostics.Report(DiagnosticCatalog.ConstantNeeded, node.Place);
        _isEdgeRefused = true;
        return null;
    }

    private void CheckCover(IReadOnlyList<Piece> pieces, CheckedExpression input, Place place)
    {
        if (input.Type.IsUnknown || _isEdgeRefused)
            return;
        var sorted = pieces.OrderBy(piece => piece.From is null ? 0 : 1).ThenBy(piece => piece.From ?? Rational.Zero).ThenBy(piece => piece.FromIncluded ? 0 : 1).ToList();
        Rational? reached = null; // everything up to here is covered
        var (isReachedIncluded, isOpenEnded) = (false, false);
        var covers = -1;
        for (var index = 0; index < sorted.Count && !isOpenEnded; index++)
        {
            var piece = sorted[index];
            if (index == 0 ? piece.From is not null : true)
                ReportGap(index == 0 ? null : reached, index > 0 && !isReachedIncluded, piece.From, !piece.FromIncluded, input, place);
            if (covers >= 0 && (piece.From is null || reached > piece.From || (reached == piece.From && isReachedIncluded && piece.FromIncluded)))
                ReportOverlap(sorted[covers], piece, reached, isReachedIncluded, input);
            if (covers < 0 || piece.To is null || piece.To > reached || (piece.To == reached && piece.ToIncluded))
                (reached, isReachedIncluded, isOpenEnded, covers) = (piece.To, piece.ToIncluded, piece.To is null, index);
        }

        if (isOpenEnded)
        {
            foreach (var late in sorted.Skip(covers + 1))
                ReportOverlap(sorted[covers], late, null, false, input);
        }
        else
        {
            ReportGap(reached, sorted.Count > 0 && !isReachedIncluded, null, false, input, place);
        }
    }

    private void ReportGap(Rational? from, bool fromIncluded, Rational? to, bool toIncluded, CheckedExpression input, Place place)
    {
        if (from is { } low && to is { } high && (low > high || (low == high && !(fromIncluded && toIncluded))))
            return;
        if (input.Range.PointBetween(from, fromIncluded, to, toIncluded) is { } example)
            Diagnostics.Report(DiagnosticCatalog.BandGap, place, Describe(input), example);
    }

    // Only where a value can lie in both: whole minutes never do between 30 and 31.
    private void ReportOverlap(Piece earlier, Piece later, Rational? reached, bool isReachedIncluded, CheckedExpression input)
    {
        var isReachedFirst = reached is { } end && (later.To is not { } other || end < other || (end == other && later.ToIncluded));
        var (high, highIncluded) = isReachedFirst ? (reached, isReachedIncluded) : (later.To, later.ToIncluded);
        if (input.Range.PointBetween(later.From, later.FromIncluded, high, highIncluded) is { } example)
            Diagnostics.Report(DiagnosticCatalog.BandOverlap, later.Declaration.Place, example, earlier.Declaration.Place);
    }

    private static object Describe(CheckedExpression input) =>
        input is ReferenceNode reference ? reference.Symbol.Name : new LocalizedText("nilainya", "the value");
}
