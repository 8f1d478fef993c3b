namespace Kinerja.Core.Checking;

/// <summary>Operators as they are written.</summary>
internal static class Symbols
{
    public static string Of(ElementOperator @operator) => @operator switch
    {
        ElementOperator.Add => "+",
        ElementOperator.Subtract => "-",
        ElementOperator.Multiply => "*",
        ElementOperator.Divide => "/",
        ElementOperator.Remainder => "%",
        ElementOperator.Power => "**",
        ElementOperator.Negate => "-",
        ElementOperator.Equal => "=",
        ElementOperator.NotEqual => "!=",
        ElementOperator.Less => "<",
        ElementOperator.LessOrEqual => "<=",
        ElementOperator.Greater => ">",
        ElementOperator.GreaterOrEqual => ">=",
        ElementOperator.Not => "not",
        ElementOperator.Round => "round",
        ElementOperator.Min => "min",
        ElementOperator.Max => "max",
        ElementOperator.IsNotApplicable => "isNA",
        ElementOperator.DateFromText or ElementOperator.DateFromParts => "date",
        _ => FunctionCatalog.ByName.Values.First(function => function.Shape == FunctionShape.Element && function.Operator == @operator).Name,
    };

    public static string Of(AggregateFunction function) =>
        FunctionCatalog.ByName.Values.First(entry => entry.Shape is FunctionShape.Aggregate or FunctionShape.Extremum && entry.Aggregate == function
            && (entry.Shape == FunctionShape.Extremum) == (function is AggregateFunction.Min or AggregateFunction.Max)).Name;

    /// <summary>How strongly an infix operator binds; 0 for everything that needs no parentheses.</summary>
    public static int Precedence(ElementOperator @operator) => @operator switch
    {
        ElementOperator.Power => 8,
        ElementOperator.Negate or ElementOperator.Not => 7,
        ElementOperator.Multiply or ElementOperator.Divide or ElementOperator.Remainder => 6,
        ElementOperator.Add or ElementOperator.Subtract => 5,
        ElementOperator.Less or ElementOperator.LessOrEqual or ElementOperator.Greater or ElementOperator.GreaterOrEqual => 4,
        ElementOperator.Equal or ElementOperator.NotEqual => 3,
        _ => 0,
    };
}
