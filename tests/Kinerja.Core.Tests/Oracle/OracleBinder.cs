namespace Kinerja.Core.Tests.Oracle;

/// <summary>Says what the names of a policy are; a path is a name with the lists around it, such as <c>items.inner.score</c>.</summary>
internal interface IOracleNames
{
    OracleType? TypeOf(string path);

    OracleOutcome Rating(string scale, string code);

    /// <summary>Says that the policy depends on the period of the appraisal, whatever the facts.</summary>
    void NeedPeriod();
}

/// <summary>Finds what each name refers to, and reads text literals as ratings or dates where these are expected.</summary>
internal sealed class OracleBinder(IOracleNames names, IReadOnlyList<string> lists)
{
    private static readonly string[] Aggregates = ["sum", "avg", "median", "min", "max", "first", "count", "any", "all"];
    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">="];

    internal (OracleNode Node, OracleType Type) Bind(OracleNode node) => node switch
    {
        ConstantNode constant => (constant, TypeOf(constant.Value)),
        NameNode name => BindName(name),
        UnaryNode unary => BindUnary(unary),
        BinaryNode binary => BindBinary(binary),
        ConditionalNode conditional => BindConditional(conditional),
        MembershipNode membership => BindMembership(membership),
        CallNode call => BindCall(call),
        _ => throw new InvalidOperationException($"Unhandled node {node.GetType().Name}."),
    };

    /// <summary>Reads text literals in the places that give the result as values of this type.</summary>
    internal OracleNode Convert(OracleNode node, OracleType type) => (node, type.Kind) switch
    {
        (_, not (OracleTypeKind.Rating or OracleTypeKind.Date)) => node,
        (ConstantNode { Value: TextOutcome text }, OracleTypeKind.Rating) => new ConstantNode(names.Rating(type.Scale!, text.Value)),
        (ConstantNode { Value: TextOutcome text }, _) => new ConstantNode(OracleDates.Parse(text.Value)),
        (BinaryNode { Operator: "??" } binary, _) => binary with
        {
            Left = Convert(binary.Left, type),
            Right = Convert(binary.Right, type),
        },
        (ConditionalNode choice, _) => choice with
        {
            WhenTrue = Convert(choice.WhenTrue, type),
            WhenFalse = Convert(choice.WhenFalse, type),
        },
        (CallNode { Function: "if" or "ifs" or "min" or "max" or "clamp" } call, _) => call with
        {
            Arguments = [.. call.Arguments.Select((argument, at) => IsResult(call, at) ? Convert(argument, type) : argument)],
        },
        (AggregateNode { Function: "min" or "max" or "first" } aggregate, _) => aggregate with
        {
            Expression = Convert(aggregate.Expression!, type),
        },
        _ => node,
    };

    /// <summary>The list that the leading names mean, and the names left over; null when they mean no list.</summary>
    internal (OracleListName List, OracleBinder Inside, string[] Column)? FindList(OracleNode node)
    {
        if (node is not NameNode { Parts: var parts } || FindLevel(parts[0]) is not { } level)
            return null;

        var path = lists.Take(level).ToList();
        var used = 0;
        while (used < parts.Count && names.TypeOf(string.Join('.', [.. path, parts[used]]))?.Kind == OracleTypeKind.List)
            path.Add(parts[used++]);

        return used == 0
            ? null
            : (new OracleListName(level, [.. parts.Take(used)]), new OracleBinder(names, path), [.. parts.Skip(used)]);
    }

    private static OracleType TypeOf(OracleOutcome constant) => constant switch
    {
        NumberOutcome => OracleType.Number,
        BooleanOutcome => OracleType.Boolean,
        DateOutcome => OracleType.Date,
        RatingOutcome rating => OracleType.Rating(rating.Scale),
        _ => OracleType.Text,
    };

    private static bool IsResult(CallNode call, int at) => call.Function switch
    {
        "if" => at > 0,
        "ifs" => at % 2 == 1 || at == call.Arguments.Count - 1,
        _ => true,
    };

    private (OracleNode, OracleType) BindName(NameNode name)
    {
        if (name.Parts is ["period", var member])
        {
            names.NeedPeriod();
            return (new PeriodNode(member), OraclePeriod.Names.Single(known => known.Name == member).Type);
        }

        var level = FindLevel(name.Parts[0]) ?? throw new FormatException($"Unknown name {string.Join('.', name.Parts)}.");
        var type = names.TypeOf(string.Join('.', [.. lists.Take(level), .. name.Parts]))
            ?? throw new FormatException($"Unknown name {string.Join('.', name.Parts)}.");
        return (new ReferenceNode(level, string.Join('.', name.Parts)), type);
    }

    private int? FindLevel(string name)
    {
        for (var level = lists.Count; level >= 0; level--)
        {
            if (names.TypeOf(string.Join('.', [.. lists.Take(level), name])) is not null)
                return level;
        }

        return null;
    }

    private (OracleNode, OracleType) BindUnary(UnaryNode unary) =>
        (unary with { Operand = Bind(unary.Operand).Node }, unary.Operator == "not" ? OracleType.Boolean : OracleType.Number);

    private (OracleNode, OracleType) BindBinary(BinaryNode binary)
    {
        var (left, leftType) = Bind(binary.Left);
        var (right, rightType) = Bind(binary.Right);
        if (binary.Operator is "and" or "or")
            return (binary with { Left = left, Right = right }, OracleType.Boolean);

        var type = OracleType.Join([leftType, rightType]);
        var bound = binary with { Left = Convert(left, type), Right = Convert(right, type) };
        return (bound, Comparisons.Contains(binary.Operator) ? OracleType.Boolean : type);
    }

    private (OracleNode, OracleType) BindConditional(ConditionalNode conditional)
    {
        var (whenTrue, trueType) = Bind(conditional.WhenTrue);
        var (whenFalse, falseType) = Bind(conditional.WhenFalse);
        var type = OracleType.Join([trueType, falseType]);
        return (new ConditionalNode(Bind(conditional.Condition).Node, Convert(whenTrue, type), Convert(whenFalse, type)), type);
    }

    private (OracleNode, OracleType) BindMembership(MembershipNode membership)
    {
        var (item, itemType) = Bind(membership.Item);
        var options = membership.Options.Select(Bind).ToList();
        var type = OracleType.Join([itemType, .. options.Select(option => option.Type)]);
        return (new MembershipNode(Convert(item, type), [.. options.Select(option => Convert(option.Node, type))]), OracleType.Boolean);
    }

    private (OracleNode, OracleType) BindCall(CallNode call)
    {
        if (Aggregates.Contains(call.Function) && FindList(call.Arguments[0]) is { } found)
            return BindAggregate(call, found.List, found.Inside, found.Column);

        var arguments = call.Arguments.Select(Bind).ToList();
        if (call.Function is "if" or "ifs" or "min" or "max" or "clamp")
        {
            var type = OracleType.Join([.. arguments.Where((_, at) => IsResult(call, at)).Select(argument => argument.Type)]);
            return (Convert(call with { Arguments = [.. arguments.Select(argument => argument.Node)] }, type), type);
        }

        var dates = call.Function switch
        {
            "year" or "month" or "day" or "adddays" or "addmonths" => 1,
            "daysbetween" or "monthsbetween" or "yearsbetween" => 2,
            _ => 0,
        };
        var nodes = arguments.Select((argument, at) => at < dates ? Convert(argument.Node, OracleType.Date) : argument.Node);
        return (call with { Arguments = [.. nodes] }, call.Function switch
        {
            "isna" => OracleType.Boolean,
            "date" or "adddays" or "addmonths" => OracleType.Date,
            _ => OracleType.Number,
        });
    }

    private static (OracleNode, OracleType) BindAggregate(CallNode call, OracleListName list, OracleBinder inside, string[] column)
    {
        OracleNode[] arguments = column.Length == 0
            ? [.. call.Arguments.Skip(1)]
            : [new NameNode(column), .. call.Arguments.Skip(1)];
        var bound = arguments.Select(inside.Bind).ToList();
        if (call.Function is "count" or "any" or "all")
        {
            var type = call.Function == "count" ? OracleType.Number : OracleType.Boolean;
            return (new AggregateNode(call.Function, list.Level, list.Names, null, bound.FirstOrDefault().Node), type);
        }

        return (
            new AggregateNode(call.Function, list.Level, list.Names, bound[0].Node, bound.ElementAtOrDefault(1).Node),
            bound[0].Type);
    }
}
