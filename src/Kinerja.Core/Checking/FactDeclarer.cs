using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Declares facts, the fields of lists, and the parts of identity numbers.</summary>
internal sealed class FactDeclarer(Scope scope, DiagnosticBag diagnostics, Func<NameUse, WordSet?> findScale)
{
    public static readonly WordSet IdentityKinds = new("kind", ["nipPns", "niPppk", "other"], isOrdered: false);
    public static readonly WordSet Sexes = new("sex", ["male", "female"], isOrdered: false);

    public List<FactSymbol> Declared { get; } = [];

    public void Declare(ImmutableArray<FactDeclaration> facts) => Declare(facts, scope.Sheet);

    private void Declare(ImmutableArray<FactDeclaration> facts, ListLevel level)
    {
        foreach (var fact in facts)
        {
            if (fact.Type == FactType.List)
            {
                if (level == scope.Sheet && fact.Name == PeriodSymbol.Prefix)
                    diagnostics.Report(DiagnosticCatalog.Reserved, fact.Place, fact.Name);
                if (scope.Resolve(fact.Name, level) is { } other && other.Level == level)
                    diagnostics.Report(DiagnosticCatalog.DeclaredTwice, fact.Place, fact.Name, other.Place);
                if (fact.StandIn is { } records and not JsonArray { Items.IsEmpty: true })
                    diagnostics.Report(DiagnosticCatalog.FactDefault, records.At(fact.StandInPath), new LocalizedText("untuk daftar hanya []", "for a list only []"));
                Declare(fact.Fields, scope.AddList(fact.Name, level, fact));
                continue;
            }

            var type = TypeOf(fact).Optional(fact.IfMissing == MissingFact.Exclude);
            Add(new FactSymbol(fact.Name, level, type, fact));
            if (fact.StandIn is { } standIn)
                CheckConstant(fact, type, standIn, fact.StandInPath);
            if (fact.Type == FactType.IdentityNumber)
                DeclareParts(fact, level, type.IsOptional);
        }

        foreach (var code in facts.Where(fact => fact.Codes.Any(code => !code.Sets.IsEmpty)))
            DeclareSets(code, facts, level);
    }

    // A catalogue: what a code sets must be a plain fact beside it, and obey the declaration of that fact.
    private void DeclareSets(FactDeclaration code, ImmutableArray<FactDeclaration> beside, ListLevel level)
    {
        var values = new Dictionary<FactSymbol, ImmutableDictionary<int, object>>();
        for (var position = 0; position < code.Codes.Length; position++)
        {
            foreach (var (use, json) in code.Codes[position].Sets)
            {
                if (FindSettable(code, use, beside, level) is not { } target)
                    continue;
                if (CheckConstant(target.Declaration, target.Type, json, use.Place.Path) is { } value)
                    values[target] = values.GetValueOrDefault(target, ImmutableDictionary<int, object>.Empty).SetItem(position, value);
            }
        }

        var setter = FindSymbol(code.Name, level);
        foreach (var (target, byPosition) in values)
        {
            if (setter is not null)
                target.SetBy = target.SetBy.Add(new FactSetter(setter, byPosition));
        }
    }

    private FactSymbol? FindSymbol(string name, ListLevel level) => Declared.LastOrDefault(symbol => symbol.Level == level && symbol.Name == name);

    private FactSymbol? FindSettable(FactDeclaration code, NameUse use, ImmutableArray<FactDeclaration> beside, ListLevel level)
    {
        var target = beside.FirstOrDefault(fact => fact.Name == use.Name);
        if (target is null)
        {
            diagnostics.Report(DiagnosticCatalog.UnknownReference, use.Place, new LocalizedText("fakta di samping kode ini", "fact beside this code"), use.Name, Suggestion.For(use.Name, beside.Select(fact => fact.Name)));
            return null;
        }

        var reason = target switch
        {
            { Type: FactType.List } => new LocalizedText("ini daftar", "it is a list"),
            { Type: FactType.IdentityNumber } => new LocalizedText("ini nomor identitas", "it is an identity number"),
            _ when target == code || target.Codes.Any(other => !other.Sets.IsEmpty) => new LocalizedText("ini sendiri mengisi fakta lain", "it sets facts itself"),
            _ => null,
        };
        if (reason is null)
            return FindSymbol(use.Name, level);
        diagnostics.Report(DiagnosticCatalog.CannotBeSet, use.Place, use.Name, reason);
        return null;
    }

    private void Add(FactSymbol symbol)
    {
        scope.Declare(symbol, diagnostics);
        Declared.Add(symbol);
    }

    private void DeclareParts(FactDeclaration fact, ListLevel level, bool isOptional)
    {
        // Parts that one kind of number lacks, or that a number let through unchecked has not, are not applicable.
        var isMaybe = isOptional || !fact.IsStrict;
        void Part(string name, IdentityPart part, CheckedType type) => Add(new FactSymbol($"{fact.Name}.{name}", level, type, fact, part));
        Part("kind", IdentityPart.Kind, new CheckedType(DataType.Code, IdentityKinds, isOptional));
        Part("birthDate", IdentityPart.BirthDate, CheckedType.Date.Optional(isMaybe));
        Part("sex", IdentityPart.Sex, new CheckedType(DataType.Code, Sexes, isMaybe));
        Part("sequence", IdentityPart.Sequence, CheckedType.Text.Optional(isMaybe));
        Part("appointmentYear", IdentityPart.AppointmentYear, CheckedType.Number.Optional(isMaybe));
        Part("appointmentMonth", IdentityPart.AppointmentMonth, CheckedType.Number.Optional());
        Part("contractCode", IdentityPart.ContractCode, CheckedType.Text.Optional());
    }

    private CheckedType TypeOf(FactDeclaration fact) => fact.Type switch
    {
        FactType.Number => CheckedType.Number,
        FactType.Boolean => CheckedType.Boolean,
        FactType.Date => CheckedType.Date,
        FactType.Code => new CheckedType(DataType.Code, PolicyChecker.ToWords(fact.Name, fact.Codes, isOrdered: false)),
        FactType.Rating => fact.Scale is { } scale && findScale(scale) is { } words ? new CheckedType(DataType.Rating, words) : CheckedType.Unknown,
        _ => CheckedType.Text,
    };

    // What stands in for a missing fact, or is set by a code, obeys the same declaration as the fact.
    private object? CheckConstant(FactDeclaration fact, CheckedType type, JsonValue json, string path)
    {
        if (Constants.Read(json, type, path, diagnostics) is not { } value)
            return null;
        if (fact.Type == FactType.IdentityNumber || (value is string text && text.Length > fact.MaxLength))
            diagnostics.Report(DiagnosticCatalog.FactDefault, json.At(path), value);
        var range = new NumberRange(fact.Min, fact.Max, fact.ExclusiveMin, fact.ExclusiveMax);
        if (value is Rational number && (!range.Contains(number) || (fact.Digits is { } digits && number.Round(digits) != number)))
            diagnostics.Report(DiagnosticCatalog.FactDefault, json.At(path), number);
        if (value is DateOnly day && (day < fact.MinDate || day > fact.MaxDate))
            diagnostics.Report(DiagnosticCatalog.FactDefault, json.At(path), Period.DayText(day));
        return value;
    }
}
