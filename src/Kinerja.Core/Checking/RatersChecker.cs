using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>A mean over groups of raters: each group's mean with its weight, and a rule for groups with too few ratings.</summary>
internal sealed class RatersChecker(ExpressionChecker expressions)
{
    private const string Reject = "reject";
    private const string Reweight = "reweight";

    /// <summary>One group: its mean, how many ratings it has and needs, and what holds when it has fewer.</summary>
    private sealed record Group(string Name, CheckedExpression Mean, CheckedExpression Count, CheckedExpression Min, string IfTooFew);

    private DiagnosticBag Diagnostics => expressions.Diagnostics;

    public CheckedExpression Check(RatersDefinition definition, ListLevel level, Place place)
    {
        if (expressions.FindList(definition.Each, level) is not { } list)
            return NodeFactory.Unknown(place);

        var group = expressions.Check(definition.Group, list);
        var value = expressions.CheckAs(definition.Value, list, CheckedType.Number);
        if (group.Type.IsUnknown)
            return NodeFactory.Unknown(place);
        if (group.Type.Kind is not (DataType.Code or DataType.Rating))
        {
            Diagnostics.Report(DiagnosticCatalog.ExpectedType, group.Place, new LocalizedText("kode kelompok penilai", "a code of the group of raters"), group.Type.Name);
            return NodeFactory.Unknown(place);
        }

        var groups = ReadGroups(definition, group, value, list, level, place);
        var byRole = definition.Weights.Select(weights => (weights.Role, Mean: MeanOf(weights, groups, place, level))).ToImmutableArray();
        return definition.Role is null ? byRole[0].Mean : Choose(definition, byRole, level, place);
    }

    private Dictionary<string, Group> ReadGroups(RatersDefinition definition, CheckedExpression group, CheckedExpression value, ListLevel list, ListLevel level, Place place)
    {
        var words = group.Type.Words!;
        var known = new Dictionary<string, Group>(StringComparer.Ordinal);
        foreach (var use in definition.Weights.SelectMany(entry => entry.Weights.Select(weight => weight.Group)).Concat(definition.Groups.Select(rule => rule.Group)))
        {
            if (words.PositionOf(use.Name) < 0)
                Diagnostics.Report(DiagnosticCatalog.UnknownCode, use.Place, use.Name, words.Name, Suggestion.For(use.Name, words.Words));
            else if (!known.ContainsKey(use.Name))
                known[use.Name] = Read(use.Name, definition.Groups.FirstOrDefault(rule => rule.Group.Name == use.Name));
        }

        foreach (var rule in definition.Groups.Where(rule => rule.IfTooFew is { Name: not (Reject or Reweight) }))
        {
            // A stand-in must be certain to have a mean, or to reject.
            var other = rule.IfTooFew!;
            if (other.Name == rule.Group.Name || !known.TryGetValue(other.Name, out var standIn) || standIn.IfTooFew != Reject)
                Diagnostics.Report(DiagnosticCatalog.InvalidWord, other.Place, other.Name, string.Join(", ", known.Values.Where(one => one.IfTooFew == Reject && one.Name != rule.Group.Name).Select(one => one.Name).Prepend(Reweight).Prepend(Reject)));
        }

        return known;

        Group Read(string name, RaterGroup? rule)
        {
            var isGroup = NodeFactory.Element(ElementOperator.Equal, place, group, new ConstantNode(words.PositionOf(name), group.Type.Optional(false), place));
            var type = CheckedType.Number.Optional(AggregateChecker.CanBeAbsent(list, level));
            CheckedExpression isRated = value.Type.IsOptional
                ? NodeFactory.Logic(isAnd: true, isGroup, NodeFactory.Element(ElementOperator.Not, place, NodeFactory.Element(ElementOperator.IsNotApplicable, place, value)), place)
                : isGroup;
            var min = rule?.Min is { } least ? expressions.CheckNeeded(least, level, CheckedType.Number) : NodeFactory.Number(Rational.One, place);
            // A group without ratings is never a zero, whatever the policy says.
            if (min.Range.Low is not { } low || low < Rational.One)
                min = NodeFactory.Element(ElementOperator.Max, place, min, NodeFactory.Number(Rational.One, place));
            return new Group(
                name,
                new AggregateNode(AggregateFunction.Average, list, level, value, isGroup, type, place) { Range = value.Range with { Digits = null } },
                new AggregateNode(AggregateFunction.Count, list, level, null, isRated, type, place) { Range = new NumberRange(Rational.Zero, list.Declaration!.MaxCount, Digits: 0) },
                min,
                rule?.IfTooFew?.Name ?? Reject);
        }
    }

    private CheckedExpression MeanOf(RaterWeights entry, Dictionary<string, Group> groups, Place place, ListLevel level)
    {
        var parts = entry.Weights.Where(weight => groups.ContainsKey(weight.Group.Name))
            .Select(weight => (Group: groups[weight.Group.Name], Weight: expressions.CheckNeeded(weight.Weight, level, CheckedType.Number))).ToImmutableArray();
        if (parts.Length < entry.Weights.Length) // a group is not known: nothing can be said of the sum
            return NodeFactory.Unknown(place);
        foreach (var negative in parts.Where(part => part.Weight.Range.High is { Sign: < 0 }))
            Diagnostics.Report(DiagnosticCatalog.NegativeWeight, negative.Weight.Place, negative.Weight.Range.High!);
        var hundred = NodeFactory.Number(100, place);
        var sum = Sum(parts.Select(part => part.Weight), place);
        if (parts.All(part => part.Weight.Range.Constant is not null) && parts.Aggregate(Rational.Zero, (total, part) => total + part.Weight.Range.Constant!.Value) is var known && known != 100)
            Diagnostics.Report(DiagnosticCatalog.WeightSum, entry.Place, known, (Rational)100);

        var isReweighted = parts.Any(part => part.Group.IfTooFew == Reweight);
        var total = Sum(parts.Select(part => Counted(part.Group, NodeFactory.Element(ElementOperator.Multiply, place, part.Weight, Mean(part.Group)))), place);
        var divisor = isReweighted ? Sum(parts.Select(part => Counted(part.Group, part.Weight)), place) : hundred;
        var hull = parts.Select(part => part.Group.Mean.Range).Aggregate((left, right) => left.Union(right));
        CheckedExpression result = new ElementNode(ElementOperator.Divide, [total, divisor], CheckedType.Number.Optional(total.Type.IsOptional || divisor.Type.IsOptional), place) { Range = hull with { Digits = null } };
        if (isReweighted)
            result = NodeFactory.Conditional(NodeFactory.Element(ElementOperator.Greater, place, divisor, NodeFactory.Number(Rational.Zero, place)), result, NoneLeft(parts.Select(part => part.Group), place), place);
        if (sum.Range.Constant != 100)
            result = NodeFactory.Guard(result, NodeFactory.Element(ElementOperator.Equal, place, sum, hundred), DiagnosticCatalog.PersonWeightSum, place, sum, hundred);
        return result;

        CheckedExpression Counted(Group group, CheckedExpression term) =>
            group.IfTooFew == Reweight ? NodeFactory.Conditional(IsEnough(group, place), term, NodeFactory.Number(Rational.Zero, place), place) : term;

        CheckedExpression Mean(Group group) => group.IfTooFew switch
        {
            Reject => Guarded(group, place),
            Reweight => group.Mean,
            var other => groups.TryGetValue(other, out var standIn) && standIn != group
                ? NodeFactory.Conditional(IsEnough(group, place), group.Mean, Guarded(standIn, place), place, otherwiseReason: new LocalizedText($"'{group.Name}' kurang penilai: '{other}' menggantikan", $"too few ratings of '{group.Name}': '{other}' takes their place"))
                : group.Mean,
        };
    }

    private static CheckedExpression Sum(IEnumerable<CheckedExpression> terms, Place place) =>
        NodeFactory.Balanced([.. terms], (left, right) => NodeFactory.Element(ElementOperator.Add, place, left, right));

    private static CheckedExpression IsEnough(Group group, Place place) => NodeFactory.Element(ElementOperator.GreaterOrEqual, place, group.Count, group.Min);

    private static CheckedExpression Guarded(Group group, Place place) =>
        NodeFactory.Guard(group.Mean, IsEnough(group, place), DiagnosticCatalog.TooFewRaters, place, new ConstantNode(group.Name, CheckedType.Text, place), group.Count, group.Min);

    // Every group may be left out, but not all of them.
    private static CheckedExpression NoneLeft(IEnumerable<Group> groups, Place place)
    {
        var zero = NodeFactory.Number(Rational.Zero, place);
        return NodeFactory.Guard(zero, NodeFactory.Boolean(false, place), DiagnosticCatalog.TooFewRaters, place, new ConstantNode(string.Join(", ", groups.Select(group => group.Name)), CheckedType.Text, place), zero, NodeFactory.Number(Rational.One, place));
    }

    // Every role has weights of its own; a role without any would leave its people without a score.
    private CheckedExpression Choose(RatersDefinition definition, ImmutableArray<(NameUse? Role, CheckedExpression Mean)> byRole, ListLevel level, Place place)
    {
        var role = expressions.CheckNeeded(definition.Role!, level, null);
        if (role.Type.Kind is not (DataType.Code or DataType.Rating))
        {
            if (!role.Type.IsUnknown)
                Diagnostics.Report(DiagnosticCatalog.ExpectedType, role.Place, new LocalizedText("kode peran", "a code of the role"), role.Type.Name);
            return NodeFactory.Unknown(place);
        }

        var words = role.Type.Words!;
        foreach (var use in byRole.Select(entry => entry.Role!).Where(use => words.PositionOf(use.Name) < 0))
            Diagnostics.Report(DiagnosticCatalog.UnknownCode, use.Place, use.Name, words.Name, Suggestion.For(use.Name, words.Words));
        foreach (var missing in words.Words.Where(word => byRole.All(entry => entry.Role!.Name != word)))
            Diagnostics.Report(DiagnosticCatalog.MissingMember, definition.WeightsPlace, missing);
        var known = byRole.Where(entry => words.PositionOf(entry.Role!.Name) >= 0).ToList();
        if (known.Count == 0)
            return NodeFactory.Unknown(place);
        var result = known[^1].Mean;
        for (var index = known.Count - 2; index >= 0; index--)
        {
            var isRole = NodeFactory.Element(ElementOperator.Equal, place, role, new ConstantNode(words.PositionOf(known[index].Role!.Name), role.Type.Optional(false), place));
            result = NodeFactory.Conditional(isRole, known[index].Mean, result, place);
        }

        return result;
    }
}
