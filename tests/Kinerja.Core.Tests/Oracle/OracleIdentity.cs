using System.Globalization;

namespace Kinerja.Core.Tests.Oracle;

/// <summary>
/// The parts of a NIP or NI PPPK: birth date YYYYMMDD, then for PNS the appointment YYYYMM, for PPPK the year
/// and a contract code 21-99, then sex 1 or 2 and a sequence 001-999.
/// </summary>
internal static class OracleIdentity
{
    internal static readonly (string Name, OracleType Type)[] Parts =
    [
        ("kind", OracleType.Text), ("birthDate", OracleType.Date), ("sex", OracleType.Text), ("sequence", OracleType.Text),
        ("appointmentYear", OracleType.Number), ("appointmentMonth", OracleType.Number), ("contractCode", OracleType.Text),
    ];

    /// <summary>The parts by name; null when the number is no identity number and must be one.</summary>
    internal static Dictionary<string, OracleOutcome>? Read(string number, bool isStrict)
    {
        var parts = Parts.ToDictionary(part => part.Name, _ => OracleOutcome.NotApplicable);
        if (IsIdentityNumber(number))
        {
            ReadParts(number, parts);
            return parts;
        }

        parts["kind"] = new TextOutcome("other");
        return isStrict ? null : parts;
    }

    private static bool IsIdentityNumber(string number)
    {
        if (number.Length != 18 || !number.All(char.IsAsciiDigit) || BirthDate(number) is FailedOutcome)
            return false;

        return Number(number[12..14]) is (>= 1 and <= 12) or (>= 21 and <= 99)
            && number[14] is ('1' or '2')
            && Number(number[15..18]) >= 1;
    }

    private static void ReadParts(string number, Dictionary<string, OracleOutcome> parts)
    {
        var isPns = Number(number[12..14]) <= 12;
        parts["kind"] = new TextOutcome(isPns ? "nipPns" : "niPppk");
        parts["birthDate"] = BirthDate(number);
        parts["sex"] = new TextOutcome(number[14] == '1' ? "male" : "female");
        parts["sequence"] = new TextOutcome(number[15..18]);
        parts["appointmentYear"] = OracleOutcome.Of((long)Number(number[8..12]));
        if (isPns)
            parts["appointmentMonth"] = OracleOutcome.Of((long)Number(number[12..14]));
        else
            parts["contractCode"] = new TextOutcome(number[12..14]);
    }

    private static OracleOutcome BirthDate(string number) =>
        OracleDates.Parse($"{number[..4]}-{number[4..6]}-{number[6..8]}");

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
