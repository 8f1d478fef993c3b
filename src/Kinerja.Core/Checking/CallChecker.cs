using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Checks calls of functions: counts, types, lists.</summary>
internal static class CallChecker
{
    public static CheckedExpression Check(ExpressionChecker.Visit visit, CallExpression call, CheckedType? expected)
    {
        if (!FunctionCatalog.ByName.TryGetValue(call.Function, out var function))
        {
            visit.Diagnostics.Report(DiagnosticCatalog.UnknownFunction, visit.At(call), call.Function, Suggestion.For(call.Function, FunctionCatalog.ByName.Values.Where(known => known.Shape != FunctionShape.NotExact).Select(known => known.Name)));
            return NodeFactory.Unknown(visit.At(call));
        }

        if (function.Shape == FunctionShape.NotExact)
        {
            visit.Diagnostics.Report(DiagnosticCatalog.NotExact, visit.At(call), function.Name);
            return NodeFactory.Unknown(visit.At(call));
        }

        var count = call.Arguments.Length;
        var isOdd = function.Shape == FunctionShape.Ifs && count % 2 == 0;
        var isDate = function.Shape == FunctionShape.Date && count == 2;
        if (count < function.Least || count > function.Most || isOdd || isDate)
        {
            visit.Diagnostics.Report(DiagnosticCatalog.ArgumentCount, visit.At(call), function.Name, Describe(function), count);
            return NodeFactory.Unknown(visit.At(call));
        }

        var arguments = call.Arguments;
        return function.Shape switch
        {
            FunctionShape.Element => NodeFactory.Element(function.Operator, visit.At(call), [.. arguments.Select((argument, index) => visit.CheckOperand(argument, index > 0 && function.SecondOperand is { } second ? second : function.Operand, function.Name))]),
            FunctionShape.Round => CheckRound(visit, call),
            FunctionShape.Extremum => CheckExtremum(visit, call, function, expected),
            FunctionShape.Clamp => CheckClamp(visit, call),
            FunctionShape.If => visit.CheckBranches(call, [(arguments[0], arguments[1])], arguments[2], expected),
            FunctionShape.Ifs => visit.CheckBranches(call, [.. Enumerable.Range(0, count / 2).Select(index => (arguments[2 * index], arguments[(2 * index) + 1]))], arguments[^1], expected),
            FunctionShape.In => visit.CheckMembership(call, arguments[0], [.. arguments.Skip(1)]),
            FunctionShape.IsNotApplicable => NodeFactory.Element(ElementOperator.IsNotApplicable, visit.At(call), visit.Check(arguments[0])),
            FunctionShape.Date => CheckDate(visit, call),
            _ => AggregateChecker.Check(visit, call, function),
        };
    }

    private static CheckedExpression CheckRound(ExpressionChecker.Visit visit, CallExpression call)
    {
        var place = visit.At(call);
        var value = visit.CheckOperand(call.Arguments[0], CheckedType.Number, "round");
        var digits = call.Arguments.Length > 1 ? visit.CheckOperand(call.Arguments[1], CheckedType.Number, "round") : NodeFactory.Number(Rational.Zero, place);
        if (digits.Range.Constant is { } constant && (!constant.IsWhole || constant.Abs() > RoundingRule.MaximumDigits))
            visit.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, digits.Place, constant.ToText(), new LocalizedText("jumlah digit bulat dari −28 sampai 28", "digits are whole, from −28 to 28"));
        var mode = RoundingMode.HalfAwayFromZero;
        if (call.Arguments.Length > 2 && (call.Arguments[2] is not TextLiteral word || !RoundingRule.ModesByName.TryGetValue(word.Value, out mode)))
        {
            var written = call.Arguments[2] is TextLiteral literal ? literal.Value : "…";
            visit.Diagnostics.Report(DiagnosticCatalog.InvalidWord, visit.At(call.Arguments[2]), written, string.Join(", ", RoundingRule.ModesByName.InOrder.Select(name => $"'{name}'")));
        }

        return NodeFactory.Element(ElementOperator.Round, mode, place, [value, digits]);
    }

    private static CheckedExpression CheckExtremum(ExpressionChecker.Visit visit, CallExpression call, Function function, CheckedType? expected)
    {
        if (AggregateChecker.IsOverList(visit, call))
            return AggregateChecker.Check(visit, call, function);
        var nodes = visit.CheckAlike(call.Arguments, expected?.Kind is DataType.Rating or DataType.Date ? expected : null, DiagnosticCatalog.Incomparable);
        return CheckOrdered(visit, call, nodes) ? NodeFactory.Element(function.Operator, visit.At(call), nodes) : NodeFactory.Unknown(visit.At(call));
    }

    /// <summary>Whether values can be put in order; reports where not.</summary>
    public static bool CheckOrdered(ExpressionChecker.Visit visit, CallExpression call, IEnumerable<CheckedExpression> nodes)
    {
        var unordered = nodes.FirstOrDefault(node => node.Type.Kind is DataType.Boolean or DataType.Text or DataType.Code);
        if (unordered is null)
            return true;
        visit.Diagnostics.Report(DiagnosticCatalog.OperandType, unordered.Place, call.Function, new LocalizedText("angka, tanggal, atau predikat", "numbers, dates or ratings"), unordered.Type.Name);
        return false;
    }

    private static CheckedExpression CheckClamp(ExpressionChecker.Visit visit, CallExpression call)
    {
        var place = visit.At(call);
        var operands = call.Arguments.Select(argument => visit.CheckOperand(argument, CheckedType.Number, "clamp")).ToArray();
        return NodeFactory.Element(ElementOperator.Min, place, NodeFactory.Element(ElementOperator.Max, place, operands[0], operands[1]), operands[2]);
    }

    private static CheckedExpression CheckDate(ExpressionChecker.Visit visit, CallExpression call)
    {
        if (call.Arguments.Length == 3)
            return NodeFactory.Element(ElementOperator.DateFromParts, visit.At(call), [.. call.Arguments.Select(argument => visit.CheckOperand(argument, CheckedType.Number, "date"))]);
        if (call.Arguments[0] is TextLiteral)
            return visit.Check(call.Arguments[0], CheckedType.Date);
        return NodeFactory.Element(ElementOperator.DateFromText, visit.At(call), visit.CheckOperand(call.Arguments[0], CheckedType.Text, "date"));
    }

    private static LocalizedText Describe(Function function)
    {
        if (function.Shape == FunctionShape.Ifs)
            return new LocalizedText("pasangan syarat dan nilai, lalu nilai selebihnya", "pairs of condition and value, then the value otherwise");
        if (function.Shape == FunctionShape.Date)
            return new LocalizedText("1 atau 3 argumen", "1 or 3 arguments");
        return (function.Least, function.Most) switch
        {
            var (least, most) when least == most => new LocalizedText($"{least} argumen", least == 1 ? "1 argument" : $"{least} arguments"),
            (var least, int.MaxValue) => new LocalizedText($"sedikitnya {least} argumen", $"at least {least} arguments"),
            var (least, most) => new LocalizedText($"{least} sampai {most} argumen", $"{least} to {most} arguments"),
        };
    }
}
