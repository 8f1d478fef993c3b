using System.Collections.Immutable;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Authoring;

/// <summary>Reads the members of the sheet; facts and values have readers of their own.</summary>
internal sealed class SheetReader(PolicyLimits limits, DiagnosticBag diagnostics)
{
    private static readonly Words<string> FollowUpKinds = Words.Of("training", "coaching", "award", "sanction", "hold", "dialogue", "objection", "distribution", "finding", "information");

    private static readonly Words<CombineRule> CombineRules = new()
    {
        { "mean", CombineRule.Mean },
        { "byMonths", CombineRule.ByMonths },
        { "byDays", CombineRule.ByDays },
        { "last", CombineRule.Last },
    };

    private static readonly Words<string> Causes = Words.Of("officer", "superior", "personnelOffice", "system");

    private static readonly Words<string> SourceStatuses = Words.Of("verified", "secondary", "unverified");

    public PolicyDocument? Read(JsonObject json)
    {
        var sheet = ObjectReader.Open(json, "", limits, diagnostics)!;
        sheet.Text("$schema");
        sheet.Reference("extends");
        sheet.Localized("note");
        var document = new PolicyDocument(
            ReadIdentity(sheet, "id", Names.IsPolicyId),
            ReadIdentity(sheet, "version", Names.IsVersion),
            sheet.Localized("title"),
            ReadEffective(sheet),
            ReadSources(sheet),
            ReadScales(sheet),
            [.. ReadAll(sheet, "facts", Names.IsName, (name, reader) => FactReader.Read(name, reader))],
            [.. ReadAll(sheet, "parameters", Names.IsName, ParameterReader.Read)],
            ReadValues(sheet),
            [.. ReadAll(sheet, "followUps", Names.IsKey, (key, reader) => ReadFollowUp(key, reader))],
            ReadNames(sheet, "results"),
            json,
            sheet.Place)
        {
            Segments = sheet.Object("segments") is { } segments ? ReadSegments(segments) : null,
            Unit = sheet.Object("unit") is { } unit ? ReadUnit(unit) : null,
        };
        RequireResults(sheet);
        sheet.Close();
        return document;
    }

    private ImmutableArray<ValueDeclaration> ReadValues(ObjectReader sheet) =>
        [.. ReadAll(sheet, "values", name => name.Split('.') is { Length: <= 3 } parts && parts.All(Names.IsName), ValueReader.Read)];

    private static ImmutableArray<NameUse> ReadNames(ObjectReader reader, string member) =>
        [.. reader.List(member).Select(item => reader.ReadReference(item.Value, item.Path)).OfType<NameUse>()];

    private void RequireResults(ObjectReader sheet)
    {
        if (sheet.Require("results") is JsonArray { Items.IsEmpty: true } none)
            diagnostics.Report(DiagnosticCatalog.OutOfPlace, none.At(sheet.PathOf("results")), "[]", new LocalizedText("sedikitnya satu hasil", "at least one result"));
    }

    private UnitDeclaration ReadUnit(ObjectReader unit)
    {
        unit.Require("people");
        RequireResults(unit);
        var declaration = new UnitDeclaration(
            ReadNames(unit, "people"),
            [.. ReadAll(unit, "facts", Names.IsName, (name, reader) => FactReader.Read(name, reader))],
            ReadValues(unit),
            [.. ReadAll(unit, "followUps", Names.IsKey, (key, reader) => ReadFollowUp(key, reader, mayBlock: true))],
            ReadNames(unit, "results"),
            unit.Place);
        unit.Localized("note");
        unit.Close();
        return declaration;
    }

    private SegmentsDeclaration ReadSegments(ObjectReader segments)
    {
        var combine = ImmutableArray.CreateBuilder<(NameUse, CombineRule)>();
        if (segments.Require("combine") is not null && segments.Object("combine") is { } rules)
        {
            foreach (var (member, path) in rules.All())
                combine.Add((new NameUse(member.Name, new Place(member.Value.Source, member.NameStart, path)), rules.Word(member.Name, CombineRule.Mean, CombineRules)));
            if (combine.Count == 0)
                diagnostics.Report(DiagnosticCatalog.OutOfPlace, rules.Place, "combine", new LocalizedText("sedikitnya satu nilai", "at least one value"));
        }

        var declaration = new SegmentsDeclaration(combine.DrainToImmutable(), ReadNames(segments, "policies"), ReadSource(segments), segments.Place);
        segments.Localized("note");
        segments.Close();
        return declaration;
    }

    /// <summary>What every declared thing may say about itself.</summary>
    public static Description ReadDescription(ObjectReader reader)
    {
        var isLocked = reader.Flag("locked");
        return new Description(reader.Localized("label"), reader.Text("unit"), ReadSource(reader), reader.Localized("note"), isLocked);
    }

    private static ImmutableArray<NameUse> ReadSource(ObjectReader reader) => reader.Get("source") switch
    {
        null => [],
        JsonArray => ReadNames(reader, "source"),
        _ => reader.Reference("source") is { } one ? [one] : [],
    };

    public static ImmutableArray<CodeDeclaration> ReadCodes(ObjectReader codes, Func<ObjectReader, ImmutableArray<SetFact>>? readSets = null)
    {
        var read = ImmutableArray.CreateBuilder<CodeDeclaration>();
        foreach (var (member, path) in codes.All())
        {
            if (ObjectReader.Open(codes.Get(member.Name), path, codes.Limits, codes.Diagnostics) is not { } code)
                continue;
            var declaration = new CodeDeclaration(member.Name, code.Localized("label")) { Sets = readSets?.Invoke(code) ?? [] };
            if (codes.IsValidName(member.Name, new Place(member.Value.Source, member.NameStart, path), Names.IsName))
                read.Add(declaration);
            code.Localized("note");
            code.Close();
        }

        if (codes.Json.Members.IsEmpty)
            ReportNoWords(codes, codes.Place);
        return read.DrainToImmutable();
    }

    public static void ReportNoWords(ObjectReader reader, Place place) =>
        reader.Diagnostics.Report(DiagnosticCatalog.OutOfPlace, place, new LocalizedText("Daftar kosong", "An empty list of words"), new LocalizedText("sedikitnya satu kata", "at least one word"));

    private IEnumerable<T> ReadAll<T>(ObjectReader sheet, string section, Func<string, bool> nameRule, Func<string, ObjectReader, T?> read)
        where T : class
    {
        if (sheet.Object(section) is not { } all)
            yield break;
        foreach (var (member, path) in all.All())
        {
            if (!all.IsValidName(member.Name, new Place(member.Value.Source, member.NameStart, path), nameRule)
                || ObjectReader.Open(member.Value, path, limits, diagnostics) is not { } reader)
                continue;
            var item = read(member.Name, reader);
            reader.Close();
            if (item is not null)
                yield return item;
        }
    }

    /// <summary>Whose doing it was, or null where the policy does not say.</summary>
    public static string? ReadCause(ObjectReader reader) => reader.Word("causedBy", null!, Causes);

    private string ReadIdentity(ObjectReader sheet, string name, Func<string, bool> rule)
    {
        var value = sheet.Require(name);
        if (value is null || sheet.Text(name) is not { } text)
            return "";
        if (!rule(text))
            diagnostics.Report(DiagnosticCatalog.InvalidName, value.At(name), text);
        return text;
    }

    private EffectivePeriod? ReadEffective(ObjectReader sheet)
    {
        if (sheet.Object("effective") is not { } effective)
            return null;
        effective.Require("from");
        var (from, to) = (effective.Date("from"), effective.Date("to"));
        effective.Close();
        if (from is not { } first)
            return null;
        if (to < first)
            diagnostics.Report(DiagnosticCatalog.EmptyRange, effective.Place, Period.DayText(first), Period.DayText(to.Value));
        return new EffectivePeriod(first, to);
    }

    private ImmutableDictionary<string, LegalSource> ReadSources(ObjectReader sheet) =>
        ReadAll(sheet, "sources", Names.IsKey, (key, reader) =>
        {
            reader.Require("title");
            return new LegalSource(key, reader.Text("title") ?? "", reader.Text("article"), reader.Text("url"), reader.Word("status", null!, SourceStatuses), reader.Localized("note"));
        }).ToImmutableDictionary(source => source.Key);

    private ImmutableArray<ScaleDeclaration> ReadScales(ObjectReader sheet) =>
    [
        .. ReadAll(sheet, "scales", Names.IsName, (name, reader) =>
        {
            reader.Flag("locked");
            var ratings = reader.Require("ratings") is null ? null : reader.Object("ratings");
            return new ScaleDeclaration(name, reader.Localized("label"), ratings is null ? [] : ReadCodes(ratings), reader.Place);
        }),
    ];

    private static FollowUpDeclaration? ReadFollowUp(string key, ObjectReader reader, bool mayBlock = false)
    {
        reader.Require("kind");
        var when = reader.RequireFormula("when");
        var followUp = (Kind: reader.Word("kind", "information", FollowUpKinds), Message: reader.Localized("message"), Description: ReadDescription(reader));
        var more = (Each: reader.Reference("each"), Of: reader.Formula("of"), By: reader.Formula("by"), Due: reader.Formula("due"), CausedBy: ReadCause(reader));
        if (more.Each is null && (more.Of ?? more.By) is { } stray)
            reader.Diagnostics.Report(DiagnosticCatalog.MissingMember, stray.Place, "each");
        var isBlocking = mayBlock && reader.Flag("blocking");
        return when is null ? null : new FollowUpDeclaration(key, followUp.Kind, when, followUp.Message, followUp.Description, reader.Place)
        {
            Each = more.Each,
            Of = more.Of,
            By = more.By,
            Due = more.Due,
            CausedBy = more.CausedBy,
            IsBlocking = isBlocking,
        };
    }
}
