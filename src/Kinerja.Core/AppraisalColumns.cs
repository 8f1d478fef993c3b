using System.Collections.Immutable;

namespace Kinerja.Core;

/// <summary>One fact of many people as a column of scaled integers.</summary>
/// <param name="Fact">The name in the policy.</param>
/// <param name="Values">
/// Shape [people]. A number times ten to the <paramref name="Scale"/> (12.34 with scale 2 is 1234); a code or rating by its position among
/// <see cref="FactDescription.Codes"/>; a boolean as 0 or 1; a day as <see cref="DateOnly.DayNumber"/>.
/// </param>
/// <param name="Scale">Decimals of a number, 0 to 9; 0 for everything else.</param>
public sealed record FactColumn(string Fact, ReadOnlyMemory<int> Values, int Scale = 0)
{
    /// <summary>People whose fact is not given, by row; empty when everybody has it.</summary>
    public ReadOnlyMemory<bool> IsMissing { get; init; }
}

/// <summary>Many people as columns, the same input as a list of <see cref="Appraisal"/>: for hosts that hold their data in columns.</summary>
/// <param name="Count">How many people.</param>
/// <param name="Facts">One column for each fact given; a fact without a column is given for nobody.</param>
/// <param name="Period">The period of all of them; see <see cref="Appraisal"/>.</param>
public sealed record AppraisalColumns(int Count, ImmutableArray<FactColumn> Facts, string? Period = null);
