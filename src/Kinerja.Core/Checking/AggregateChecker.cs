using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Checks <c>sum avg min max first count any all</c> over a list.</summary>
internal static class AggregateChecker
{
    /// <summary>Whether the first argument of <c>min</c> or <c>max</c> names a list, or a field of one seen from outside.</summary>
    public static bool IsOverList(ExpressionChecker.Visit visit, CallExpression call) =>
        call.Arguments[0] is NameReference name && visit.Scope.IsListSeenFrom(name.Name, visit.Level);

    public static CheckedExpression Check(ExpressionChecker.Visit visit, CallExpression call, Function function)
    {
        var place = visit.At(call);
        if (!FindList(visit, call, out var list, out var field))
            return NodeFactory.Unknown(place);
        var rest = call.Arguments.Skip(1).ToList();
        var takesBody = function.Aggregate is not (AggregateFunction.Count or AggregateFunction.Any or AggregateFunction.All);
        var most = takesBody ? (field is null ? 2 : 1) : 1;
        var least = takesBody && field is null ? 1 : function.Aggregate == AggregateFunction.Count || field is not null ? 0 : 1;
        if (rest.Count < least || rest.Count > most)
        {
            visit.Diagnostics.Report(
                DiagnosticCatalog.ArgumentCount,
                place,
                function.Name,
                takesBody ? new LocalizedText("daftar, ekspresi, dan syarat bila perlu", "a list, an expression, and a condition if wanted") : new LocalizedText("daftar dan syarat", "a list and a condition"),
                call.Arguments.Length);
            return NodeFactory.Unknown(place);
        }

        // The list is gone through for each row of the nearest level around both.
        var target = visit.Level;
        while (target == list || !list.IsWithin(target))
            target = target.Parent!;
        var inside = visit.From(list);
        var conditionArgument = takesBody ? rest.ElementAtOrDefault(field is null ? 1 : 0) : rest.ElementAtOrDefault(0);
        var (body, condition) = visit.ForOthers(target, () => (
            field ?? (takesBody ? inside.Check(rest[0]) : null),
            conditionArgument is null ? null : inside.CheckOperand(conditionArgument, CheckedType.Boolean, function.Name)));
        if (!takesBody && field is not null)
            condition = field.Type.Fits(CheckedType.Boolean) ? field : null;
        return Build(visit, call, function, list, target, body, condition);
    }

    private static CheckedExpression Build(
        ExpressionChecker.Visit visit, CallExpression call, Function function, ListLevel list, ListLevel target, CheckedExpression? body, CheckedExpression? condition)
    {
        var place = visit.At(call);
        var canBeAbsent = CanBeAbsent(list, target);
        switch (function.Aggregate)
        {
            case AggregateFunction.Count:
                return new AggregateNode(AggregateFunction.Count, list, target, null, condition, CheckedType.Number.Optional(canBeAbsent), place) { Range = new NumberRange(Rational.Zero, list.Declaration!.MaxCount, Digits: 0) };
            case AggregateFunction.Any or AggregateFunction.All:
                return new AggregateNode(function.Aggregate, list, target, condition, null, CheckedType.Boolean.Optional(canBeAbsent), place);
            case AggregateFunction.Sum or AggregateFunction.Average or AggregateFunction.Median when !body!.Type.Fits(CheckedType.Number):
                visit.Diagnostics.Report(DiagnosticCatalog.OperandType, body.Place, function.Name, CheckedType.Number.Name, body.Type.Name);
                return NodeFactory.Unknown(place);
            case AggregateFunction.Min or AggregateFunction.Max when !CallChecker.CheckOrdered(visit, call, [body!]):
                return NodeFactory.Unknown(place);
            case AggregateFunction.Sum:
                return new AggregateNode(AggregateFunction.Sum, list, target, body, condition, CheckedType.Number.Optional(canBeAbsent), place) { Range = SumRange(body!.Range, list) };
            default:
                var isOptional = canBeAbsent || condition is not null || body!.Type.IsOptional || list.Declaration!.MinCount == 0 || target != list.Parent;
                var digits = function.Aggregate is AggregateFunction.Average or AggregateFunction.Median ? null : body!.Range.Digits;
                return new AggregateNode(function.Aggregate, list, target, body, condition, body!.Type.Optional(isOptional), place) { Range = body.Range with { Digits = digits } };
        }
    }

    /// <summary>Whether a list between two levels may be declared not applicable.</summary>
    public static bool CanBeAbsent(ListLevel list, ListLevel target) =>
        list != target && (list.Declaration!.IfMissing == MissingFact.Exclude || CanBeAbsent(list.Parent!, target));

    private static NumberRange SumRange(NumberRange body, ListLevel list)
    {
        // Some records may be left out, so zero always counts.
        var most = list.Declaration!.MaxCount is { } count && list.Parent!.Parent is null ? (Rational?)count : null;
        var low = body.Low >= Rational.Zero ? Rational.Zero : most * body.Low;
        var high = body.High <= Rational.Zero ? Rational.Zero : most * body.High;
        return new NumberRange(low, high, Digits: body.Digits);
    }

    private static bool FindList(ExpressionChecker.Visit visit, CallExpression call, out ListLevel list, out CheckedExpression? field)
    {
        field = null;
        list = visit.Scope.Sheet;
        if (call.Arguments[0] is not NameReference name)
        {
            visit.Diagnostics.Report(DiagnosticCatalog.NotAList, visit.At(call.Arguments[0]), "…", new LocalizedText("", ""));
            return false;
        }

        if (visit.Scope.ResolveList(name.Name, visit.Level) is { } found)
        {
            list = found;
            return true;
        }

        // list.field is short for the list with the field as expression.
        if (visit.Scope.ResolveField(name.Name, visit.Level) is { } symbol && symbol.Level != visit.Scope.Sheet)
        {
            list = symbol.Level;
            field = visit.From(list).Reference(symbol, visit.At(name));
            return true;
        }

        var lists = visit.Scope.Levels.Skip(1).Select(level => level.Name);
        visit.Diagnostics.Report(DiagnosticCatalog.NotAList, visit.At(name), name.Name, Suggestion.For(name.Name, lists));
        return false;
    }
}
