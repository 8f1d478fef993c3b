using System.Text.Json;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>Reads the definition of one value, seen from the lists around it.</summary>
internal sealed class OracleValueReader
{
    private readonly OraclePolicyReader _policy;
    private readonly IReadOnlyList<string> _lists;
    private readonly OracleBinder _binder;

    internal OracleValueReader(OraclePolicyReader policy, IReadOnlyList<string> lists)
        : this(policy, lists, new OracleBinder(policy, lists))
    {
    }

    private OracleValueReader(OraclePolicyReader policy, IReadOnlyList<string> lists, OracleBinder binder)
    {
        _policy = policy;
        _lists = lists;
        _binder = binder;
    }

    internal OracleValue Read(string name, JsonElement json)
    {
        var scale = OraclePolicyReader.Text(json, "scale");
        var (kind, type) = ReadKind(json, scale is null ? null : OracleType.Rating(scale));
        var round = json.TryGetProperty("round", out var rounding)
            ? new OracleRound(
                rounding.TryGetProperty("digits", out var digits) ? digits.GetInt32() : 0,
                OraclePolicyReader.Text(rounding, "mode") ?? OracleRound.DefaultMode)
            : null;
        return new OracleValue(
            name, _lists, type, Optional(json, "when"), kind, Optional(json, "floor", type), Optional(json, "cap", type), round);
    }

    /// <summary>A formula, or a JSON number or boolean.</summary>
    internal OracleNode Expression(JsonElement json) => Typed(json).Node;

    private (OracleNode Node, OracleType Type) Typed(JsonElement json) => _binder.Bind(
        json.ValueKind == JsonValueKind.String
            ? OracleParser.Parse(json.GetString()!)
            : new ConstantNode(_policy.Literal(json, OracleType.Number)));

    private OracleNode? Optional(JsonElement json, string name, OracleType? type = null)
    {
        if (!json.TryGetProperty(name, out var expression))
            return null;

        var node = Expression(expression);
        return type is null ? node : _binder.Convert(node, type);
    }

    private (OracleKind Kind, OracleType Type) ReadKind(JsonElement json, OracleType? declared)
    {
        if (json.TryGetProperty("formula", out var formula))
        {
            var (node, type) = Typed(formula);
            type = declared ?? type;
            return (new FormulaKind(_binder.Convert(node, type)), type);
        }

        if (json.TryGetProperty("achievement", out var achievement))
            return (ReadAchievement(achievement), OracleType.Number);
        if (json.TryGetProperty("weighted", out var weighted))
            return (ReadWeighted(weighted), OracleType.Number);
        if (json.TryGetProperty("table", out var table))
            return ReadTable(table, declared);
        if (json.TryGetProperty("rules", out var rules))
            return ReadRules(rules, declared);
        if (json.TryGetProperty("raters", out var raters))
            return (ReadRaters(raters), OracleType.Number);
        if (json.TryGetProperty("effects", out var effects))
            return (new EffectsKind(Expression(effects.GetProperty("base")), [.. effects.GetProperty("items").EnumerateArray().Select(ReadEffect)]), OracleType.Number);
        if (json.TryGetProperty("ranking", out var ranking))
            return (ReadRanking(ranking), OracleType.Number);

        foreach (var kind in (string[])["bands", "points", "interpolate"])
        {
            if (json.TryGetProperty(kind, out var bands))
                return ReadBands(bands, declared);
        }

        throw new FormatException("A value without a kind.");
    }

    private AchievementKind ReadAchievement(JsonElement json)
    {
        var isRange = json.TryGetProperty("targetLower", out var lower);
        var polarity = OraclePolicyReader.Text(json, "polarity") ?? "higher";
        var isWord = polarity is "higher" or "lower" or "onTarget";
        return new AchievementKind(
            Expression(json.GetProperty("actual")),
            Expression(isRange ? lower : json.GetProperty("target")),
            Expression(json.GetProperty(isRange ? "targetUpper" : "target")),
            isRange,
            isWord ? new ConstantNode(new TextOutcome(polarity)) : Expression(json.GetProperty("polarity")),
            Optional(json, "zeroTarget"),
            Optional(json, "insideRange"),
            Optional(json, "floor"),
            Optional(json, "cap"));
    }

    private WeightedKind ReadWeighted(JsonElement json)
    {
        Fraction? sumTo = Fraction.Hundred;
        if (json.TryGetProperty("weightsSumTo", out var declared))
            sumTo = declared.ValueKind == JsonValueKind.String ? null : Fraction.Parse(declared.GetRawText());

        var ifNotApplicable = OraclePolicyReader.Text(json, "ifNotApplicable") ?? "reject";
        if (json.TryGetProperty("each", out var each))
        {
            var (list, inside) = Inside(each);
            var part = inside.ReadPart(json);
            return new WeightedKind([part], list, sumTo, ifNotApplicable);
        }

        var of = json.GetProperty("of");
        IEnumerable<OracleWeightedPart> parts = of.ValueKind == JsonValueKind.Array
            ? of.EnumerateArray().Select(ReadPart)
            : of.EnumerateObject().Select(part => new OracleWeightedPart(
                _binder.Bind(OracleParser.Parse(part.Name)).Node, Expression(part.Value), null, null, null));
        return new WeightedKind([.. parts], null, sumTo, ifNotApplicable);
    }

    /// <summary>A list, and this reader seen from its records.</summary>
    private (OracleListName List, OracleValueReader Inside) Inside(JsonElement each)
    {
        var (list, inside, _) = _binder.FindList(OracleParser.Parse(each.GetString()!))!.Value;
        return (list, new OracleValueReader(_policy, _lists, inside));
    }

    private RatersKind ReadRaters(JsonElement json)
    {
        var (list, inside) = Inside(json.GetProperty("each"));
        var role = Optional(json, "role");
        var weights = json.GetProperty("weights");
        return new RatersKind(
            list,
            inside.Expression(json.GetProperty("group")),
            inside.Expression(json.GetProperty("value")),
            role,
            role is null
                ? new Dictionary<string, IReadOnlyList<OracleRaterGroup>> { [""] = ReadGroups(weights) }
                : weights.EnumerateObject().ToDictionary(entry => entry.Name, entry => ReadGroups(entry.Value)),
            OraclePolicyReader.Members(json, "groups").ToDictionary(
                group => group.Name,
                group => new OracleRaterRule(Optional(group.Value, "min"), OraclePolicyReader.Text(group.Value, "ifTooFew") ?? "reject")));
    }

    private IReadOnlyList<OracleRaterGroup> ReadGroups(JsonElement json) =>
        [.. json.EnumerateObject().Select(group => new OracleRaterGroup(group.Name, Expression(group.Value)))];

    private OracleEffect ReadEffect(JsonElement json)
    {
        var (list, inside) = json.TryGetProperty("each", out var each) ? Inside(each) : ((OracleListName?)null, this);
        if (json.TryGetProperty("from", out _) || json.TryGetProperty("until", out _))
            _policy.NeedPeriod();
        return new OracleEffect(
            OraclePolicyReader.Text(json, "id")!,
            OraclePolicyReader.Text(json, "effect")!,
            list,
            inside.Optional(json, "when"),
            inside.Optional(json, "from", OracleType.Date),
            inside.Optional(json, "months"),
            inside.Optional(json, "until", OracleType.Date),
            inside.Optional(json, "percent"),
            inside.Optional(json, "of"),
            OraclePolicyReader.Text(json, "causedBy"));
    }

    private RankingKind ReadRanking(JsonElement json)
    {
        var keys = json.GetProperty("by").EnumerateArray().Select(key =>
        {
            var (node, type) = Typed(key.GetProperty("value"));
            return new OracleRankingKey(node, OraclePolicyReader.Text(key, "order") == "descending", type.Codes);
        });
        return new RankingKind([.. keys], Optional(json, "within"));
    }

    internal OracleFollowUpRule ReadFollowUp(string key, JsonElement json)
    {
        var (list, inside) = json.TryGetProperty("each", out var each) ? Inside(each) : ((OracleListName?)null, this);
        return new OracleFollowUpRule(
            key,
            OraclePolicyReader.Text(json, "kind")!,
            list,
            inside.Expression(json.GetProperty("when")),
            inside.Optional(json, "of"),
            inside.Optional(json, "by"),
            Optional(json, "due", OracleType.Date),
            OraclePolicyReader.Text(json, "causedBy"),
            json.TryGetProperty("blocking", out var blocking) && blocking.GetBoolean());
    }

    private OracleWeightedPart ReadPart(JsonElement json) => new(
        Expression(json.GetProperty("value")),
        Expression(json.GetProperty("weight")),
        Optional(json, "when"),
        Optional(json, "floor"),
        Optional(json, "cap"));

    private (OracleKind, OracleType) ReadBands(JsonElement json, OracleType? declared)
    {
        var items = json.GetProperty("items").EnumerateArray().ToList();
        var type = declared ?? DeclaredScale(json) ?? Join(items.Select(Output).OfType<(OracleNode Node, OracleType Type)>());
        var edges = new OracleEdges(_policy, items);
        var read = items.Select(item => new OracleBandItem(
            Optional(item, "when"),
            edges.IntervalOf(item),
            Output(item) is { } output ? _binder.Convert(output.Node, type) : null,
            item.TryGetProperty("line", out var line) ? ReadLine(line) : null));
        return (
            new BandsKind(Expression(json.GetProperty("of")), [.. read.OrderBy(item => item.When is null ? 1 : 0)]),
            type);
    }

    private static OracleLine ReadLine(JsonElement line)
    {
        var numbers = line.EnumerateArray().SelectMany(point => point.EnumerateArray())
            .Select(number => Fraction.Parse(number.GetRawText())!.Value).ToList();
        return new OracleLine(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private (OracleKind, OracleType) ReadTable(JsonElement json, OracleType? declared)
    {
        var names = json.GetProperty("inputs").EnumerateObject().Select(input => input.Name).ToList();
        var inputs = json.GetProperty("inputs").EnumerateObject().Select(input => Typed(input.Value)).ToList();
        var rules = json.GetProperty("rules").EnumerateArray().ToList();
        var outputs = rules.Select(rule => Output(rule)!.Value).ToList();
        var otherwise = json.TryGetProperty("default", out var @default) ? Output(@default) : null;
        var hitPolicy = OraclePolicyReader.Text(json, "hitPolicy") ?? "unique";
        var type = hitPolicy == "collect count"
            ? OracleType.Number
            : declared ?? DeclaredScale(json) ?? Join(otherwise is { } extra ? [.. outputs, extra] : outputs);
        var edges = new OracleEdges(_policy, []);
        var read = rules.Select((rule, at) => new OracleTableRule(
            [
                .. OraclePolicyReader.Members(rule, "when").Select(cell =>
                    edges.Cell(names.IndexOf(cell.Name), cell.Value, inputs[names.IndexOf(cell.Name)].Type)),
            ],
            _binder.Convert(outputs[at].Node, type)));
        var fallback = otherwise is { } output ? _binder.Convert(output.Node, type) : null;
        return (new TableKind([.. inputs.Select(input => input.Node)], hitPolicy, [.. read], fallback), type);
    }

    private (OracleKind, OracleType) ReadRules(JsonElement json, OracleType? declared)
    {
        var (@base, baseType) = Typed(json.GetProperty("base"));
        var exceptions = json.GetProperty("exceptions").EnumerateArray().ToList();
        var outputs = exceptions.Select(exception => Typed(exception.GetProperty("then"))).ToList();
        var type = declared ?? Join([(@base, baseType), .. outputs]);
        var read = exceptions.Select((exception, at) => new OracleException(
            OraclePolicyReader.Text(exception, "id"),
            Expression(exception.GetProperty("when")),
            _binder.Convert(outputs[at].Node, type),
            exception.TryGetProperty("overrides", out var overrides) ? [.. overrides.EnumerateArray().Select(id => id.GetString()!)] : []));
        return (new RulesKind(_binder.Convert(@base, type), [.. read]), type);
    }

    /// <summary>The <c>rating</c>, <c>points</c> or <c>value</c> of an item; null for a line.</summary>
    private (OracleNode Node, OracleType Type)? Output(JsonElement item)
    {
        if (item.TryGetProperty("rating", out var rating))
            return (new ConstantNode(new TextOutcome(rating.GetString()!)), OracleType.Text);
        if (item.TryGetProperty("points", out var points))
            return Typed(points);

        return item.TryGetProperty("value", out var value) ? Typed(value) : null;
    }

    private static OracleType? DeclaredScale(JsonElement json) =>
        OraclePolicyReader.Text(json, "scale") is { } scale ? OracleType.Rating(scale) : null;

    private static OracleType Join(IEnumerable<(OracleNode Node, OracleType Type)> outputs)
    {
        var types = outputs.Select(output => output.Type).ToList();
        return types.Count == 0 ? OracleType.Number : OracleType.Join(types);
    }
}
