using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads a decision table.</summary>
internal static class TableReader
{
    private static readonly Words<HitPolicy> HitPolicies = new()
    {
        { "unique", HitPolicy.Unique },
        { "first", HitPolicy.First },
        { "collect sum", HitPolicy.CollectSum },
        { "collect min", HitPolicy.CollectMin },
        { "collect max", HitPolicy.CollectMax },
        { "collect count", HitPolicy.CollectCount },
    };

    public static TableDefinition? Read(ObjectReader reader)
    {
        reader.Reference("scale"); // read by the value
        var hitPolicy = reader.Word("hitPolicy", HitPolicy.Unique, HitPolicies);
        reader.Require("inputs");
        reader.Require("rules");
        var inputs = ReadInputs(reader);
        var rules = ImmutableArray.CreateBuilder<TableRule>();
        var names = inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in reader.Objects("rules"))
        {
            if (ReadRule(item, names, ids, hitPolicy) is { } rule)
                rules.Add(rule);
            item.Close();
        }

        Outcome? otherwise = null;
        var description = new Description(null, null, [], null);
        if (reader.Object("default") is { } fallback)
        {
            otherwise = PiecewiseReader.ReadOutcome(fallback);
            description = SheetReader.ReadDescription(fallback);
            fallback.Close();
            if (hitPolicy is not (HitPolicy.Unique or HitPolicy.First))
                reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, fallback.Place, "default", new LocalizedText("hanya untuk unique dan first", "only for unique and first"));
        }

        return inputs.IsEmpty ? null : new TableDefinition(inputs, hitPolicy, rules.DrainToImmutable(), otherwise, description);
    }

    private static ImmutableArray<TableInput> ReadInputs(ObjectReader reader)
    {
        if (reader.Object("inputs") is not { } all)
            return [];
        var inputs = ImmutableArray.CreateBuilder<TableInput>();
        foreach (var (member, path) in all.All())
        {
            var place = new Place(member.Value.Source, member.NameStart, path);
            if (all.IsValidName(member.Name, place, Names.IsName) && all.Formula(member.Name) is { } formula)
                inputs.Add(new TableInput(member.Name, formula, place));
        }

        if (all.Json.Members.IsEmpty)
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, all.Place, "inputs", new LocalizedText("sedikitnya satu masukan", "at least one input"));
        return inputs.DrainToImmutable();
    }

    private static TableRule? ReadRule(ObjectReader item, HashSet<string> inputs, HashSet<string> ids, HitPolicy hitPolicy)
    {
        item.Require("id");
        var id = item.Text("id") ?? "";
        var cells = ImmutableArray.CreateBuilder<TableCell>();
        if (item.Require("when") is not null && item.Object("when") is { } when)
        {
            foreach (var input in when.All().Select(cell => cell.Member.Name).Where(inputs.Contains))
            {
                if (ReadCell(when, input, when.Get(input)!) is { } read)
                    cells.Add(read);
            }

            when.Close();
        }

        // Counting rows needs no outcome.
        var outcome = hitPolicy == HitPolicy.CollectCount && !item.Has("rating") && !item.Has("value")
            ? new ExpressionOutcome(Formula.Constant(new JsonNumber(item.Place.Source, item.Place.Offset, Rational.One, "1"), item.Path))
            : PiecewiseReader.ReadOutcome(item);
        var description = SheetReader.ReadDescription(item);
        return ValueReader.CheckItemId(item, id, ids) && outcome is not null
            ? new TableRule(id, cells.DrainToImmutable(), outcome, description, item.Place)
            : null;
    }

    private static TableCell? ReadCell(ObjectReader when, string input, JsonValue cell)
    {
        var place = cell.At(when.PathOf(input));
        switch (cell)
        {
            case JsonText or JsonNumber or JsonBoolean:
                return new TableCell(input, [cell], null, null, Including.Both, false, place);
            case JsonArray { Items: { IsEmpty: false } items } when items.All(item => item is JsonText or JsonNumber or JsonBoolean):
                return new TableCell(input, items, null, null, Including.Both, false, place);
            case JsonObject:
                var range = when.Object(input)!;
                var read = new TableCell(input, [], range.Formula("from"), range.Formula("to"), PiecewiseReader.ReadIncluding(range), true, place);
                range.Close();
                return read;
            default:
                when.Diagnostics.Report(DiagnosticCatalog.WrongJsonType, place, new LocalizedText("tetapan, daftar tetapan, atau rentang", "a constant, a list of constants, or a range"), cell.Kind);
                return null;
        }
    }
}
