using System.Globalization;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Writes well-typed formulas from the top down, with no more brackets than needed.</summary>
internal sealed class RandomFormulas(Random random)
{
    private static readonly string[] Literals =
        ["0", "1", "2", "3", "7", "10", "100", "0.5", "2.25", ".125", "12.", "1.2e-5", "33.33", "0.01", "1e-12", "60", "119.99"];

    internal RandomFormula Number(RandomScope scope, int depth)
    {
        if (depth <= 0 || random.Next(6) == 0)
            return NumberAtom(scope);

        return random.Next(24) switch
        {
            < 6 => Sides(Number(scope, depth - 1), One("+", "-"), Number(scope, depth - 1), 5),
            < 9 => Sides(Number(scope, depth - 1), "*", NumberAtom(scope), 4),
            < 13 => Sides(Number(scope, depth - 1), random.Next(4) == 0 ? "%" : "/", Divisor(scope), 4),
            13 => Power(scope),
            14 => Negative(Number(scope, depth - 1)),
            < 17 => Rounded(Number(scope, depth - 1)),
            17 => Call(One("min", "max"), [.. Numbers(scope, depth - 1, random.Next(2, 4))]),
            18 => Call("clamp", Number(scope, depth - 1), Literal("0"), NumberAtom(scope)),
            19 => Call(One("abs", "sign", "floor", "ceiling", "Truncate"), Number(scope, depth - 1)),
            20 => Dated(scope, depth),
            21 => Coalesced(Number(scope, depth - 1), NumberAtom(scope)),
            22 => Choice(scope, depth, Number(scope, depth - 1), Number(scope, depth - 1)),
            _ => Aggregate(scope, depth),
        };
    }

    internal RandomFormula Boolean(RandomScope scope, int depth)
    {
        if (depth <= 0)
            return Comparison(scope, 0);

        return random.Next(10) switch
        {
            < 4 => Comparison(scope, depth),
            < 6 => Sides(Boolean(scope, depth - 1), One("and", "&&"), Boolean(scope, depth - 1), 8),
            < 8 => Sides(Boolean(scope, depth - 1), One("or", "||"), Boolean(scope, depth - 1), 9),
            8 => Not(Boolean(scope, depth - 1)),
            _ => AnyOrAll(scope, depth),
        };
    }

    /// <summary>A condition that decides something: it can never be not applicable.</summary>
    internal string Condition(RandomScope scope, int depth)
    {
        var condition = Boolean(scope, depth);
        return condition.MayBeNotApplicable ? $"{condition.Within(9)} ?? {One("true", "false")}" : condition.Text;
    }

    /// <summary>A rating, code or date; null when no name of this type is visible.</summary>
    internal RandomFormula? Other(RandomScope scope, RandomType type, int depth)
    {
        if (scope.Names(type) is not { Count: > 0 } names)
            return null;

        var name = Pick(names);
        var atom = Atom(name);
        var constant = type == RandomType.Date ? DateLiteral() : Literal($"'{Pick(name.Words)}'");
        if (depth <= 0)
            return atom;

        return random.Next(type == RandomType.Date ? 7 : 5) switch
        {
            > 4 => Moved(scope, atom),
            0 => Choice(scope, depth, constant, atom),
            1 => Choice(scope, depth, atom, constant),
            2 when type != RandomType.Code => Call(One("min", "max"), atom, constant),
            3 => Coalesced(atom, constant),
            _ => atom,
        };
    }

    internal T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private string One(params ReadOnlySpan<string> items) => items[random.Next(items.Length)];

    private static RandomFormula Atom(RandomName name) => new(name.Name, 1, name.MayBeNotApplicable, true);

    private static RandomFormula Literal(string text) => new(text, 1, false, false);

    private RandomFormula DateLiteral() => Literal($"#{2015 + random.Next(10)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}#");

    private RandomFormula NumberAtom(RandomScope scope) => scope.Names(RandomType.Number) is { Count: > 0 } names && random.Next(4) > 0
        ? Atom(Pick(names))
        : Literal(Pick(Literals));

    private IEnumerable<RandomFormula> Numbers(RandomScope scope, int depth, int count)
    {
        for (var at = 0; at < count; at++)
            yield return Number(scope, depth);
    }

    private static RandomFormula Sides(RandomFormula left, string symbol, RandomFormula right, int level) => new(
        $"{left.Within(level)} {symbol} {right.Within(level - 1)}",
        level,
        left.MayBeNotApplicable || right.MayBeNotApplicable,
        left.HasName || right.HasName);

    private static RandomFormula Call(string function, params RandomFormula[] arguments) => new(
        $"{function}({string.Join(", ", arguments.Select(argument => argument.Text))})",
        1,
        arguments.Any(argument => argument.MayBeNotApplicable),
        arguments.Any(argument => argument.HasName));

    /// <summary>Mostly a divisor that cannot be zero; one in six is a bare name that may be.</summary>
    private RandomFormula Divisor(RandomScope scope) => random.Next(6) switch
    {
        0 when scope.Names(RandomType.Number) is { Count: > 0 } names => Atom(Pick(names)),
        1 => Sides(Call("abs", NumberAtom(scope)), "+", Literal("1"), 5),
        2 => Call("max", NumberAtom(scope), Literal("0.25")),
        _ => Literal(One("3", "7", "8", "100", "0.3", "21", "12.5")),
    };

    private RandomFormula Power(RandomScope scope)
    {
        var number = NumberAtom(scope);
        return random.Next(3) switch
        {
            0 => Call("pow", number, Literal("3")),
            1 => Sides(Literal("2"), "**", Literal(One("-3", "5", "3 ** 2")), 2),
            _ => number with { Text = $"{number.Within(1)} ** 2", Level = 2 },
        };
    }

    private static RandomFormula Negative(RandomFormula operand) => operand with { Text = $"-{operand.Within(2)}", Level = 3 };

    private static RandomFormula Not(RandomFormula operand) => operand with { Text = $"not {operand.Within(3)}", Level = 3 };

    private RandomFormula Rounded(RandomFormula operand)
    {
        var digits = random.Next(5) == 0 ? -1 : random.Next(4);
        var mode = random.Next(2) == 0 ? "" : $", '{Pick(OracleRounding.Modes)}'";
        var rest = random.Next(6) == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {digits}{mode}");
        return operand with { Text = $"round({operand.Text}{rest})", Level = 1 };
    }

    private RandomFormula Dated(RandomScope scope, int depth)
    {
        if (Other(scope, RandomType.Date, 0) is not { } date)
            return NumberAtom(scope);

        return random.Next(3) == 0
            ? Call(One("year", "month", "day"), Other(scope, RandomType.Date, depth - 1)!.Value)
            : Call(
                One("daysBetween", "monthsBetween", "yearsBetween"),
                date,
                random.Next(2) == 0 ? DateLiteral() : Other(scope, RandomType.Date, 0)!.Value);
    }

    /// <summary>A day some days or months away; one in twenty is moved by a number that need not be whole.</summary>
    private RandomFormula Moved(RandomScope scope, RandomFormula date)
    {
        var number = random.Next(20) switch
        {
            0 => NumberAtom(scope),
            < 10 when scope.Names(RandomType.Number) is { Count: > 0 } names => Rounded(Atom(Pick(names)), "0"),
            _ => Literal(One("1", "-1", "0", "6", "12", "-13", "28", "31", "365", "-48")),
        };
        return Call(One("addDays", "addMonths"), date, number);
    }

    private static RandomFormula Rounded(RandomFormula operand, string digits) => operand with { Text = $"round({operand.Text}, {digits})", Level = 1 };

    private static RandomFormula Coalesced(RandomFormula left, RandomFormula right) => left.MayBeNotApplicable
        ? new($"{left.Within(9)} ?? {right.Within(10)}", 10, right.MayBeNotApplicable, left.HasName || right.HasName)
        : left;

    private RandomFormula Choice(RandomScope scope, int depth, RandomFormula first, RandomFormula second)
    {
        var condition = Boolean(scope, depth - 1);
        var whole = Call("if", condition, first, second);
        return random.Next(4) switch
        {
            0 => whole with { Text = $"{condition.Within(10)} ? {first.Text} : {second.Text}", Level = 11 },
            1 => Call("ifs", condition, first, Boolean(scope, 0), second, first),
            _ => whole,
        };
    }

    private RandomFormula Aggregate(RandomScope scope, int depth)
    {
        if (scope.Reachable.ToList() is not { Count: > 0 } lists)
            return NumberAtom(scope);

        var list = Pick(lists);
        var condition = random.Next(2) == 0 ? $", {Boolean(list.Inside, depth - 1).Text}" : "";
        var expression = Number(list.Inside, depth - 1);
        if (random.Next(5) == 0)
            return new($"count({list.Name}{condition})", 1, false, true);

        var function = One("sum", "sum", "avg", "median", "min", "max", "first");
        var column = list.Inside.Own.FirstOrDefault(name => name.Type == RandomType.Number);
        var text = random.Next(4) == 0 && column is not null
            ? $"{function}({list.Name}.{column.Name})"
            : $"{function}({list.Name}, {expression.Text}{condition})";
        return new(text, 1, function != "sum", true);
    }

    private RandomFormula AnyOrAll(RandomScope scope, int depth)
    {
        if (scope.Reachable.ToList() is not { Count: > 0 } lists)
            return Comparison(scope, depth);

        var list = Pick(lists);
        return new($"{One("any", "all")}({list.Name}, {Boolean(list.Inside, depth - 1).Text})", 1, false, true);
    }

    private RandomFormula Membership(RandomFormula item, RandomFormula option) => item with
    {
        Text = $"{item.Text} {One("in", "not in")} ({Pick(Literals)}, {option.Text})",
        Level = 6,
        MayBeNotApplicable = item.MayBeNotApplicable || option.MayBeNotApplicable,
    };

    /// <summary>A condition on at least one name, so that it is not decided when the policy is loaded.</summary>
    private RandomFormula Comparison(RandomScope scope, int depth)
    {
        var names = scope.Visible.Where(name => !name.IsParameter).ToList();
        var type = Pick([.. names.Select(name => name.Type).Distinct()]);
        var name = Pick([.. names.Where(name => name.Type == type)]);
        var atom = Atom(name);
        switch (type)
        {
            case RandomType.Boolean:
                return atom;
            case RandomType.Number:
                if (name.MayBeNotApplicable && random.Next(6) == 0)
                    return new($"isNA({name.Name})", 1, false, true);

                return random.Next(5) == 0
                    ? Membership(atom, Number(scope, depth - 1))
                    : Sides(atom, One("<", "<=", ">", ">="), Number(scope, depth - 1), 6);
            case RandomType.Date:
                return Sides(atom, One("<", "<=", ">", ">="), DateLiteral(), 6);
            case RandomType.Rating when random.Next(2) == 0:
                return Sides(atom, One("<", "<=", ">", ">="), Literal($"'{Pick(name.Words)}'"), 6);
            case RandomType.Code when random.Next(2) == 0:
                return atom with { Text = $"{atom.Text} in ('{name.Words[0]}', '{name.Words[^1]}')", Level = 6 };
            default:
                return Sides(atom, One("=", "==", "!=", "<>"), Literal($"'{Pick(name.Words)}'"), 7);
        }
    }
}
