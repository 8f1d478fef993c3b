using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads the declaration of one value: its kind, and what all kinds have in common.</summary>
internal static class ValueReader
{
    private static readonly Words<NotApplicablePart> NotApplicableWords = new()
    {
        { "reject", NotApplicablePart.Reject },
        { "zero", NotApplicablePart.Zero },
        { "reweight", NotApplicablePart.Reweight },
    };

    private static readonly Words<bool> Orders = new() { { "descending", true }, { "ascending", false } };

    public static ValueDeclaration? Read(string name, ObjectReader reader)
    {
        var kind = reader.ExactlyOneOf("formula", "achievement", "weighted", "bands", "points", "interpolate", "table", "rules", "raters", "effects", "ranking");
        var definition = kind switch
        {
            "formula" => reader.Formula("formula") is { } formula ? new FormulaDefinition(formula) : null,
            "achievement" => With(reader.Object(kind), ReadAchievement),
            "weighted" => With(reader.Object(kind), ReadWeighted),
            "bands" => With(reader.Object(kind), bands => PiecewiseReader.Read(bands, PieceKind.Bands)),
            "points" => With(reader.Object(kind), points => PiecewiseReader.Read(points, PieceKind.Points)),
            "interpolate" => With(reader.Object(kind), lines => PiecewiseReader.Read(lines, PieceKind.Interpolate)),
            "table" => With(reader.Object(kind), TableReader.Read),
            "rules" => With(reader.Object(kind), ReadRules),
            "raters" => With(reader.Object(kind), RatersReader.Read),
            "effects" => With(reader.Object(kind), EffectsReader.Read),
            "ranking" => With(reader.Object(kind), ReadRanking),
            _ => null,
        };
        // A scale may stand beside the kind or inside it; both say the same.
        var value = (When: reader.Formula("when"), Floor: reader.Formula("floor"), Cap: reader.Formula("cap"), Round: ReadRounding(reader),
            Scale: reader.Reference("scale") ?? ScaleInside(reader, kind), Description: SheetReader.ReadDescription(reader));
        return definition is null ? null : new ValueDeclaration(name, definition, value.When, value.Floor, value.Cap, value.Round, value.Scale, value.Description, reader.Place);
    }

    private static ValueDefinition? With(ObjectReader? reader, Func<ObjectReader, ValueDefinition?> read)
    {
        if (reader is null)
            return null;
        var definition = read(reader);
        reader.Close();
        return definition;
    }

    private static NameUse? ScaleInside(ObjectReader reader, string? kind) =>
        kind is "bands" or "table" or "rules" && reader.Json[kind] is JsonObject inner && inner["scale"] is JsonText scale
            ? new NameUse(scale.Value, scale.At($"{reader.PathOf(kind)}.scale"))
            : null;

    private static RoundingRule? ReadRounding(ObjectReader reader)
    {
        if (reader.Object("round") is not { } round)
            return null;
        round.Require("digits");
        var digits = round.WholeNumber("digits", -RoundingRule.MaximumDigits, RoundingRule.MaximumDigits) ?? 0;
        var mode = round.Word("mode", RoundingMode.HalfAwayFromZero, RoundingRule.ModesByName);
        round.Close();
        return new RoundingRule(digits, mode);
    }

    private static AchievementDefinition? ReadAchievement(ObjectReader reader)
    {
        var isRange = reader.Has("targetLower") || reader.Has("targetUpper");
        if (isRange && reader.Has("target"))
            reader.ExactlyOneOf("target", "targetLower");
        var actual = reader.RequireFormula("actual");
        var polarity = reader.Require("polarity") is null ? null : ReadPolarity(reader);
        var target = isRange ? null : reader.RequireFormula("target");
        var (lower, upper) = isRange ? (reader.RequireFormula("targetLower"), reader.RequireFormula("targetUpper")) : (null, null);
        var rest = (reader.Formula("zeroTarget"), reader.Formula("insideRange"), reader.Formula("floor"), reader.Formula("cap"));
        if (actual is null || polarity is null || (isRange ? lower is null || upper is null : target is null))
            return null;
        return new AchievementDefinition(actual, target, lower, upper, polarity, rest.Item1, rest.Item2, rest.Item3, rest.Item4);
    }

    // One of the words, or a formula that gives one: the bare word is a text literal.
    private static Formula? ReadPolarity(ObjectReader reader)
    {
        if (reader.Get("polarity") is JsonText { Value: "higher" or "lower" or "onTarget" } word)
            return Formula.Word(word, reader.PathOf("polarity"));
        return reader.Formula("polarity");
    }

    private static WeightedDefinition? ReadWeighted(ObjectReader reader)
    {
        var shape = reader.ExactlyOneOf("of", "each");
        NameUse? each = null;
        ImmutableArray<WeightedPart> parts = [];
        if (shape == "each")
        {
            each = reader.Reference("each");
            parts = ReadPart(reader) is { } part ? [part] : [];
        }
        else if (shape == "of")
        {
            parts = reader.Get("of") is JsonArray
                ? ReadListedParts(reader)
                : reader.Object("of") is { } named ? [.. named.All().Select(part => ReadNamedPart(named, part.Member, part.Path)).OfType<WeightedPart>()] : [];
            if (reader.Get("of") is JsonArray { Items.IsEmpty: true } or JsonObject { Members.IsEmpty: true })
                reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, reader.Get("of")!.At(reader.PathOf("of")), "of", new LocalizedText("sedikitnya satu bagian", "at least one part"));
        }

        var sum = reader.Get("weightsSumTo") switch
        {
            null => 100,
            JsonText { Value: "any" } => (Rational?)null,
            _ => reader.Number("weightsSumTo"),
        };
        var ifNotApplicable = reader.Word("ifNotApplicable", NotApplicablePart.Reject, NotApplicableWords);
        if (sum is { } total && total <= Rational.Zero)
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, reader.Get("weightsSumTo")!.At(reader.PathOf("weightsSumTo")), total.ToText(), new LocalizedText("angka di atas nol", "a number above zero"));
        return parts.IsEmpty || (shape == "each" && each is null) ? null : new WeightedDefinition(each, parts, sum, ifNotApplicable);
    }

    private static ImmutableArray<WeightedPart> ReadListedParts(ObjectReader reader)
    {
        var parts = ImmutableArray.CreateBuilder<WeightedPart>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Objects("of"))
        {
            if (ReadPart(item) is { } part && (part.Id is null || CheckItemId(item, part.Id, ids)))
                parts.Add(part);
            item.Close();
        }

        return parts.DrainToImmutable();
    }

    private static WeightedPart? ReadPart(ObjectReader reader)
    {
        var (value, weight) = (reader.RequireFormula("value"), reader.RequireFormula("weight"));
        var part = (Id: reader.Text("id"), When: reader.Formula("when"), Floor: reader.Formula("floor"), Cap: reader.Formula("cap"), Description: SheetReader.ReadDescription(reader));
        return value is null || weight is null ? null : new WeightedPart(part.Id, value, weight, part.When, part.Floor, part.Cap, part.Description, reader.Place);
    }

    // { "workResult": "resultShare" }: the member's name is the value, its value the weight.
    private static WeightedPart? ReadNamedPart(ObjectReader reader, JsonMember member, string path)
    {
        var name = new JsonText(member.Value.Source, member.NameStart, member.Name);
        var (value, weight) = (reader.ReadFormula(name, path), reader.ReadFormula(reader.Get(member.Name), path));
        return value is null || weight is null ? null : new WeightedPart(null, value, weight, null, null, null, new Description(null, null, [], null), value.Place);
    }

    private static RulesDefinition? ReadRules(ObjectReader reader)
    {
        var @base = reader.RequireFormula("base");
        reader.Reference("scale");
        reader.Require("exceptions");
        var exceptions = ImmutableArray.CreateBuilder<ExceptionDeclaration>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Objects("exceptions"))
        {
            item.Require("id");
            var (id, when, then) = (item.Text("id") ?? "", item.RequireFormula("when"), item.RequireFormula("then"));
            var overrides = item.List("overrides").Select(other => item.ReadReference(other.Value, other.Path)).OfType<NameUse>().ToImmutableArray();
            var exception = (Because: item.Localized("because"), Description: SheetReader.ReadDescription(item));
            item.Close();
            if (CheckItemId(item, id, ids) && when is not null && then is not null)
                exceptions.Add(new ExceptionDeclaration(id, when, then, exception.Because, overrides, exception.Description, item.Place));
        }

        return @base is null ? null : new RulesDefinition(@base, exceptions.DrainToImmutable());
    }

    private static RankingDefinition? ReadRanking(ObjectReader reader)
    {
        reader.Require("by");
        var keys = ImmutableArray.CreateBuilder<RankingKey>();
        foreach (var item in reader.Objects("by"))
        {
            item.Require("order");
            var (value, isDescending) = (item.RequireFormula("value"), item.Word("order", true, Orders));
            item.Close();
            if (value is not null)
                keys.Add(new RankingKey(value, isDescending));
        }

        var within = reader.Formula("within");
        if (keys.Count == 0 && reader.Get("by") is JsonArray { Items.IsEmpty: true } none)
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, none.At(reader.PathOf("by")), "by", new LocalizedText("sedikitnya satu kunci", "at least one key"));
        return keys.Count == 0 ? null : new RankingDefinition(keys.DrainToImmutable(), within);
    }

    /// <summary>Whether an id of an item is well formed and the first of its list.</summary>
    public static bool CheckItemId(ObjectReader item, string id, HashSet<string> seen)
    {
        if (!item.Has("id"))
            return false;
        var place = item.Get("id")!.At(item.PathOf("id"));
        if (!item.IsValidName(id, place, Names.IsKey))
            return false;
        if (seen.Add(id))
            return true;
        item.Diagnostics.Report(DiagnosticCatalog.RepeatedMember, place, id);
        return false;
    }
}
