using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Kinerja.Core.Checking;

/// <summary>The words of a code or of a scale. Two sets are the same only if they are the same object.</summary>
internal sealed class WordSet(string name, ImmutableArray<string> words, bool isOrdered)
{
    public string Name { get; } = name;

    /// <summary>In the order declared; for a scale from the lowest to the highest.</summary>
    public ImmutableArray<string> Words { get; } = words;

    public bool IsOrdered { get; } = isOrdered;

    private readonly FrozenDictionary<string, int> _positions = words.Select((word, position) => (word, position)).ToFrozenDictionary(pair => pair.word, pair => pair.position, StringComparer.Ordinal);

    /// <summary>Where a word stands, or −1.</summary>
    public int PositionOf(string word) => _positions.GetValueOrDefault(word, -1);

    /// <summary>Labels by word, filled by the checker where the policy gives them.</summary>
    public ImmutableDictionary<string, LocalizedText> Labels { get; init; } = ImmutableDictionary<string, LocalizedText>.Empty;
}

/// <summary>The type of an expression.</summary>
/// <param name="Kind">What it gives.</param>
/// <param name="Words">The words, for codes and ratings.</param>
/// <param name="IsOptional">Whether it can be not applicable.</param>
internal sealed record CheckedType(DataType Kind, WordSet? Words = null, bool IsOptional = false)
{
    public static readonly CheckedType Unknown = new(DataType.Unknown);
    public static readonly CheckedType Number = new(DataType.Number);
    public static readonly CheckedType Boolean = new(DataType.Boolean);
    public static readonly CheckedType Text = new(DataType.Text);
    public static readonly CheckedType Date = new(DataType.Date);

    public bool IsUnknown => Kind == DataType.Unknown;

    public CheckedType Optional(bool isOptional = true) => this with { IsOptional = isOptional };

    /// <summary>Whether values of both types can stand for each other; unknown fits everything.</summary>
    public bool Fits(CheckedType other) => IsUnknown || other.IsUnknown || (Kind == other.Kind && Words == other.Words);

    /// <summary>The type in words, for messages.</summary>
    public LocalizedText Name => Kind switch
    {
        DataType.Number => new LocalizedText("angka", "a number"),
        DataType.Boolean => new LocalizedText("benar/salah", "true or false"),
        DataType.Text => new LocalizedText("teks", "text"),
        DataType.Code => new LocalizedText($"kode dari {Words!.Name}", $"a code of {Words.Name}"),
        DataType.Rating => new LocalizedText($"predikat dari skala {Words!.Name}", $"a rating of the scale {Words.Name}"),
        DataType.Date => new LocalizedText("tanggal", "a date"),
        DataType.List => new LocalizedText("daftar", "a list"),
        _ => new LocalizedText("jenis yang belum diketahui", "an unknown type"),
    };
}
