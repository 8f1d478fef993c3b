using System.Collections.Immutable;

namespace Kinerja.Core.Checking;

/// <summary>How the arguments of a function are checked.</summary>
internal enum FunctionShape
{
    /// <summary>Operands of declared types, worked row by row.</summary>
    Element,
    Round,
    Extremum,
    Clamp,
    If,
    Ifs,
    In,
    IsNotApplicable,
    Date,
    Aggregate,
    NotExact,
}

/// <summary>One built-in function.</summary>
/// <param name="Name">As the documentation writes it; letter case does not matter.</param>
/// <param name="Shape">How its arguments are checked.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
internal sealed record Function(string Name, FunctionShape Shape, int Least, int Most)
{
    /// <summary>Of an element function.</summary>
    public ElementOperator Operator { get; init; }

    /// <summary>Of an element function: the type of every operand, or of the first.</summary>
    public CheckedType Operand { get; init; } = CheckedType.Number;

    /// <summary>Of an element function whose operands differ: the type of the second.</summary>
    public CheckedType? SecondOperand { get; init; }

    /// <summary>Of an aggregate.</summary>
    public AggregateFunction Aggregate { get; init; }
}

/// <summary>Every function of the language, one line each.</summary>
internal static class FunctionCatalog
{
    private const int Many = int.MaxValue;

    public static ImmutableDictionary<string, Function> ByName { get; } = new[]
    {
        Element("abs", ElementOperator.Absolute),
        Element("sign", ElementOperator.Sign),
        Element("floor", ElementOperator.Floor),
        Element("ceiling", ElementOperator.Ceiling),
        Element("truncate", ElementOperator.Truncate),
        Element("pow", ElementOperator.Power, count: 2),
        Element("year", ElementOperator.Year, CheckedType.Date),
        Element("month", ElementOperator.Month, CheckedType.Date),
        Element("day", ElementOperator.Day, CheckedType.Date),
        Element("daysBetween", ElementOperator.DaysBetween, CheckedType.Date, 2),
        Element("monthsBetween", ElementOperator.MonthsBetween, CheckedType.Date, 2),
        Element("yearsBetween", ElementOperator.YearsBetween, CheckedType.Date, 2),
        new Function("addDays", FunctionShape.Element, 2, 2) { Operator = ElementOperator.AddDays, Operand = CheckedType.Date, SecondOperand = CheckedType.Number },
        new Function("addMonths", FunctionShape.Element, 2, 2) { Operator = ElementOperator.AddMonths, Operand = CheckedType.Date, SecondOperand = CheckedType.Number },
        new Function("round", FunctionShape.Round, 1, 3),
        new Function("min", FunctionShape.Extremum, 1, Many) { Operator = ElementOperator.Min, Aggregate = AggregateFunction.Min },
        new Function("max", FunctionShape.Extremum, 1, Many) { Operator = ElementOperator.Max, Aggregate = AggregateFunction.Max },
        new Function("clamp", FunctionShape.Clamp, 3, 3),
        new Function("if", FunctionShape.If, 3, 3),
        new Function("ifs", FunctionShape.Ifs, 3, Many),
        new Function("in", FunctionShape.In, 2, Many),
        new Function("isNA", FunctionShape.IsNotApplicable, 1, 1),
        new Function("date", FunctionShape.Date, 1, 3),
        Aggregate("sum", AggregateFunction.Sum),
        Aggregate("avg", AggregateFunction.Average),
        Aggregate("median", AggregateFunction.Median),
        Aggregate("first", AggregateFunction.First),
        Aggregate("count", AggregateFunction.Count),
        Aggregate("any", AggregateFunction.Any),
        Aggregate("all", AggregateFunction.All),
    }.Concat(
        new[] { "sqrt", "exp", "ln", "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "ieeeRemainder" }
            .Select(name => new Function(name, FunctionShape.NotExact, 0, Many)))
        .ToImmutableDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    private static Function Element(string name, ElementOperator @operator, CheckedType? operand = null, int count = 1) =>
        new(name, FunctionShape.Element, count, count) { Operator = @operator, Operand = operand ?? CheckedType.Number };

    private static Function Aggregate(string name, AggregateFunction function) => new(name, FunctionShape.Aggregate, 1, 3) { Aggregate = function };
}
