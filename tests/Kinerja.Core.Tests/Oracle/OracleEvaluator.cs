using static Kinerja.Core.Tests.Oracle.OracleOperators;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Walks a bound formula for one record. Values are computed when first named, then remembered.</summary>
internal sealed class OracleEvaluator
{
    private static readonly OracleOutcome BeingComputed = OracleOutcome.Failed("a circle of values");

    private readonly Dictionary<string, OracleValue> _values;
    private readonly OraclePeriod? _period;
    private readonly OracleKinds _kinds;

    internal OracleEvaluator(Dictionary<string, OracleValue> values, OraclePeriod? period)
    {
        _values = values;
        _period = period;
        _kinds = new OracleKinds(this);
    }

    internal OraclePeriod? Period => _period;

    /// <summary>The items of effects in force, by the name of the value.</summary>
    internal Dictionary<string, List<OracleFollowUp>> Effects { get; } = [];

    /// <summary>Null when the condition holds or is absent, not applicable when it does not hold, failed when it failed.</summary>
    internal OracleOutcome? Decide(OracleNode? condition, OracleRecord record) => condition is null ? null : _kinds.Decide(condition, record);

    internal OracleOutcome Evaluate(OracleNode node, OracleRecord record) => node switch
    {
        ConstantNode constant => constant.Value,
        ReferenceNode reference => Lookup(reference, record),
        PeriodNode name => _period?.Value(name.Name) ?? OracleOutcome.Failed("no period"),
        UnaryNode unary => Unary(unary.Operator, Evaluate(unary.Operand, record)),
        BinaryNode binary => Binary(binary, record),
        ConditionalNode conditional => Choose(conditional.Condition, conditional.WhenTrue, conditional.WhenFalse, record),
        MembershipNode membership => Membership(membership, record),
        CallNode call => Call(call, record),
        AggregateNode aggregate => OracleAggregates.Evaluate(aggregate, record, this),
        _ => throw new InvalidOperationException($"Unhandled node {node.GetType().Name}."),
    };

    /// <summary>The value of this path for this record.</summary>
    internal OracleOutcome Value(OracleValue value, OracleRecord record)
    {
        if (record.Outcomes.TryGetValue(value.Name, out var known))
            return ReferenceEquals(known, BeingComputed) ? throw new InvalidOperationException($"{value.Name} needs itself.") : known;

        record.Outcomes[value.Name] = BeingComputed;
        var outcome = _kinds.Compute(value, record);
        record.Outcomes[value.Name] = outcome;
        return outcome;
    }

    internal static OracleRecord Above(OracleRecord record, int level)
    {
        while (record.Level > level)
            record = record.Parent!;

        return record;
    }

    private OracleOutcome Lookup(ReferenceNode reference, OracleRecord record)
    {
        var owner = Above(record, reference.Level);
        return owner.Outcomes.TryGetValue(reference.Name, out var known) && !ReferenceEquals(known, BeingComputed)
            ? known
            : Value(_values[PathOf(owner, reference.Name)], owner);
    }

    private static string PathOf(OracleRecord owner, string name) =>
        owner.ListPath.Length == 0 ? name : $"{owner.ListPath}.{name}";

    private static OracleOutcome Unary(string symbol, OracleOutcome operand)
    {
        if (Blocked(operand) is { } blocked)
            return blocked;

        return symbol switch
        {
            "not" => OracleOutcome.Of(!Boolean(operand)),
            "-" => OracleOutcome.Of(-Number(operand)),
            _ => operand,
        };
    }

    private OracleOutcome Binary(BinaryNode binary, OracleRecord record)
    {
        var left = Evaluate(binary.Left, record);
        return binary.Operator switch
        {
            "and" => Logic(left, binary.Right, record, OracleOutcome.False),
            "or" => Logic(left, binary.Right, record, OracleOutcome.True),
            "??" => left is NotApplicableOutcome ? Evaluate(binary.Right, record) : left,
            _ => Apply(binary.Operator, left, Evaluate(binary.Right, record)),
        };
    }

    /// <summary><c>and</c> is decided by one false side, <c>or</c> by one true side; a failed left side fails at once.</summary>
    private OracleOutcome Logic(OracleOutcome left, OracleNode rightNode, OracleRecord record, OracleOutcome deciding)
    {
        if (left is FailedOutcome || left == deciding)
            return left;

        var right = Evaluate(rightNode, record);
        if (right is FailedOutcome || right == deciding)
            return right;

        return left is NotApplicableOutcome ? left : right;
    }

    private static OracleOutcome Apply(string symbol, OracleOutcome left, OracleOutcome right) => symbol switch
    {
        "+" => Add(left, right),
        "-" => Subtract(left, right),
        "*" => Multiply(left, right),
        "/" => Divide(left, right),
        "%" => Remainder(left, right),
        "**" => Power(left, right),
        _ => Blocked(left, right) ?? OracleOutcome.Of(symbol switch
        {
            "=" => left == right,
            "!=" => left != right,
            "<" => Compare(left, right) < 0,
            "<=" => Compare(left, right) <= 0,
            ">" => Compare(left, right) > 0,
            ">=" => Compare(left, right) >= 0,
            _ => throw new InvalidOperationException($"Unknown operator {symbol}."),
        }),
    };

    private OracleOutcome Choose(OracleNode condition, OracleNode whenTrue, OracleNode whenFalse, OracleRecord record)
    {
        var decision = Evaluate(condition, record);
        return Blocked(decision) ?? Evaluate(Boolean(decision) ? whenTrue : whenFalse, record);
    }

    /// <summary><c>x in (a, b)</c> is <c>x = a or x = b</c>.</summary>
    private OracleOutcome Membership(MembershipNode membership, OracleRecord record)
    {
        var item = Evaluate(membership.Item, record);
        var found = OracleOutcome.False;
        foreach (var option in membership.Options)
        {
            if (found is FailedOutcome || found == OracleOutcome.True)
                return found;

            var equal = Apply("=", item, Evaluate(option, record));
            found = equal is FailedOutcome || equal == OracleOutcome.True || found == OracleOutcome.False ? equal : found;
        }

        return found;
    }

    private OracleOutcome Call(CallNode call, OracleRecord record)
    {
        var nodes = call.Arguments;
        if (call.Function == "if")
            return Choose(nodes[0], nodes[1], nodes[2], record);
        if (call.Function == "ifs")
            return FirstTrue(nodes, record);

        var arguments = nodes.Select(node => Evaluate(node, record)).ToArray();
        if (call.Function == "isna")
            return arguments[0] is FailedOutcome ? arguments[0] : OracleOutcome.Of(arguments[0] is NotApplicableOutcome);

        return Blocked(arguments) ?? OracleFunctions.Call(call.Function, arguments);
    }

    private OracleOutcome FirstTrue(IReadOnlyList<OracleNode> nodes, OracleRecord record)
    {
        for (var at = 0; at + 1 < nodes.Count; at += 2)
        {
            var decision = Evaluate(nodes[at], record);
            if (Blocked(decision) is { } blocked)
                return blocked;
            if (Boolean(decision))
                return Evaluate(nodes[at + 1], record);
        }

        return Evaluate(nodes[^1], record);
    }
}
