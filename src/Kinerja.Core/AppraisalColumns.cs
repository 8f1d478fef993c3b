using System.Collections.Immutable;
using System.Text;

namespace Kinerja.Core;

/// <summary>One fact of many people as a column of scaled integers.</summary>
/// <param name="Fact">The name in the policy; a field of a list with the list before it, as in <c>planItems.target</c>.</param>
/// <param name="Values">
/// Shape [people], for a field of a list [records of all people, in their order]. A number times ten to the <paramref name="Scale"/> (12.34 with scale 2 is 1234); a code or rating by its position among
/// <see cref="FactDescription.Codes"/>; a boolean as 0 or 1; a day as <see cref="DateOnly.DayNumber"/>; a text or identity number by where it ends in <see cref="Utf8"/>.
/// </param>
/// <param name="Scale">Decimals of a number, 0 to 9; 0 for everything else.</param>
public sealed record FactColumn(string Fact, ReadOnlyMemory<int> Values, int Scale = 0)
{
    internal const int MostDecimals = 9;

    /// <summary>Where the fact is not given, by row; empty when it is given everywhere.</summary>
    public ReadOnlyMemory<bool> IsMissing { get; init; }

    /// <summary>Of texts and identity numbers: the UTF-8 of all rows, one behind the other.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; init; }

    /// <summary>A column of texts or identity numbers; null for one that is not given.</summary>
    public static FactColumn OfTexts(string fact, IReadOnlyList<string?> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var (ends, bytes) = (new int[texts.Count], new List<byte>());
        for (var row = 0; row < texts.Count; row++)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(texts[row] ?? ""));
            ends[row] = bytes.Count;
        }

        return new FactColumn(fact, ends) { Utf8 = bytes.ToArray(), IsMissing = texts.Select(text => text is null).ToArray() };
    }

    /// <summary>A text of <see cref="Utf8"/>.</summary>
    internal ReadOnlySpan<byte> TextOf(int row)
    {
        var ends = Values.Span;
        var start = row == 0 ? 0 : ends[row - 1];
        return Utf8.Span[start..ends[row]];
    }

    internal bool IsMissingAt(int row) => !IsMissing.IsEmpty && IsMissing.Span[row];
}

/// <summary>How many records of a list each person has.</summary>
/// <param name="List">The name in the policy; a list inside a list as in <c>planItems.indicators</c>.</param>
/// <param name="Lengths">Shape [people], for a list inside a list [records of the list around it]. −1 for a list that is not given.</param>
public sealed record ListColumn(string List, ReadOnlyMemory<int> Lengths);

/// <summary>Many people as columns, the same input as a list of <see cref="Appraisal"/>: for hosts that hold their data in columns.</summary>
/// <param name="Count">How many people.</param>
/// <param name="Facts">One column for each fact given; a fact without a column is given for nobody.</param>
/// <param name="Period">The period of all of them; see <see cref="Appraisal"/>.</param>
public sealed record AppraisalColumns(int Count, ImmutableArray<FactColumn> Facts, string? Period = null)
{
    /// <summary>One column for each list given; a list without one is given for nobody.</summary>
    public ImmutableArray<ListColumn> Lists { get; init => field = value.IsDefault ? [] : value; } = [];
}
