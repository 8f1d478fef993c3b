using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads the declaration of one fact, and of the fields of a list.</summary>
internal static class FactReader
{
    /// <summary>The most that lists may be nested: a list in a list.</summary>
    private const int MaximumListDepth = 2;

    public static readonly Words<FactType> TypesByName = new()
    {
        { "number", FactType.Number },
        { "boolean", FactType.Boolean },
        { "text", FactType.Text },
        { "code", FactType.Code },
        { "rating", FactType.Rating },
        { "date", FactType.Date },
        { "identityNumber", FactType.IdentityNumber },
        { "list", FactType.List },
    };

    private static readonly Words<MissingFact> MissingWords = new() { { "reject", MissingFact.Reject }, { "exclude", MissingFact.Exclude }, { "zero", MissingFact.UseValue } };

    public static FactDeclaration? Read(string name, ObjectReader reader, int listDepth = 0)
    {
        var isKnown = reader.Require("type") is JsonText written && TypesByName.Contains(written.Value);
        var type = reader.Word("type", FactType.Text, TypesByName);
        if (!isKnown)
        {
            reader.Forgive(); // which members belong here depends on the type
            return null;
        }

        var (missing, standIn) = ReadMissing(reader, type, out var standInPath);
        var fact = new FactDeclaration(name, type, SheetReader.ReadDescription(reader), missing, standIn, reader.Place) { StandInPath = standInPath };
        return type switch
        {
            FactType.Number => CheckRange(reader, fact with
            {
                Min = reader.Number("min"),
                Max = reader.Number("max"),
                ExclusiveMin = reader.Flag("exclusiveMin"),
                ExclusiveMax = reader.Flag("exclusiveMax"),
                Digits = reader.WholeNumber("digits", 0, RoundingRule.MaximumDigits),
            }),
            FactType.Text => fact with { MaxLength = reader.WholeNumber("maxLength", 1, 100_000) ?? fact.MaxLength },
            FactType.Code => fact with { Codes = ReadCodes(reader) },
            FactType.Rating => fact with { Scale = reader.Require("scale") is null ? null : reader.Reference("scale") },
            FactType.Date => CheckDates(reader, fact with { MinDate = reader.Date("min"), MaxDate = reader.Date("max") }),
            FactType.IdentityNumber => fact with { IsStrict = reader.Flag("strict", otherwise: true) },
            FactType.List => ReadList(reader, fact, listDepth + 1),
            _ => fact,
        };
    }

    private static (MissingFact Missing, JsonValue? StandIn) ReadMissing(ObjectReader reader, FactType type, out string standInPath)
    {
        standInPath = reader.PathOf(reader.Has("default") ? "default" : "ifMissing");
        if (reader.Has("default") && reader.Has("ifMissing"))
            reader.ExactlyOneOf("default", "ifMissing");
        if (reader.Get("default") is { } standIn)
            return (MissingFact.UseValue, standIn);
        if (reader.Get("ifMissing") is not { } choice)
            return (MissingFact.Reject, null);
        if (choice is JsonObject)
        {
            var given = reader.Object("ifMissing")!;
            var value = given.Require("value");
            given.Close();
            standInPath = given.PathOf("value");
            return (MissingFact.UseValue, value);
        }

        var word = reader.Word("ifMissing", MissingFact.Reject, MissingWords);
        if (word != MissingFact.UseValue)
            return (word, null);
        return (word, type == FactType.List ? new JsonArray(choice.Source, choice.Start, []) : new JsonNumber(choice.Source, choice.Start, Rational.Zero, "0"));
    }

    private static FactDeclaration CheckRange(ObjectReader reader, FactDeclaration fact)
    {
        if (fact is { Min: { } min, Max: { } max } && (min > max || (min == max && (fact.ExclusiveMin || fact.ExclusiveMax))))
            reader.Diagnostics.Report(DiagnosticCatalog.EmptyRange, reader.Place, min, max);
        return fact;
    }

    private static FactDeclaration CheckDates(ObjectReader reader, FactDeclaration fact)
    {
        if (fact is { MinDate: { } min, MaxDate: { } max } && min > max)
            reader.Diagnostics.Report(DiagnosticCatalog.EmptyRange, reader.Place, Period.DayText(min), Period.DayText(max));
        return fact;
    }

    private static ImmutableArray<CodeDeclaration> ReadCodes(ObjectReader reader)
    {
        if (reader.Require("codes") is not JsonArray)
            return reader.Object("codes") is { } labelled ? SheetReader.ReadCodes(labelled, ReadSets) : [];
        if (reader.Json["codes"] is JsonArray { Items.IsEmpty: true } none)
            SheetReader.ReportNoWords(reader, none.At(reader.PathOf("codes")));
        var codes = ImmutableArray.CreateBuilder<CodeDeclaration>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, path) in reader.List("codes"))
        {
            if (reader.ReadReference(item, path) is not { } code || !reader.IsValidName(code.Name, code.Place, Names.IsName))
                continue;
            if (!seen.Add(code.Name))
                reader.Diagnostics.Report(DiagnosticCatalog.RepeatedMember, code.Place, code.Name);
            else
                codes.Add(new CodeDeclaration(code.Name, null));
        }

        return codes.DrainToImmutable();
    }

    private static ImmutableArray<SetFact> ReadSets(ObjectReader code)
    {
        if (code.Object("sets") is not { } sets)
            return [];
        return [.. sets.All().Select(set => new SetFact(new NameUse(set.Member.Name, new Place(set.Member.Value.Source, set.Member.NameStart, set.Path)), set.Member.Value))];
    }

    private static FactDeclaration ReadList(ObjectReader reader, FactDeclaration fact, int depth)
    {
        if (depth > MaximumListDepth)
            reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, reader.Place, new LocalizedText("Daftar sedalam ini", "A list this deep"), new LocalizedText("daftar bersarang paling banyak dua tingkat", "lists nest two deep at most"));
        var (least, most) = (reader.WholeNumber("min", 0, 1_000_000) ?? 0, reader.WholeNumber("max", 0, 1_000_000));
        if (most < least)
            reader.Diagnostics.Report(DiagnosticCatalog.EmptyRange, reader.Place, least, most.Value);
        var fields = ImmutableArray.CreateBuilder<FactDeclaration>();
        if (reader.Require("of") is not null && reader.Object("of") is { } of)
        {
            foreach (var (member, path) in of.All())
            {
                if (!of.IsValidName(member.Name, new Place(member.Value.Source, member.NameStart, path), Names.IsName)
                    || ObjectReader.Open(member.Value, path, of.Limits, of.Diagnostics) is not { } field)
                    continue;
                if (Read(member.Name, field, depth) is { } declared)
                    fields.Add(declared);
                field.Close();
            }
        }

        return fact with { MinCount = least, MaxCount = most, Fields = fields.DrainToImmutable() };
    }
}
