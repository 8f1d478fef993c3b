using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Gives every name of a formula its meaning and every operation its type; calls are in <see cref="CallChecker"/>.</summary>
/// <remarks>A mistake gives one message: what it leaves is of unknown type, which fits everywhere.</remarks>
internal sealed class ExpressionChecker(Scope scope, DiagnosticBag diagnostics)
{
    // What conditions around the branch at hand have shown.
    private readonly HashSet<Knowledge> _known = [];

    public Scope Scope => scope;

    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>A list inside a level, for something done with each of its records; null after a name that is none was reported.</summary>
    public ListLevel? FindList(NameUse each, ListLevel level)
    {
        if (scope.ResolveList(each.Name, level) is { } list && list != level && list.IsWithin(level))
            return list;
        diagnostics.Report(DiagnosticCatalog.NotAList, each.Place, each.Name, Suggestion.For(each.Name, scope.Levels.Skip(1).Select(known => known.Name)));
        return null;
    }

    /// <summary>Checks a formula that must give a certain type.</summary>
    public CheckedExpression CheckAs(Formula formula, ListLevel level, CheckedType expected)
    {
        var node = Check(formula, level, expected);
        if (node.Type.Fits(expected))
            return node;
        // 2026-01-31 is a subtraction, and meant as a day.
        var isDay = expected.Kind == DataType.Date && Period.TryParseDay(formula.Text.Trim(), out _);
        object found = isDay ? new LocalizedText($"angka; tanggal ditulis #{formula.Text.Trim()}#", $"a number; a day is written #{formula.Text.Trim()}#") : node.Type.Name;
        diagnostics.Report(DiagnosticCatalog.ExpectedType, node.Place, expected.Name, found);
        return NodeFactory.Unknown(node.Place);
    }

    /// <summary>Checks a formula that decides something, and so must never be not applicable.</summary>
    public CheckedExpression CheckCondition(Formula formula, ListLevel level)
    {
        var node = CheckAs(formula, level, CheckedType.Boolean);
        if (node.Type.IsOptional)
            diagnostics.Report(DiagnosticCatalog.UndecidableCondition, node.Place);
        if (node is ConstantNode { Value: false })
            diagnostics.Report(DiagnosticCatalog.NeverTrue, node.Place);
        return node;
    }

    /// <summary>Checks a formula that must have a value wherever it is asked.</summary>
    public CheckedExpression CheckNeeded(Formula formula, ListLevel level, CheckedType? expected)
    {
        var node = expected is null ? Check(formula, level) : CheckAs(formula, level, expected);
        if (node.Type.IsOptional)
            diagnostics.Report(DiagnosticCatalog.ValueNeeded, node.Place);
        return node;
    }

    /// <summary>Checks something where conditions have shown this much.</summary>
    public T Assuming<T>(IEnumerable<Knowledge> shown, Func<T> check)
    {
        var added = shown.Where(_known.Add).ToList();
        var result = check();
        _known.ExceptWith(added);
        return result;
    }

    /// <summary>Checks something that is asked of other records than the one at hand: what was shown of this one does not hold of them.</summary>
    public T ForOthers<T>(ListLevel target, Func<T> check)
    {
        var forgotten = _known.Where(known => !target.IsWithin(known.Symbol.Level)).ToList();
        _known.ExceptWith(forgotten);
        var result = check();
        _known.UnionWith(forgotten);
        return result;
    }

    public CheckedExpression Check(Formula formula, ListLevel level, CheckedType? expected = null) => new Visit(this, formula, level).Check(formula.Root, expected);

    /// <summary>Warns of a divisor that can be zero, and refuses one that always is.</summary>
    public void CheckDivisor(CheckedExpression divisor)
    {
        if (divisor.Type.IsUnknown || !divisor.Range.Contains(Rational.Zero) || (divisor is ReferenceNode { Symbol: var symbol } && _known.Contains(new Knowledge(symbol, Claim.NotZero))))
            return;
        if (divisor.Range.Constant is not null)
            diagnostics.Report(DiagnosticCatalog.ZeroDivision, divisor.Place);
        else
            diagnostics.Report(DiagnosticCatalog.PossibleZeroDivision, divisor.Place, divisor is ReferenceNode reference ? reference.Symbol.Name : new LocalizedText("ini", "here"));
    }

    /// <summary>One formula seen from one level.</summary>
    internal sealed class Visit(ExpressionChecker checker, Formula formula, ListLevel level)
    {
        public ListLevel Level => level;

        public Scope Scope => checker.Scope;

        public DiagnosticBag Diagnostics => checker.Diagnostics;

        public Place At(Expression expression) => formula.At(expression.Span);

        /// <inheritdoc cref="ExpressionChecker.ForOthers"/>
        public T ForOthers<T>(ListLevel target, Func<T> check) => checker.ForOthers(target, check);

        /// <summary>The same formula seen from another level, as inside an aggregate.</summary>
        public Visit From(ListLevel other) => new(checker, formula, other);

        public CheckedExpression Check(Expression expression, CheckedType? expected = null) => expression switch
        {
            NumberLiteral number => NodeFactory.Number(number.Value, At(number)),
            BooleanLiteral boolean => NodeFactory.Boolean(boolean.Value, At(boolean)),
            TextLiteral text => CheckText(text, expected),
            DateLiteral date => new ConstantNode(date.Value, CheckedType.Date, At(date)),
            NameReference name => CheckName(name),
            UnaryExpression unary => CheckUnary(unary),
            BinaryExpression binary => CheckBinary(binary, expected),
            MembershipExpression membership => CheckMembership(membership, membership.Value, membership.Items),
            ConditionalExpression conditional => CheckBranches(conditional, [(conditional.Condition, conditional.Then)], conditional.Otherwise, expected),
            CallExpression call => CallChecker.Check(this, call, expected),
            _ => throw new InvalidOperationException($"Unhandled syntax node {expression.GetType().Name}."),
        };

        /// <summary>Checks an operand of a certain type and reports where it is another.</summary>
        public CheckedExpression CheckOperand(Expression operand, CheckedType needed, string owner)
        {
            var node = Check(operand, needed);
            if (node.Type.Fits(needed))
                return node;
            Diagnostics.Report(DiagnosticCatalog.OperandType, At(operand), owner, needed.Name, node.Type.Name);
            return NodeFactory.Unknown(At(operand));
        }

        /// <summary>Checks operands that must share one type; text literals take the type of the others.</summary>
        public ImmutableArray<CheckedExpression> CheckAlike(
            IReadOnlyList<Expression> operands, CheckedType? expected, DiagnosticDescriptor mismatch, Func<int, IEnumerable<Knowledge>>? shown = null)
        {
            CheckedExpression CheckOne(int index) => checker.Assuming(shown?.Invoke(index) ?? [], () => Check(operands[index], expected));
            var nodes = new CheckedExpression?[operands.Count];
            for (var index = 0; index < operands.Count; index++)
            {
                if (TakesTypeFromOthers(operands[index]))
                    continue;
                nodes[index] = CheckOne(index);
                if (nodes[index]!.Type is { IsUnknown: false } type)
                    expected ??= type;
            }

            for (var index = 0; index < operands.Count; index++)
                nodes[index] ??= CheckOne(index);
            var first = nodes.FirstOrDefault(node => !node!.Type.IsUnknown);
            for (var index = 0; index < nodes.Length; index++)
            {
                if (first is null || nodes[index]!.Type.Fits(first.Type))
                    continue;
                Diagnostics.Report(mismatch, At(operands[index]), first.Type.Name, nodes[index]!.Type.Name);
                nodes[index] = NodeFactory.Unknown(At(operands[index]));
            }

            return [.. nodes!];
        }

        /// <summary><c>?:</c>, <c>if</c> and <c>ifs</c>: conditions with outcomes, and the outcome otherwise.</summary>
        public CheckedExpression CheckBranches(Expression owner, IReadOnlyList<(Expression Condition, Expression Then)> cases, Expression otherwise, CheckedType? expected)
        {
            var name = owner is CallExpression call ? call.Function : "?:";
            var conditions = cases.Select(item => CheckOperand(item.Condition, CheckedType.Boolean, name)).ToArray();
            var nodes = CheckAlike(
                [.. cases.Select(item => item.Then), otherwise],
                expected,
                DiagnosticCatalog.BranchTypes,
                index => conditions.Take(index).SelectMany(Knowledge.WhenFalse).Concat(index < conditions.Length ? Knowledge.WhenTrue(conditions[index]) : []));
            var result = nodes[^1];
            for (var index = cases.Count - 1; index >= 0; index--)
                result = NodeFactory.Conditional(conditions[index], nodes[index], result, At(owner));
            return result;
        }

        public CheckedExpression CheckMembership(Expression owner, Expression value, IReadOnlyList<Expression> items)
        {
            var nodes = CheckAlike([value, .. items], null, DiagnosticCatalog.Incomparable);
            var equalities = nodes.Skip(1).Select(item => (CheckedExpression)NodeFactory.Element(ElementOperator.Equal, At(owner), nodes[0], item));
            return NodeFactory.Balanced([.. equalities], (left, right) => NodeFactory.Logic(isAnd: false, left, right, At(owner)));
        }

        private CheckedExpression CheckText(TextLiteral literal, CheckedType? expected)
        {
            switch (expected?.Kind)
            {
                case DataType.Code or DataType.Rating:
                    var position = expected.Words!.PositionOf(literal.Value);
                    if (position >= 0)
                        return new ConstantNode(position, expected.Optional(false), At(literal));
                    Diagnostics.Report(DiagnosticCatalog.UnknownCode, At(literal), literal.Value, expected.Words.Name, Suggestion.For(literal.Value, expected.Words.Words));
                    return NodeFactory.Unknown(At(literal));
                case DataType.Date:
                    if (Period.TryParseDay(literal.Value, out var day))
                        return new ConstantNode(day, CheckedType.Date, At(literal));
                    Diagnostics.Report(DiagnosticCatalog.InvalidDate, At(literal), literal.Value);
                    return NodeFactory.Unknown(At(literal));
                default:
                    return new ConstantNode(literal.Value, CheckedType.Text, At(literal));
            }
        }

        private CheckedExpression CheckName(NameReference name)
        {
            var symbol = Scope.Resolve(name.Name, level);
            if (symbol is null)
            {
                if (Scope.ResolveList(name.Name, level) is not null)
                    Diagnostics.Report(DiagnosticCatalog.NeedsAggregate, At(name), name.Name);
                else
                    Diagnostics.Report(DiagnosticCatalog.UnknownName, At(name), name.Name, Suggestion.For(name.Name, Scope.NamesSeenFrom(level)));
                return NodeFactory.Unknown(At(name));
            }

            if (!level.IsWithin(symbol.Level))
            {
                Diagnostics.Report(DiagnosticCatalog.NeedsAggregate, At(name), name.Name);
                return NodeFactory.Unknown(At(name));
            }

            return Reference(symbol, At(name));
        }

        public CheckedExpression Reference(Symbol symbol, Place place)
        {
            symbol.IsUsed = true;
            if (symbol is ValueSymbol { Expression: null })
                return NodeFactory.Unknown(place); // part of a circle, which is reported

            return NodeFactory.Reference(symbol, place, isPresent: checker._known.Contains(new Knowledge(symbol, Claim.Present)));
        }

        private CheckedExpression CheckUnary(UnaryExpression unary)
        {
            switch (unary.Operator)
            {
                case UnaryOperator.Not:
                    var claim = CheckOperand(unary.Operand, CheckedType.Boolean, "not");
                    return claim.Type.IsUnknown ? claim : NodeFactory.Element(ElementOperator.Not, At(unary), claim);
                case UnaryOperator.Plus:
                    return CheckOperand(unary.Operand, CheckedType.Number, "+");
                default:
                    var operand = CheckOperand(unary.Operand, CheckedType.Number, "-");
                    // A signed literal is one number.
                    return operand is ConstantNode { Value: Rational number, Type.IsUnknown: false }
                        ? NodeFactory.Number(-number, At(unary))
                        : NodeFactory.Element(ElementOperator.Negate, At(unary), operand);
            }
        }

        private CheckedExpression CheckBinary(BinaryExpression binary, CheckedType? expected)
        {
            switch (binary.Operator)
            {
                case BinaryOperator.And or BinaryOperator.Or:
                    var isAnd = binary.Operator == BinaryOperator.And;
                    var word = isAnd ? "and" : "or";
                    var left = CheckOperand(binary.Left, CheckedType.Boolean, word);
                    var right = checker.Assuming(isAnd ? Knowledge.WhenTrue(left) : Knowledge.WhenFalse(left), () => CheckOperand(binary.Right, CheckedType.Boolean, word));
                    return NodeFactory.Logic(isAnd, left, right, At(binary));
                case BinaryOperator.Coalesce:
                    var sides = CheckAlike([binary.Left, binary.Right], expected, DiagnosticCatalog.BranchTypes);
                    return NodeFactory.Coalesce(sides[0], sides[1], At(binary));
                case BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                    return CheckComparison(binary);
                default:
                    return CheckArithmetic(binary);
            }
        }

        private CheckedExpression CheckComparison(BinaryExpression binary)
        {
            var sides = CheckAlike([binary.Left, binary.Right], null, DiagnosticCatalog.Incomparable);
            var @operator = binary.Operator switch
            {
                BinaryOperator.Equal => ElementOperator.Equal,
                BinaryOperator.NotEqual => ElementOperator.NotEqual,
                BinaryOperator.Less => ElementOperator.Less,
                BinaryOperator.LessOrEqual => ElementOperator.LessOrEqual,
                BinaryOperator.Greater => ElementOperator.Greater,
                _ => ElementOperator.GreaterOrEqual,
            };
            var unordered = sides.FirstOrDefault(side => side.Type.Kind is DataType.Boolean or DataType.Text or DataType.Code);
            if (unordered is not null && @operator is not (ElementOperator.Equal or ElementOperator.NotEqual))
            {
                Diagnostics.Report(DiagnosticCatalog.OperandType, At(binary), Symbols.Of(@operator), new LocalizedText("dua angka, tanggal, atau predikat", "two numbers, dates or ratings"), unordered.Type.Name);
                return NodeFactory.Unknown(At(binary));
            }

            return NodeFactory.Element(@operator, At(binary), sides);
        }

        private CheckedExpression CheckArithmetic(BinaryExpression binary)
        {
            var @operator = binary.Operator switch
            {
                BinaryOperator.Add => ElementOperator.Add,
                BinaryOperator.Subtract => ElementOperator.Subtract,
                BinaryOperator.Multiply => ElementOperator.Multiply,
                BinaryOperator.Divide => ElementOperator.Divide,
                BinaryOperator.Remainder => ElementOperator.Remainder,
                _ => ElementOperator.Power,
            };
            var symbol = Symbols.Of(@operator);
            var (left, right) = (CheckOperand(binary.Left, CheckedType.Number, symbol), CheckOperand(binary.Right, CheckedType.Number, symbol));
            if (@operator is ElementOperator.Divide or ElementOperator.Remainder)
                checker.CheckDivisor(right);
            return NodeFactory.Element(@operator, At(binary), left, right);
        }

        private static bool TakesTypeFromOthers(Expression expression) => expression switch
        {
            TextLiteral => true,
            ConditionalExpression conditional => TakesTypeFromOthers(conditional.Then) && TakesTypeFromOthers(conditional.Otherwise),
            CallExpression call when call.Function.Equals("if", StringComparison.OrdinalIgnoreCase) && call.Arguments.Length == 3 =>
                TakesTypeFromOthers(call.Arguments[1]) && TakesTypeFromOthers(call.Arguments[2]),
            CallExpression call when call.Function.Equals("ifs", StringComparison.OrdinalIgnoreCase) && call.Arguments.Length > 2 =>
                TakesTypeFromOthers(call.Arguments[^1]) && call.Arguments.Where((_, index) => index % 2 == 1).All(TakesTypeFromOthers),
            _ => false,
        };
    }
}
