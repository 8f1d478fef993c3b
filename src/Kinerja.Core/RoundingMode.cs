using Kinerja.Core.Authoring;

namespace Kinerja.Core;

/// <summary>What happens to the part that rounding cuts off.</summary>
public enum RoundingMode
{
    /// <summary>To the nearest; the half goes away from zero, as the tables of the regulations do it. The default.</summary>
    HalfAwayFromZero,

    /// <summary>To the nearest; the half goes to the even neighbour.</summary>
    HalfToEven,

    /// <summary>To the nearest; the half goes towards zero.</summary>
    HalfTowardZero,

    /// <summary>To the nearest; the half goes up, towards plus infinity.</summary>
    HalfUp,

    /// <summary>To the nearest; the half goes down, towards minus infinity.</summary>
    HalfDown,

    /// <summary>Away from zero, whatever is cut off.</summary>
    AwayFromZero,

    /// <summary>Towards zero, whatever is cut off.</summary>
    TowardZero,

    /// <summary>Up, whatever is cut off.</summary>
    Ceiling,

    /// <summary>Down, whatever is cut off.</summary>
    Floor,
}

/// <summary>How a value is rounded: decimals and mode, both written down by the policy.</summary>
/// <param name="Digits">Decimals, −28 to 28; negative digits round left of the decimal mark.</param>
/// <param name="Mode">What happens to the part cut off.</param>
public sealed record RoundingRule(int Digits, RoundingMode Mode)
{
    /// <summary>The most digits, on either side of the decimal mark.</summary>
    internal const int MaximumDigits = 28;

    /// <summary>The modes by the words that policies and formulas use.</summary>
    internal static readonly Words<RoundingMode> ModesByName = All();

    private static Words<RoundingMode> All()
    {
        var words = new Words<RoundingMode>();
        for (var mode = RoundingMode.HalfAwayFromZero; mode <= RoundingMode.Floor; mode++)
            words.Add(NameOf(mode), mode);
        return words;
    }

    /// <summary>The word for a mode in policies and formulas.</summary>
    internal static string NameOf(RoundingMode mode) => mode switch
    {
        RoundingMode.HalfAwayFromZero => "halfAwayFromZero",
        RoundingMode.HalfToEven => "halfToEven",
        RoundingMode.HalfTowardZero => "halfTowardZero",
        RoundingMode.HalfUp => "halfUp",
        RoundingMode.HalfDown => "halfDown",
        RoundingMode.AwayFromZero => "awayFromZero",
        RoundingMode.TowardZero => "towardZero",
        RoundingMode.Ceiling => "ceiling",
        RoundingMode.Floor => "floor",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
