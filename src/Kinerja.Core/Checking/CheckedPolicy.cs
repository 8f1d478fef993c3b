using System.Collections.Immutable;
using Kinerja.Core.Authoring;
using Kinerja.Core.Diagnostics;

namespace Kinerja.Core.Checking;

/// <summary>The sheet, or a list whose records each have a row.</summary>
internal sealed class ListLevel(int index, string name, ListLevel? parent, FactDeclaration? declaration)
{
    /// <summary>Position among the levels; the sheet is 0.</summary>
    public int Index { get; } = index;

    /// <summary>Full name, as in <c>planItems.indicators</c>; empty for the sheet.</summary>
    public string Name { get; } = name;

    public ListLevel? Parent { get; } = parent;

    public FactDeclaration? Declaration { get; } = declaration;

    public bool IsWithin(ListLevel other) => this == other || (Parent?.IsWithin(other) ?? false);
}

/// <summary>A name with a meaning.</summary>
internal abstract class Symbol(string name, ListLevel level, CheckedType type, Description description, Place place)
{
    /// <summary>The name within its level.</summary>
    public string Name { get; } = name;

    public string FullName => Level.Name.Length == 0 ? Name : $"{Level.Name}.{Name}";

    public ListLevel Level { get; } = level;

    public CheckedType Type { get; protected set; } = type;

    public NumberRange Range { get; protected set; } = NumberRange.Any;

    public Description Description { get; } = description;

    public Place Place { get; } = place;

    public bool IsUsed { get; set; }

    /// <summary>Decimals of a number, where they are declared.</summary>
    public virtual int? Digits => null;
}

/// <summary>A part of an identity number that formulas can name.</summary>
internal enum IdentityPart
{
    Number,
    Kind,
    BirthDate,
    Sex,
    Sequence,
    AppointmentYear,
    AppointmentMonth,
    ContractCode,
}

/// <summary>A code that sets a fact beside it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Values">By the position of a word of the code, what it sets the fact to.</param>
internal sealed record FactSetter(FactSymbol Code, ImmutableDictionary<int, object> Values);

internal sealed class FactSymbol : Symbol
{
    public FactSymbol(string name, ListLevel level, CheckedType type, FactDeclaration declaration, IdentityPart part = IdentityPart.Number)
        : base(name, level, type, declaration.Description, declaration.Place)
    {
        Declaration = declaration;
        Part = part;
        if (declaration.Type == FactType.Number)
            Range = WithStandIn(new NumberRange(declaration.Min, declaration.Max, declaration.ExclusiveMin, declaration.ExclusiveMax, declaration.Digits), declaration);
    }

    public FactDeclaration Declaration { get; }

    public override int? Digits => Declaration.Digits;

    /// <summary>Codes beside this fact that set it.</summary>
    public ImmutableArray<FactSetter> SetBy { get; set; } = [];

    /// <summary>Which part of an identity number this is; <see cref="IdentityPart.Number"/> for every other fact.</summary>
    public IdentityPart Part { get; }

    private static NumberRange WithStandIn(NumberRange range, FactDeclaration declaration) =>
        declaration.StandIn is JsonNumber number ? range.Union(NumberRange.Exactly(number.Value)) : range;
}

/// <summary>A value of a parameter and the days on which it holds; null for always.</summary>
internal sealed record ParameterValue(DateOnly? From, object Value);

internal sealed class ParameterSymbol : Symbol
{
    public ParameterSymbol(ParameterDeclaration declaration, ListLevel sheet, CheckedType type, ImmutableArray<ParameterValue> values)
        : base(declaration.Name, sheet, type, declaration.Description, declaration.Place)
    {
        Declaration = declaration;
        Values = values;
        if (type.Kind == DataType.Number && values.Length > 0)
            Range = values.Select(value => NumberRange.Exactly((Rational)value.Value)).Aggregate((left, right) => left.Union(right));
    }

    public ParameterDeclaration Declaration { get; }

    public ImmutableArray<ParameterValue> Values { get; }
}

/// <summary>A part of the period that formulas can name.</summary>
internal enum PeriodPart
{
    From,
    To,
    Days,
    Months,
    AsOf,
    ElapsedDays,
}

/// <summary>A name of the period, such as <c>period.from</c>.</summary>
internal sealed class PeriodSymbol : Symbol
{
    /// <summary>The name before the dot; nothing else may bear it.</summary>
    public const string Prefix = "period";

    public PeriodSymbol(PeriodPart part, ListLevel sheet, Place place)
        : base($"{Prefix}.{NameOf(part)}", sheet, part is PeriodPart.From or PeriodPart.To or PeriodPart.AsOf ? CheckedType.Date : CheckedType.Number, new Description(LabelOf(part), null, [], null), place)
    {
        Part = part;
        if (part is PeriodPart.Days or PeriodPart.ElapsedDays)
            Range = new NumberRange(Rational.One, 3_652_059, Digits: 0);
        else if (part == PeriodPart.Months)
            Range = new NumberRange(Rational.Zero, 119_988, Digits: 0);
    }

    public PeriodPart Part { get; }

    private static string NameOf(PeriodPart part) => part switch
    {
        PeriodPart.From => "from",
        PeriodPart.To => "to",
        PeriodPart.Days => "days",
        PeriodPart.Months => "months",
        PeriodPart.AsOf => "asOf",
        _ => "elapsedDays",
    };

    private static LocalizedText LabelOf(PeriodPart part) => part switch
    {
        PeriodPart.From => new LocalizedText("awal periode", "start of the period"),
        PeriodPart.To => new LocalizedText("akhir periode", "end of the period"),
        PeriodPart.Days => new LocalizedText("hari dalam periode", "days of the period"),
        PeriodPart.Months => new LocalizedText("bulan dalam periode", "months of the period"),
        PeriodPart.AsOf => new LocalizedText("keadaan per tanggal", "facts known up to"),
        _ => new LocalizedText("hari yang sudah berjalan", "days gone by"),
    };
}

internal sealed class ValueSymbol(string name, ListLevel level, ValueDeclaration declaration)
    : Symbol(name, level, CheckedType.Unknown, declaration.Description, declaration.Place)
{
    public ValueDeclaration Declaration { get; } = declaration;

    public override int? Digits => Declaration.Round?.Digits;

    /// <summary>Kind, floor, cap, rounding and condition in one expression; set once, when its turn comes.</summary>
    public CheckedExpression? Expression { get; private set; }

    /// <summary>The kind alone, for explanations.</summary>
    public CheckedExpression? Core { get; private set; }

    public void Complete(CheckedExpression core, CheckedExpression expression)
    {
        Core = core;
        Expression = expression;
        Type = expression.Type;
        Range = expression.Range;
    }
}

/// <summary>A follow-up; <paramref name="Level"/> is the sheet, or the list whose records it names.</summary>
internal sealed record CheckedFollowUp(
    FollowUpDeclaration Declaration, ListLevel Level, CheckedExpression Condition, CheckedExpression? Of, CheckedExpression? By, CheckedExpression? Due);

/// <summary>A policy in which every name has a meaning, every expression a type, and the laws of a sound policy hold.</summary>
/// <remarks>Levels: the sheet first, then the lists, each after its parent. Values: in an order in which each needs only earlier ones. Period parts: those that something uses.</remarks>
internal sealed record CheckedPolicy(
    PolicyDocument Document,
    ImmutableArray<ListLevel> Levels,
    ImmutableArray<FactSymbol> Facts,
    ImmutableArray<ParameterSymbol> Parameters,
    ImmutableArray<PeriodSymbol> PeriodParts,
    ImmutableArray<ValueSymbol> Values,
    ImmutableArray<CheckedFollowUp> FollowUps,
    ImmutableArray<Symbol> Results)
{
    /// <summary>The sheet that takes the parts of a divided period together, or null.</summary>
    public SecondSheet? Segments { get; init; }

    /// <summary>The sheet over the people of a unit, or null.</summary>
    public SecondSheet? Unit { get; init; }

    /// <summary>What the sheet over a unit is told of each person.</summary>
    public ImmutableArray<PassedName> Passed { get; init; } = [];
}

/// <summary>A name of a first sheet that a second one is told of: a single value, or a whole list.</summary>
internal sealed record PassedName(string Name, Symbol? Symbol, ListLevel? List);

/// <summary>A sheet over the results of another: its list has a record for each of them, with the names passed on.</summary>
internal sealed record SecondSheet(CheckedPolicy Policy, ImmutableArray<PassedName> Passed)
{
    /// <summary>Other policies whose results it may hold, with the names as they know them.</summary>
    public ImmutableArray<OtherPolicy> Others { get; init; } = [];
}

/// <summary>Another policy that may score a part of a period.</summary>
internal sealed record OtherPolicy(CheckedPolicy Policy, ImmutableArray<PassedName> Passed);
