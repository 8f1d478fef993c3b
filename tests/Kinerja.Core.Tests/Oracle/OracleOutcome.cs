using System.Globalization;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>What an expression or value gives for one person. Equality is by meaning.</summary>
internal abstract record OracleOutcome
{
    internal static readonly OracleOutcome NotApplicable = new NotApplicableOutcome();
    internal static readonly OracleOutcome True = new BooleanOutcome(true);
    internal static readonly OracleOutcome False = new BooleanOutcome(false);

    internal static OracleOutcome Of(bool value) => value ? True : False;

    internal static OracleOutcome Of(long value) => new NumberOutcome(new Fraction(value));

    internal static OracleOutcome Failed(string reason) => new FailedOutcome(reason);

    /// <summary>A number, or a failure when it is past 4,096 bits.</summary>
    internal static OracleOutcome Of(Fraction value) => value.IsWithinLimit
        ? new NumberOutcome(value)
        : Failed("a number past 4,096 bits");

    /// <summary>The text of the result, or null when not applicable or failed.</summary>
    internal string? Print(int? digits) => this switch
    {
        NumberOutcome number => OracleRounding.Print(number.Value, digits),
        BooleanOutcome boolean => boolean.Value ? "true" : "false",
        TextOutcome text => text.Value,
        RatingOutcome rating => rating.Code,
        DateOutcome date => date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };
}

internal sealed record NumberOutcome(Fraction Value) : OracleOutcome;

internal sealed record BooleanOutcome(bool Value) : OracleOutcome;

/// <summary>A text or a code.</summary>
internal sealed record TextOutcome(string Value) : OracleOutcome;

/// <summary>A rating and its place in the scale, counted from the lowest.</summary>
internal sealed record RatingOutcome(string Scale, string Code, int Order) : OracleOutcome;

internal sealed record DateOutcome(DateOnly Value) : OracleOutcome;

internal sealed record NotApplicableOutcome : OracleOutcome;

/// <summary>A failure; two failures are equal whatever their reasons.</summary>
internal sealed record FailedOutcome(string Reason) : OracleOutcome
{
    public bool Equals(FailedOutcome? other) => other is not null;

    public override int GetHashCode() => 0;
}

/// <summary>The days that an appraisal covers, both included; <paramref name="AsOf"/> where it is still running.</summary>
internal sealed record OraclePeriod(DateOnly Start, DateOnly End, DateOnly? AsOf = null)
{
    internal static readonly (string Name, OracleType Type)[] Names =
    [
        ("from", OracleType.Date), ("to", OracleType.Date), ("asOf", OracleType.Date),
        ("days", OracleType.Number), ("months", OracleType.Number), ("elapsedDays", OracleType.Number),
    ];

    /// <summary>True while days of the period are still to come.</summary>
    internal bool IsRunning => AsOf < End;

    private DateOnly Known => IsRunning ? AsOf!.Value : End;

    /// <summary>What a name such as <c>period.days</c> means.</summary>
    internal OracleOutcome Value(string name) => name switch
    {
        "from" => new DateOutcome(Start),
        "to" => new DateOutcome(End),
        "asOf" => new DateOutcome(Known),
        "days" => OracleOutcome.Of(OracleDates.DaysBetween(Start, End) + 1),
        "months" => OracleOutcome.Of(OracleDates.CompleteMonths(Start, End)),
        _ => OracleOutcome.Of(OracleDates.DaysBetween(Start, Known) + 1),
    };
}

/// <summary>Everything the oracle says about one person.</summary>
internal sealed class OracleResult(
    IReadOnlyList<string> issues,
    IReadOnlyDictionary<string, OracleOutcome> outcomes,
    IReadOnlyDictionary<string, string?> printed,
    IReadOnlyList<OracleFollowUp> followUps,
    OracleRecord sheet)
{
    /// <summary>True when a fact or parameter is wrong or missing, or any computed value failed.</summary>
    internal bool IsRejected => issues.Count > 0;

    internal IReadOnlyList<string> Issues => issues;

    /// <summary>Sheet values by name; values of records by path, such as <c>items[0].inner[2].score</c>.</summary>
    internal IReadOnlyDictionary<string, OracleOutcome> Outcomes => outcomes;

    /// <summary>All facts, parameters and values, with the records of lists.</summary>
    internal OracleRecord Sheet => sheet;

    /// <summary>The text of each name in <c>results</c>; null when not applicable or failed.</summary>
    internal IReadOnlyDictionary<string, string?> Printed => printed;

    /// <summary>The follow-ups whose condition is true, then the effects in force.</summary>
    internal IReadOnlyList<OracleFollowUp> FollowUps => followUps;
}
