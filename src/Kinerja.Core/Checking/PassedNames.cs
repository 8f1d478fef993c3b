using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>Declares what a first sheet passes on as facts of a second one, with all that is known of it.</summary>
internal sealed class PassedNames(CheckedPolicy first)
{
    /// <summary>Text that was let through once is not measured again.</summary>
    private const int AnyLength = 1_000_000;

    /// <summary>A single value or list of the sheet by its name, or null.</summary>
    public PassedName? Find(string name)
    {
        if (first.Levels.FirstOrDefault(level => level.Name == name && level.Parent is { Parent: null }) is { } list)
            return new PassedName(name, null, list);
        var symbols = first.Facts.Cast<Symbol>().Concat(first.Values);
        return symbols.FirstOrDefault(symbol => symbol.Level.Parent is null && symbol.Name == name) is { } found && Names.IsName(name)
            ? new PassedName(name, found, null)
            : null;
    }

    public IEnumerable<string> Known =>
        first.Facts.Cast<Symbol>().Concat(first.Values).Where(symbol => symbol.Level.Parent is null && Names.IsName(symbol.Name)).Select(symbol => symbol.Name)
            .Concat(first.Levels.Where(level => level.Parent is { Parent: null }).Select(level => level.Name));

    /// <summary>The field under which the second sheet knows it.</summary>
    /// <param name="passed">The name.</param>
    /// <param name="place">Where the second sheet asks for it.</param>
    /// <param name="others">The same value in other policies whose results it may hold as well: what is known must be true of all.</param>
    public FactDeclaration Declare(PassedName passed, Place place, IEnumerable<Symbol>? others = null) => passed.List is { } list
        ? new FactDeclaration(passed.Name, FactType.List, list.Declaration!.Description, Missing(list.Declaration.IfMissing == MissingFact.Exclude), null, place)
        {
            Fields = [.. FieldsOf(list).Select(field => Declare(field.Name, field, place, []))],
        }
        : Declare(passed.Name, passed.Symbol!, place, others ?? []);

    /// <summary>The parameters that a second sheet uses: one that only the first sheet needs may well change within the longer period.</summary>
    public static ImmutableArray<ParameterSymbol> UsedOf(CheckedPolicy policy) => [.. policy.Parameters.Where(parameter => parameter.IsUsed)];

    /// <summary>What is passed on of each record of a list: its fields and values, without lists inside it.</summary>
    public static IEnumerable<Symbol> FieldsOf(ListLevel list, CheckedPolicy policy) =>
        policy.Facts.Cast<Symbol>().Concat(policy.Values).Where(symbol => symbol.Level == list && Names.IsName(symbol.Name));

    private IEnumerable<Symbol> FieldsOf(ListLevel list) => FieldsOf(list, first);

    private static MissingFact Missing(bool isOptional) => isOptional ? MissingFact.Exclude : MissingFact.Reject;

    private static FactDeclaration Declare(string name, Symbol symbol, Place place, IEnumerable<Symbol> others)
    {
        var range = others.Aggregate(symbol.Range, (known, other) => known.Union(other.Range));
        return new FactDeclaration(name, TypeOf(symbol.Type.Kind), symbol.Description with { IsLocked = false }, Missing(symbol.Type.IsOptional || others.Any(other => other.Type.IsOptional)), null, place)
        {
            Min = range.Low,
            Max = range.High,
            ExclusiveMin = range.LowOpen,
            ExclusiveMax = range.HighOpen,
            Digits = range.Digits,
            MaxLength = AnyLength,
            Codes = symbol.Type is { Kind: DataType.Code, Words: { } words } ? [.. words.Words.Select(word => new CodeDeclaration(word, words.Labels.GetValueOrDefault(word)))] : [],
            Scale = symbol.Type.Kind == DataType.Rating ? new NameUse(symbol.Type.Words!.Name, place) : null,
        };
    }

    private static FactType TypeOf(DataType kind) => kind switch
    {
        DataType.Number => FactType.Number,
        DataType.Boolean => FactType.Boolean,
        DataType.Date => FactType.Date,
        DataType.Code => FactType.Code,
        DataType.Rating => FactType.Rating,
        _ => FactType.Text,
    };
}
