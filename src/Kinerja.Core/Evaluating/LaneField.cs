using System.Runtime.InteropServices;
using Kinerja.Core.Authoring;
using Kinerja.Core.Checking;

namespace Kinerja.Core.Evaluating;

/// <summary>How a fact or list of an object fits into the column that is being filled.</summary>
internal enum FieldFit
{
    Fits,

    /// <summary>It would, if the column had more decimals.</summary>
    IsFiner,

    /// <summary>The plan must look at it.</summary>
    IsForPlan,
}

/// <summary>A column that is being filled from objects: a fact with its scaled integers, or a list with its lengths.</summary>
internal sealed class LaneField
{
    private static ReadOnlySpan<long> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

    private const int MostUndeclaredScale = 4; // one person with more must not leave others without room

    private readonly List<int> _values = [];
    private readonly List<bool> _isMissing = [];
    private readonly List<string?> _texts = [];
    private readonly FactDeclaration _declaration;
    private readonly WordSet? _words;
    private int _missing;
    private int _scale;

    public LaneField(FactDeclaration declaration, string fullName, WordSet? words, LaneFields? records)
    {
        (_declaration, FullName, _words, Records) = (declaration, fullName, words, records);
        _scale = declaration.Digits is { } declared and <= FactValue.MostDecimals ? declared : 0;
    }

    public string Name => _declaration.Name;

    public string FullName { get; }

    /// <summary>The fields of a list; null for a fact.</summary>
    public LaneFields? Records { get; }

    public int Count => _values.Count;

    private bool IsText => _declaration.Type is FactType.Text or FactType.IdentityNumber;

    public FieldFit Add(FactValue fact)
    {
        if (fact.Kind == FactKind.Missing)
        {
            AddMissing();
            return FieldFit.Fits;
        }

        var (fit, value) = Records is null ? Read(fact) : fact.Kind == FactKind.List ? (FieldFit.Fits, fact.Items.Length) : (FieldFit.IsForPlan, 0);
        if (fit != FieldFit.Fits)
            return fit;
        _values.Add(value);
        _isMissing.Add(false);
        if (IsText)
            _texts.Add(fact.Text);
        return FieldFit.Fits;
    }

    public void AddMissing()
    {
        _values.Add(Records is null ? 0 : -1);
        _isMissing.Add(true);
        _missing++;
        if (IsText)
            _texts.Add(null);
    }

    // The lanes themselves look at ranges and decimals.
    private (FieldFit Fit, int Value) Read(FactValue fact)
    {
        switch (_declaration.Type, fact.Kind)
        {
            case (FactType.Number, FactKind.Number) when fact.IsPlain && Math.Abs(fact.Digits) <= int.MaxValue:
                if (fact.Scale > _scale)
                    return (_declaration.Digits < fact.Scale || fact.Scale > MostUndeclaredScale ? FieldFit.IsForPlan : FieldFit.IsFiner, 0);
                var shifted = fact.Digits * Powers[_scale - fact.Scale];
                return Math.Abs(shifted) <= int.MaxValue ? (FieldFit.Fits, (int)shifted) : (FieldFit.IsForPlan, 0);
            case (FactType.Boolean, FactKind.Boolean):
                return (FieldFit.Fits, fact.Boolean ? 1 : 0);
            case (FactType.Code or FactType.Rating, FactKind.Text):
                return _words!.PositionOf(fact.Text) is var position and >= 0 ? (FieldFit.Fits, position) : (FieldFit.IsForPlan, 0);
            case (FactType.Date, FactKind.Text):
                return Period.TryParseDay(fact.Text, out var day) ? (FieldFit.Fits, day.DayNumber) : (FieldFit.IsForPlan, 0);
            case (FactType.Text or FactType.IdentityNumber, FactKind.Text):
                return (FieldFit.Fits, 0);
            default:
                return (FieldFit.IsForPlan, 0);
        }
    }

    /// <summary>Gives an empty column the decimals of a fact.</summary>
    public void Refine(FactValue fact) => _scale = Math.Max(_scale, fact.Scale);

    /// <summary>Drops the rows behind a number of them.</summary>
    public void Truncate(int rows)
    {
        _missing -= CollectionsMarshal.AsSpan(_isMissing)[rows..].Count(true);
        CollectionsMarshal.SetCount(_values, rows);
        CollectionsMarshal.SetCount(_isMissing, rows);
        if (IsText)
            CollectionsMarshal.SetCount(_texts, rows);
    }

    public FactColumn ToColumn()
    {
        if (IsText)
            return FactColumn.OfTexts(FullName, _texts);
        return new FactColumn(FullName, _values.ToArray(), _scale) { IsMissing = _missing == 0 ? default(ReadOnlyMemory<bool>) : _isMissing.ToArray() };
    }

    public ListColumn ToLengths() => new(FullName, _values.ToArray());
}
