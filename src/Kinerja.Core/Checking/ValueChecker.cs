using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Turns the definition of one value, whatever its kind, into one checked expression.</summary>
internal sealed class ValueChecker(ExpressionChecker expressions, Func<NameUse, WordSet?> findScale)
{
    private static readonly CheckedType PolarityType = new(DataType.Code, new WordSet("polarity", ["higher", "lower", "onTarget"], isOrdered: false));

    private static readonly LocalizedText UpperCounts = new("realisasi di atas rentang target: batas atas yang dipakai", "the actual lies above the target range: its upper limit counts");
    private static readonly LocalizedText LowerCounts = new("realisasi di bawah rentang target: batas bawah yang dipakai", "the actual lies below the target range: its lower limit counts");
    private static readonly LocalizedText InsideRange = new("realisasi di dalam rentang target", "the actual lies inside the target range");
    private static readonly LocalizedText ZeroTarget = new("target nol", "the target is zero");

    private static readonly ImmutableDictionary<string, LocalizedText> PolarityReasons = new Dictionary<string, LocalizedText>
    {
        ["higher"] = new("makin tinggi makin baik", "higher is better"),
        ["lower"] = new("makin rendah makin baik", "lower is better"),
        ["onTarget"] = new("makin dekat target makin baik", "closer to the target is better"),
    }.ToImmutableDictionary();

    /// <summary>Follow-ups that values bring along: effects in force.</summary>
    public List<CheckedFollowUp> Consequences { get; } = [];

    private DiagnosticBag Diagnostics => expressions.Diagnostics;

    /// <summary>Kind, then floor, cap and rounding, all under the condition.</summary>
    public void Complete(ValueSymbol value)
    {
        var declaration = value.Declaration;
        var level = value.Level;
        var expected = declaration.Scale is not { } scale ? null : findScale(scale) is { } words ? new CheckedType(DataType.Rating, words) : CheckedType.Unknown;
        var when = declaration.When is null ? null : expressions.CheckCondition(declaration.When, level);
        var (core, expression) = expressions.Assuming(when is null ? [] : Knowledge.WhenTrue(when), () =>
        {
            var kind = CheckKind(declaration, level, expected, when);
            return (kind, Bound(kind, declaration.Floor, declaration.Cap, level));
        });
        if (expected is not null && !core.Type.Fits(expected))
            Diagnostics.Report(DiagnosticCatalog.ExpectedType, core.Place, expected.Name, core.Type.Name);
        if (declaration.Round is { } round)
        {
            if (core.Type.Fits(CheckedType.Number))
                expression = NodeFactory.Element(ElementOperator.Round, round.Mode, declaration.Place, [expression, NodeFactory.Number(round.Digits, declaration.Place)]);
            else
                Diagnostics.Report(DiagnosticCatalog.ExpectedType, core.Place, CheckedType.Number.Name, core.Type.Name);
        }

        if (when is not null)
            expression = NodeFactory.Conditional(when, expression, new NotApplicableNode(expression.Type, declaration.Place), declaration.Place);
        value.Complete(core, expression);
    }

    private CheckedExpression CheckKind(ValueDeclaration value, ListLevel level, CheckedType? expected, CheckedExpression? when) => value.Definition switch
    {
        FormulaDefinition formula => expressions.Check(formula.Formula, level, expected),
        AchievementDefinition achievement => CheckAchievement(achievement, level),
        WeightedDefinition weighted => new WeightChecker(expressions).Check(weighted, level, value.Place),
        PiecewiseDefinition piecewise => new PiecewiseChecker(expressions).Check(piecewise, level, expected, value.Place),
        TableDefinition table => new DecisionTableChecker(expressions).Check(table, level, expected, value.Place),
        RulesDefinition rules => new ExceptionChecker(expressions).Check(rules, level, expected, value.Place),
        RatersDefinition raters => new RatersChecker(expressions).Check(raters, level, value.Place),
        EffectsDefinition effects => new EffectsChecker(expressions).Check(effects, level, value.Place, when, Consequences),
        RankingDefinition ranking => CheckRanking(ranking, level, value.Place),
        _ => throw new InvalidOperationException($"Unhandled definition {value.Definition.GetType().Name}."),
    };

    private CheckedExpression Bound(CheckedExpression inner, Formula? floor, Formula? cap, ListLevel level) => Bound(expressions, inner, floor, cap, level);

    /// <summary>Not below the floor, then not above the cap.</summary>
    public static CheckedExpression Bound(ExpressionChecker expressions, CheckedExpression inner, Formula? floor, Formula? cap, ListLevel level)
    {
        if (floor is not null)
            inner = NodeFactory.Element(ElementOperator.Max, floor.Place, inner, expressions.CheckAs(floor, level, inner.Type.Optional(false)));
        if (cap is not null)
            inner = NodeFactory.Element(ElementOperator.Min, cap.Place, inner, expressions.CheckAs(cap, level, inner.Type.Optional(false)));
        return inner;
    }

    private CheckedExpression CheckRanking(RankingDefinition definition, ListLevel level, Place place)
    {
        if (level.Parent is null)
        {
            Diagnostics.Report(DiagnosticCatalog.OutOfPlace, place, "ranking", new LocalizedText("hanya untuk nilai sebuah daftar, misalnya people.rank", "only for a value of a list, such as people.rank"));
            return NodeFactory.Unknown(place);
        }

        var keys = definition.By.Select(key => expressions.CheckNeeded(key.Value, level, null)).ToImmutableArray();
        foreach (var key in keys.Where(key => key.Type.Kind == DataType.Boolean))
            Diagnostics.Report(DiagnosticCatalog.ExpectedType, key.Place, new LocalizedText("angka, tanggal, predikat, kode, atau teks", "a number, date, rating, code or text"), key.Type.Name);
        var within = definition.Within is null ? null : expressions.CheckNeeded(definition.Within, level, null);
        if (within is { Type.Kind: not (DataType.Code or DataType.Text or DataType.Rating or DataType.Unknown) })
            Diagnostics.Report(DiagnosticCatalog.ExpectedType, within.Place, new LocalizedText("teks, kode, atau predikat", "a text, code or rating"), within.Type.Name);
        return new RankNode(keys, [.. definition.By.Select(key => key.IsDescending)], within, place) { Range = new NumberRange(Rational.One, null, Digits: 0) };
    }

    private CheckedExpression CheckAchievement(AchievementDefinition definition, ListLevel level)
    {
        var place = definition.Actual.Place;
        var actual = expressions.CheckAs(definition.Actual, level, CheckedType.Number);
        var polarity = CheckPolarity(definition.Polarity, level);
        CheckedExpression Against(CheckedExpression target) => ForPolarity(actual, target, polarity, definition.ZeroTarget, level, place);
        if (definition.Target is not null)
            return Bound(Against(expressions.CheckAs(definition.Target, level, CheckedType.Number)), definition.Floor, definition.Cap, level);
        var lower = expressions.CheckAs(definition.TargetLower!, level, CheckedType.Number);
        var upper = expressions.CheckAs(definition.TargetUpper!, level, CheckedType.Number);
        var inside = definition.InsideRange is null ? NodeFactory.Number(100, place) : expressions.CheckAs(definition.InsideRange, level, CheckedType.Number);
        var above = NodeFactory.Element(ElementOperator.Greater, place, actual, upper);
        var below = NodeFactory.Element(ElementOperator.Less, place, actual, lower);
        var within = NodeFactory.Conditional(below, Against(lower), inside, place, LowerCounts, InsideRange);
        var ranged = NodeFactory.Conditional(above, Against(upper), within, place, UpperCounts);
        return Bound(ranged, definition.Floor, definition.Cap, level);
    }

    // The policy may declare a code of its own, as long as its words are these.
    private CheckedExpression CheckPolarity(Formula formula, ListLevel level)
    {
        var polarity = expressions.Check(formula, level, PolarityType);
        var isKnown = polarity.Type.IsUnknown || (polarity.Type.Kind == DataType.Code && polarity.Type.Words!.Words.All(PolarityType.Words!.Words.Contains));
        if (!isKnown)
            Diagnostics.Report(DiagnosticCatalog.ExpectedType, polarity.Place, new LocalizedText("higher, lower, atau onTarget", "higher, lower or onTarget"), polarity.Type.Name);
        return isKnown ? polarity : NodeFactory.Unknown(polarity.Place);
    }

    private CheckedExpression ForPolarity(CheckedExpression actual, CheckedExpression target, CheckedExpression polarity, Formula? zeroTarget, ListLevel level, Place place)
    {
        if (zeroTarget is null)
            expressions.CheckDivisor(target);
        CheckedExpression Ratio(CheckedExpression dividend) => NodeFactory.Element(ElementOperator.Divide, place, dividend, target);
        CheckedExpression Percent(CheckedExpression share) => NodeFactory.Element(ElementOperator.Multiply, place, share, NodeFactory.Number(100, place));
        CheckedExpression Less(CheckedExpression from, CheckedExpression part) => NodeFactory.Element(ElementOperator.Subtract, place, from, part);
        var one = NodeFactory.Number(Rational.One, place);
        var byWord = new Dictionary<string, CheckedExpression>
        {
            ["higher"] = Percent(Ratio(actual)),
            ["lower"] = Percent(NodeFactory.Element(ElementOperator.Add, place, one, Less(one, Ratio(actual)))),
            ["onTarget"] = Percent(Less(one, Ratio(NodeFactory.Element(ElementOperator.Absolute, place, Less(actual, target))))),
        };
        var words = polarity.Type.Words?.Words ?? PolarityType.Words!.Words;
        var result = polarity is ConstantNode { Value: int known } ? byWord[words[known]] : words.Skip(1).Aggregate(byWord[words[0]], OrElse);
        if (zeroTarget is null)
            return result;
        var isZero = NodeFactory.Element(ElementOperator.Equal, place, target, NodeFactory.Number(Rational.Zero, place));
        // A missing actual stays missing, whatever a target of zero would give.
        var atZero = expressions.CheckAs(zeroTarget, level, CheckedType.Number);
        foreach (var needed in new[] { actual, polarity }.Where(operand => operand.Type.IsOptional))
            atZero = NodeFactory.Conditional(NodeFactory.Element(ElementOperator.IsNotApplicable, place, needed), new NotApplicableNode(CheckedType.Number, place), atZero, place);
        return NodeFactory.Conditional(isZero, atZero, result, place, ZeroTarget);

        CheckedExpression OrElse(CheckedExpression otherwise, string word)
        {
            var isWord = NodeFactory.Element(ElementOperator.Equal, place, polarity, new ConstantNode(words.IndexOf(word), polarity.Type.Optional(false), place));
            return NodeFactory.Conditional(isWord, byWord[word], otherwise, place, PolarityReasons[word], otherwise == byWord[words[0]] ? PolarityReasons[words[0]] : null);
        }
    }
}
